"""Compare two assessment results: whether the difference could be chance, and which lessons it's in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Literal

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.learning.assessment import Sitting
from bot.domain.learning.quiz import Answer, Quiz
from bot.domain.questions.question import Question

RARE = 0.05
"""Significance level: a result that chance would produce less often than this isn't put down to chance."""

Direction = Literal["more", "fewer", "same"]


@dataclass(frozen=True)
class Gain:
    """The change from one assessment to another.

    `by` is how many more or fewer questions were right, or None if the forms differ in length and only shares
    can be compared. `complete` means that both were fully right, so there was no room to improve.
    """

    direction: Direction
    by: int | None
    maybe_chance: bool
    complete: bool


def gain(before: Sitting, after: Sitting) -> Gain:
    """Return the change from a complete pretest to a complete final assessment on another form.

    Raises ValueError for anything else: a form that was met twice measures memory of its questions, and forms
    of another edition may be easier or harder.

    The forms are parallel, so a learner whose knowledge hasn't changed gets about as many right on another
    form, give or take some luck. Use a one-sided Fisher's exact test to tell luck from learning: if all right
    answers of both assessments were dealt out at random, how often would the better one get at least this
    many? Unless that's rarer than RARE, the difference may be chance. With twelve questions each, it takes a
    difference of five in the middle of the scale (5, then 10) and of four near its ends (8, then 12). The
    test never divides by the number of mistakes, so a perfect score is safe.
    """
    if not (before.whole and after.whole):
        raise ValueError("only complete assessments can be compared")
    if (before.mode, after.mode) != ("pre", "post") or before.form == after.form:
        raise ValueError("only a pretest and a later assessment on another form can be compared")
    if before.edition != after.edition:
        raise ValueError("only forms of the same edition can be compared")
    lead = after.right * before.questions - before.right * after.questions
    better, worse = (after, before) if lead > 0 else (before, after)
    return Gain(
        direction="more" if lead > 0 else "fewer" if lead < 0 else "same",
        by=abs(after.right - before.right) if before.questions == after.questions else None,
        maybe_chance=chance_probability(better.right, better.questions, worse.right, worse.questions) >= RARE,
        complete=lead == 0 and before.right == before.questions,
    )


def chance_probability(better: int, better_of: int, worse: int, worse_of: int) -> float:
    """Return the probability of one assessment getting at least `better` of the right answers by chance."""
    right, wrong = better + worse, better_of + worse_of - better - worse
    ways = sum(
        comb(right, taken) * comb(wrong, better_of - taken)
        for taken in range(better, min(right, better_of) + 1)
    )
    return ways / comb(right + wrong, better_of)


@dataclass(frozen=True)
class ObjectiveResult:
    """An objective with its result in each assessment, as (right, asked)."""

    text: str
    results: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class LessonResult:
    """A lesson with its result in each assessment, as (right, asked), overall and by objective."""

    lesson: Lesson
    results: tuple[tuple[int, int], ...]
    objectives: tuple[ObjectiveResult, ...]


def by_lesson(
    course: Course, tests: Sequence[Quiz], questions: Mapping[str, Question]
) -> Sequence[LessonResult]:
    """Return the results of each lesson that was assessed, one per assessment.

    `questions` has the answered questions by fingerprint, so each answer counts toward the objective that its
    question had at the time. Skip answers whose question text is lost or whose lesson the course has dropped.
    """
    found = []
    for lesson in course.units.values():
        own = [
            [
                (course.objective(question.objective), answer)
                for answer in test.answers.values()
                if (question := questions.get(answer.fingerprint))
                and course.lesson_of(question.objective) == lesson
            ]
            for test in tests
        ]
        objectives = (ObjectiveResult(each.text, _counts(own, each.id)) for each in lesson.objectives)
        asked = tuple(each for each in objectives if any(of for _, of in each.results))
        if any(own):
            found.append(LessonResult(lesson, _counts(own), asked))
    return found


def _counts(
    tests: Sequence[Sequence[tuple[str, Answer]]], only: str | None = None
) -> tuple[tuple[int, int], ...]:
    """Return (right, asked) for each assessment, for all objectives or only for one."""
    counted = [[answer for name, answer in test if only in (None, name)] for test in tests]
    return tuple((sum(answer.right for answer in answers), len(answers)) for answers in counted)
