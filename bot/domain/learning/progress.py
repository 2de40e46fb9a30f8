"""A learner's progress in a course."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.learning.quiz import TEST_MODES, LatestAnswer


@dataclass(frozen=True)
class LessonProgress:
    """Progress in one lesson. `read` counts the cards that were opened, `right` the questions whose latest
    answer was fully right.
    """

    lesson: Lesson
    read: int
    cards: int
    right: int
    answered: int
    questions: int


@dataclass(frozen=True)
class Progress:
    """Progress in one course. `answers` counts every practice answer, including repeats."""

    course: Course
    lessons: Sequence[LessonProgress]
    answers: int


def summarize(
    course: Course, read: Mapping[str, Set[int]], latest_answers: Iterable[LatestAnswer], answers: int
) -> Progress:
    """Return the progress from the cards read in each lesson, the latest answer to each question, and the
    number of practice answers.

    Questions that have been dropped or given a new version don't count for a lesson. Neither do those of
    assessments.
    """
    latest = {
        answer.question: answer.right
        for answer in latest_answers
        if answer.mode not in TEST_MODES and course.asks(answer.question, answer.version)
    }
    return Progress(
        course=course,
        lessons=[_of(lesson, read.get(lesson.id, frozenset()), latest) for lesson in course.units.values()],
        answers=answers,
    )


def _of(lesson: Lesson, read: Set[int], latest: Mapping[str, bool]) -> LessonProgress:
    cards = range(1, len(lesson.cards) + 1)
    known = [latest[question.id] for question in lesson.questions if question.id in latest]
    return LessonProgress(
        lesson=lesson,
        read=sum(card in cards for card in read),
        cards=len(cards),
        right=sum(known),
        answered=len(known),
        questions=len(lesson.questions),
    )
