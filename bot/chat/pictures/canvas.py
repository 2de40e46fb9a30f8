"""A canvas with its own background, so pictures look the same on dark and light themes.

Everything is measured in points. A picture has twice as many pixels, so it's crisp on high-density screens.
"""

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from bot.chat.pictures.fonts import drawable, font, normal

GROUND, TRACK, INK, SOFT = "#1E2430", "#333C4E", "#F4F6FA", "#B9C3D6"
PLAIN, RIGHT, GOLD = "#7F9BE0", "#5CC08B", "#E3BC62"

SCALE = 2
SMOOTH = 3
"""How much larger it's drawn than it becomes. Pillow's shapes have no smooth edges otherwise."""

COLORS = 96
"""A picture has few colors, and their blends at edges. Median cut keeps the colors of large areas exact."""

Point = tuple[float, float]

Anchor = Literal["la", "lm", "ls", "ma", "mm", "ms", "ra", "rm", "rs"]
"""Which point of a text is placed, as Pillow names it: left, middle, right; ascender, middle, baseline."""


class Canvas:
    """Draws shapes and text, and returns a PNG."""

    def __init__(self, width: int, height: int, ground: str = GROUND) -> None:
        self._unit = SCALE * SMOOTH
        self._picture = Image.new("RGB", (width * self._unit, height * self._unit), ground)
        self._brush = ImageDraw.Draw(self._picture)
        self._fonts: dict[tuple[float, bool], ImageFont.FreeTypeFont] = {}

    def text(
        self,
        at: Point,
        content: str,
        size: float,
        *,
        color: str = INK,
        bold: bool = False,
        anchor: Anchor = "la",
        room: float | None = None,
    ) -> None:
        """Write one line, shortened to the room. Leave out a text with a character that can't be drawn."""
        if not drawable(content, bold=bold):
            return
        shown = normal(content) if room is None else self.fit(content, size, room, bold=bold)
        place = (at[0] * self._unit, at[1] * self._unit)
        self._brush.text(place, shown, color, self._font(size, bold), anchor=anchor)

    def width(self, content: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a line is."""
        return self._font(size, bold).getlength(content) / self._unit

    def fit(self, content: str, size: float, room: float, *, bold: bool = False) -> str:
        """Return as much of the text as fits, with an ellipsis if it's cut."""
        text = normal(content)
        if self.width(text, size, bold=bold) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.width(text[:middle].rstrip() + "…", size, bold=bold) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + "…"

    def lines(self, content: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
        """Return the text on at most so many lines, broken at spaces. The last one is shortened."""
        words, lines = normal(content).split(" "), list[str]()
        while words and len(lines) < most - 1:
            count = 1
            while count < len(words) and self.width(" ".join(words[: count + 1]), size, bold=bold) <= room:
                count += 1
            lines.append(self.fit(" ".join(words[:count]), size, room, bold=bold))
            words = words[count:]
        return [*lines, self.fit(" ".join(words), size, room, bold=bold)] if words else lines

    def heading(
        self, content: str, room: float, tries: Sequence[tuple[float, int]]
    ) -> tuple[float, list[str]]:
        """Return a size and lines for a bold heading: the first size that shows it whole, else the last one.

        `tries` are sizes, and on how many lines at most. The lines are about equally long. There are none if
        the heading has a character that can't be drawn.
        """
        size, lines = tries[0][0], list[str]()
        if not drawable(content, bold=True):
            return size, lines
        for size, most in tries:
            lines = self.lines(content, size, room, most, bold=True)
            if " ".join(lines) == normal(content):
                return size, self._balanced(lines, size, room)
        return size, lines

    def _balanced(self, lines: list[str], size: float, room: float) -> list[str]:
        """Return the same text on as many lines, with the longest one as short as possible."""
        content, best = " ".join(lines), lines
        for step in range(1, 10):
            tried = self.lines(content, size, room * (1 - step / 20), len(lines), bold=True)
            if " ".join(tried) != content:
                break
            best = tried
        return best

    def box(self, left: float, top: float, right: float, bottom: float, color: str, radius: float) -> None:
        """Draw a box with rounded corners."""
        edges = [each * self._unit for each in (left, top, right, bottom)]
        self._brush.rounded_rectangle(edges, radius * self._unit, color)

    def disc(self, middle: Point, radius: float, color: str, *, ring: float = 0) -> None:
        """Draw a disc, or only a ring along its edge, so many points wide."""
        x, y = (each * self._unit for each in middle)
        reach = radius * self._unit
        edges = (x - reach, y - reach, x + reach, y + reach)
        if ring:
            self._brush.ellipse(edges, outline=color, width=round(ring * self._unit))
        else:
            self._brush.ellipse(edges, color)

    def shape(self, points: Sequence[Point], color: str) -> None:
        """Fill the shape with these corners."""
        self._brush.polygon([(x * self._unit, y * self._unit) for x, y in points], color)

    def tick(self, middle: Point, size: float, color: str) -> None:
        """Draw a check mark, so wide."""
        x, y = middle
        points = [(x - size / 2, y), (x - size / 6, y + size * 0.35), (x + size / 2, y - size * 0.35)]
        self.stroke(points, color, size / 4.5)

    def stroke(self, points: Sequence[Point], color: str, width: float) -> None:
        """Draw a line through these points, with round ends and joints."""
        for start, end in pairwise(points):
            path = [each * self._unit for each in (*start, *end)]
            self._brush.line(path, color, max(1, round(width * self._unit)))
        for point in points:
            self.disc(point, width / 2, color)

    def png(self) -> bytes:
        """Return the picture so far as a PNG file."""
        small = self._picture.reduce(SMOOTH).quantize(
            COLORS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
        file = io.BytesIO()
        small.save(file, "PNG", compress_level=8)
        return file.getvalue()

    def _font(self, size: float, bold: bool) -> ImageFont.FreeTypeFont:
        key = (size, bold)
        if key not in self._fonts:
            self._fonts[key] = font(size * self._unit, bold=bold)
        return self._fonts[key]
