"""A person at a chat client sees what a bot shows, and is told when it shows nothing."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.clients.person import Choice, Modal, Person
from discord_sandbox.clients.person.failures import (
    CommandNotUnderstood,
    ControlNotFound,
    Disconnected,
    FieldMissing,
    InteractionFailed,
    NoSuchPlace,
    NothingShown,
    OutOfBounds,
    Refused,
)
from tests.e2e.sample_bot import run_sample_bot


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox with the sample bot in it."""
    async with Sandbox(DEMO_WORLD) as sandbox, run_sample_bot(sandbox.url, sandbox.bot_token):
        yield sandbox
        assert sandbox.unsupported == []


@pytest.fixture
async def tomasz(sandbox: Sandbox) -> AsyncIterator[Person]:
    """A learner."""
    async with Person(sandbox.url, "tomasz") as person:
        yield person


async def test_a_command_is_answered(tomasz: Person) -> None:
    """A slash command returns the message that came, private where it is."""
    shown = await tomasz.run("/echo why not 3 yes to:adaeze")
    assert shown.text == "'why not' 3 True Adaeze Quill"
    assert not shown.private
    assert (await tomasz.run("/count")).private


async def test_a_press_returns_what_changed(tomasz: Person) -> None:
    """Label, custom id and number press the same button, and each press is seen once."""
    shown = await tomasz.run("/count")
    first = await tomasz.press(shown, "Next")
    second = await tomasz.press(first, "next")
    third = await tomasz.press(second, 1)
    assert [each.text for each in (first, second, third)] == ["count 1", "count 2", "count 3"]
    assert {each.id for each in (first, second, third)} == {shown.id}


async def test_a_press_returns_what_is_new(tomasz: Person) -> None:
    """A button may answer with a message of its own, or change its message later."""
    shown = await tomasz.run("/count")
    whisper = await tomasz.press(shown, "Whisper")
    assert (whisper.text, whisper.private) == ("only Tomasz Reed", True)
    assert whisper.id != shown.id
    assert (await tomasz.press(shown, "Later")).text == "changed later"


async def test_thinking_is_waited_out(tomasz: Person) -> None:
    """A bot that says it is thinking is waited for."""
    assert (await tomasz.run("/think")).text == "thought about it"


async def test_a_form_is_filled_in(tomasz: Person) -> None:
    """A form comes, is filled in by label or custom id, and its outcome is seen."""
    modal = await tomasz.press(await tomasz.run("/count"), "Write")
    assert isinstance(modal, Modal)
    assert [field.label for field in modal.fields] == ["To", "Body", "Tone"]
    with pytest.raises(FieldMissing, match="To"):
        await tomasz.submit(modal, {"body": "no name"})
    shown = await tomasz.submit(modal, {"To": "Ann", "body": "two\nlines", "Tone": "Cold"})
    assert shown.text == "to 'Ann', body 'two\\nlines', tone ['Cold']"


async def test_a_screen_of_components_is_read(tomasz: Person) -> None:
    """Text, pictures and controls of a components-v2 message are in order."""
    shown = await tomasz.run("/screen")
    assert shown.text == "# The screen\n**Lesson 3** and ~~no~~ more"
    assert [picture.description for picture in shown.pictures] == ["one red dot"]
    assert [control.label for control in shown.controls] == ["Read", "Letters", "Site", "Quiz me", "People"]
    async with aiohttp.ClientSession() as session, session.get(shown.pictures[0].url) as picture:
        assert (await picture.read()).startswith(b"\x89PNG")


async def test_options_are_selected(tomasz: Person) -> None:
    """Values, labels and their first letters choose options, names choose people."""
    shown = await tomasz.run("/screen")
    assert (await tomasz.select(shown, ["a", "C. Letter"])).text == "chose ['a', 'c']"
    with pytest.raises(OutOfBounds, match="Letters: Choose at most 3, not 4"):
        await tomasz.select(shown, ["a", "b", "c", "a"])
    assert (await tomasz.select(shown, ["B"], "Letters")).text == "chose ['b']"
    adaeze = tomasz.directory.person("adaeze")["id"]
    assert (await tomasz.select(shown, ["Adaeze Quill"], "People")).text == f"chose ['{adaeze}']"


async def test_what_cannot_be_used_is_said(tomasz: Person) -> None:
    """Missing, disabled and wrong controls are explained, and nothing is sent."""
    shown = await tomasz.run("/count")
    with pytest.raises(ControlNotFound, match=r"no control 'Nxt'.*\[1\] Next"):
        await tomasz.press(shown, "Nxt")
    with pytest.raises(ControlNotFound, match=r"Closed .* disabled"):
        await tomasz.press(shown, "Closed")
    with pytest.raises(ControlNotFound, match="nothing to choose"):
        await tomasz.select(shown, ["A"])
    screen = await tomasz.run("/screen")
    with pytest.raises(ControlNotFound, match=r"is a link, not a button\. https://example\.org"):
        await tomasz.press(screen, "Site")
    with pytest.raises(ControlNotFound, match="no option 'Z'"):
        await tomasz.select(screen, ["Z"])


async def test_names_are_completed(tomasz: Person) -> None:
    """While an option is typed the bot's suggestions come."""
    assert await tomasz.complete("/lesson", "lesson", "cre") == [
        Choice("create-a-dialogue", "create-a-dialogue")
    ]
    assert len(await tomasz.complete("/lesson", "lesson", "")) == 3


async def test_what_comes_unasked_is_kept(sandbox: Sandbox, tomasz: Person) -> None:
    """Messages that came before anybody waited for them can still be heard, once each."""
    async with Person(sandbox.url, "adaeze") as adaeze:
        assert (await tomasz.run("/news")).text == "posted"
        assert (await tomasz.run("/echo later")).text.startswith("'later'")
        assert (await tomasz.hear("news", "general")).text == "today's news"
        assert [(await adaeze.hear()).text, (await adaeze.hear()).text] == [
            "today's news",
            "'later' 1 False None",
        ]
        await adaeze.say("hello", "general")
        assert (await tomasz.hear()).author == "Adaeze Quill"
        with pytest.raises(NothingShown):
            await tomasz.hear(within=0)


async def test_two_people_see_their_own(sandbox: Sandbox, tomasz: Person) -> None:
    """Private answers reach their reader alone, in the channel's history too."""
    async with Person(sandbox.url, "Adaeze Quill") as adaeze:
        mine, theirs = await asyncio.gather(tomasz.run("/count"), adaeze.run("/count"))
        assert mine.id != theirs.id
        await adaeze.run("/echo all")
        assert [each.text for each in await tomasz.messages("general")] == ["count 0", "'all' 1 False None"]
        with pytest.raises(Refused) as caught:
            await tomasz.press(theirs, "Next")
        assert caught.value.status in (400, 403, 404)


async def test_two_windows_of_one_person(sandbox: Sandbox, tomasz: Person) -> None:
    """Each window gets the answers to its own presses, and hears of the other's."""
    async with Person(sandbox.url, "tomasz") as other:
        shown = await tomasz.run("/count")
        assert (await other.hear("count")).id == shown.id
        here, there = await asyncio.gather(tomasz.press(shown, "Next"), other.press(shown, "Whisper"))
        assert (here.text, there.text) == ("count 1", "only Tomasz Reed")


async def test_direct_messages(tomasz: Person) -> None:
    """A command can be run alone with the bot, and what was said there is read there."""
    await tomasz.run("/echo hi", "dm")
    assert [each.text for each in await tomasz.messages("dm")] == ["'hi' 1 False None"]
    assert await tomasz.messages("general") == []


async def test_a_channel_that_is_new_is_found(sandbox: Sandbox, tomasz: Person) -> None:
    """Channels and threads that were opened after the login are known by their names too."""
    lessons = next(channel for channel in sandbox.world.channels if channel.get("name") == "lessons")
    sandbox.world.channels.put("77", {**lessons, "id": "77", "name": "chapter-two"})
    assert (await tomasz.say("hello", "#chapter-two")).channel_id == "77"


async def test_refusals_are_told(sandbox: Sandbox, tomasz: Person) -> None:
    """What Discord would refuse raises its status and body."""
    with pytest.raises(Refused) as caught:
        await tomasz.run("/count", "staff")
    assert (caught.value.status, caught.value.body["code"]) == (403, 50001)
    async with Person(sandbox.url, "maren") as maren:
        assert (await maren.run("/daily set #lessons 09:00", "staff")).text == "in lessons at 09:00"


async def test_silence_is_a_failure() -> None:
    """A bot that does not answer in time fails the interaction, with the reason, for commands and presses."""
    async with (
        Sandbox(DEMO_WORLD, acknowledge_within=0.3) as sandbox,
        run_sample_bot(sandbox.url, sandbox.bot_token),
        Person(sandbox.url, "tomasz") as tomasz,
    ):
        with pytest.raises(InteractionFailed) as caught:
            await tomasz.run("/never")
        assert caught.value.reason_code == 2


async def test_what_does_not_exist_is_told(sandbox: Sandbox, tomasz: Person) -> None:
    """Unknown people, channels and commands are named, with those that there are."""
    with pytest.raises(NoSuchPlace, match="maren, tomasz, adaeze"):
        await Person(sandbox.url, "nobody").__aenter__()
    with pytest.raises(NoSuchPlace, match="general, lessons"):
        await tomasz.run("/count", "nowhere")
    with pytest.raises(CommandNotUnderstood, match="/count"):
        await tomasz.run("/cuont")


async def test_the_end_of_the_sandbox_is_noticed() -> None:
    """Who waits when the sandbox stops is told so."""
    async with Sandbox(DEMO_WORLD) as sandbox:
        tomasz = await Person(sandbox.url, "tomasz").__aenter__()
        waiting = asyncio.create_task(tomasz.hear())
        await asyncio.sleep(0)
    with pytest.raises(Disconnected, match="closed the connection"):
        await waiting
    await tomasz.__aexit__()
