"""Reading lessons: the learner's progress and the next card."""

import asyncio
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from bot.domain.course.cards import Card
from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.course.library import Library, Place
from bot.domain.learning.learning_stats import LearningStats, compute_stats
from bot.domain.learning.progress import Progress, summarize
from bot.domain.learning.quiz import Answer
from bot.domain.learning.spaced_repetition import ReviewCard
from bot.services.learning.badges import EarnedBadge
from bot.services.learning.due_reviews import DueReviews, DueReviewService
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.learning.reviews import ReviewStore
from bot.services.ports.people import PeopleStore


@dataclass(frozen=True)
class Reading:
    """A card to show, and its `number` in the lesson, from 1. `badge` is what reading it earned."""

    place: Place
    card: Card
    number: int
    badge: EarnedBadge | None = None

    @property
    def last(self) -> bool:
        """Return whether no card comes after it."""
        return self.number == len(self.place.lesson.cards)


@dataclass(frozen=True)
class LearningLog:
    """A learner's progress, answers and cards in a course, and what's due for review."""

    course: Course
    progress: Progress
    answers: Sequence[Answer]
    cards: Sequence[ReviewCard]
    due: DueReviews

    async def stats(self) -> LearningStats:
        """Return the overview: mastery, predicted recall, this week's activity and upcoming reviews.

        Compute it in a thread, because thousands of answers take tenths of a second.
        """
        found = await asyncio.to_thread(compute_stats, self.course, self.answers, self.cards, self.due.today)
        tomorrow, *later = found.ahead[1:]
        limited = (min(reviews, self.due.daily) for reviews in (tomorrow + self.due.waiting, *later))
        return replace(found, ahead=(len(self.due.items), *limited))


def look_at(place: Place, number: int) -> Reading:
    """Return a lesson's card without marking it as read. Clamp `number` to the cards there are."""
    number = min(max(number, 1), len(place.lesson.cards))
    return Reading(place, place.lesson.cards[number - 1], number)


@dataclass(frozen=True)
class StudyService:
    """A learner's reading and progress in the courses."""

    library: Library
    people_store: PeopleStore
    quiz_store: QuizStore
    review_store: ReviewStore
    due_reviews: DueReviewService

    async def progress(self, learner: int, course: Course) -> Progress:
        """Return the learner's progress in a course."""
        read = await self.people_store.pages_read(learner, course.id)
        latest = await self.quiz_store.latest_answers(learner, course.id)
        return summarize(course, read, latest, await self.quiz_store.practice_count(learner, course.id))

    async def log(self, learner: int, course: Course) -> LearningLog:
        """Return everything a learner did in a course, so it can be analyzed outside the unit of work."""
        answers = await self.quiz_store.answers(learner, course.id)
        cards = await self.review_store.cards(learner, course.id)
        due = await self.due_reviews.find(learner, course, cards)
        return LearningLog(course, await self.progress(learner, course), answers, cards, due)

    async def next_card(self, learner: int, course: Course) -> tuple[Place, int] | None:
        """Return the next unread card, first in the lesson read last, then in teaching order, or None."""
        read = await self.people_store.pages_read(learner, course.id)
        last = course.units.get(next(reversed(list(read)), ""))
        for lesson in (*filter(None, [last]), *course.units.values()):
            if number := next_unread(lesson, read.get(lesson.id, frozenset())):
                return Place(course, lesson), number
        return None


def next_unread(lesson: Lesson, read: Set[int]) -> int | None:
    """Return the number of the first card that isn't read, or None if all are."""
    return next((n for n in range(1, len(lesson.cards) + 1) if n not in read), None)
