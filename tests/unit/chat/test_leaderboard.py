"""What a board says to different people."""

from bot.chat.screens.learning import leaderboard
from bot.services.practice.leaderboard import PLACES, Board, Rank
from tests.unit.chat.test_limits import assert_fits, make_course, make_step, parts

STEP = make_step(make_course(1))
TITLE = "### Days practiced this week"
TEN = [Rank(learner, days=1 + (PLACES - learner) // 2, rank=learner) for learner in range(1, PLACES + 1)]


def said(board: Board) -> str:
    """Return the screen's text."""
    view = leaderboard.leaderboard(board, STEP, shareable=True)
    return "\n".join(part.get("content", "") for part in parts(view.to_components()))


async def test_your_own_place_comes_first() -> None:
    """Below the top ten, it gets its own line. In the top ten, it isn't shown twice."""
    far = said(Board(TEN, Rank(99, 1, 23), joined=True))
    assert far.lstrip().startswith(f"{TITLE}\n**You're number 23 this week, with 1 day.**")
    assert "**23** · <@99> · 1 day" in far
    near = said(Board(TEN, TEN[3], joined=True))
    assert near.lstrip().startswith(f"{TITLE}\n**You're number 4 this week, with 4 days.**")
    assert near.count(f"<@{TEN[3].learner}>") == 1
    assert "Answer a question and you're on the board." in said(Board(TEN, None, joined=True))
    assert "Want to be on the board?" in said(Board(TEN, None, joined=False))
    assert "Nobody's on the board yet. Want to be first?" in said(Board([], None, joined=False))


async def test_the_first_one_can_share_it() -> None:
    """Someone alone on the board isn't called number 1, but can share it if they may write there."""
    alone = Board(TEN[:1], TEN[0], joined=True, people=1)
    assert said(alone).lstrip().startswith(f"{TITLE}\n**You're first here. Share?**")
    view = leaderboard.leaderboard(alone, STEP, shareable=False)
    assert "**You're first here.**" in str(view.to_components())
    assert "number 1" not in said(alone)


async def test_an_empty_room_is_not_mentioned() -> None:
    """The number of people shows from three on."""
    assert "people here" not in said(Board(TEN, None, joined=False, people=2))
    assert "3 people here practiced this week." in said(Board(TEN, None, joined=False, people=3))


async def test_there_is_one_main_button_and_at_most_two_others() -> None:
    """Joining comes first for people who haven't, and learning for those who have."""
    for board, first in (
        (Board(TEN, TEN[3], joined=True), "Next: lesson 1 ▸"),
        (Board([], None, joined=True), "Next: lesson 1 ▸"),
        (Board(TEN, None, joined=False), "Join the board"),
    ):
        view = leaderboard.leaderboard(board, STEP, shareable=True)
        buttons = [part for part in parts(view.to_components()) if part["type"] == 2]
        assert [part["label"] for part in buttons if part["style"] == 1] == [first]
        assert len(buttons) <= 3


async def test_a_full_board_fits() -> None:
    """With the largest ids and numbers there can be."""
    ranks = [Rank(2**63 - place, 10**6, 10**6) for place in range(PLACES)]
    board = Board(ranks, Rank(2**62, 10**6, 10**6), joined=True, people=10**6)
    assert_fits(leaderboard.leaderboard(board, STEP, shareable=True))
    assert_fits(leaderboard.shared(board, 2**63 - 1))
