"""The test before the course is offered beside the first page, to who was never asked."""

from discord_sandbox.clients.person import Person
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_assessment import begin, offers, tomasz
from tests.e2e.test_review import Calendar, calendar

__all__ = ["calendar", "tomasz"]


async def test_who_opens_a_lesson_first_still_has_the_test(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """It is offered beside the page, which is noted only when they go on; then the offer is gone."""
    pages = "of 7 pages read"
    first = await tomasz.run("/lesson 1")
    assert "A short test before you read on?** 4 questions, about 2 minutes." in first.text
    assert f"0 {pages}" in (await tomasz.run("/lesson")).text
    assert "Bogen" in (await tomasz.press(first, "Take the pretest")).text
    adaeze = await harness.person("adaeze")
    second = await adaeze.press(await adaeze.run("/lesson 1"), "Next")
    assert not offers(second)
    assert f"2 {pages}" in (await adaeze.run("/lesson")).text
    assert not offers(await adaeze.run("/lesson 2"))
    assert (
        "opens the day after your last badge"
        in (await adaeze.press(await adaeze.run("/progress"), "My tests")).text
    )


async def test_who_was_asked_already_is_not_asked_again_beside_a_page(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """Not after `/start` has asked, nor after no thanks, nor in the middle of the test."""
    page = await tomasz.press(await tomasz.run("/start"), "Start with lesson 1")
    assert not offers(page)
    assert "1 of 7 pages read" in (await tomasz.run("/lesson")).text
    adaeze = await harness.person("adaeze")
    await adaeze.press(await adaeze.run("/start"), "No thanks")
    assert not offers(await adaeze.run("/lesson 1"))
    maren = await harness.person("maren")
    await begin(maren)
    assert not offers(await maren.run("/lesson 1"))
