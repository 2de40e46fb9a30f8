"""A server's board of days practiced this week."""

from discord import ui

from bot.chat import blocks
from bot.chat.words import labels
from bot.chat.words.achievements import leaderboards
from bot.services.practice.leaderboard import Board


def leaderboard(board: Board, *, shareable: bool) -> ui.LayoutView:
    """Show the board. `shareable` means the person may post it publicly."""
    own = leaderboards.row(board.own) if board.own and board.own not in board.ranks else ""
    shown = [leaderboards.rows(board.ranks), own, leaderboards.crowd(board)]
    parts = [
        f"**{leaderboards.opening(board, shareable=shareable)}**",
        *filter(None, shown),
        f"-# {leaderboards.RULES}",
    ]
    next_step = blocks.button(labels.LEARN, "start", "continue", main=board.joined)
    if board.joined:
        buttons = [next_step]
        if shareable and board.ranks:
            buttons.append(blocks.button(labels.SHARE_HERE, "leaderboard", "share"))
        buttons.append(blocks.button("Leave the board", "leaderboard", "leave"))
    else:
        buttons = [blocks.button("Join the board", "leaderboard", "join", main=True), next_step]
    return blocks.view(blocks.card(blocks.text("\n".join(parts))), blocks.row(*buttons))


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
