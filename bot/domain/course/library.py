"""All available courses, and lookup of a lesson by what you type."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson, dropped
from bot.errors.user import CourseNotFound, LessonNotFound


@dataclass(frozen=True)
class Place:
    """A lesson and the course it belongs to."""

    course: Course
    lesson: Lesson

    @property
    def dropped(self) -> bool:
        """Return whether the course no longer has the lesson."""
        return self.lesson.id not in self.course.units

    @property
    def key(self) -> str:
        """Return the key that identifies the lesson in a command option."""
        return f"{self.course.id}/{self.lesson.id}"


def _plain(text: str) -> str:
    """Return the text in lower case with single spaces between words, so that an id can equal its title."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


@dataclass(frozen=True)
class LeftOut:
    """A course that has errors: its folder and that folder's name, the first error, and how many more there
    are. `older` says that an older version, without errors, is still in use.
    """

    folder: str
    name: str
    reason: str
    more: int
    older: bool


@dataclass(frozen=True)
class Library:
    """The courses in order. There's at least one. `preferred` is the id of the default, if it's there;
    otherwise, it's the first.
    """

    courses: Sequence[Course]
    left_out: Sequence[LeftOut] = ()
    preferred: str | None = None

    @property
    def default(self) -> Course:
        """Return the course to use when nobody has chosen one."""
        return self._by_id.get(self.preferred or "", self.courses[0])

    @cached_property
    def _by_id(self) -> Mapping[str, Course]:
        return {course.id: course for course in self.courses}

    @cached_property
    def places(self) -> Sequence[Place]:
        """Return every lesson of every course, in teaching order."""
        return [Place(course, lesson) for course in self.courses for lesson in course.units.values()]

    def course(self, course: str) -> Course:
        """Return the course with this id. Raises CourseNotFound."""
        if found := self._by_id.get(course):
            return found
        raise CourseNotFound(course)

    def known(self, course: str | None) -> Course | None:
        """Return the course with this id, if there is one."""
        return self._by_id.get(course or "")

    def place(self, course: str, lesson: str) -> Place:
        """Return the lesson with these ids. Raises CourseNotFound, LessonNotFound."""
        found = self.own_place(course, lesson)
        if found.dropped:
            raise LessonNotFound(lesson)
        return found

    def own_place(self, course: str, lesson: str) -> Place:
        """Return the lesson with these ids, or a placeholder if the course doesn't have it.

        Only use it to show learners their own writing: the lesson may never have existed. Raises
        CourseNotFound.
        """
        home = self.course(course)
        return Place(home, home.unit(lesson) or dropped(lesson))

    def search(self, typed: str) -> Sequence[Place]:
        """Return the lessons that match what was typed, best first, or all lessons if it's empty."""
        wanted = _plain(typed)
        ranked = [(rank, i) for i, place in enumerate(self.places) if (rank := self._rank(place, wanted))]
        return [self.places[i] for _, i in sorted(ranked, key=lambda pair: (-pair[0], pair[1]))]

    def find(self, typed: str, current: Course | None = None) -> Place:
        """Return the one lesson that matches a key, id, number or title, in full or in part.

        If lessons of several courses match in full, prefer that of the current one.

        Raises LessonNotFound with the closest titles if nothing matches, or if several match equally well.
        """
        fits = self.search(typed) if _plain(typed) else []
        full = [place for place in fits if self._rank(place, _plain(typed)) >= _WHOLE]
        if own := next((place for place in full if place.course is current), None):
            return own
        ranks = [self._rank(place, _plain(typed)) for place in fits[:2]]
        if fits and (len(ranks) == 1 or ranks[0] > ranks[1] or ranks[0] >= _WHOLE):
            return fits[0]
        near = (fits or self.near(typed))[:3]
        raise LessonNotFound(
            typed, tuple((place.course.id, place.lesson.id, place.lesson.title) for place in near)
        )

    def near(self, typed: str) -> Sequence[Place]:
        """Return lessons whose title or id looks like a misspelling of what was typed, closest first."""
        words = _plain(typed).split()
        ranked = [(_likeness(words, place), i) for i, place in enumerate(self.places)]
        return [self.places[i] for like, i in sorted(ranked, key=lambda r: (-r[0], r[1])) if like >= _LIKE]

    def _rank(self, place: Place, wanted: str) -> int:
        """Return how well a lesson matches the typed text: fully, by prefix, by words, or not at all (0)."""
        lesson, key = place.lesson, _plain(place.key)
        names = [_plain(lesson.id), _plain(lesson.title), *map(_plain, lesson.was)]
        number = wanted.removeprefix("lesson ").lstrip("0")
        if wanted in (key, *names) or number == str(lesson.number):
            return _WHOLE
        if len(self.courses) > 1:
            names.append(key)  # with a single course, its id would match every lesson
        if any(name.startswith(wanted) for name in names):
            return 2
        return int(any(all(word in name for word in wanted.split()) for name in names))


_WHOLE = 3
_LIKE = 0.5
"""Smallest likeness for which a lesson is suggested."""

_SAME = 0.75
"""Smallest similarity at which a word counts as misspelled: one wrong letter in four, or three in twelve."""


def _likeness(typed: Sequence[str], place: Place) -> float:
    """Return what share of the typed letters is in words like those of the lesson's title or id."""
    words = f"{_plain(place.lesson.title)} {_plain(place.lesson.id)}".split()
    found = sum(len(each) * max(_alike(each, word) for word in words) for each in typed)
    return found / (sum(map(len, typed)) or 1)


def _alike(typed: str, word: str) -> float:
    """Return the similarity of a typed word, which may be unfinished, and a whole one: 0 if too different.

    Words of up to three letters must match exactly, because too many others are similar.
    """
    if typed == word or len(typed) < 4 or typed[0] != word[0]:
        return float(typed == word)
    like = max(
        OSA.normalized_similarity(typed, word[:length]) for length in (len(typed), len(typed) + 1, None)
    )
    return like if like >= _SAME else 0
