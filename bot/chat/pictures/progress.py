"""The picture that opens a learner's progress: badges, the streak if there is one, and cards opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.pictures import pictograms
from bot.chat.pictures.badge import LessonMark, medal
from bot.chat.pictures.canvas import GROUND, INK, SOFT, Canvas, Point
from bot.chat.words.learning import pictures as words

WIDTH, MARGIN = 400, 22
SMALL = 17
"""The smallest letters: on a phone the picture is about 270 points wide, and they're 11 of them high."""

TITLE, TILE, GAP, LABEL = 38, 70, 18, 40
"""How high the course's title, the two tiles, the gap below them, and a row's labels are."""

TILE_WIDTH = (WIDTH - 2 * MARGIN - GAP / 2) / 2

ROWS = ((4, 4), (10, 5), (21, 7))
"""Up to so many medals, so many are in a row at most."""

RADIUS = 38
"""Of the largest medals."""

FLAME, DONE, OUTLINE = "#FF8A3D", "#5CC08B", "#76839F"
TILE_GROUND, TRACK_RING = "#2A3242", "#465169"


@dataclass(frozen=True)
class BadgeSlot:
    """A lesson's place in the row of badges: whether its badge is earned, and whether it's gold."""

    mark: LessonMark
    earned: bool = False
    gold: bool = False


@dataclass(frozen=True)
class ProgressSummary:
    """How far a learner is in a course: `opened` of `cards` cards opened, and `streak` in days, which
    isn't shown at 0.
    """

    title: str
    badges: Sequence[BadgeSlot]
    streak: int
    opened: int
    cards: int


@dataclass(frozen=True)
class ProgressPicture:
    """A learner's progress in a course."""

    summary: ProgressSummary

    def draw(self) -> bytes:
        """Return the picture as PNG."""
        summary = self.summary
        _, title = Canvas(1, 1).heading(summary.title, WIDTH - 2 * MARGIN, ((20, 1),))
        rows = _rows(summary.badges)
        step = (WIDTH - 2 * MARGIN) / max(len(row) for row in rows)
        radius = min(RADIUS, step * 0.42)
        top = MARGIN + len(title) * TITLE
        high = 2 * radius + LABEL
        canvas = Canvas(WIDTH, round(top + TILE + GAP + len(rows) * high + MARGIN / 2))
        for line in title:
            canvas.text((WIDTH / 2, MARGIN - 4), line, 20, bold=True, anchor="ma")
        if summary.streak:
            _streak(canvas, MARGIN, top, summary.streak)
        _cards(canvas, (WIDTH + GAP / 2) / 2 if summary.streak else (WIDTH - TILE_WIDTH) / 2, top, summary)
        for number, row in enumerate(rows):
            left = (WIDTH - len(row) * step) / 2
            middle = top + TILE + GAP + number * high + radius
            for place, slot in enumerate(row):
                _slot(canvas, slot, (left + (place + 0.5) * step, middle), radius, named=step > 80)
        return canvas.png()

    def describe(self) -> str:
        """Return the same in words. The bonus doesn't count as one of the lessons."""
        summary = self.summary
        earned = [slot.mark.number for slot in summary.badges if slot.earned]
        gold = [slot.mark.number for slot in summary.badges if slot.gold]
        return words.progress(
            summary.title,
            badges=sum(slot.mark.number > 0 for slot in summary.badges),
            earned=earned,
            gold=gold,
            streak=summary.streak,
            opened=summary.opened,
            cards=summary.cards,
        )


def _rows(slots: Sequence[BadgeSlot]) -> list[Sequence[BadgeSlot]]:
    """Return the slots in rows that are about equally long."""
    most = next((length for count, length in ROWS if len(slots) <= count), ROWS[-1][1])
    rows = -(-len(slots) // most)
    length = -(-len(slots) // rows)
    return [slots[start : start + length] for start in range(0, len(slots), length)]


def _slot(canvas: Canvas, slot: BadgeSlot, middle: Point, radius: float, *, named: bool) -> None:
    """Draw a medal, or an outline where there's none yet, with the lesson's number below."""
    if slot.earned:
        medal(canvas, slot.mark, middle, radius, gold=slot.gold)
    else:
        canvas.disc(middle, radius * 0.95, OUTLINE, ring=2)
        pictograms.draw(canvas, slot.mark.emoji, middle, radius * 0.45, OUTLINE, GROUND)
    label = words.lesson(slot.mark.number) if named else str(slot.mark.number)
    below = (middle[0], middle[1] + radius + 7)
    canvas.text(below, label, SMALL, color=INK if slot.earned else SOFT, anchor="ma")


def _tile(canvas: Canvas, left: float, top: float, figure: str, label: str) -> None:
    """Draw a figure and what it counts, with room for a symbol on the left."""
    right = left + TILE_WIDTH
    canvas.box(left, top, right, top + TILE, TILE_GROUND, 12)
    room = right - left - 72
    canvas.text((left + 64, top + 8), figure, 27, bold=True, room=room)
    canvas.text((left + 64, top + 41), label, SMALL, color=SOFT, room=room)


def _streak(canvas: Canvas, left: float, top: float, days: int) -> None:
    _tile(canvas, left, top, str(days), words.STREAK)
    spot = (left + 34, top + TILE / 2)
    pictograms.draw(canvas, "🔥", spot, 23, FLAME, TILE_GROUND)


def _cards(canvas: Canvas, left: float, top: float, summary: ProgressSummary) -> None:
    _tile(canvas, left, top, words.share(summary.opened, summary.cards), words.CARDS)
    spot, share = (left + 35, top + TILE / 2), summary.opened / max(summary.cards, 1)
    canvas.disc(spot, 22, TRACK_RING, ring=6)
    if share >= 1:
        canvas.disc(spot, 22, DONE, ring=6)
    elif share:
        canvas.stroke(pictograms.arc(spot, 19, -90, -90 + 360 * share), DONE, 6)
