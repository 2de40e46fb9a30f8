"""Answer questions from the courses' text, with where it comes from and how certain it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course.course import Course, Fact
from bot.domain.course.help import NO_HELP, Help, HelpPassage
from bot.domain.course.library import Place
from bot.domain.course.passages import CoursePassage, passages
from bot.errors.user import StaleControl
from bot.services.learning.unanswered import UnansweredQuestions
from bot.services.ports.clock import Clock
from bot.services.ports.search import Search
from bot.services.session import Caller
from bot.services.unit import Units

PASSAGES = 3
"""Most passages in an answer."""


@dataclass(frozen=True)
class FoundPassage:
    """A passage with its course, the facts behind it, and the lesson where you can read it, if any.

    A passage `about` the bot itself comes with the course that its button opens.
    """

    passage: CoursePassage
    course: Course
    facts: Sequence[Fact]
    place: Place | None
    about: HelpPassage | None = None


@dataclass(frozen=True)
class CourseAnswer:
    """The passages that answer a question, best first, or the `nearest` if the courses don't answer it."""

    question: str
    said: Sequence[FoundPassage] = ()
    nearest: Sequence[FoundPassage] = ()


@dataclass(frozen=True)
class AskService:
    """Answers questions from all courses in the library."""

    units: Units
    search: Search
    clock: Clock
    about: Help = NO_HELP

    async def answer(self, question: str, current: Course) -> CourseAnswer:
        """Return the passages that answer a question; `current` is the learner's current course. The search
        must cover the library's courses and no others.
        """
        found = await self.search.find(question, PASSAGES)
        said, nearest = (
            [self._with_sources(each, current) for each in some] for some in (found.passages, found.nearest)
        )
        return CourseAnswer(question, said, nearest)

    async def count(self, who: Caller, question: str) -> None:
        """Count a question that wasn't answered, for the author. Nothing says who asked."""
        await who.write(lambda unit: UnansweredQuestions(unit.stores.unanswered, self.clock).add(question))

    def passage(self, name: str, key: str) -> FoundPassage:
        """Return the passage of a course or the help with this key. Raises CourseNotFound, StaleControl."""
        course = self.units.library.course(name)
        known = [*passages(course), *self.about.searched()]
        found = (each for each in known if each.key == key)
        passage = next(found, None)
        if passage is None:
            raise StaleControl
        return self._with_sources(passage, course)

    def _with_sources(self, passage: CoursePassage, current: Course) -> FoundPassage:
        library = self.units.library
        if passage.kind == "help":
            return FoundPassage(passage, current, (), None, self.about.passages[passage.id])
        course = library.course(passage.course)
        place = library.place(course.id, passage.lesson) if passage.lesson else None
        return FoundPassage(passage, course, list(course.cited(passage.facts)), place)
