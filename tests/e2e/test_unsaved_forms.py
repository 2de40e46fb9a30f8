"""What people typed into a form is never lost: where it can't be kept, they get it back to copy."""

from collections.abc import Awaitable, Callable

import pytest

from bot.errors.storage import RecordUnavailable
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.learners import checklists_of, draft_in, reflection_in
from tests.e2e.test_writing import database_file, form
from tests.records import store_class

WRITTEN = "Wir fragen im Mai.\n\n**Spätestens**, sagt Ana."


async def journal(person: Person) -> Modal:
    """The form for a reflection."""
    return await form(person, await reflection_in(person), "Write ▸")


async def draft(person: Person) -> Modal:
    """The form for a first version."""
    return await form(person, await draft_in(person), "Write it ▸")


async def revision(person: Person) -> Modal:
    """The form for a further version."""
    first = await person.submit(await draft(person), {"text": "One"})
    assert isinstance(first, Reply)
    model = await person.submit(await form(person, first, "Check it ▸"), {})
    assert isinstance(model, Reply)
    return await form(person, model, "Revise mine ▸")


async def note(person: Person) -> Modal:
    """The form for a note on an item of a checklist."""
    lists = await checklists_of(person)
    menu = lists.control("Open a checklist")
    opened = await person.select(lists, [menu.options[0].value], menu.custom_id)
    menu = opened.control("Sources and your notes")
    return await form(
        person, await person.select(opened, [menu.options[0].value], menu.custom_id), "Add a note"
    )


async def report(person: Person) -> Modal:
    """The form to report a question."""
    answered = await person.press(await person.run("/quiz 1"), "I don't know")
    assert isinstance(answered, Reply)
    shown = await more(person, answered, "Report this question")
    assert isinstance(shown, Modal)
    return shown


@pytest.mark.parametrize("error", [RecordUnavailable("The disk is full.", "full"), RuntimeError("broken")])
@pytest.mark.parametrize(
    ("opened", "writes"),
    [
        (journal, "set_reflection"),
        (draft, "add_draft"),
        (revision, "add_version"),
        (note, "set_note"),
        (report, "add_report"),
    ],
)
async def test_what_cannot_be_stored_is_given_back(
    harness: BotHarness,
    monkeypatch: pytest.MonkeyPatch,
    opened: Callable[[Person], Awaitable[Modal]],
    writes: str,
    error: Exception,
) -> None:
    """In private, as it was typed, with what to do."""

    async def fail(*_: object, **__: object) -> None:
        raise error

    tomasz = await harness.person("tomasz")
    filled = await opened(tomasz)
    monkeypatch.setattr(store_class(writes), writes, fail)
    back = await tomasz.submit(filled, {"text": WRITTEN} if writes != "set_note" else {"note": WRITTEN})
    assert isinstance(back, Reply)
    assert back.private
    assert f"```\n{WRITTEN}\n```" in back.text
    assert "try again" in back.text or "error number" in back.text


@pytest.mark.parametrize("typed", ["Lang. " * 240, "Code: ```x```"])
async def test_what_a_code_block_cannot_hold_is_given_back_as_a_file(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """Too long for the screen, or with the marks that end a code block: nothing of it is changed."""

    async def fail(*_: object, **__: object) -> None:
        raise RecordUnavailable("The disk is full.", "full")

    tomasz = await harness.person("tomasz")
    filled = await journal(tomasz)
    monkeypatch.setattr("bot.chat.interaction.forms.ROOM", 1000)
    monkeypatch.setattr(store_class("set_reflection"), "set_reflection", fail)
    back = await tomasz.submit(filled, {"text": typed})
    assert isinstance(back, Reply)
    assert await database_file(back) == typed


async def test_a_form_of_an_older_version_gives_back_its_text(harness: BotHarness) -> None:
    """The lesson is gone, or the form is: its text isn't."""
    tomasz = await harness.person("tomasz")
    field = {"type": 18, "component": {"type": 4, "custom_id": "text", "value": WRITTEN}}
    data = {"custom_id": "lb0:journal:kept", "components": [field]}
    harness.sandbox.forge(5, tomasz.user["id"], await tomasz.place(), data)
    assert WRITTEN in (await tomasz.hear()).text
