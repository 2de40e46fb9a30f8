"""A learner's streak goes by their own days."""

from dataclasses import replace

from bot.domain.calendar.day import day_of
from bot.domain.learning.streak import Streak
from tests.contract.samples import answer, question
from tests.unit.services.service_fixture import (
    CADENCE,
    CHANNEL,
    COURSE,
    DAY,
    GUILD,
    HOUR,
    LEARNER,
    SECOND,
    ServiceHarness,
    wish,
)


async def test_a_streak_goes_by_the_learners_days(harness: ServiceHarness) -> None:
    """In direct messages and servers alike; after midnight in their zone, today isn't done yet."""
    streaks = harness.services.streaks
    assert await streaks.streak(LEARNER) == Streak(0, 0, today_done=False)
    await harness.record.set_zone(LEARNER, "Asia/Tokyo", harness.now)
    for days, guild in ((0, None), (1, 10)):
        at = harness.now + days * DAY
        about = {"learner": LEARNER, "guild": guild, "at": at, "day": day_of(at, "Asia/Tokyo")}
        await harness.record.add_answer(answer(100 + days, None, None, **about), question())
    harness.now += DAY
    assert await streaks.streak(LEARNER) == Streak(2, 2, today_done=True)
    harness.now += DAY * 2 // 3  # 7 a.m. in Berlin was 3 p.m. in Tokyo
    assert await streaks.streak(LEARNER) == Streak(2, 2, today_done=False)


async def answer_now(harness: ServiceHarness, guild: int | None = GUILD) -> None:
    """Answer the next question of a lesson's quiz, somewhere."""
    who = harness.actor(LEARNER, guild)
    asked = await harness.services.quizzes.start(who, COURSE.default, None, 1)
    who = harness.actor(LEARNER, guild)
    fingerprint = asked.question.fingerprint
    await harness.services.quizzes.answer(who, asked.quiz.id, asked.position, fingerprint, ())


async def test_without_a_zone_days_are_those_of_the_server(harness: ServiceHarness) -> None:
    """From the first answer on, and in direct messages, too. Elsewhere, they're in UTC."""
    who = harness.actor()
    cadence = replace(CADENCE, zone="America/Los_Angeles")
    await harness.services.schedules.create(who, wish(CHANNEL, cadence))
    harness.now += 20 * HOUR  # 2 a.m. in UTC on Tuesday
    monday = day_of(harness.now, "America/Los_Angeles")
    assert day_of(harness.now, "UTC") == monday + 1
    await answer_now(harness)
    assert await harness.record.practice_days(LEARNER) == [monday]
    await answer_now(harness, None)
    assert await harness.record.practice_days(LEARNER) == [monday]
    assert (await harness.services.preferences.get(harness.actor(LEARNER, None))).zone == cadence.zone
    assert await harness.record.zone(LEARNER) is None  # it's not what they chose
    assert (await harness.services.preferences.get(harness.actor(LEARNER + 1, None))).zone == "UTC"


async def test_the_first_zone_moves_the_days_so_far(harness: ServiceHarness) -> None:
    """Someone who starts in the evening in New York keeps their streak when the bot learns where they are."""
    harness.now += 20 * HOUR  # 2 a.m. in UTC, 10 p.m. in New York
    await answer_now(harness, None)
    me = harness.actor(LEARNER, None)
    [before] = await harness.record.practice_days(LEARNER)
    await harness.services.preferences.set_zone(me, "America/New_York")
    assert await harness.record.practice_days(LEARNER) == [before - 1]
    assert await harness.services.streaks.streak(LEARNER) == Streak(1, 1, today_done=True)
    [card] = await harness.record.cards(LEARNER, COURSE.default.id)
    assert card.last_day == before - 1
    await harness.services.preferences.set_zone(me, "Asia/Tokyo")  # moving later leaves the past alone
    assert await harness.record.practice_days(LEARNER) == [before - 1]


async def test_changing_zones_does_not_lengthen_a_streak(harness: ServiceHarness) -> None:
    """An answer right after the move counts for the same day, and missed days stay missed."""
    me = harness.actor(LEARNER, None)
    await harness.services.preferences.set_zone(me, "Europe/Berlin")
    await answer_now(harness)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tokyo"):
        harness.now += SECOND
        await harness.services.preferences.set_zone(me, zone)
        await answer_now(harness)
    assert len(await harness.record.practice_days(LEARNER)) == 1
    assert (await harness.services.streaks.streak(LEARNER)).days == 1
