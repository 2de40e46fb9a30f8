"""Units of work: what a service may read and write in one go."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.errors import RecordUnavailable
from bot.services.ports.clock_stamps import ClockStampStore
from bot.services.ports.learning.assessment import AssessmentStore
from bot.services.ports.learning.certificates import CertificateStore
from bot.services.ports.learning.mastery import MasteryStore
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.learning.reviews import ReviewStore
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
    """Every store, working on the same unit of work. None of them opens a transaction of its own."""

    people: PeopleStore
    quizzes: QuizStore
    reviews: ReviewStore
    assessments: AssessmentStore
    mastery: MasteryStore
    writing: WritingStore
    certificates: CertificateStore
    schedules: ScheduleStore
    posts: PostStore
    daily_answers: DailyAnswerStore
    leases: LeaseStore
    reminders: ReminderStore
    servers: ServerStore
    retention: RetentionStore
    program: ProgramStore
    renames: RenameStore
    clock_stamps: ClockStampStore


class Database(Protocol):
    """The learner record. `bot.storage` implements it for SQLite and PostgreSQL.

    `work` awaits nothing but its stores: on SQLite it runs to its end in the database's thread, and other
    units wait for it. It may run more than once, so it must not do anything that can't be repeated.
    Both methods raise `bot.errors.DatabaseUnusable` when the database is gone.
    """

    async def read(self, work: Callable[[Stores], Awaitable[T]]) -> T:
        """Run work that only reads. It sees the record as of one instant."""

    async def write(self, work: Callable[[Stores], Awaitable[T]]) -> T:
        """Run work that writes. When this returns, it's on disk; when it raises, nothing was changed."""

    async def lost(self) -> RecordUnavailable:
        """Wait until the record is gone for good, and return what to say."""


class Keeper(Protocol):
    """Work on the record that takes more than one unit of work, or files beside the database."""

    async def erase(self, learner: int) -> Mapping[str, int]:
        """Delete every row about a person and return how many of each kind. Anonymous counters stay.

        The erasure holds when an older copy of the record is put back: see `bot.storage.copies.erasures`.
        """

    async def erase_gone(self, learner: int, since: int, told_until: int) -> bool:
        """Erase a person last seen on the day `since` or before and told by `told_until`.

        Return False, and do nothing, if they're back.
        """

    async def expire_copies(self) -> None:
        """Delete expired backups, then notes of erasures that no copy needs anymore."""

    async def put_stamps_back(self, now: int, beyond: int) -> int:
        """Let what a clock running ahead stamped later than `beyond` have happened now. Return how many."""

    async def free_space(self) -> int | None:
        """Return the bytes left on the record's disk; None if the record is a database elsewhere."""
