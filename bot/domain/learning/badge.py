"""Badges: a learner gets one for each lesson they complete, and keeps it forever."""

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass

from bot.domain.course.lesson import Lesson
from bot.domain.learning.quiz import Answer, Quiz

LENGTH = 5
"""Fewest questions in a quiz that earns a badge, if the lesson has that many."""

PART = (4, 5)
"""Share of the questions that has to be right, as a fraction: four fifths."""


@dataclass(frozen=True)
class Badge:
    """A lesson's badge, with the learner's local day number and the time in UTC milliseconds."""

    lesson: str
    day: int
    at: int


def cards_of(lesson: Lesson) -> int:
    """Return how many cards a lesson has. They're numbered from 1."""
    return len(lesson.cards)


def is_read(lesson: Lesson, read: Set[int]) -> bool:
    """Return whether every card of a lesson is among the ones that were read."""
    return all(number in read for number in range(1, cards_of(lesson) + 1))


def is_gold(lesson: Lesson, mastered: Collection[str]) -> bool:
    """Return whether all objectives of a lesson are mastered, which turns its badge to gold."""
    return all(objective.id in mastered for objective in lesson.objectives)


def is_passed(lesson: Lesson, quiz: Quiz, answers: Iterable[Answer]) -> bool:
    """Return whether a quiz passes for the lesson's badge.

    It has to be on this lesson, and long enough. A question that wasn't right counts as right if a later
    retake was: of the same question, or of one that was asked instead of it. `answers` has those retakes, and
    may have others. Questions that were withdrawn before they were answered don't count at all.
    """
    asked = [place for place in range(len(quiz.items)) if place not in quiz.skipped]
    if quiz.mode != "quiz" or quiz.lesson != lesson.id or len(asked) < min(LENGTH, len(lesson.questions)):
        return False
    retaken = [answer for answer in answers if answer.mode == "retake" and answer.right]
    right = sum(_is_right(quiz, place, retaken) for place in asked)
    part, of = PART
    return right > 0 and right * of >= len(asked) * part


def _is_right(quiz: Quiz, place: int, retaken: Iterable[Answer]) -> bool:
    """Return whether a position was right at once, or in one of the right retakes."""
    given = quiz.answers.get(place)
    if given is None or given.right:
        return given is not None
    return any(
        given.question in (again.question, again.instead_of) and (again.at, again.id) > (given.at, given.id)
        for again in retaken
    )
