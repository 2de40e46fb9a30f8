"""What the difference between two tests means: whether chance could have made it, and where it lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Literal

from bot.domain.course.course import Course, Lesson
from bot.domain.learning.assessment import Sitting
from bot.domain.learning.quiz import Answer, Quiz
from bot.domain.questions.question import Question

RARE = 0.05
"""What chance brings about less often than this is taken for more than chance: the usual one in twenty."""

Direction = Literal["more", "fewer", "same"]


@dataclass(frozen=True)
class Gain:
    """From one test to another: whether `more` was right, by how many questions (None where the tests have
    not as many questions each, so that only shares compare), and whether chance may have made it.

    `complete`: all was right in both, so that no more could be shown.
    """

    direction: Direction
    by: int | None
    maybe_chance: bool
    complete: bool


def gain(before: Sitting, after: Sitting) -> Gain:
    """What changed between two whole tests. Raises ValueError for a test that was not answered to its end.

    The forms are parallel, so a learner who knows just as much gets about as many right on another form, a
    few more or fewer by luck. How many a few are is reckoned by Fisher's exact test, one-sided: of all right
    answers in both tests together, how often would lots put so many, or more, into the better one? Unless
    that is rarer than RARE, the difference may be chance. With twelve questions each it takes a difference
    of five in the middle of the scale (5, then 10), of four near its ends (8, then 12). Nothing is divided
    by what was missed, so a full score breaks nothing.
    """
    if not (before.whole and after.whole):
        raise ValueError("only tests that were answered to their end compare")
    lead = after.right * before.questions - before.right * after.questions
    better, worse = (after, before) if lead > 0 else (before, after)
    return Gain(
        direction="more" if lead > 0 else "fewer" if lead < 0 else "same",
        by=abs(after.right - before.right) if before.questions == after.questions else None,
        maybe_chance=luck(better.right, better.questions, worse.right, worse.questions) >= RARE,
        complete=lead == 0 and before.right == before.questions,
    )


def luck(better: int, better_of: int, worse: int, worse_of: int) -> float:
    """How often, 0 to 1, lots alone would give one test at least `better` of all the right answers."""
    right, wrong = better + worse, better_of + worse_of - better - worse
    ways = sum(
        comb(right, taken) * comb(wrong, better_of - taken)
        for taken in range(better, min(right, better_of) + 1)
    )
    return ways / comb(right + wrong, better_of)


@dataclass(frozen=True)
class Tested:
    """An objective, and how it went in each test: right of asked."""

    text: str
    results: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class LessonTested:
    """A lesson, and how it went in each test: right of asked, in all and by objective."""

    lesson: Lesson
    results: tuple[tuple[int, int], ...]
    objectives: tuple[Tested, ...]


def by_lesson(
    course: Course, tests: Sequence[Quiz], questions: Mapping[str, Question]
) -> Sequence[LessonTested]:
    """Return how each lesson that was tested went, test by test.

    `questions` are those answered, by fingerprint: each answer counts for what its question tested then. An
    answer whose text is lost, or whose lesson the course has dropped, is left out.
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
        objectives = (Tested(each.text, _counts(own, each.id)) for each in lesson.objectives)
        asked = tuple(each for each in objectives if any(of for _, of in each.results))
        if any(own):
            found.append(LessonTested(lesson, _counts(own), asked))
    return found


def _counts(
    tests: Sequence[Sequence[tuple[str, Answer]]], only: str | None = None
) -> tuple[tuple[int, int], ...]:
    """Return for each test how many answers were right, of how many; `only` counts a single objective."""
    counted = [[answer for name, answer in test if only in (None, name)] for test in tests]
    return tuple((sum(answer.right for answer in answers), len(answers)) for answers in counted)
