"""All courses that are taught, and finding a lesson by what a person types."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from bot.domain.course.course import Course, Lesson, dropped
from bot.errors import CourseNotFound, LessonNotFound


@dataclass(frozen=True)
class Place:
    """A lesson and the course it belongs to."""

    course: Course
    lesson: Lesson

    @property
    def dropped(self) -> bool:
        """Whether the course no longer has the lesson."""
        return self.lesson.id not in self.course.units

    @property
    def heading(self) -> str:
        """The course, and the lesson by number and title."""
        lesson = "Earlier lesson" if self.dropped else f"Lesson {self.lesson.number}"
        return f"{self.course.title} · {lesson}: {self.lesson.title}"

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
        """Return the course with this id. Raises CourseNotFound."""
        if found := self._by_id.get(course):
            return found
        raise CourseNotFound(course)

    def place(self, course: str, lesson: str) -> Place:
        """Return the lesson with these ids. Raises CourseNotFound, LessonNotFound."""
        found = self.own_place(course, lesson)
        if found.dropped:
            raise LessonNotFound(lesson)
        return found

    def own_place(self, course: str, lesson: str) -> Place:
        """Return the lesson with these ids, also one that the course has dropped. Raises CourseNotFound.

        Only for what a learner wrote themselves: nothing says that such a lesson ever was.
        """
        home = self.course(course)
        return Place(home, home.unit(lesson) or dropped(lesson))

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
        raise LessonNotFound(typed, tuple(place.lesson.title for place in (fits or self.near(typed))[:3]))

    def near(self, typed: str) -> Sequence[Place]:
        """Lessons whose title or id has words like those typed, nearest first: what is meant, misspelt."""
        words = _plain(typed).split()
        ranked = [(_likeness(words, place), i) for i, place in enumerate(self.places)]
        return [self.places[i] for like, i in sorted(ranked, key=lambda r: (-r[0], r[1])) if like >= _LIKE]

    def _rank(self, place: Place, wanted: str) -> int:
        lesson, key = place.lesson, _plain(place.key)
        names = [_plain(lesson.id), _plain(lesson.title), *map(_plain, lesson.was)]
        number = wanted.removeprefix("lesson ").lstrip("0")
        if wanted in (key, *names) or number == str(lesson.number):
            return _WHOLE
        if len(self.courses) > 1:
            names.append(key)  # with a single course its name would mean every lesson
        if any(name.startswith(wanted) for name in names):
            return 2
        return int(any(all(word in name for word in wanted.split()) for name in names))


_WHOLE = 3
_LIKE = 0.5
"""How much of what was typed, by letters, is like words of a lesson that is suggested."""

_SAME = 0.75
"""How alike two words are that may be one, misspelt: one letter of four, or three of twelve."""


def _likeness(typed: Sequence[str], place: Place) -> float:
    """How much of what was typed is like words of the lesson's title or id, from 0 to 1."""
    words = f"{_plain(place.lesson.title)} {_plain(place.lesson.id)}".split()
    found = sum(len(each) * max(_alike(each, word) for word in words) for each in typed)
    return found / (sum(map(len, typed)) or 1)


def _alike(typed: str, word: str) -> float:
    """How alike they are, from 0 to 1, of a word just begun the letters that are there; 0 for other words.

    A word of three letters or fewer has too many like it to be misspelt.
    """
    if typed == word or len(typed) < 4 or typed[0] != word[0]:
        return float(typed == word)
    like = max(
        OSA.normalized_similarity(typed, word[:length]) for length in (len(typed), len(typed) + 1, None)
    )
    return like if like >= _SAME else 0
