"""The badge for a lesson: a picture of its own, and the medal that other pictures show, too."""

import math
from dataclasses import dataclass
from functools import lru_cache

from bot.chat.pictures import pictograms
from bot.chat.pictures.canvas import GOLD, GROUND, INK, SOFT, Canvas, Point
from bot.chat.pictures.palette import DARK, READABLE, ink_on, lesson_color, mix, visible_on
from bot.chat.words.learning import pictures as words
from bot.domain.course.lesson import Lesson

WIDTH, HEIGHT = 300, 150
SMALL = 13
"""The smallest letters: on a phone the picture is about 270 points wide, and they're 11.7 of them high."""

TEXT_LEFT, ROOM = 132, 156
TITLES = ((19, 2), (17, 3), (15, 4))
"""Sizes of a title, and on how many lines at most. A long title is smaller."""

SCALLOPS = 22
"""Bumps around a medal."""

PLAIN_BELOW = 25
"""Smaller medals are round: bumps would be too fine to see."""


BONUS = 0
"""What pictures take instead of a bonus unit's number."""


@dataclass(frozen=True)
class LessonMark:
    """What pictures show of a lesson. `color` is written as `#0A6070`; without one, a default is used.
    `emoji` chooses the pictogram.
    """

    number: int
    title: str
    color: str | None = None
    emoji: str = ""

    @property
    def shown_color(self) -> str:
        """Return the color to draw it in."""
        return lesson_color(self.color, self.number)


def mark_of(lesson: Lesson) -> LessonMark:
    """Return what pictures show of a lesson."""
    number = BONUS if lesson.bonus else lesson.number
    return LessonMark(number, lesson.title, lesson.color, lesson.emoji)


@dataclass(frozen=True)
class BadgePicture:
    """The badge that a learner earned for a lesson; `gold` if every objective is mastered."""

    mark: LessonMark
    gold: bool = False

    def draw(self) -> bytes:
        """Return the picture as PNG, drawn once for each lesson."""
        return _draw(self.mark, self.gold)

    def describe(self) -> str:
        """Return the same in words."""
        return words.badge(self.mark.number, self.mark.title, gold=self.gold)


def medal(canvas: Canvas, mark: LessonMark, middle: Point, radius: float, *, gold: bool) -> None:
    """Draw an earned medal: filled, with a scalloped edge. A gold one has a gold rim and a star."""
    color = visible_on(GROUND, mark.shown_color)
    x, y = middle
    rim = GOLD if gold else color
    if radius < PLAIN_BELOW:
        canvas.disc(middle, radius, rim)
    else:
        canvas.shape(scallops(middle, radius), rim)
    if gold:
        canvas.disc(middle, radius * 0.87, GROUND)
        canvas.disc(middle, radius * 0.82, color)
    else:
        canvas.disc(middle, radius * 0.82, mix(color, ink_on(color), 0.35), ring=radius * 0.03)
    pictograms.draw(canvas, mark.emoji, middle, radius * 0.5, ink_on(color), color)
    if gold:
        spot = (x + radius * 0.68, y + radius * 0.68)
        canvas.disc(spot, radius * 0.36, GROUND)
        canvas.disc(spot, radius * 0.3, GOLD)
        pictograms.draw(canvas, "", spot, radius * 0.19, DARK, GOLD)


def scallops(middle: Point, radius: float) -> list[Point]:
    """Return the edge of a medal."""
    x, y = middle
    return [(x + radius * dx, y + radius * dy) for dx, dy in _EDGE]


def _scallop(angle: float) -> Point:
    """Return the point at an angle, in radians, on the edge of a medal whose radius is 1."""
    reach = 0.975 + 0.025 * math.cos(SCALLOPS * angle)
    return reach * math.cos(angle), reach * math.sin(angle)


_EDGE = [_scallop(2 * math.pi * step / (16 * SCALLOPS)) for step in range(16 * SCALLOPS)]


@lru_cache(maxsize=128)
def _draw(mark: LessonMark, gold: bool) -> bytes:
    color = mark.shown_color
    canvas = Canvas(WIDTH, HEIGHT, GROUND)
    medal(canvas, mark, (68, HEIGHT / 2), 50, gold=gold)
    size, lines = canvas.heading(mark.title, ROOM, TITLES)
    line = size * 1.2
    top = (HEIGHT - 22 - len(lines) * line - 34) / 2
    soft = visible_on(GROUND, mix(color, SOFT, 0.5), READABLE)
    canvas.text((TEXT_LEFT, top), words.lesson(mark.number), SMALL, color=soft, bold=True, room=ROOM)
    top += 21
    for each in lines:
        canvas.text((TEXT_LEFT, top), each, size, bold=True)
        top += line
    _pill(canvas, top + 10, gold)
    return canvas.png()


def _pill(canvas: Canvas, top: float, gold: bool) -> None:
    """Say which badge it is."""
    said, color = words.badge_kind(gold=gold), GOLD if gold else INK
    spot = (TEXT_LEFT + 6, top + 8)
    if gold:
        pictograms.draw(canvas, "", spot, 7, color, GROUND)
    else:
        canvas.tick(spot, 11, color)
    canvas.text((TEXT_LEFT + 19, top), said, SMALL, color=color, bold=True)
