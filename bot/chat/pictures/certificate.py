"""The picture of a certificate, and the card for a course that was read to its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.pictures.badge import scallops
from bot.chat.pictures.canvas import GOLD, GROUND, INK, SOFT, Canvas
from bot.chat.pictures.fonts import drawable, normal
from bot.chat.words import dates
from bot.chat.words.learning import pictures as words
from bot.domain.course.course import Course
from bot.domain.learning.certificate import Certificate

WIDTH, EDGE, MARGIN = 480, 10, 36
SMALL = 20
"""The smallest letters: on a phone the picture is about 270 points wide, and they're 11 of them high."""

PALE = "#6B6150"
"""Of the thin inner frame."""

SEAL = 84
"""How high the seal is, with the gap below it."""

TITLES = ((25, 2), (22, 3))
NAMES = ((32, 1), (30, 2), (25, 3), (20, 4))
"""Sizes of a title and of a name, and on how many lines at most. A long one is smaller."""


@dataclass(frozen=True)
class Line:
    """A line of a card, how large it is, and the gap below it."""

    text: str
    size: float
    gap: float
    color: str = INK
    bold: bool = False


@dataclass(frozen=True)
class CertificatePicture:
    """A certificate. A name that can't be drawn in full is left to the text beside the picture.

    `score` says how the final assessment went, such as `Final assessment: 11 of 12, second attempt`.
    """

    certificate: Certificate
    score: str | None = None

    def draw(self) -> bytes:
        """Return the picture as PNG."""
        made = self.certificate
        name = _name(made.name)
        lines = [
            Line(words.CERTIFICATE, 34, 14, GOLD, bold=True),
            *name,
            Line(words.completed(named=bool(name)), SMALL, 12, SOFT),
            *_title(made.title),
            *_score(self.score),
        ]
        return _card(lines, (dates.full_date(made.day), made.number))

    def describe(self) -> str:
        """Return the same in words."""
        made = self.certificate
        return words.certificate(made.name, made.title, dates.full_date(made.day), made.number, self.score)


@dataclass(frozen=True)
class CompletedPicture:
    """Every lesson of a course was read."""

    course: Course

    def draw(self) -> bytes:
        """Return the picture as PNG."""
        lines = [
            Line(words.ALL_READ, 34, 14, GOLD, bold=True),
            *_title(self.course.title),
            Line(words.lessons(len(self.course.units)), SMALL, 12, SOFT),
        ]
        return _card(lines, None)

    def describe(self) -> str:
        """Return the same in words."""
        return words.all_read(self.course.title, len(self.course.units))


def _name(name: str) -> list[Line]:
    """Return a whole name, as large as it can be, or nothing if it can't be drawn or has no room."""
    size, broken = Canvas(1, 1).heading(name, WIDTH - 2 * MARGIN, NAMES)
    return _block(broken, size) if " ".join(broken) == normal(name) else []


def _title(title: str) -> list[Line]:
    """Return a title, shortened if it's very long, or nothing if it can't be drawn."""
    size, broken = Canvas(1, 1).heading(title, WIDTH - 2 * MARGIN, TITLES)
    return _block(broken, size)


def _score(score: str | None) -> list[Line]:
    if score is None or not drawable(score):
        return []
    broken = Canvas(1, 1).lines(score, SMALL, WIDTH - 2 * MARGIN, 2)
    return [Line(each, SMALL, 12 if each is broken[-1] else 0, GOLD) for each in broken]


def _block(lines: Sequence[str], size: float) -> list[Line]:
    """Return bold lines that belong together."""
    return [Line(each, size, 12 if each is lines[-1] else 0, bold=True) for each in lines]


def _card(lines: Sequence[Line], foot: tuple[str, str] | None) -> bytes:
    """Return lines centered in a frame, under a seal. `foot` stands left and right below a rule."""
    tall = sum(line.size * 1.3 + line.gap for line in lines)
    height = round(MARGIN + SEAL + tall + (50 if foot else -6) + MARGIN - 8)
    canvas = Canvas(WIDTH, height)
    for inset, color in ((0, GOLD), (2.5, GROUND), (6, PALE), (7, GROUND)):
        edge = EDGE + inset
        canvas.box(edge, edge, WIDTH - edge, height - edge, color, 14 - inset)
    _seal(canvas)
    top = float(MARGIN + SEAL)
    for line in lines:
        at = (WIDTH / 2, top)
        canvas.text(at, line.text, line.size, color=line.color, bold=line.bold, anchor="ma")
        top += line.size * 1.3 + line.gap
    if foot:
        canvas.stroke([(MARGIN, top + 4), (WIDTH - MARGIN, top + 4)], PALE, 1)
        canvas.text((MARGIN, top + 16), foot[0], SMALL)
        canvas.text((WIDTH - MARGIN, top + 16), foot[1], SMALL, bold=True, anchor="ra")
    return canvas.png()


def _seal(canvas: Canvas) -> None:
    """Draw a gold rosette with two ribbons and a check mark."""
    x, y = WIDTH / 2, MARGIN + 28.0
    for side in (-1, 1):
        ribbon = [(4, 14), (22, 14), (27, 46), (17, 40), (8, 47)]
        canvas.shape([(x + side * dx, y + dy) for dx, dy in ribbon], "#B08D3F")
    canvas.shape(scallops((x, y), 30), GOLD)
    canvas.disc((x, y), 24, GROUND, ring=1.5)
    canvas.tick((x, y), 22, GROUND)
