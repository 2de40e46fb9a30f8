"""What was learned and what is remembered: mastery by objective, recall today, this week, reviews ahead."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.calendar.day import monday
from bot.domain.course.course import Course, Lesson
from bot.domain.learning.mastery import Given, mastered
from bot.domain.learning.quiz import TEST_MODES, Answer
from bot.domain.learning.spaced_repetition import Card, ahead, current, histories
from bot.domain.questions.question import Question

GOAL = 5
"""Days of a week that are wanted; two are free."""

COMING = 14
"""Days for which the reviews ahead are told."""


@dataclass(frozen=True)
class Memory:
    """An objective: the day on which it was mastered, None if it wasn't yet; and the mean predicted chance,
    0 to 1, that its questions are answered rightly today.
    """

    mastered: int | None
    recall: float


@dataclass(frozen=True)
class Outlook:
    """A learner in one course on one day (`today`, as `bot.domain.calendar.day` numbers them).

    `objectives` by id; `recall`: the mean chance, 0 to 1, over all practice questions; `kept_days`: the days
    of this week that were kept; `ahead`: reviews on each of the COMING days, today first; `waiting`: more
    that are due today, for which the learner's daily number leaves no room.
    """

    course: Course
    today: int
    objectives: Mapping[str, Memory]
    recall: float
    kept_days: Sequence[int]
    ahead: Sequence[int]
    waiting: int = 0

    @property
    def mastered(self) -> int:
        """How many objectives are mastered."""
        return sum(memory.mastered is not None for memory in self.objectives.values())

    def mastered_in(self, lesson: Lesson) -> int:
        """How many of a lesson's objectives are."""
        return sum(self.objectives[each.id].mastered is not None for each in lesson.objectives)

    @property
    def kept(self) -> int:
        """Days of this week that were kept, 0 to 7."""
        return len(self.kept_days)


def look(course: Course, answers: Iterable[Answer], cards: Iterable[Card], today: int) -> Outlook:
    """The outlook from the log of answers and the cards that follow from it."""
    log, known = list(answers), current(course, cards)
    recalls = {card.question: card.recall(today) for card in known}
    asked: dict[str, list[Question]] = {
        objective.id: [] for lesson in course.units.values() for objective in lesson.objectives
    }
    for question in course.questions.values():
        asked.setdefault(question.objective, []).append(question)
    days = mastery(course, log)
    return Outlook(
        course=course,
        today=today,
        objectives={
            objective: Memory(days.get(objective), _mean(questions, recalls))
            for objective, questions in asked.items()
        },
        recall=_mean([question for questions in asked.values() for question in questions], recalls),
        kept_days=kept_days(course, log, today),
        ahead=ahead(course, known, today, COMING),
    )


def objectives_of(course: Course) -> frozenset[str]:
    """Return the ids of all objectives that can be mastered in a course."""
    stated = {objective.id for lesson in course.units.values() for objective in lesson.objectives}
    asked = {question.objective for question in course.questions.values()}
    return frozenset(stated | asked)


def mastery(course: Course, answers: Iterable[Answer]) -> Mapping[str, int]:
    """The day on which each objective that is mastered was.

    Answers to what a question meant before its version was raised don't count.
    """
    questions = course.questions
    given = (
        Given(answer, question.objective, question.kind, question.level)
        for answer in answers
        if (question := questions.get(answer.question)) and answer.version == question.version
    )
    return {objective: shown.day for objective, shown in mastered(given).items()}


def kept_days(course: Course, answers: Iterable[Answer], today: int) -> Sequence[int]:
    """The days of this week, up to today, that were kept: something was answered, or nothing was due.

    Days before the first answer in practice are not counted; a day with a test is one of answers.
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
    """The stretches of time, from a day up to another, in which some question was due and not answered."""
    stretches = []
    for states in histories(log).values():
        if current(course, states[-1:]):
            ends = [*(after.last_day for _, after in pairwise(states)), today + 1]
            stretches += [(state.due_day, end) for state, end in zip(states, ends, strict=True)]
    return stretches


def _mean(questions: Sequence[Question], recalls: Mapping[str, float]) -> float:
    """The mean chance over these questions; one that was never answered counts as 0."""
    return sum(recalls.get(question.id, 0.0) for question in questions) / len(questions) if questions else 0.0
