"""Find the reviews left for today, within the learner's daily limit."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.calendar.day import day_of
from bot.domain.course.course import Course
from bot.domain.learning.quiz import Item
from bot.domain.learning.spaced_repetition import ReviewCard, current, next_due, select
from bot.services.ports.clock import Clock
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.learning.reviews import ReviewStore
from bot.services.ports.people import PeopleStore

MORE = 5
"""Reviews that you can go on with once the day's are done."""


@dataclass(frozen=True)
class DueReviews:
    """A learner's reviews of one course on one day (`today`, numbered as in `bot.domain.calendar.day`).

    `items` has the questions left for today. `daily` is the learner's limit per day over all courses, and
    `waiting` counts the due reviews beyond it. `next_due` is the first day after today with a review due.
    """

    course: Course
    today: int
    items: tuple[Item, ...]
    daily: int
    waiting: int
    next_due: int | None


@dataclass(frozen=True)
class DueReviewService:
    """Finds what a learner should review today."""

    people_store: PeopleStore
    quiz_store: QuizStore
    review_store: ReviewStore
    clock: Clock

    async def find(
        self,
        learner: int,
        course: Course,
        cards: Sequence[ReviewCard] | None = None,
        *,
        more: bool = False,
    ) -> DueReviews:
        """Return what's left to review today. With `more`, up to MORE beyond the learner's number a day.

        Pass `cards` (all of the learner's in this course) if you've read them already.
        """
        chosen = await self.people_store.preferences(learner)
        today = day_of(self.clock(), chosen.zone)
        memory = await self.review_store.cards(learner, course.id) if cards is None else cards
        later = next_due(course, memory, today)
        if not any(card.due_day <= today for card in current(course, memory)):
            return DueReviews(course, today, (), chosen.reviews, 0, later)
        latest = await self.quiz_store.latest_answers(learner, course.id)
        asked = {answer.question: answer.day for answer in latest}
        left = MORE
        if not more:
            left = max(chosen.reviews - await self.review_store.reviewed(learner, today), 0)
        items, waiting = select(course, memory, asked, today, left)
        return DueReviews(course, today, items, chosen.reviews, waiting, later)
