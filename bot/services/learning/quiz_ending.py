"""The end of a quiz: what it earned, and what comes next."""

from dataclasses import dataclass

from bot.domain.learning.badge import is_passed, is_read
from bot.domain.learning.streak import Streak
from bot.services.learning.badges import BadgeService, EarnedBadge
from bot.services.learning.lessons.next_step import NextStep, NextSteps
from bot.services.learning.quiz_state import Actor, FinishedQuiz
from bot.services.ports.people import PeopleStore
from bot.services.posts.reminders import ReminderService
from bot.services.practice.streaks import StreakService


@dataclass(frozen=True)
class QuizEnding:
    """What a finished quiz led to.

    `badge` is the badge that it earned, if it did. `unread` says whether it would have earned one if the
    learner had read all cards of the lesson. `celebrating` says whether the learner
    wants to be congratulated. `offer_reminder` says whether to ask about a daily reminder.
    """

    finished: FinishedQuiz
    next: NextStep
    streak: Streak
    badge: EarnedBadge | None = None
    unread: bool = False
    celebrating: bool = True
    offer_reminder: bool = False

    @property
    def opens_assessment(self) -> bool:
        """Return whether the badge was the last one, so that the final assessment opens on the next day."""
        return self.badge is not None and not self.badge.lesson.bonus and self.next.status.opens_tomorrow


@dataclass(frozen=True)
class QuizEndings:
    """Finds out what a finished quiz led to."""

    people_store: PeopleStore
    streaks: StreakService
    badges: BadgeService
    next_steps: NextSteps
    reminders: ReminderService

    async def find(self, who: Actor, finished: FinishedQuiz) -> QuizEnding:
        """Return what a finished quiz earned, and the next step."""
        course = finished.course
        earned = await self.badges.from_quiz(finished.quiz, course)
        step = await self.next_steps.find(who, course)
        chosen = await self.people_store.preferences(who.learner)
        return QuizEnding(
            finished=finished,
            next=step,
            streak=await self.streaks.streak(who.learner),
            badge=earned[0] if earned else None,
            unread=await self._unread(who, finished),
            celebrating=chosen.celebrations,
            offer_reminder=finished.quiz.mode == "quiz" and await self.reminders.offer(who),
        )

    async def _unread(self, who: Actor, finished: FinishedQuiz) -> bool:
        """Return whether only unread cards keep a passed quiz from earning its lesson's badge."""
        course, quiz = finished.course, finished.quiz
        lesson = course.unit(quiz.lesson or "")
        if lesson is None or not is_passed(lesson, quiz, ()):
            return False
        read = (await self.people_store.pages_read(who.learner, course.id)).get(lesson.id, frozenset())
        return not is_read(lesson, read) and lesson.id not in await self.badges.earned(who.learner, course)
