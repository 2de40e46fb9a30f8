"""Small flat pictures for lessons, drawn in code. Emoji aren't drawn: the fonts don't have them.

Each one is drawn in a square that reaches from -1 to 1 in both directions, with y pointing down.
"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from bot.chat.pictures.canvas import Canvas, Point


class Pen:
    """Draws in the square around `middle`, `reach` points in each direction.

    `ink` is the color of the pictogram, and `ground` the color that shows through it.
    """

    def __init__(self, canvas: Canvas, middle: Point, reach: float, ink: str, ground: str) -> None:
        self._canvas, self._middle, self._reach = canvas, middle, reach
        self.ink, self.ground = ink, ground

    def shape(self, points: Sequence[Point], color: str) -> None:
        """Fill a shape."""
        self._canvas.shape([self._place(each) for each in points], color)

    def stroke(self, points: Sequence[Point], color: str, width: float) -> None:
        """Draw a line with round ends."""
        self._canvas.stroke([self._place(each) for each in points], color, width * self._reach)

    def disc(self, middle: Point, radius: float, color: str) -> None:
        """Draw a disc."""
        self._canvas.disc(self._place(middle), radius * self._reach, color)

    def box(self, left: float, top: float, right: float, bottom: float, color: str, radius: float) -> None:
        """Draw a box with round corners."""
        edges = (*self._place((left, top)), *self._place((right, bottom)))
        self._canvas.box(*edges, color, radius * self._reach)

    def _place(self, point: Point) -> Point:
        return self._middle[0] + point[0] * self._reach, self._middle[1] + point[1] * self._reach


@lru_cache(maxsize=64)
def curve(*points: Point) -> Sequence[Point]:
    """Return points along Bézier curves: a start, then three points for each curve."""
    path = [points[0]]
    for place in range(0, len(points) - 1, 3):
        path += [_bezier(points[place : place + 4], step / 16) for step in range(1, 17)]
    return path


def _bezier(points: Sequence[Point], at: float) -> Point:
    weights = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, points, strict=True)) for axis in (0, 1)
    )
    return x, y


@lru_cache(maxsize=64)
def arc(middle: Point, radius: float, start: float, end: float) -> Sequence[Point]:
    """Return points along an arc. Angles are in degrees, clockwise from the right."""
    angles = [math.radians(start + (end - start) * step / 24) for step in range(25)]
    return [(middle[0] + radius * math.cos(a), middle[1] + radius * math.sin(a)) for a in angles]


def _turned(points: Sequence[Point], degrees: float) -> list[Point]:
    """Return the points turned clockwise around the middle."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return [(x * cosine - y * sine, x * sine + y * cosine) for x, y in points]


def _megaphone(pen: Pen) -> None:
    def turned(*points: Point) -> list[Point]:
        return _turned(points, -14)

    pen.stroke(turned((-0.45, 0.3), (-0.3, 0.74)), pen.ink, 0.24)
    pen.stroke(turned((-0.68, 0)), pen.ink, 0.44)
    pen.shape(turned((-0.68, -0.22), (-0.42, -0.22), (-0.42, 0.22), (-0.68, 0.22)), pen.ink)
    pen.shape(turned((-0.34, -0.25), (0.34, -0.6), (0.34, 0.6), (-0.34, 0.25)), pen.ink)
    pen.stroke(turned((0.34, -0.6), (0.34, 0.6)), pen.ink, 0.16)
    for radius in (0.3, 0.58):
        pen.stroke(_turned(arc((0.38, 0), radius, -40, 40), -14), pen.ink, 0.13)


def _bubble(pen: Pen, box: tuple[float, float, float, float], tail: Sequence[Point], color: str) -> None:
    pen.box(*box, color, 0.24)
    pen.shape(tail, color)


def _bubbles(pen: Pen) -> None:
    _bubble(pen, (-0.95, -0.82, 0.42, 0.16), ((-0.7, 0.1), (-0.2, 0.1), (-0.7, 0.5)), pen.ink)
    pen.box(-0.38, -0.36, 1.05, 0.68, pen.ground, 0.34)
    _bubble(pen, (-0.26, -0.24, 0.95, 0.58), ((0.25, 0.5), (0.7, 0.5), (0.7, 0.9)), pen.ink)
    for x in (0.05, 0.345, 0.64):
        pen.disc((x, 0.17), 0.09, pen.ground)


def _arrows(pen: Pen) -> None:
    _bubble(pen, (-0.95, -0.85, 0.95, 0.55), ((-0.55, 0.5), (0.05, 0.5), (-0.55, 0.95)), pen.ink)
    for y, way in ((-0.36, 1), (0.06, -1)):
        pen.stroke([(-0.52 * way, y), (0.5 * way, y)], pen.ground, 0.13)
        pen.stroke([(0.3 * way, y - 0.18), (0.52 * way, y), (0.3 * way, y + 0.18)], pen.ground, 0.13)


def _flame(pen: Pen) -> None:
    outer = curve(
        (0.06, -0.98),
        *((0.1, -0.6), (0.68, -0.35), (0.68, 0.25)),
        *((0.68, 0.68), (0.36, 0.95), (0, 0.95)),
        *((-0.36, 0.95), (-0.68, 0.68), (-0.68, 0.25)),
        *((-0.68, -0.05), (-0.52, -0.22), (-0.42, -0.42)),
        *((-0.36, -0.2), (-0.3, -0.12), (-0.16, -0.06)),
        *((-0.2, -0.4), (-0.12, -0.76), (0.06, -0.98)),
    )
    inner = curve(
        (0.04, 0.1),
        *((0.08, 0.28), (0.32, 0.36), (0.32, 0.6)),
        *((0.32, 0.8), (0.16, 0.95), (0, 0.95)),
        *((-0.16, 0.95), (-0.32, 0.8), (-0.32, 0.6)),
        *((-0.32, 0.36), (-0.02, 0.32), (0.04, 0.1)),
    )
    pen.shape(outer, pen.ink)
    pen.shape([(x, y - 0.1) for x, y in inner], pen.ground)


def _bolt(pen: Pen) -> None:
    right = [(0.3, -0.98), (-0.62, 0.2), (-0.06, 0.2), (-0.3, 0.98), (0.62, -0.26), (0.08, -0.26)]
    pen.shape(right, pen.ink)
    pen.stroke([*right, right[0], right[1]], pen.ink, 0.08)


def _ear(pen: Pen) -> None:
    outer = curve(
        (-0.52, -0.22),
        *((-0.52, -0.62), (-0.22, -0.85), (0.08, -0.85)),
        *((0.42, -0.85), (0.66, -0.58), (0.66, -0.22)),
        *((0.66, 0.2), (0.28, 0.22), (0.2, 0.55)),
        *((0.14, 0.84), (-0.06, 0.9), (-0.2, 0.86)),
        *((-0.34, 0.82), (-0.42, 0.72), (-0.44, 0.6)),
    )
    inner = curve(
        (-0.18, -0.2),
        *((-0.18, -0.42), (-0.06, -0.52), (0.08, -0.52)),
        *((0.26, -0.52), (0.34, -0.38), (0.34, -0.24)),
        *((0.34, 0.02), (0.06, -0.02), (0, 0.24)),
    )
    pen.stroke(outer, pen.ink, 0.19)
    pen.stroke(inner, pen.ink, 0.17)


def _compass(pen: Pen) -> None:
    pen.disc((0, 0), 0.92, pen.ink)
    pen.disc((0, 0), 0.72, pen.ground)
    pen.shape([(0.46, -0.46), (0.14, 0.14), (-0.14, -0.14)], pen.ink)
    pen.shape([(-0.46, 0.46), (0.14, 0.14), (-0.14, -0.14)], pen.ink)
    pen.disc((0, 0), 0.1, pen.ground)


def _headphones(pen: Pen) -> None:
    pen.stroke(arc((0, 0.1), 0.72, 180, 360), pen.ink, 0.18)
    for x in (-0.72, 0.72):
        pen.box(x - 0.24, 0.02, x + 0.24, 0.82, pen.ink, 0.2)


def _building(pen: Pen) -> None:
    pen.box(-0.62, -0.9, 0.62, 0.9, pen.ink, 0.1)
    for y in (-0.62, -0.2, 0.22):
        for x in (-0.3, 0.3):
            pen.box(x - 0.13, y - 0.1, x + 0.13, y + 0.16, pen.ground, 0.04)
    pen.box(-0.16, 0.52, 0.16, 0.9, pen.ground, 0.04)


def _smiley(pen: Pen) -> None:
    pen.disc((0, 0), 0.9, pen.ink)
    for x in (-0.33, 0.33):
        pen.stroke([(x, -0.32), (x, -0.16)], pen.ground, 0.19)
    pen.stroke(arc((0, 0.02), 0.5, 20, 160), pen.ground, 0.15)


def _star(pen: Pen) -> None:
    tips = [_turned([(0, -0.85 if place % 2 == 0 else -0.4)], 36 * place)[0] for place in range(10)]
    lowered = [(x, y + 0.06) for x, y in tips]
    pen.shape(lowered, pen.ink)
    pen.stroke([*lowered, lowered[0], lowered[1]], pen.ink, 0.16)


_BY_EMOJI: dict[str, Callable[[Pen], None]] = {
    **dict.fromkeys("📣📢", _megaphone),
    **dict.fromkeys("💬🗨🗯👥", _bubbles),
    **dict.fromkeys("🔁🔄↔🤝🗣⇄", _arrows),
    **dict.fromkeys("🔥✨🎉", _flame),
    "⚡": _bolt,
    **dict.fromkeys("👂🦻📥📨", _ear),
    **dict.fromkeys("🎧", _headphones),
    **dict.fromkeys("🧭", _compass),
    **dict.fromkeys("🏢🏫🏛", _building),
    **dict.fromkeys("🙂😊😀😃😄👋🧑", _smiley),
}


def draw(canvas: Canvas, emoji: str, middle: Point, reach: float, ink: str, ground: str) -> None:
    """Draw the pictogram for an emoji, or a star if there's none for it.

    It's `reach` points from the middle to each side. `ground` is the color behind it.
    """
    _BY_EMOJI.get(emoji[:1], _star)(Pen(canvas, middle, reach, ink, ground))
