"""The search."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.course.passages import CoursePassage


class Search(Protocol):
    """Finding what the courses say."""

    async def find(self, question: str, most: int = 3) -> Sequence[CoursePassage]:
        """The passages that answer a question, best first, at most `most`.

        None when the courses have no answer: the nearest thing is no answer. Takes a few milliseconds.
        """
