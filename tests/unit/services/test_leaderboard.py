"""A leaderboard as one person sees it."""

from bot.services.learning.leaderboard import DAYS, PLACES, LeaderboardService
from tests.contract.samples import answer, question
from tests.unit.services.service_fixture import COURSE, DAY, GUILD, LEARNER, ServiceHarness


async def master(harness: ServiceHarness, learner: int, goals: int) -> None:
    """Be seen, with so many objectives just mastered."""
    await harness.record.join_leaderboard(GUILD, learner, harness.now)
    for number in range(goals):
        asked = question(f"q-{number}", objective=f"first.goal-{number}")
        for day in (0, 3):
            about = {"question": asked.id, "fingerprint": asked.fingerprint, "course": COURSE.default.id}
            who = {"learner": learner, "day": day, "at": harness.now + day}
            made = answer(harness.actor().interaction, None, None, **about, **who)
            await harness.record.add_answer(made, asked)


async def test_who_is_not_among_the_first_sees_their_own_place(harness: ServiceHarness) -> None:
    """Everybody sees the first ten; beyond them only oneself."""
    boards = LeaderboardService(COURSE, harness.record, lambda: harness.now)
    for other in range(PLACES + 1):
        await master(harness, 1000 + other, 2)
    await master(harness, LEARNER, 1)
    board = await boards.show(GUILD, LEARNER, COURSE.default)
    assert len(board.ranks) == PLACES
    assert board.own
    assert (board.own.learner, board.own.mastered, board.own.rank) == (LEARNER, 1, PLACES + 2)
    assert board.seen
    stranger = await boards.show(GUILD, 7, COURSE.default)
    assert (len(stranger.ranks), stranger.own, stranger.seen) == (PLACES, None, False)
    harness.now += (DAYS + 1) * DAY
    assert not (await boards.show(GUILD, LEARNER, COURSE.default)).ranks
