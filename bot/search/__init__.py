"""The search index: the passages of all courses, in memory, built at start."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.domain.course.course import Course
from bot.domain.course.passages import CoursePassage, passages
from bot.search.english import ENGLISH
from bot.search.german import GERMAN
from bot.search.index import Index
from bot.search.language import Language
from bot.search.question import read
from bot.search.ranking import Ranked, rank
from bot.services.ports.search import Search

__all__ = ["SearchIndex", "open_search"]

BEHIND = 5.0
"""How far a further passage may be behind the surest one, to be shown with it."""

LANGUAGES = {"en": ENGLISH, "de": GERMAN}


class SearchIndex(Search):
    """`bot.services.ports.record.Search` in SQLite's FTS5: one table in memory for each course."""

    def __init__(self, courses: Sequence[Course]) -> None:
        self._indexes = [Index(passages(course), _language(course), course.unanswered) for course in courses]
        for index in self._indexes:
            index.names  # noqa: B018 - worked out now, so that nobody waits for it later
        self._turn = asyncio.Lock()

    async def find(self, question: str, most: int = 3) -> Sequence[CoursePassage]:
        """The passages that answer a question, best first, at most `most`; none when the courses don't."""
        async with self._turn:
            return await asyncio.to_thread(self.look_up, question, most)

    def look_up(self, question: str, most: int = 3) -> Sequence[CoursePassage]:
        """The same, at once: for one caller at a time."""
        found: list[tuple[Ranked, Index]] = []
        for index in self._indexes:
            asked = read(question, index)
            best = rank(asked, index)[:most] if asked else []
            surest = max((each.sure for each in best), default=-1.0)
            if surest >= 0:
                found.extend((each, index) for each in best if each.sure >= surest - BEHIND)
        found.sort(key=lambda pair: -pair[0].score)
        return [index.passages[each.place] for each, index in found[:most]]

    def close(self) -> None:
        """Free the memory."""
        for index in self._indexes:
            index.close()


def _language(course: Course) -> Language:
    return LANGUAGES.get(course.about.language.split("-")[0], Language())


@asynccontextmanager
async def open_search(courses: Sequence[Course]) -> AsyncIterator[SearchIndex]:
    """The search over these courses, built beside the event loop."""
    index = await asyncio.to_thread(SearchIndex, courses)
    try:
        yield index
    finally:
        index.close()
