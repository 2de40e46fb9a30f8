"""The pretest is offered beside the first card to people who haven't begun."""

from dataclasses import replace

from bot.domain.course.library import Library
from discord_sandbox.clients.person import Person
from tests.e2e.answering import more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_assessment import PRETEST, assessments, begin, offers, tomasz
from tests.e2e.test_review import Calendar, calendar

__all__ = ["calendar", "tomasz"]


async def read(person: Person) -> str:
    """How many cards `/progress` says they've read."""
    return next(line for line in (await person.run("/progress")).text.splitlines() if "cards" in line)


async def test_those_who_open_a_lesson_first_still_get_the_pretest(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """It's offered beside the card, which counts as read only when they go on; then the offer is gone."""
    first = await tomasz.run("/lesson 1")
    assert "**0 of 4 cards**" in await read(tomasz)
    assert "Bogen" in (await more(tomasz, first, PRETEST)).text
    adaeze = await harness.person("adaeze")
    second = await adaeze.press(await adaeze.run("/lesson 1"), "Next ▸")
    assert not offers(second)
    assert "**2 of 4 cards**" in await read(adaeze)
    assert not offers(await adaeze.run("/lesson 2"))
    assert "opens the day after your last badge" in (await assessments(adaeze)).text


def with_openers(library: Library) -> Library:
    """The library with a question before the first card."""
    course = library.default
    first = course.lessons[0]
    opener = next(question.id for question in first.questions if question.kind == "single")
    lessons = (first.model_copy(update={"opener": opener}), *course.lessons[1:])
    return Library([replace(course, lessons=lessons)])


async def test_the_pretest_is_offered_beside_a_question_too(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """Where a lesson opens with a question, answering it is the beginning."""
    opened = with_openers(harness.library)
    await harness.restart_bot(opened)
    for command in ("/lesson 1", "/learn"):
        assert offers(await tomasz.run(command))
    await tomasz.press(await tomasz.run("/learn"), "I don't know")
    assert not offers(await tomasz.run("/lesson 1"))
    assert not offers(await assessments(tomasz))


async def test_those_who_declined_or_began_it_arent_asked_again(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """Old messages have a button to decline it."""
    await harness.record.decline_pretest(int(tomasz.user["id"]), harness.library.default.id, 1)
    assert not offers(await tomasz.run("/lesson 1"))
    assert not offers(await tomasz.run("/start"))
    maren = await harness.person("maren")
    await begin(maren)
    assert not offers(await maren.run("/lesson 1"))
