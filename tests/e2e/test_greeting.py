"""The greeting in a new server. It's sent once, and answering it starts a lesson in private."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.messages.greeting import greet
from bot.domain.course.library import Library
from bot.domain.questions.question import Question
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import lead
from tests.e2e.bot_fixture import BotHarness

SEND = "POST /api/v10/channels/*/messages"


@pytest.fixture(autouse=True)
async def opened(harness: BotHarness) -> None:
    """The course's first lesson opens with a question."""
    course = harness.library.default
    first = course.lessons[0].model_copy(update={"opener": "vorher-fragen-01"})
    await harness.restart_bot(Library([replace(course, lessons=(first, *course.lessons[1:]))]))


async def join(harness: BotHarness) -> int:
    """The bot joins a server that has members."""
    guild = harness.bot.guilds[0]
    await harness.bot.on_guild_join(guild)
    return guild.id


async def greetings(harness: BotHarness, person: Person, guild: int) -> list[Reply]:
    """The greetings in a server, as this person sees them."""
    found = harness.bot.get_guild(guild)
    assert found
    open_to_all = [c for c in found.text_channels if c.permissions_for(found.default_role).view_channel]
    messages = [message for channel in open_to_all for message in await person.messages(str(channel.id))]
    return [each for each in messages if each.raw["author"].get("bot") and not each.private]


async def greeted(harness: BotHarness, person: Person, guild: int) -> Reply:
    """The greeting of a server."""
    [greeting] = await greetings(harness, person, guild)
    return greeting


async def press(person: Person, reply: Reply, control: str) -> Reply:
    """Press a button that answers with a message."""
    answer = await person.press(reply, control)
    assert not isinstance(answer, Modal)
    return answer


def opener(harness: BotHarness) -> Question:
    """The question that the course opens with."""
    found = harness.library.default.opener()
    assert found
    return found[1]


def option(question: Question, *, right: bool) -> str:
    """The text of the first option that's right, or that isn't."""
    return next(each.text for each in question.options if each.correct is right)


def rewritten(library: Library, **changes: Any) -> Library:
    """The same course, with another opening question, or none."""
    course = library.default
    first = course.lessons[0]
    questions = [
        each.model_copy(update=changes) if each.id == first.opener else each for each in first.questions
    ]
    changed = first.model_copy(update={"questions": tuple(questions)})
    others = [each.model_copy(update={"opener": None}) for each in course.extra]
    return Library([replace(course, lessons=(changed, *course.lessons[1:]), extra=tuple(others))])


def without_openers(library: Library) -> Library:
    """The same course, whose lessons begin with a card."""
    course = library.default
    lessons, extra = (
        tuple(each.model_copy(update={"opener": None}) for each in group)
        for group in (course.lessons, course.extra)
    )
    return Library([replace(course, lessons=lessons, extra=extra)])


async def test_two_people_answer_the_greeting(harness: BotHarness) -> None:
    """One is right and one is wrong: each learns it in private, verdict first, and goes on to lesson 1."""
    guild = await join(harness)
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    greeting = await greeted(harness, maren, guild)
    question = opener(harness)
    assert question.prompt in greeting.text
    assert "Answers are private." in greeting.text
    assert {each.label for each in greeting.controls} == {
        *(each.text for each in question.options),
        "Moderators: set up daily posts",
    }
    right, wrong = option(question, right=True), option(question, right=False)
    for person, said, verdict in ((maren, right, "✅ **Right: "), (tomasz, wrong, "❌ **Not ")):
        feedback = await press(person, greeting, said)
        assert feedback.private
        assert lead(feedback).startswith(f'{verdict}"{said}')
        assert feedback.controls[0].label == "Next: lesson 1 ▸"
        first = await press(person, feedback, "Next: lesson 1 ▸")
        assert "-# 1/" in first.text
    assert [each.text for each in await greetings(harness, maren, guild)] == [greeting.text]
    course = harness.library.default.id
    for person, score in ((maren, 100), (tomasz, 0)):
        [kept] = await harness.record.answers(int(person.user["id"]), course)
        assert (kept.question, kept.mode, kept.guild, kept.score) == (question.id, "lesson", guild, score)


async def test_the_first_answer_stands(harness: BotHarness) -> None:
    """Pressed again, on the other option, the greeting shows the answer that was given."""
    guild = await join(harness)
    tomasz = await harness.person("tomasz")
    greeting, question = await greeted(harness, tomasz, guild), opener(harness)
    right, wrong = option(question, right=True), option(question, right=False)
    await press(tomasz, greeting, wrong)
    again = await press(tomasz, greeting, right)
    assert lead(again).startswith(f'❌ **Not "{wrong}')
    assert "Your first answer counts" in again.text
    assert len(await harness.record.answers(int(tomasz.user["id"]), harness.library.default.id)) == 1


async def test_two_hasty_taps_are_one_answer(harness: BotHarness) -> None:
    """Both at once: one quiz, one answer."""
    guild = await join(harness)
    tomasz = await harness.person("tomasz")
    greeting, question = await greeted(harness, tomasz, guild), opener(harness)
    said = [option(question, right=True), option(question, right=False)]
    first, second = await harness.at_once(*(press(tomasz, greeting, each) for each in said))
    assert first.text.splitlines()[0] == second.text.splitlines()[0]
    assert len(await harness.record.answers(int(tomasz.user["id"]), harness.library.default.id)) == 1


async def test_a_greeting_outlives_its_question(harness: BotHarness) -> None:
    """After the course rewords the question, a press shows the new wording. Later it has no opener at
    all, and the greeting opens the lesson."""
    guild = await join(harness)
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("maren")
    greeting, question = await greeted(harness, tomasz, guild), opener(harness)
    right = option(question, right=True)
    await harness.restart_bot(rewritten(harness.library, prompt="Und wen fragte sie?"))
    asked = await press(tomasz, greeting, right)
    assert "Und wen fragte sie?" in asked.text
    assert "answer once more" in asked.text
    assert lead(await press(tomasz, asked, right)).startswith("✅")
    await harness.restart_bot(without_openers(harness.library))
    assert "-# 1/" in (await press(adaeze, greeting, right)).text


async def test_long_options_have_letters(harness: BotHarness) -> None:
    """The greeting lists them."""
    options = [each.model_copy(update={"text": each.text.ljust(39, "!")}) for each in opener(harness).options]
    await harness.restart_bot(rewritten(harness.library, options=tuple(options)))
    guild = await join(harness)
    tomasz = await harness.person("tomasz")
    greeting = await greeted(harness, tomasz, guild)
    right = options[0].text
    [letter] = [line[2] for line in greeting.text.splitlines() if line.endswith(f"** {right}")]
    assert lead(await press(tomasz, greeting, letter)).startswith("✅")


async def test_a_course_without_an_opener_greets_with_a_way_in(harness: BotHarness) -> None:
    """A button starts it, in private."""
    await harness.restart_bot(without_openers(harness.library))
    guild = await join(harness)
    tomasz = await harness.person("tomasz")
    greeting = await greeted(harness, tomasz, guild)
    assert harness.library.default.about.summary in greeting.text
    assert (await press(tomasz, greeting, "Start ▸")).private


@pytest.mark.parametrize(
    "fault", [{"kind": "status", "status": 403}, {"kind": "drop"}], ids=["refused", "cut"]
)
async def test_a_greeting_that_failed_is_tried_again(
    harness: BotHarness, fault: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Discord refuses it, or the connection is cut: it's logged, and the next call greets."""
    await harness.inject_fault(match=SEND, times=9, **fault)
    guild = await join(harness)

    assert any("Couldn't greet server" in each.getMessage() for each in caplog.records)
    await harness.inject_fault(kind="clear")
    tomasz = await harness.person("tomasz")
    before = len(await greetings(harness, tomasz, guild))
    found = harness.bot.get_guild(guild)
    assert found
    services = harness.bot.services
    assert sorted(await asyncio.gather(*(greet(found, services) for _ in range(3)))) == [False, False, True]
    assert len(await greetings(harness, tomasz, guild)) == before + 1
