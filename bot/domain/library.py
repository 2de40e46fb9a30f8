"""All courses that are taught, and finding a lesson by what a person types."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.course import Course, Lesson
from bot.errors import LessonNotFound


@dataclass(frozen=True)
class Place:
    """A lesson and the course it belongs to."""

    course: Course
    lesson: Lesson

    @property
    def key(self) -> str:
        """What identifies it in a command's option."""
        return f"{self.course.id}/{self.lesson.id}"


def _plain(text: str) -> str:
    """Lower case, words separated by one blank, so that an id and its title meet."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


@dataclass(frozen=True)
class Library:
    """The courses in order; the first is the one meant when none is named. There is at least one."""

    courses: Sequence[Course]

    @property
    def default(self) -> Course:
        """The course meant when none is named."""
        return self.courses[0]

    @cached_property
    def _by_id(self) -> Mapping[str, Course]:
        return {course.id: course for course in self.courses}

    @cached_property
    def places(self) -> Sequence[Place]:
        """Every lesson of every course, in teaching order."""
        return [Place(course, lesson) for course in self.courses for lesson in course.units.values()]

    def course(self, course: str) -> Course:
        """The course with this id. Raises LessonNotFound when it is not taught (any more)."""
        if found := self._by_id.get(course):
            return found
        raise LessonNotFound(course)

    def place(self, course: str, lesson: str) -> Place:
        """The lesson with these ids. Raises LessonNotFound when it is not taught (any more)."""
        home = self.course(course)
        if found := home.units.get(lesson):
            return Place(home, found)
        raise LessonNotFound(lesson)

    def search(self, typed: str) -> Sequence[Place]:
        """Lessons that fit what was typed, best first; all of them for an empty text."""
        wanted = _plain(typed)
        ranked = [(rank, i) for i, place in enumerate(self.places) if (rank := self._rank(place, wanted))]
        return [self.places[i] for _, i in sorted(ranked, key=lambda pair: (-pair[0], pair[1]))]

    def find(self, typed: str) -> Place:
        """The one lesson meant by a key, id, number or title, whole or in part.

        Raises LessonNotFound with the closest titles when nothing fits, or several do equally well.
        """
        fits = self.search(typed) if _plain(typed) else []
        ranks = [self._rank(place, _plain(typed)) for place in fits[:2]]
        if fits and (len(ranks) == 1 or ranks[0] > ranks[1] or ranks[0] >= _WHOLE):
            return fits[0]
        titles = {place.lesson.title: place for place in self.places}
        near = [p.lesson.title for p in fits] or difflib.get_close_matches(typed, titles, n=3, cutoff=0.5)
        raise LessonNotFound(typed, tuple(near[:3]))

    @staticmethod
    def _rank(place: Place, wanted: str) -> int:
        lesson = place.lesson
        names = (_plain(place.key), _plain(lesson.id), _plain(lesson.title))
        number = wanted.removeprefix("lesson ").lstrip("0")
        if wanted in names or number == str(lesson.number):
            return _WHOLE
        if any(name.startswith(wanted) for name in names):
            return 2
        return int(any(all(word in name for word in wanted.split()) for name in names))


_WHOLE = 3
