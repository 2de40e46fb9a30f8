"""Choose the question that a reminder asks. One press must answer it, right in the message."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.learning.quiz import Item, shuffled
from bot.domain.posts.post import number_of
from bot.domain.questions.question import Question


@dataclass(frozen=True)
class ReminderQuestion:
    """The question that a reminder asks. `number` is the reminder's, by which the options are shuffled."""

    number: int
    course: Course
    question: Question

    @property
    def order(self) -> Sequence[int]:
        """Return the options' places in the order in which to show them."""
        return shuffled(self.question, self.number, 0)

    @property
    def label(self) -> str:
        """Return eight hexadecimal digits that stand for the question."""
        return label_of(self.course, self.question)


def choose(
    course: Course,
    due: Sequence[Item],
    lesson: str | None,
    answered: Mapping[str, int],
    seed: int,
    skipped: Sequence[str] = (),
) -> Item | None:
    """Return what to ask, or None if the course has no question that one press answers.

    That's the first review that's `due`, or else a question of the unfinished `lesson`, or else one of the
    course. Of several, take one that was never answered, or the one whose latest answer is the oldest;
    `answered` has the days of the latest answers by question. Questions that are `skipped` come only if there
    is no other. The same arguments always choose the same one.
    """
    for item in due:
        question = course.questions.get(item.question)
        if question and question.rules.one_press and question.id not in skipped:
            return item
    unit = course.units.get(lesson or "")
    for pool in (unit.questions if unit else (), course.questions.values()):
        fresh = [question for question in pool if question.id not in skipped]
        if found := _longest_ago(fresh, answered, seed):
            return Item(found.id, found.version)
    return choose(course, due, lesson, answered, seed) if skipped else None


def label_of(course: Course, question: Question) -> str:
    """Return eight hexadecimal digits that stand for a question where its id would be too long."""
    return f"{number_of(f'{course.id}:{question.id}'):016x}"[-8:]


def labeled(courses: Iterable[Course], label: str) -> tuple[Course, Question] | None:
    """Return the question that a label stands for, or None if no course has it anymore."""
    return next(
        (
            (course, question)
            for course in courses
            for question in course.questions.values()
            if label_of(course, question) == label
        ),
        None,
    )


def _longest_ago(pool: Iterable[Question], answered: Mapping[str, int], seed: int) -> Question | None:
    chance = random.Random(seed)  # noqa: S311 - a shuffle, not a secret
    quick = [question for question in pool if question.rules.one_press]
    chance.shuffle(quick)
    return min(quick, key=lambda question: answered.get(question.id, -1), default=None)
