"""Answering a question from the courses, with where it is said and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course.course import Course, Fact
from bot.domain.course.library import Library, Place
from bot.domain.course.passages import CoursePassage
from bot.services.ports.search import Search

PASSAGES = 3
"""Passages that an answer has at most."""


@dataclass(frozen=True)
class Said:
    """A passage with its course, the facts that it rests on, and the lesson where it can be read, if any."""

    passage: CoursePassage
    course: Course
    facts: Sequence[Fact]
    place: Place | None


@dataclass(frozen=True)
class Answer:
    """What the courses say to a question, best first; nothing when they have no answer."""

    question: str
    said: Sequence[Said]


@dataclass(frozen=True)
class AskService:
    """Questions over all courses of the library."""

    library: Library
    search: Search

    async def answer(self, question: str) -> Answer:
        """The passages that answer a question. The library and the search have the same courses."""
        found = await self.search.find(question, PASSAGES)
        return Answer(question, [self._said(passage) for passage in found])

    def _said(self, passage: CoursePassage) -> Said:
        course = self.library.course(passage.course)
        place = self.library.place(course.id, passage.lesson) if passage.lesson else None
        return Said(passage, course, list(course.cited(passage.facts)), place)
