"""Reading lessons: the learner's progress, the next page, and marking pages as read."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.course.course import Course
from bot.domain.course.lesson_steps import Step, steps
from bot.domain.course.library import Library, Place
from bot.domain.learning.outlook import Outlook, look
from bot.domain.learning.progress import Progress, summarize
from bot.domain.learning.quiz import Answer
from bot.domain.learning.spaced_repetition import Card
from bot.services.learning.badges import BadgeService, EarnedBadge
from bot.services.learning.due_reviews import DueReviews, DueReviewService
from bot.services.ports.clock import Clock
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.learning.reviews import ReviewStore
from bot.services.ports.people import PeopleStore


@dataclass(frozen=True)
class Reading:
    """A lesson screen to show. `page` counts from 0; `pages` is the total."""

    place: Place
    step: Step
    page: int
    pages: int


@dataclass(frozen=True)
class LearningLog:
    """A learner's progress, answers and cards in a course, and what's due for review."""

    course: Course
    progress: Progress
    answers: Sequence[Answer]
    cards: Sequence[Card]
    due: DueReviews

    async def outlook(self) -> Outlook:
        """Return the overview: mastery, predicted recall, this week's activity and upcoming reviews.

        Compute it in a thread, because thousands of answers take tenths of a second.
        """
        found = await asyncio.to_thread(look, self.course, self.answers, self.cards, self.due.today)
        return replace(found, ahead=(len(self.due.items), *found.ahead[1:]), waiting=self.due.waiting)


def look_at(place: Place, page: int) -> Reading:
    """Return a lesson page without marking it as read. Clamp `page` to the pages there are."""
    parts = steps(place.lesson)
    page = min(max(page, 0), len(parts) - 1)
    return Reading(place, parts[page], page, len(parts))


@dataclass(frozen=True)
class StudyService:
    """A learner's reading and progress in the courses."""

    library: Library
    people_store: PeopleStore
    quiz_store: QuizStore
    review_store: ReviewStore
    clock: Clock
    due_reviews: DueReviewService
    badges: BadgeService

    async def mark_read(self, learner: int, place: Place, page: int) -> Sequence[EarnedBadge]:
        """Mark a page as read, and return the badges that it earned."""
        await self.people_store.mark_read(learner, place.course.id, place.lesson.id, page, self.clock())
        return await self.badges.award(learner, place.course)

    async def progress(self, learner: int, course: Course) -> Progress:
        """Return the learner's progress in a course."""
        read = await self.people_store.pages_read(learner, course.id)
        return summarize(course, read, await self.quiz_store.answers(learner, course.id))

    async def log(self, learner: int, course: Course) -> LearningLog:
        """Return everything a learner did in a course, so it can be analyzed outside the unit of work."""
        answers = await self.quiz_store.answers(learner, course.id)
        cards = await self.review_store.cards(learner, course.id)
        read = await self.people_store.pages_read(learner, course.id)
        due = await self.due_reviews.find(learner, course, answers, cards)
        return LearningLog(course, summarize(course, read, answers), answers, cards, due)

    async def logs(self, learner: int) -> Sequence[LearningLog]:
        """Return the logs of the default course and of every other course the learner has started."""
        found = [await self.log(learner, course) for course in self.library.courses]
        return [
            each
            for place, each in enumerate(found)
            if place == 0 or each.answers or any(lesson.read for lesson in each.progress.lessons)
        ]

    async def next_page(self, learner: int, course: Course) -> tuple[Place, int] | None:
        """Return the next unread page, first in the lesson read last, then in teaching order, or None."""
        read = await self.people_store.pages_read(learner, course.id)
        last = course.units.get(next(reversed(list(read)), ""))
        for lesson in (*filter(None, [last]), *course.units.values()):
            for page in range(len(steps(lesson))):
                if page not in read.get(lesson.id, frozenset()):
                    return Place(course, lesson), page
        return None
