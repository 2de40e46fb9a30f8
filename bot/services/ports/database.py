"""Units of work: reads and writes in one transaction."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.errors.storage import RecordUnavailable
from bot.services.ports.classes import AssignmentStore, ClassReportStore, ClassStore
from bot.services.ports.clock_stamps import ClockStampStore
from bot.services.ports.learning.assessment import AssessmentStore
from bot.services.ports.learning.badges import BadgeStore
from bot.services.ports.learning.certificates import CertificateStore
from bot.services.ports.learning.mastery import MasteryStore
from bot.services.ports.learning.practice import PracticeStore
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.learning.reviews import ReviewStore
from bot.services.ports.learning.simulation import SimulationStore
from bot.services.ports.learning.unanswered import UnansweredStore
from bot.services.ports.live import LiveStore
from bot.services.ports.people import PeopleStore
from bot.services.ports.posts.daily_answers import DailyAnswerStore
from bot.services.ports.posts.leases import LeaseStore
from bot.services.ports.posts.posts import PostStore
from bot.services.ports.posts.reminders import ReminderStore
from bot.services.ports.posts.schedules import ScheduleStore
from bot.services.ports.posts.servers import ServerStore
from bot.services.ports.program import ProgramStore
from bot.services.ports.renames import RenameStore
from bot.services.ports.retention import RetentionStore
from bot.services.ports.writing import WritingStore

T = TypeVar("T")


@dataclass(frozen=True)
class Stores:
    """Every store, on the same unit of work. Stores never open transactions."""

    people: PeopleStore
    quizzes: QuizStore
    reviews: ReviewStore
    assessments: AssessmentStore
    badges: BadgeStore
    mastery: MasteryStore
    practice: PracticeStore
    simulations: SimulationStore
    unanswered: UnansweredStore
    writing: WritingStore
    certificates: CertificateStore
    schedules: ScheduleStore
    posts: PostStore
    daily_answers: DailyAnswerStore
    leases: LeaseStore
    reminders: ReminderStore
    servers: ServerStore
    classes: ClassStore
    assignments: AssignmentStore
    class_reports: ClassReportStore
    live: LiveStore
    retention: RetentionStore
    program: ProgramStore
    renames: RenameStore
    clock_stamps: ClockStampStore


class Database(Protocol):
    """The learner record. `bot.storage` implements it for SQLite and PostgreSQL.

    `work` must await nothing but its stores: on SQLite it runs from start to end in the database's thread
    while other units wait. It must be safe to repeat, because it may run more than once. Both methods raise
    `bot.errors.storage.DatabaseUnusable` if the database is gone.
    """

    async def read(self, work: Callable[[Stores], Awaitable[T]]) -> T:
        """Run work that only reads. It sees a snapshot of the record."""

    async def write(self, work: Callable[[Stores], Awaitable[T]]) -> T:
        """Run work that writes. If this returns, everything is on disk; if it raises, nothing was changed."""

    async def lost(self) -> RecordUnavailable:
        """Wait until the record is permanently unavailable, and return the reason."""


class Maintenance(Protocol):
    """Operations that take more than one unit of work, or use files beside the database."""

    async def erase(self, learner: int) -> Mapping[str, int]:
        """Delete every row about a person and return how many of each kind. Anonymous counters stay.

        The erasure survives restoring an older backup: see `bot.storage.copies.erasures`.
        """

    async def erase_gone(self, learner: int, since: int, warned_until: int) -> bool:
        """Erase a person last seen by the day `since` and warned by `told_until`.

        Return False, and do nothing, if they're back.
        """

    async def back_up_daily(self) -> None:
        """Back up the database if that's due, and log what keeps that from working."""

    async def expire_copies(self) -> None:
        """Delete expired backups, then notes of erasures that no remaining backup needs."""

    async def correct_stamps(self, now: int, beyond: int) -> int:
        """Set timestamps later than `beyond` to `now`. Return how many.

        A clock that ran ahead made them.
        """

    async def free_space(self) -> int | None:
        """Return the free bytes on the record's disk, or None if the database is on another machine."""
