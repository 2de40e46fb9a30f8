"""One unit of work: the stores on its transaction, and the services over them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bot.domain.course.library import Library
from bot.services.classes.classes import ClassService
from bot.services.courses.choice import CourseChoice
from bot.services.delivery.wakeup import DeferredWaker, Wakeup
from bot.services.learning.assessment import AssessmentService
from bot.services.learning.badges import BadgeService
from bot.services.learning.certificates import CertificateService
from bot.services.learning.due_reviews import DueReviewService
from bot.services.learning.lessons.lesson_flow import LessonFlow
from bot.services.learning.lessons.next_step import NextSteps
from bot.services.learning.lessons.study import StudyService
from bot.services.learning.question_reports import QuestionReports
from bot.services.learning.quiz import QuizService
from bot.services.learning.quiz_ending import QuizEndings
from bot.services.learning.quiz_progress import QuizProgress
from bot.services.learning.quiz_repeats import QuizRepeats
from bot.services.learning.review import ReviewService
from bot.services.live.answering import LiveAnswers
from bot.services.live.rounds import LiveRounds
from bot.services.people.dm_channels import DmChannels
from bot.services.people.membership import MembershipService
from bot.services.people.preferences import PreferenceService
from bot.services.people.privacy import PrivacyService
from bot.services.people.registration import RegistrationService
from bot.services.people.servers import ServerService
from bot.services.ports.clock import Clock
from bot.services.ports.database import Database, Stores
from bot.services.posts.post_content import PostContent
from bot.services.posts.question_of_the_day import QuestionOfTheDay
from bot.services.posts.reminders import ReminderService
from bot.services.posts.schedules import ScheduleService
from bot.services.practice.leaderboard import LeaderboardService
from bot.services.practice.local_days import LocalDays
from bot.services.practice.streaks import StreakService
from bot.services.simulation.simulation import SimulationService
from bot.services.writing.checklists import ChecklistService
from bot.services.writing.drafts import DraftService
from bot.services.writing.journal import JournalService

T = TypeVar("T")


class Unit:
    """What one unit of work can use. A service is built when it's first asked for."""

    def __init__(self, stores: Stores, library: Library, clock: Clock) -> None:
        self.stores = stores
        self.wakeup = DeferredWaker()
        self.library = library
        self._clock = clock

    @cached_property
    def courses(self) -> CourseChoice:
        """Which course someone is taking."""
        return CourseChoice(self.library, self.stores.people, self.stores.servers, self._clock)

    @cached_property
    def due_reviews(self) -> DueReviewService:
        """What a learner should review today."""
        s = self.stores
        return DueReviewService(s.people, s.quizzes, s.reviews, self._clock)

    @cached_property
    def study(self) -> StudyService:
        """Lessons and a learner's way through them."""
        s = self.stores
        return StudyService(self.library, s.people, s.quizzes, s.reviews, self.due_reviews)

    @cached_property
    def quizzes(self) -> QuizService:
        """A learner's quizzes."""
        s = self.stores
        progress = QuizProgress(self.library, s.quizzes, s.reviews, self._clock)
        return QuizService(self.library, s.quizzes, s.people, self._clock, progress, self.badges, self.days)

    @cached_property
    def quiz_repeats(self) -> QuizRepeats:
        """Doing a quiz once more."""
        s = self.stores
        return QuizRepeats(self.library, s.quizzes, s.assessments, self._clock, self.quizzes)

    @cached_property
    def lessons(self) -> LessonFlow:
        """A learner's way through a lesson."""
        s = self.stores
        return LessonFlow(s.people, s.quizzes, self._clock, self.quizzes)

    @cached_property
    def reviews(self) -> ReviewService:
        """Spaced repetition."""
        s = self.stores
        return ReviewService(self.library, s.people, s.quizzes, self._clock, self.quizzes, self.due_reviews)

    @cached_property
    def question_reports(self) -> QuestionReports:
        """What learners say is wrong with a question."""
        return QuestionReports(self.library, self.stores.people, self._clock, self.quizzes)

    @cached_property
    def assessments(self) -> AssessmentService:
        """Tests before and after the course."""
        s = self.stores
        stores = (s.assessments, s.badges, s.certificates, s.people, s.quizzes)
        return AssessmentService(self.library, *stores, self._clock, self.quizzes)

    @cached_property
    def certificates(self) -> CertificateService:
        """Who completed which course."""
        s = self.stores
        return CertificateService(
            s.certificates, s.assessments, s.writing, s.people, self._clock, self.badges
        )

    @cached_property
    def badges(self) -> BadgeService:
        """A learner's badges."""
        s = self.stores
        return BadgeService(s.badges, s.people, s.mastery, s.assessments, self._clock)

    @cached_property
    def streaks(self) -> StreakService:
        """A learner's streak."""
        return StreakService(self.stores.practice, self.days)

    @cached_property
    def days(self) -> LocalDays:
        """Which day it is for a learner."""
        return LocalDays(self.stores.practice, self.stores.people, self._clock)

    @cached_property
    def leaderboard(self) -> LeaderboardService:
        """A server's board of days practiced."""
        return LeaderboardService(self.stores.practice, self.stores.people, self._clock)

    @cached_property
    def next_steps(self) -> NextSteps:
        """The one thing to do next."""
        s = self.stores
        return NextSteps(
            self.library,
            s.people,
            s.quizzes,
            s.servers,
            s.writing,
            self.quizzes,
            self.due_reviews,
            self.assessments,
            self.badges,
            self.certificates,
        )

    @cached_property
    def endings(self) -> QuizEndings:
        """What a finished quiz led to."""
        return QuizEndings(self.stores.people, self.streaks, self.badges, self.next_steps, self.reminders)

    @cached_property
    def drafts(self) -> DraftService:
        """Messages that learners write."""
        return DraftService(self.library, self.stores.writing, self.stores.people, self._clock)

    @cached_property
    def journal(self) -> JournalService:
        """Reflections, and everything a learner wrote."""
        return JournalService(self.library, self.stores.writing, self.stores.people, self._clock)

    @cached_property
    def checklists(self) -> ChecklistService:
        """Checklists to tick."""
        return ChecklistService(self.stores.writing, self._clock)

    @cached_property
    def simulations(self) -> SimulationService:
        """The case as decisions."""
        return SimulationService(self.stores.simulations, self.stores.servers, self._clock)

    @cached_property
    def post_content(self) -> PostContent:
        """What a post shows."""
        s = self.stores
        return PostContent(self.library, s.posts, s.daily_answers, s.quizzes, s.servers, self._clock)

    @cached_property
    def schedules(self) -> ScheduleService:
        """Daily posts, as moderators set them."""
        s = self.stores
        return ScheduleService(
            self.courses, s.schedules, s.posts, s.servers, self._clock, self.wakeup, self.post_content
        )

    @cached_property
    def question_of_the_day(self) -> QuestionOfTheDay:
        """What people do with a daily post."""
        s = self.stores
        return QuestionOfTheDay(
            self.library,
            s.posts,
            s.daily_answers,
            self.days,
            s.quizzes,
            self._clock,
            self.post_content,
            self.badges,
        )

    @cached_property
    def reminders(self) -> ReminderService:
        """A learner's reminder."""
        s = self.stores
        how = (self.due_reviews, self.quizzes, self._clock, self.wakeup)
        return ReminderService(self.courses, s.reminders, s.people, s.quizzes, s.practice, *how)

    @cached_property
    def classes(self) -> ClassService:
        """Classes in servers."""
        s = self.stores
        return ClassService(
            self.library, s.classes, s.assignments, s.class_reports, s.servers, self._clock, self.wakeup
        )

    @cached_property
    def live_rounds(self) -> LiveRounds:
        """Live quizzes, as their hosts see them."""
        s = self.stores
        return LiveRounds(self.library, s.live, s.servers, self._clock, self.wakeup)

    @cached_property
    def live_answers(self) -> LiveAnswers:
        """Live quizzes, as their players see them."""
        s = self.stores
        return LiveAnswers(self.library, s.live, s.quizzes, self._clock, self.days, self.badges)

    @cached_property
    def servers(self) -> ServerService:
        """A server's settings."""
        s = self.stores
        return ServerService(s.servers, s.schedules, s.posts, self._clock)

    @cached_property
    def preferences(self) -> PreferenceService:
        """How people want it."""
        s = self.stores
        return PreferenceService(s.people, s.reviews, s.schedules, self._clock, self.reminders)

    @cached_property
    def membership(self) -> MembershipService:
        """The servers that the bot is in."""
        return MembershipService(self.stores.retention, self.stores.program, self._clock)

    @cached_property
    def registration(self) -> RegistrationService:
        """The application that the record belongs to, and its commands."""
        return RegistrationService(self.stores.program)

    @cached_property
    def dm_channels(self) -> DmChannels:
        """The channels of people's direct messages."""
        return DmChannels(self.stores.people)

    @cached_property
    def privacy(self) -> PrivacyService:
        """What's stored about a person."""
        return PrivacyService(self.stores.people, self.stores.assessments)


@dataclass
class Units:
    """Opens units of work. See `bot.services.ports.database.Database` for what `work` may do.

    `library` can be replaced while the bot runs. A unit keeps the one it began with.
    """

    database: Database
    library: Library
    clock: Clock
    wakeup: Wakeup

    async def read(self, work: Callable[[Unit], Awaitable[T]]) -> T:
        """Run work that only reads."""
        return await self.database.read(lambda stores: work(Unit(stores, self.library, self.clock)))

    async def write(self, work: Callable[[Unit], Awaitable[T]]) -> T:
        """Run work that writes. When this returns, it's on disk."""

        async def run(stores: Stores) -> tuple[T, bool]:
            unit = Unit(stores, self.library, self.clock)
            return await work(unit), unit.wakeup.rung

        result, rung = await self.database.write(run)
        if rung:
            self.wakeup.wake()
        return result
