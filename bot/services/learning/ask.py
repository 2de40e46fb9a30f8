"""Answer questions from the courses' text, with where it comes from and how certain it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course.course import Course, Fact
from bot.domain.course.library import Place
from bot.domain.course.passages import CoursePassage
from bot.services.ports.search import Search
from bot.services.unit import Units

PASSAGES = 3
"""Most passages in an answer."""


@dataclass(frozen=True)
class FoundPassage:
    """A passage with its course, the facts behind it, and the lesson where you can read it, if any."""

    passage: CoursePassage
    course: Course
    facts: Sequence[Fact]
    place: Place | None


@dataclass(frozen=True)
class CourseAnswer:
    """The passages that answer a question, best first, or none if the courses don't answer it."""

    question: str
    said: Sequence[FoundPassage]


@dataclass(frozen=True)
class AskService:
    """Answers questions from all courses in the library."""

    units: Units
    search: Search

    async def answer(self, question: str) -> CourseAnswer:
        """Return the passages that answer a question. The search must cover the library's courses and no
        others.
        """
        found = await self.search.find(question, PASSAGES)
        return CourseAnswer(question, [self._with_sources(passage) for passage in found])

    def _with_sources(self, passage: CoursePassage) -> FoundPassage:
        course = self.units.library.course(passage.course)
        place = self.units.library.place(course.id, passage.lesson) if passage.lesson else None
        return FoundPassage(passage, course, list(course.cited(passage.facts)), place)
