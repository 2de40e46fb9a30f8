"""Reviews: ask the questions that are due today, lowest recall first."""

from dataclasses import dataclass, replace

from bot.domain.calendar.day import day_of
from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.services.learning.due_reviews import DueReviews, DueReviewService
from bot.services.learning.quiz import QuizService
from bot.services.learning.quiz_state import Actor, OpenQuestion
from bot.services.ports.clock import Clock
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.people import PeopleStore


@dataclass(frozen=True)
class ReviewService:
    """Runs reviews of practice questions that are due again."""

    library: Library
    people_store: PeopleStore
    quiz_store: QuizStore
    clock: Clock
    quizzes: QuizService
    due_reviews: DueReviewService

    async def open(self, actor: Actor, *, more: bool = False) -> OpenQuestion | DueReviews:
        """Return the next question to review, from the first course that has one, or else what's due next.

        Resume a review from today. Close an older one, because what's due has changed since. With `more`, go
        on beyond the learner's number a day.
        """
        found = []
        for course in self.library.courses:
            state = await self._open(actor, course, more)
            if isinstance(state, OpenQuestion):
                return state
            found.append(state)
        return min(found, key=lambda each: (not each.waiting, each.next_due is None, each.next_due or 0))

    async def _open(self, actor: Actor, course: Course, more: bool) -> OpenQuestion | DueReviews:
        found = await self.due_reviews.find(actor.learner, course, more=more)
        zone = (await self.people_store.preferences(actor.learner)).zone
        for quiz in await self.quiz_store.open_quizzes(actor.learner, course.id):
            if quiz.mode != "review":
                continue
            if day_of(quiz.started_at, zone) == found.today:
                state = await self.quizzes.current(actor, quiz.id)
                if isinstance(state, OpenQuestion):
                    return replace(state, resumed=True)
            else:
                await self.quiz_store.close_quiz(quiz.id, self.clock())
        if found.items:
            state = await self.quizzes.begin(actor, course, None, found.items, "review")
            if isinstance(state, OpenQuestion):
                return state
        return found
