"""Search over the courses' text."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.course.course import Course
from bot.domain.course.passages import CoursePassage


class Search(Protocol):
    """Search over the courses' text."""

    async def find(self, question: str, most: int = 3) -> Sequence[CoursePassage]:
        """Return the passages that answer a question, best first, at most `most`.

        Return nothing if the courses don't answer it: a merely similar passage isn't an answer. This takes a
        few milliseconds.
        """

    async def cover(self, courses: Sequence[Course]) -> None:
        """Search these courses from now on, instead of those so far. This takes seconds."""
