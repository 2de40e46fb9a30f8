"""The picture of a certificate, and the card of a course that was read to its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.pictures.canvas import GROUND, INK, SOFT, Canvas
from bot.chat.pictures.lettering import drawable, normal
from bot.chat.words import dates, numbers
from bot.domain.course.course import Course
from bot.domain.learning.certificate import Certificate

WIDTH, EDGE, MARGIN = 480, 12, 34
SMALL = 20
"""The smallest letters: on a telephone the picture is about 270 points wide, and they are 11 of them high."""

GOLD = "#E3BC62"
TITLE_LINES = 3

NAMES = ((30, 2), (25, 3), (20, 4))
"""Sizes of a name, and on how many lines at most; a long one is smaller."""


@dataclass(frozen=True)
class Line:
    """A line of a card, how large it is, and the gap below it."""

    text: str
    size: float
    gap: float
    colour: str = INK
    bold: bool = False


@dataclass(frozen=True)
class CertificatePicture:
    """A certificate. A name that can't be drawn in full is left to the text beside the picture."""

    certificate: Certificate

    def draw(self) -> bytes:
        """The picture as PNG."""
        made = self.certificate
        name = _name(made.name)
        said = "has completed the course" if name else "for completing the course"
        lines = [
            Line("Certificate", 36, 12, GOLD, bold=True),
            *name,
            Line(said, SMALL, 12, SOFT),
            *_lines(made.title, 23, TITLE_LINES, 12),
        ]
        return _card(lines, (dates.full_date(made.day), made.number))

    def describe(self) -> str:
        """The same in words."""
        made = self.certificate
        return (
            f"Certificate: {made.name} has completed the course {made.title}, "
            f"{dates.full_date(made.day)}, number {made.number}."
        )


@dataclass(frozen=True)
class CompletedPicture:
    """Every lesson of a course was read."""

    course: Course

    def draw(self) -> bytes:
        """The picture as PNG."""
        said = numbers.count(len(self.course.units), "lesson")
        lines = [
            Line("All lessons read", 34, 14, GOLD, bold=True),
            *_lines(self.course.title, 23, TITLE_LINES, 14),
            Line(said, SMALL, 0, SOFT),
        ]
        return _card(lines, None)

    def describe(self) -> str:
        """The same in words."""
        said = numbers.count(len(self.course.units), "lesson")
        return f"All lessons read: {self.course.title}, {said}."


def _name(name: str) -> list[Line]:
    """A whole name, as large as it can be; nothing where it can't be written, or has no room."""
    tries = (_lines(name, size, most, 12) for size, most in NAMES)
    return next((lines for lines in tries if " ".join(each.text for each in lines) == normal(name)), [])


def _lines(content: str, size: float, most: int, gap: float) -> list[Line]:
    """A text broken into lines of a card; none where the fonts can't write it."""
    if not drawable(content, bold=True):
        return []
    broken = Canvas(1, 1).lines(content, size, WIDTH - 2 * MARGIN, most, bold=True)
    return [Line(each, size, gap if each is broken[-1] else 0, bold=True) for each in broken]


def _card(lines: Sequence[Line], foot: tuple[str, str] | None) -> bytes:
    """Lines in the middle of a frame, under a seal; `foot` stands left and right below a line."""
    seal = 58
    tall = sum(line.size * 1.3 + line.gap for line in lines)
    height = MARGIN + seal + tall + (52 if foot else 0) + MARGIN - 6
    canvas = Canvas(WIDTH, round(height))
    for inset, colour in ((EDGE, GOLD), (EDGE + 2, GROUND)):
        canvas.box(inset, inset, WIDTH - inset, round(height) - inset, colour, 12)
    middle = WIDTH / 2
    canvas.disc((middle, MARGIN + 22), 22, GOLD)
    canvas.tick((middle, MARGIN + 22), 20, GROUND)
    top = float(MARGIN + seal)
    for line in lines:
        canvas.text((middle, top), line.text, line.size, colour=line.colour, bold=line.bold, anchor="ma")
        top += line.size * 1.3 + line.gap
    if foot:
        rule = top + 6
        canvas.stroke([(MARGIN, rule), (WIDTH - MARGIN, rule)], GOLD, 1)
        canvas.text((MARGIN, rule + 12), foot[0], SMALL)
        canvas.text((WIDTH - MARGIN, rule + 12), foot[1], SMALL, bold=True, anchor="ra")
    return canvas.png()
