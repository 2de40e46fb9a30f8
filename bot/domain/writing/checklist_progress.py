"""How far somebody has come with a checklist, and its items by the short names that buttons carry."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.course.checklist import Checklist, ChecklistItem
from bot.domain.writing.drafts import Mark

PAGE = 5
"""Items that have room on one screen with their reasons and a button each."""


@dataclass(frozen=True)
class Line:
    """An item with its number in the list, from 1, and what the learner noted about it."""

    number: int
    item: ChecklistItem
    ticked: bool
    note: str


@dataclass(frozen=True)
class Page:
    """Items of one group that are shown together."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Ticked:
    """A checklist with a learner's marks. Marks of items that the course has no more are left aside."""

    checklist: Checklist
    marks: Mapping[str, Mark]

    @cached_property
    def pages(self) -> Sequence[Page]:
        """Group by group, a long one in several parts."""
        return list(_pages(self.checklist, self.marks))

    @cached_property
    def lines(self) -> Sequence[Line]:
        """All items in order."""
        return [line for page in self.pages for line in page.lines]

    @property
    def done(self) -> int:
        """How many items are ticked."""
        return sum(line.ticked for line in self.lines)

    @property
    def begun(self) -> bool:
        """Whether there is anything to start over from."""
        return any(mark.ticked or mark.note for mark in self.marks.values())

    def page_of(self, item: str) -> int:
        """The page (from 0) with an item; the first if it is on none."""
        found = (n for n, page in enumerate(self.pages) if any(line.item.id == item for line in page.lines))
        return next(found, 0)


def ticked(checklist: Checklist, marks: Sequence[Mark]) -> Ticked:
    """A checklist with what of these marks is about it."""
    return Ticked(checklist, {mark.item: mark for mark in marks if mark.checklist == checklist.id})


def handle(checklist: str, item: str = "") -> str:
    """A short name of a checklist or of an item in it, the same for ever: ten hexadecimal digits.

    A control has no room for the ids themselves.
    """
    return hashlib.sha256(f"{checklist}/{item}".encode()).hexdigest()[:10]


def _pages(checklist: Checklist, marks: Mapping[str, Mark]) -> Iterator[Page]:
    number = 0
    for group in checklist.groups:
        parts = -(-len(group.items) // PAGE)
        size = -(-len(group.items) // parts)
        for part in range(parts):
            lines = []
            for item in group.items[part * size : (part + 1) * size]:
                number += 1
                mark = marks.get(item.id)
                lines.append(Line(number, item, mark is not None and mark.ticked, mark.note if mark else ""))
            of = f" ({part + 1} of {parts})" if parts > 1 else ""
            yield Page(group.title + of, tuple(lines))
