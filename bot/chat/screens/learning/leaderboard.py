"""A server's board of days practiced this week."""

from discord import ui

from bot.chat import blocks
from bot.chat.screens.next_step import next_step_button
from bot.chat.words import labels
from bot.chat.words.achievements import leaderboards
from bot.services.learning.lessons.next_step import NextStep
from bot.services.practice.leaderboard import Board


def leaderboard(board: Board, step: NextStep, *, shareable: bool) -> ui.LayoutView:
    """Show the board, and the next `step`. `shareable` means the person may post it publicly."""
    own = leaderboards.row(board.own) if board.own and board.own not in board.ranks else ""
    shown = [leaderboards.rows(board.ranks), own, leaderboards.crowd(board)]
    parts = [
        f"### {leaderboards.TITLE}",
        f"**{leaderboards.opening(board, shareable=shareable)}**",
        *filter(None, shown),
        f"-# {leaderboards.RULES}",
    ]
    more: list[blocks.Entry] = []
    if board.joined:
        buttons = [next_step_button(step)]
        if shareable and board.ranks:
            buttons.append(blocks.button(labels.SHARE_HERE, "leaderboard", "share"))
        more.append(("Leave the board", "leaderboard", "leave"))
    else:
        join = blocks.button("Join the board", "leaderboard", "join", main=True)
        buttons = [join, next_step_button(step, main=False)]
    return blocks.view(blocks.card(blocks.text("\n".join(parts))), blocks.row(*buttons), *blocks.more(more))


def shared(board: Board, by: int) -> ui.LayoutView:
    """Show the board as a message for everyone, shared `by` a person."""
    parts = [f"**{leaderboards.TITLE}**", leaderboards.rows(board.ranks), leaderboards.crowd(board)]
    text = "\n".join([*filter(None, parts), f"-# Shared by <@{by}>. {leaderboards.RULES}"])
    look = blocks.button("See where I am", "leaderboard", "show", main=True)
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(look))


def not_here() -> ui.LayoutView:
    """Say that there's no board in direct messages."""
    progress = blocks.button(labels.MY_PROGRESS, "progress", "show", main=True)
    return blocks.note(leaderboards.NO_SERVER, buttons=[progress])
