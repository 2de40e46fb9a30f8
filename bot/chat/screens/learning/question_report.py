"""Report a question: the form, and the thanks."""

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.domain.learning.quiz import TEST_MODES, Quiz

LENGTH = 1000
"""Longest report, in characters."""


def form(quiz: int, position: int) -> ui.Modal:
    """Return the form to say what's wrong with a question."""
    modal = ui.Modal(title="Report this question", custom_id=encode("quiz", "report", quiz, position))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id="text",
        max_length=LENGTH,
        placeholder="For example: option B is right too, because …",
    )
    modal.add_item(
        ui.Label(text="What's wrong with it?", description="The author will read it.", component=field)
    )
    return modal


def empty(quiz: Quiz, position: int) -> ui.LayoutView:
    """Say that nothing was written."""
    again = blocks.button("Write again", "quiz", "wrong", quiz.id, position, main=True)
    return blocks.note("You didn't write anything, so nothing was sent.", buttons=[again, _back(quiz)])


def thanks(quiz: Quiz) -> ui.LayoutView:
    """Say thanks for a report, and lead back."""
    return blocks.note("Thank you! The author will read it.", buttons=[_back(quiz, main=True)])


def _back(quiz: Quiz, *, main: bool = False) -> blocks.Button:
    kind = "test" if quiz.mode in TEST_MODES else "lesson" if quiz.mode == "lesson" else "quiz"
    return blocks.button(f"Back to the {kind}", "quiz", "next", quiz.id, main=main)
