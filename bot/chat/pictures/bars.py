"""A bar chart of how answers are distributed, with a bar for each option.

It only shows letters and numbers. The text next to it says what the options are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.chat.pictures import render_by
from bot.chat.pictures.canvas import PLAIN, RIGHT, TRACK, Canvas

WIDTH, ROW, MARGIN = 640, 52, 20
"""In points."""


@dataclass(frozen=True)
class Bar:
    """One bar: a letter, the share it fills (0 to 100), its label, and whether the option is right."""

    letter: str
    share: int
    figures: str
    right: bool


def draw(bars: Sequence[Bar]) -> bytes:
    """Return the picture as PNG. This can take a few tenths of a second, so call it in a thread."""
    canvas = Canvas(WIDTH, len(bars) * ROW + 2 * MARGIN)
    for number, bar in enumerate(bars):
        _row(canvas, bar, MARGIN + number * ROW)
    return canvas.png()


def describe(bars: Sequence[Bar]) -> str:
    """Return the same in words, for people who can't see the picture."""
    said = (f"{bar.letter}{', the right one' if bar.right else ''}: {bar.figures}" for bar in bars)
    return f"Bars that show how many chose each option. {'; '.join(said)}."


async def picture(bars: Sequence[Bar], filename: str) -> discord.File:
    """Draw the picture in a thread, and return it as a file with its description."""
    return await render_by(lambda: draw(bars), describe(bars), filename)


def _row(canvas: Canvas, bar: Bar, top: int) -> None:
    left, right = MARGIN + 64, WIDTH - MARGIN - 150
    middle = top + ROW / 2
    canvas.text((MARGIN, middle), bar.letter, 22, anchor="lm")
    if bar.right:
        canvas.tick((MARGIN + 37, middle), 18, RIGHT)
    canvas.box(left, top + 10, right, top + ROW - 10, TRACK, 6)
    if bar.share:
        end = left + max(12, (right - left) * bar.share // 100)
        canvas.box(left, top + 10, end, top + ROW - 10, RIGHT if bar.right else PLAIN, 6)
    canvas.text((WIDTH - MARGIN, middle), bar.figures, 22, anchor="rm")
