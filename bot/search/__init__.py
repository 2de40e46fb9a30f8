"""The search index: the passages of all courses, in memory."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.domain.course.course import Course
from bot.domain.course.passages import CoursePassage
from bot.search.index import CourseIndex
from bot.search.meaning import LANGUAGE, model
from bot.services.ports.search import Search

__all__ = ["SearchIndex", "open_search"]


class SearchIndex(Search):
    """`bot.services.ports.search.Search` by exact words (SQLite's FTS5) and by meaning (embeddings)."""

    def __init__(self, courses: Sequence[Course]) -> None:
        self._indexes = _indexes(courses)
        self._turn = asyncio.Lock()

    async def cover(self, courses: Sequence[Course]) -> None:
        """Search these courses from now on, instead of those so far."""
        made = await asyncio.to_thread(_indexes, courses)
        async with self._turn:
            self.close()
            self._indexes = made

    async def find(self, question: str, most: int = 3) -> Sequence[CoursePassage]:
        """Return the passages that answer a question, best first, at most `most`, or none."""
        async with self._turn:
            return await asyncio.to_thread(self.look_up, question, most)

    def look_up(self, question: str, most: int = 3) -> Sequence[CoursePassage]:
        """Do the same at once, for one caller at a time. The course with the most evidence answers."""
        found = filter(None, (index.find(question, most) for index in self._indexes))
        best = max(found, key=lambda each: each.evidence, default=None)
        return best.passages if best and best.evidence >= 0 else []

    def close(self) -> None:
        """Free the memory."""
        for index in self._indexes:
            index.close()


def _indexes(courses: Sequence[Course]) -> list[CourseIndex]:
    needed = any(course.about.language.split("-")[0] == LANGUAGE for course in courses)
    loaded = model() if needed else None
    return [CourseIndex(course, loaded) for course in courses]


@asynccontextmanager
async def open_search(courses: Sequence[Course]) -> AsyncIterator[SearchIndex]:
    """Open the search over these courses, built beside the event loop."""
    index = await asyncio.to_thread(SearchIndex, courses)
    try:
        yield index
    finally:
        index.close()
