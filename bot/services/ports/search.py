"""Search over the courses' text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.course.course import Course
from bot.domain.course.passages import CoursePassage


@dataclass(frozen=True)
class Finding:
    """The passages that answer a question, best first, or else those that are nearest to it."""

    passages: Sequence[CoursePassage] = ()
    nearest: Sequence[CoursePassage] = ()


class Search(Protocol):
    """Search over the courses' text."""

    async def find(self, question: str, most: int = 3) -> Finding:
        """Return the passages that answer a question, best first, at most `most`.

        If the courses don't answer it, return the nearest ones apart: a merely similar passage isn't an
        answer. A question that shares no word with the courses has none. This takes a few milliseconds.
        """

    async def cover(self, courses: Sequence[Course]) -> None:
        """Search these courses from now on, instead of those so far. This takes seconds."""
