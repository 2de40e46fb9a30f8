"""The banner of a lesson, for its first card: number, title and pictogram on the lesson's color."""

from dataclasses import dataclass
from functools import lru_cache

from bot.chat.pictures import pictograms
from bot.chat.pictures.badge import LessonMark
from bot.chat.pictures.canvas import Canvas
from bot.chat.pictures.palette import READABLE, ink_on, mix, visible_on
from bot.chat.words.learning import pictures as words

WIDTH, HEIGHT = 500, 125
SMALL = 21
"""The smallest letters: on a phone the picture is about 270 points wide, and they're 11.3 of them high."""

LEFT, ROOM = 26, 312
TITLES = ((30, 2), (26, 2), (22, 3))
"""Sizes of a title, and on how many lines at most. A long title is smaller."""


@dataclass(frozen=True)
class BannerPicture:
    """The banner of a lesson."""

    mark: LessonMark

    def draw(self) -> bytes:
        """Return the picture as PNG, drawn once for each lesson."""
        return _draw(self.mark)

    def describe(self) -> str:
        """Return the same in words."""
        return words.banner(self.mark.number, self.mark.title)


@lru_cache(maxsize=128)
def _draw(mark: LessonMark) -> bytes:
    color = mark.shown_color
    ink = ink_on(color)
    canvas = Canvas(WIDTH, HEIGHT, color)
    spot = (WIDTH - 70.0, HEIGHT / 2)
    tints = [mix(color, ink, share) for share in (0.07, 0.14)]
    canvas.disc(spot, 90, tints[0])
    canvas.disc(spot, 62, tints[1])
    pictograms.draw(canvas, mark.emoji, spot, 42, ink, tints[1])
    size, lines = canvas.heading(mark.title, ROOM, TITLES)
    line = size * 1.18
    top = (HEIGHT - 28 - len(lines) * line) / 2
    soft = visible_on(color, mix(color, ink, 0.75), READABLE)
    canvas.text((LEFT, top), words.lesson(mark.number), SMALL, color=soft, room=ROOM)
    for place, each in enumerate(lines):
        canvas.text((LEFT, top + 28 + place * line), each, size, color=ink, bold=True)
    return canvas.png()
