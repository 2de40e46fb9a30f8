"""What a server's board of days practiced says."""

from collections.abc import Sequence

from bot.chat.words import numbers
from bot.services.practice.leaderboard import Board, Rank

TITLE = "Days practiced this week"
ENTRY = "The board"

RULES = (
    "Only people who join are shown. A day counts if you answered anything, in any server or by direct "
    "message. Weeks start on Monday."
)
"""What people agree to when they join."""

CROWD = 3
"""Mention how many practiced only from this many people on: an empty room doesn't invite anyone."""

NO_SERVER = "Every server has its own board. Look under /progress in one."


def opening(board: Board, *, shareable: bool) -> str:
    """Return how the person who looks is doing this week, or what joining takes, in a sentence or two."""
    if board.own and len(board.ranks) == 1:
        return "You're first here. Share?" if shareable else "You're first here."
    if board.own:
        return f"You're number {board.own.rank} this week, with {numbers.count(board.own.days, 'day')}."
    if board.joined:
        return "You've joined. Answer a question and you're on the board."
    return "Want to be on the board?" if board.ranks else "Nobody's on the board yet. Want to be first?"


def crowd(board: Board) -> str:
    """Return how many people practiced here this week, or nothing if there are only a few."""
    return f"{board.people} people here practiced this week." if board.people >= CROWD else ""


def row(rank: Rank) -> str:
    """Return a row of the board: `**1** · @Ada · 4 days`."""
    return f"**{rank.rank}** · <@{rank.learner}> · {numbers.count(rank.days, 'day')}"


def rows(ranks: Sequence[Rank]) -> str:
    """Return the ranks, one on a line."""
    return "\n".join(map(row, ranks))
