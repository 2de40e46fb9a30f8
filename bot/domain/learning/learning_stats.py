"""A learner's overview of a course: mastery by objective, predicted recall, this week's activity, upcoming
reviews."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.calendar.day import monday
from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.learning.mastery import Given, mastered
from bot.domain.learning.quiz import TEST_MODES, Answer
from bot.domain.learning.spaced_repetition import ReviewCard, ahead, current, histories, recalls
from bot.domain.questions.question import Question

COMING = 14
"""Days for which upcoming reviews are shown."""


@dataclass(frozen=True)
class ObjectiveStats:
    """An objective's mastery day (None if it isn't mastered yet) and the mean predicted probability, 0 to 1,
    of answering its questions right today, not counting today's answers. On the first day of practice,
    there's nothing to predict it from, so it's None.
    """

    mastered: int | None
    recall: float | None


@dataclass(frozen=True)
class LearningStats:
    """A learner's overview of one course on one day (`today`, numbered as in `bot.domain.calendar.day`).

    `recall` is the mean predicted probability, 0 to 1, over all practice questions, as it was before today's
    answers; None on the first day of practice. `kept_days` are this week's days on which the learner kept up
    (see `kept_days` below). `ahead` counts the reviews on each of the COMING days, starting today.
    """

    course: Course
    today: int
    objectives: Mapping[str, ObjectiveStats]
    recall: float | None
    kept_days: Sequence[int]
    ahead: Sequence[int]

    @property
    def mastered(self) -> int:
        """Return how many objectives are mastered."""
        return sum(memory.mastered is not None for memory in self.objectives.values())

    def mastered_in(self, lesson: Lesson) -> int:
        """Return how many of a lesson's objectives are mastered."""
        return sum(self.objectives[each.id].mastered is not None for each in lesson.objectives)

    @property
    def kept(self) -> int:
        """Return on how many days this week the learner kept up, 0 to 7."""
        return len(self.kept_days)


def compute_stats(
    course: Course, answers: Iterable[Answer], cards: Iterable[ReviewCard], today: int
) -> LearningStats:
    """Return the overview from a learner's answers and the review cards computed from them."""
    log, known = list(answers), current(course, cards)
    predicted = recalls(known, log, today)
    practiced = any(answer.day < today for answer in log if answer.mode not in TEST_MODES)

    def recall(questions: Sequence[Question]) -> float | None:
        return _mean(questions, predicted) if practiced else None

    asked: dict[str, list[Question]] = {
        objective.id: [] for lesson in course.units.values() for objective in lesson.objectives
    }
    for question in course.questions.values():
        asked.setdefault(question.objective, []).append(question)
    days = mastery(course, log)
    return LearningStats(
        course=course,
        today=today,
        objectives={
            objective: ObjectiveStats(days.get(objective), recall(questions))
            for objective, questions in asked.items()
        },
        recall=recall([question for questions in asked.values() for question in questions]),
        kept_days=kept_days(course, log, today),
        ahead=ahead(course, known, today, COMING),
    )


def mastery(course: Course, answers: Iterable[Answer]) -> Mapping[str, int]:
    """Return the day on which each mastered objective was mastered, by id.

    Answers to older versions of a question don't count.
    """
    questions = course.questions
    given = (
        Given(answer, question.objective, question.kind, question.level)
        for answer in answers
        if (question := questions.get(answer.question)) and answer.version == question.version
    )
    return {objective: shown.day for objective, shown in mastered(given).items()}


def kept_days(course: Course, answers: Iterable[Answer], today: int) -> Sequence[int]:
    """Return this week's days, up to today, on which the learner kept up: answered something or had nothing
    due.

    Skip days before the first practice answer. Assessment answers count as activity.
    """
    log = list(answers)
    practised = [answer.day for answer in log if answer.mode not in TEST_MODES]
    if not practised:
        return []
    active = {answer.day for answer in log}
    waited = _waits(course, log, today)
    days = range(max(monday(today), min(practised)), today + 1)
    return [day for day in days if day in active or not any(start <= day < end for start, end in waited)]


def _waits(course: Course, log: Sequence[Answer], today: int) -> Sequence[tuple[int, int]]:
    """Return the periods (first day, day after the last) in which a question was due but not answered."""
    stretches = []
    for states in histories(log).values():
        if current(course, states[-1:]):
            ends = [*(after.last_day for _, after in pairwise(states)), today + 1]
            stretches += [(state.due_day, end) for state, end in zip(states, ends, strict=True)]
    return stretches


def _mean(questions: Sequence[Question], predicted: Mapping[str, float]) -> float:
    """Return the mean recall over these questions, counting 0 for those never answered."""
    return (
        sum(predicted.get(question.id, 0.0) for question in questions) / len(questions) if questions else 0.0
    )
