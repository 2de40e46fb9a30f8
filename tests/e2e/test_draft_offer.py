"""`/learn` asks for a draft once every lesson has its badge, and takes "Not now" for an answer."""

from bot.domain.calendar.day import day_of
from bot.domain.learning.badge import Badge
from discord_sandbox.clients.person import Modal, Person
from tests.e2e.answering import has
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_review import Calendar, calendar

__all__ = ["calendar"]


async def finish_lessons(harness: BotHarness, person: Person) -> None:
    """Read every card and earn every badge, yesterday."""
    record, learner, course = harness.record, int(person.user["id"]), harness.library.default
    now = harness.clock()
    for lesson in course.units.values():
        for number in range(1, len(lesson.cards) + 1):
            await record.mark_read(learner, course.id, lesson.id, number, now)
        await record.add_badge(learner, course.id, Badge(lesson.id, day_of(now, "UTC") - 1, now))


async def test_a_draft_can_wait_until_tomorrow(harness: BotHarness, calendar: Calendar) -> None:
    """One press leads to what comes next, and /learn doesn't ask again on the same day."""
    tomasz = await harness.person("tomasz")
    await finish_lessons(harness, tomasz)
    asked = await tomasz.run("/learn")
    assert has(asked, "Write it ▸")
    put_off = await tomasz.press(asked, "Not now")
    assert put_off.text.startswith("**Not today, then.** It's still in ")
    [onward] = put_off.controls
    assert onward.label == "Practice ▸"
    for reply in (await tomasz.press(put_off, onward.label), await tomasz.run("/learn")):
        assert not has(reply, "Write it ▸")
    calendar.pass_days(1)
    assert has(await tomasz.run("/learn"), "Write it ▸")


async def test_a_draft_that_was_begun_can_wait_too(harness: BotHarness, calendar: Calendar) -> None:
    """Before the check and after it. Opened on purpose, it has no such button."""
    tomasz = await harness.person("tomasz")
    await finish_lessons(harness, tomasz)
    form = await tomasz.press(await tomasz.run("/learn"), "Write it ▸")
    assert isinstance(form, Modal)
    written = await tomasz.submit(form, {"Your message": "One"})
    assert not has(written, "Not now")
    asked = await tomasz.run("/learn")
    assert has(asked, "Not now")
    form = await tomasz.press(asked, "Check it ▸")
    await tomasz.submit(form, {"points": ["1"]})
    asked = await tomasz.run("/learn")
    assert "1 of 5 points" in asked.text
    await tomasz.press(asked, "Not now")
    assert "1 of 5 points" not in (await tomasz.run("/learn")).text
