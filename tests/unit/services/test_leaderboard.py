"""A server's board as one person sees it."""

from bot.domain.calendar.day import day_of
from bot.services.practice.leaderboard import PLACES, LeaderboardService
from tests.contract.samples import answer, question
from tests.unit.services.service_fixture import COURSE, DAY, GUILD, LEARNER, ServiceHarness


async def practice(harness: ServiceHarness, learner: int, days: int) -> None:
    """Join the board, and answer a question on each of the coming days."""
    await harness.record.join_leaderboard(GUILD, learner, harness.now)
    today = day_of(harness.now, "UTC")
    for day in range(days):
        about = {"course": COURSE.default.id, "guild": GUILD, "learner": learner, "day": today + day}
        made = answer(harness.actor().interaction, None, None, **about, at=harness.now)
        await harness.record.add_answer(made, question())


async def test_people_further_down_see_their_own_place(harness: ServiceHarness) -> None:
    """Everyone sees the first ten; beyond them, only yourself."""
    boards = LeaderboardService(harness.record, harness.record, lambda: harness.now)
    for other in range(PLACES + 1):
        await practice(harness, 1000 + other, 2)
    await practice(harness, LEARNER, 1)
    board = await boards.show(GUILD, LEARNER)
    assert len(board.ranks) == PLACES
    assert board.own
    assert (board.own.learner, board.own.days, board.own.rank) == (LEARNER, 1, PLACES + 2)
    assert (board.joined, board.people) == (True, PLACES + 2)
    stranger = await boards.show(GUILD, 7)
    assert (len(stranger.ranks), stranger.own, stranger.joined) == (PLACES, None, False)


async def test_the_week_is_the_viewers(harness: ServiceHarness) -> None:
    """The clock shows a Monday in Berlin; in Honolulu it's still Sunday, and in Berlin the week is new."""
    boards = LeaderboardService(harness.record, harness.record, lambda: harness.now)
    await practice(harness, LEARNER, 1)
    await harness.record.set_zone(LEARNER, "Pacific/Honolulu", harness.now)
    assert (await boards.show(GUILD, LEARNER)).ranks == []
    await harness.record.set_zone(LEARNER, "Europe/Berlin", harness.now)
    assert len((await boards.show(GUILD, LEARNER)).ranks) == 1
    harness.now += 6 * DAY
    assert len((await boards.show(GUILD, LEARNER)).ranks) == 1
    harness.now += DAY
    assert (await boards.show(GUILD, LEARNER)).ranks == []
