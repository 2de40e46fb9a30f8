"""A learner's streak goes by their own days."""

from bot.domain.calendar.day import day_of
from bot.domain.learning.streak import Streak
from tests.contract.samples import answer, question
from tests.unit.services.service_fixture import DAY, LEARNER, ServiceHarness


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
