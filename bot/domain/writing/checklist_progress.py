"""A learner's progress on a checklist, and the short hashes that identify checklists and items in buttons."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.course.checklist import Checklist, ChecklistItem
from bot.domain.writing.drafts import ChecklistMark

PAGE = 5
"""Items that fit on one screen, each with its reason and a button."""


@dataclass(frozen=True)
class ChecklistLine:
    """An item with its number in the list (from 1) and the learner's tick and note."""

    number: int
    item: ChecklistItem
    ticked: bool
    note: str


@dataclass(frozen=True)
class ChecklistPage:
    """Items of one group that share a screen: one of the `parts` (from 1) that a long group is split into."""

    title: str
    lines: tuple[ChecklistLine, ...]
    part: int
    parts: int


@dataclass(frozen=True)
class ChecklistProgress:
    """A checklist with a learner's marks. Marks on items that the course has dropped are ignored."""

    checklist: Checklist
    marks: Mapping[str, ChecklistMark]

    @cached_property
    def pages(self) -> Sequence[ChecklistPage]:
        """Return the pages in order. A long group is split over several pages."""
        return list(_pages(self.checklist, self.marks))

    @cached_property
    def lines(self) -> Sequence[ChecklistLine]:
        """Return all items in order."""
        return [line for page in self.pages for line in page.lines]

    @property
    def done(self) -> int:
        """Return how many items are ticked."""
        return sum(line.ticked for line in self.lines)

    @property
    def begun(self) -> bool:
        """Return whether the learner has ticked or noted anything."""
        return any(mark.ticked or mark.note for mark in self.marks.values())

    def page_of(self, item: str) -> int:
        """Return the page (from 0) that an item is on, or the first page if there's no such item."""
        found = (n for n, page in enumerate(self.pages) if any(line.item.id == item for line in page.lines))
        return next(found, 0)


def ticked(checklist: Checklist, marks: Sequence[ChecklistMark]) -> ChecklistProgress:
    """Return the checklist with those marks that belong to it."""
    return ChecklistProgress(checklist, {mark.item: mark for mark in marks if mark.checklist == checklist.id})


def handle(checklist: str, item: str = "") -> str:
    """Return a short, stable hash for a checklist or one of its items: ten hexadecimal digits.

    A button's custom id is too short for the ids themselves. Posted buttons carry these hashes, so never
    change how they're computed.
    """
    return hashlib.sha256(f"{checklist}/{item}".encode()).hexdigest()[:10]


def _pages(checklist: Checklist, marks: Mapping[str, ChecklistMark]) -> Iterator[ChecklistPage]:
    number = 0
    for group in checklist.groups:
        parts = -(-len(group.items) // PAGE)
        size = -(-len(group.items) // parts)
        for part in range(parts):
            lines = []
            for item in group.items[part * size : (part + 1) * size]:
                number += 1
                mark = marks.get(item.id)
                lines.append(
                    ChecklistLine(number, item, mark is not None and mark.ticked, mark.note if mark else "")
                )
            yield ChecklistPage(group.title, tuple(lines), part + 1, parts)
