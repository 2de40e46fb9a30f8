"""A canvas with a ground of its own, so that a picture reads alike on dark and on light.

Everything is measured in points; a picture has twice as many pixels, so that it is crisp on screens that have
them.
"""

import io
from collections.abc import Sequence
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from bot.chat.pictures.lettering import drawable, font, normal

GROUND, TRACK, INK, SOFT = "#1E2430", "#333C4E", "#F4F6FA", "#B9C3D6"
PLAIN, RIGHT = "#7F9BE0", "#5CC08B"

SCALE = 2
SMOOTH = 2
"""How much larger it is drawn than it becomes: shapes have no smooth edges in Pillow otherwise."""

COLOURS = 64
"""A picture has few colours, and their blends at edges."""

Anchor = Literal["la", "lm", "ma", "mm", "ms", "ra", "rm"]
"""Where a text's place is in it, as Pillow names it: left, middle, right; ascender, middle, baseline."""


class Canvas:
    """Takes shapes and texts, and gives a PNG."""

    def __init__(self, width: int, height: int) -> None:
        self._unit = SCALE * SMOOTH
        self._picture = Image.new("RGB", (width * self._unit, height * self._unit), GROUND)
        self._brush = ImageDraw.Draw(self._picture)
        self._fonts: dict[tuple[float, bool], ImageFont.FreeTypeFont] = {}

    def text(
        self,
        at: tuple[float, float],
        content: str,
        size: float,
        *,
        colour: str = INK,
        bold: bool = False,
        anchor: Anchor = "la",
        room: float | None = None,
    ) -> None:
        """One line of text, shortened to the room. What can't be drawn as it is meant is left out."""
        if not drawable(content, bold=bold):
            return
        shown = normal(content) if room is None else self.fit(content, size, room, bold=bold)
        place = (at[0] * self._unit, at[1] * self._unit)
        self._brush.text(place, shown, colour, self._font(size, bold), anchor=anchor)

    def width(self, content: str, size: float, *, bold: bool = False) -> float:
        """How wide a line is."""
        return self._font(size, bold).getlength(content) / self._unit

    def fit(self, content: str, size: float, room: float, *, bold: bool = False) -> str:
        """The text, as much of it as has room, with an ellipsis where it is cut."""
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
        """The text on at most so many lines, broken at blanks; the last one is shortened."""
        words, lines = normal(content).split(" "), list[str]()
        while words and len(lines) < most - 1:
            count = 1
            while count < len(words) and self.width(" ".join(words[: count + 1]), size, bold=bold) <= room:
                count += 1
            lines.append(self.fit(" ".join(words[:count]), size, room, bold=bold))
            words = words[count:]
        return [*lines, self.fit(" ".join(words), size, room, bold=bold)] if words else lines

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, radius: float) -> None:
        """A box with round corners."""
        edges = [each * self._unit for each in (left, top, right, bottom)]
        self._brush.rounded_rectangle(edges, radius * self._unit, colour)

    def disc(self, middle: tuple[float, float], radius: float, colour: str, *, ring: bool = False) -> None:
        """A disc, or just its edge."""
        x, y = (each * self._unit for each in middle)
        reach = radius * self._unit
        edges = (x - reach, y - reach, x + reach, y + reach)
        if ring:
            self._brush.ellipse(edges, outline=colour, width=2 * self._unit)
        else:
            self._brush.ellipse(edges, colour)

    def tick(self, middle: tuple[float, float], size: float, colour: str) -> None:
        """A tick, so wide."""
        x, y = middle
        points = [(x - size / 2, y), (x - size / 6, y + size * 0.4), (x + size / 2, y - size * 0.4)]
        self.stroke(points, colour, size / 4.5)

    def stroke(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> None:
        """A line through these points."""
        path = [(x * self._unit, y * self._unit) for x, y in points]
        self._brush.line(path, colour, max(1, round(width * self._unit)), joint="curve")

    def png(self) -> bytes:
        """The picture as it was drawn so far."""
        small = self._picture.reduce(SMOOTH).quantize(COLOURS, Image.Quantize.FASTOCTREE)
        file = io.BytesIO()
        small.save(file, "PNG")
        return file.getvalue()

    def _font(self, size: float, bold: bool) -> ImageFont.FreeTypeFont:
        key = (size, bold)
        if key not in self._fonts:
            self._fonts[key] = font(size * self._unit, bold=bold)
        return self._fonts[key]
