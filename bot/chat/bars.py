"""A picture of how answers are spread: a bar for each option.

It shows letters and figures alone, which need no font but the one that Pillow brings; what the options say
stands in the text beside it. It has a ground of its own, so that it reads alike on dark and on light.
"""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass

import discord
from PIL import Image, ImageDraw, ImageFont

GROUND, TRACK, INK = "#1E2430", "#333C4E", "#F4F6FA"
PLAIN, RIGHT = "#7F9BE0", "#5CC08B"

WIDTH, ROW, MARGIN = 640, 52, 20
"""In points; a picture has twice as many pixels, so that it is crisp on screens that have them."""

SCALE = 2
SMOOTH = 2
"""How much larger it is drawn than it becomes: shapes have no smooth edges in Pillow otherwise."""


@dataclass(frozen=True)
class Bar:
    """A letter, the share (0 to 100) that its bar fills, what is said of it, and whether it is right."""

    letter: str
    share: int
    figures: str
    right: bool


def draw(bars: Sequence[Bar]) -> bytes:
    """The picture as PNG. It takes some tenths of a second: call it in a thread."""
    unit = SCALE * SMOOTH
    size = (WIDTH * unit, (len(bars) * ROW + 2 * MARGIN) * unit)
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    brush = ImageDraw.Draw(picture)
    brush.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius=14 * unit, fill=GROUND)
    for number, bar in enumerate(bars):
        _row(brush, bar, MARGIN + number * ROW, unit)
    finished = picture.resize((WIDTH * SCALE, size[1] // SMOOTH), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    finished.save(file, "PNG", optimize=True)
    return file.getvalue()


def describe(bars: Sequence[Bar]) -> str:
    """The same in words, for those who do not see it."""
    said = (f"{bar.letter}{', the right one' if bar.right else ''}: {bar.figures}" for bar in bars)
    return f"Bars that show how many chose each option. {'; '.join(said)}."


async def picture(bars: Sequence[Bar], filename: str) -> discord.File:
    """The picture as a file to send, with its description; drawn in a thread."""
    content = await asyncio.to_thread(draw, bars)
    return discord.File(io.BytesIO(content), filename, description=describe(bars))


def _row(brush: ImageDraw.ImageDraw, bar: Bar, top: int, unit: int) -> None:
    left, right = MARGIN + 64, WIDTH - MARGIN - 150
    upper, lower, middle = top + 10, top + ROW - 10, (top + ROW / 2) * unit
    colour = RIGHT if bar.right else PLAIN
    font = ImageFont.load_default(22 * unit)
    brush.text((MARGIN * unit, middle), bar.letter, INK, font, anchor="lm")
    if bar.right:
        _tick(brush, MARGIN + 28, top + ROW / 2, unit)
    brush.rounded_rectangle((left * unit, upper * unit, right * unit, lower * unit), 6 * unit, TRACK)
    if bar.share:
        end = left + max(12, (right - left) * bar.share // 100)
        brush.rounded_rectangle((left * unit, upper * unit, end * unit, lower * unit), 6 * unit, colour)
    brush.text(((WIDTH - MARGIN) * unit, middle), bar.figures, INK, font, anchor="rm")


def _tick(brush: ImageDraw.ImageDraw, left: float, middle: float, unit: int) -> None:
    points = [(left, middle), (left + 6, middle + 7), (left + 18, middle - 8)]
    brush.line([(x * unit, y * unit) for x, y in points], RIGHT, 4 * unit, joint="curve")
