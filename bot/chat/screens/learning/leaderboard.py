"""A server's leaderboard."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.words import labels, numbers
from bot.domain.course.course import Course
from bot.services.learning.leaderboard import DAYS, Board, Rank

CHOICE = (
    "Only people who chose to be are seen, each server apart. What counts are objectives of the course, "
    "wherever they were mastered: in other servers or in direct messages as well."
)
"""What somebody agrees to."""


def leaderboard(board: Board, others: Sequence[Course], *, shareable: bool) -> ui.LayoutView:
    """The leaderboard with one's own place. `shareable`: the person may share it in the channel."""
    course = board.course
    parts = [blocks.text(f"{_head(board)}\n{_rows(board)}\n\n{_own(board)}\n-# {CHOICE}")]
    parts += blocks.other_courses(others, "leaderboard")
    choice = (
        blocks.button("Don't show me", "leaderboard", "leave", course.id)
        if board.seen
        else blocks.button("Show me here", "leaderboard", "join", course.id, main=True)
    )
    buttons = [choice, blocks.button(labels.MY_PROGRESS, "progress", "show")]
    if shareable and board.ranks:
        buttons.append(blocks.button(labels.SHARE_HERE, "leaderboard", "share", course.id))
    return blocks.view(blocks.card(*parts), blocks.row(*buttons))


def shared(board: Board, by: int) -> ui.LayoutView:
    """The leaderboard as a message for everyone, shared `by` a person."""
    text = f"-# Shared by <@{by}>\n{_head(board)}\n{_rows(board)}\n-# {CHOICE}"
    look = blocks.button("Open it for myself", "leaderboard", "show", board.course.id, main=True)
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(look))


def not_here() -> ui.LayoutView:
    """Direct messages have none."""
    progress = blocks.button(labels.MY_PROGRESS, "progress", "show", main=True)
    return blocks.note("A leaderboard belongs to a server: run /leaderboard in one.", buttons=[progress])


def _head(board: Board) -> str:
    return f"## Leaderboard\n{board.course.title}: objectives newly mastered in the last {DAYS} days"


def _rows(board: Board) -> str:
    if not board.ranks:
        return "Nobody is on it yet. The first place is free: master something, and choose to be shown."
    return "\n".join(_row(rank) for rank in board.ranks)


def _row(rank: Rank) -> str:
    return f"**{rank.rank}** · <@{rank.learner}> · {numbers.count(rank.mastered, 'objective')}"


def _own(board: Board) -> str:
    if not board.seen:
        return "You are not shown here."
    if board.own is None:
        return "You are shown here as soon as you have newly mastered an objective. /review is the way there."
    if board.own in board.ranks:
        return "You are shown here."
    return f"You: {_row(board.own)}"
