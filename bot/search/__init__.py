"""The search index: the passages of all courses, in memory."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import cached_property

from bot.domain.course.course import Course
from bot.domain.course.help import NO_HELP, Help
from bot.domain.course.passages import passages
from bot.search.index import CourseIndex, Found
from bot.search.meaning import LANGUAGE, Model, load_model
from bot.services.ports.search import Finding, Search


class SearchIndex(Search):
    """`bot.services.ports.search.Search` by exact words (SQLite's FTS5) and by meaning (embeddings).

    It's built when it's first asked: with the model, it takes as much memory as everything else.
    """

    def __init__(
        self,
        courses: Sequence[Course],
        about: Help = NO_HELP,
        load: Callable[[], Model | None] = load_model,
    ) -> None:
        self._courses, self._about, self._load = courses, about, load
        self._turn = asyncio.Lock()

    @cached_property
    def indexes(self) -> Sequence[CourseIndex]:
        """Return the courses' indexes, which are built when they're first needed. That takes a while."""
        courses, about = self._courses, self._about
        # Only for a course: the help alone isn't worth the memory.
        loaded = self._load() if any(course.base_language == LANGUAGE for course in courses) else None
        # The help is searched along with the first course in its language, so that the two compete.
        home = next((course for course in courses if course.base_language == about.language), None)
        indexes = []
        for course in courses:
            also, listed = about if course is home else NO_HELP, bool(course.unanswered)
            found, unanswered = [*passages(course), *also.searched()], [*course.unanswered, *also.unanswered]
            indexes.append(CourseIndex(found, unanswered, course.base_language, loaded, listed=listed))
        if home is None and about.passages:
            indexes.append(CourseIndex(about.searched(), about.unanswered, about.language, None))
        return indexes

    async def cover(self, courses: Sequence[Course]) -> None:
        """Search these courses from now on, instead of those so far."""
        async with self._turn:
            self.close()
            self._courses = courses

    async def find(self, question: str, most: int = 3) -> Finding:
        """Return the passages that answer a question, or the nearest ones apart, at most `most`."""
        async with self._turn:
            return await asyncio.to_thread(self.look_up, question, most)

    def look_up(self, question: str, most: int = 3) -> Finding:
        """Do the same at once, for one caller at a time. The course with the most evidence answers."""
        found = filter(None, (index.find(question, most) for index in self.indexes))
        best = max(found, key=lambda each: each.evidence, default=Found((), 0))
        return Finding(best.passages) if best.evidence >= 0 else Finding(nearest=best.passages)

    def close(self) -> None:
        """Free the memory, until something is searched again."""
        for index in self.__dict__.pop("indexes", ()):
            index.close()


@asynccontextmanager
async def open_search(courses: Sequence[Course], about: Help = NO_HELP) -> AsyncIterator[SearchIndex]:
    """Open the search over these courses."""
    index = SearchIndex(courses, about)
    try:
        yield index
    finally:
        index.close()
