"""What a leaderboard says, whoever looks."""

from bot.chat.screens.learning import leaderboard
from bot.services.learning.leaderboard import PLACES, Board
from bot.services.ports.learning.mastery import Rank
from tests.unit.chat.test_limits import assert_fits, make_course, parts

TEN = [Rank(learner, mastered=20 - learner // 2, rank=learner) for learner in range(1, PLACES + 1)]


def said(board: Board) -> str:
    """The screen's text."""
    view = leaderboard.leaderboard(board, (), shareable=True)
    return "\n".join(part.get("content", "") for part in parts(view.to_components()))


async def test_ones_own_place_is_told_wherever_it_is() -> None:
    """Beyond the first ten with its rank, among them not twice, and without any with the way there."""
    course = make_course(1)
    far = said(Board(course, TEN, Rank(99, 1, 23), seen=True))
    assert "You: **23** · <@99> · 1 objective" in far
    near = said(Board(course, TEN, TEN[3], seen=True))
    assert near.count(f"<@{TEN[3].learner}>") == 1
    assert "as soon as you have newly mastered" in said(Board(course, TEN, None, seen=True))
    assert "You are not shown here" in said(Board(course, TEN, None, seen=False))
    assert "Nobody is on it yet" in said(Board(course, [], None, seen=False))


async def test_a_full_leaderboard_fits() -> None:
    """Long titles, long ids, many other courses."""
    course = make_course(1)
    ranks = [Rank(2**63 - place, 10**6, 10**6) for place in range(PLACES)]
    board = Board(course, ranks, Rank(2**62, 10**6, 10**6), seen=True)
    assert_fits(leaderboard.leaderboard(board, [course] * 40, shareable=True))
    assert_fits(leaderboard.shared(board, 2**63 - 1))
