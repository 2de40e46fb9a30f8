"""What is left to review today, within the number of reviews that a learner wants a day."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.calendar.day import day_of
from bot.domain.course.course import Course
from bot.domain.learning.quiz import Answer, Item
from bot.domain.learning.spaced_repetition import Card, next_due, select
from bot.services.ports.record import Clock, Record


@dataclass(frozen=True)
class DueReviews:
    """A learner's reviews of one course on one day (`today`, as `bot.domain.calendar.day` numbers them).

    `items` are the questions left for today; `daily` is how many the learner wants a day at most, of all
    courses together; `waiting` more would be asked today but for that; `next_due` is the first day after
    today with something due.
    """

    course: Course
    today: int
    items: tuple[Item, ...]
    daily: int
    waiting: int
    next_due: int | None


async def agenda(
    record: Record,
    clock: Clock,
    learner: int,
    course: Course,
    answers: Sequence[Answer] | None = None,
    cards: Sequence[Card] | None = None,
) -> DueReviews:
    """What there is to review today. `answers` and `cards`: all of the learner's in the course, where they
    were read already.
    """
    chosen = await record.preferences(learner)
    today = day_of(clock(), chosen.zone)
    memory = await record.cards(learner, course.id) if cards is None else cards
    log = await record.answers(learner, course.id) if answers is None else answers
    asked = {answer.question: answer.day for answer in log}
    left = max(chosen.reviews - await record.reviewed(learner, today), 0)
    items = select(course, memory, asked, today, left)
    waiting = len(select(course, memory, asked, today, len(memory))) - len(items)
    return DueReviews(course, today, items, chosen.reviews, waiting, next_due(course, memory, today))
