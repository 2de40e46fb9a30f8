"""The learner record: every store on one transaction, and units of work over an engine."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.errors.storage import RecordUnavailable
from bot.services.ports.database import Stores
from bot.storage.engines.engine import Engine, Transaction
from bot.storage.stores.classes.assignments import SqlAssignmentStore
from bot.storage.stores.classes.classes import SqlClassStore
from bot.storage.stores.classes.report import SqlClassReportStore
from bot.storage.stores.clock_stamps import SqlClockStampStore
from bot.storage.stores.learning.assessment import SqlAssessmentStore
from bot.storage.stores.learning.badges import SqlBadgeStore
from bot.storage.stores.learning.certificates import SqlCertificateStore
from bot.storage.stores.learning.mastery import SqlMasteryStore
from bot.storage.stores.learning.practice import SqlPracticeStore
from bot.storage.stores.learning.quizzes import SqlQuizStore
from bot.storage.stores.learning.reviews import SqlReviewStore
from bot.storage.stores.learning.simulation import SqlSimulationStore
from bot.storage.stores.learning.unanswered import SqlUnansweredStore
from bot.storage.stores.live.votes import SqlLiveStore
from bot.storage.stores.people import SqlPeopleStore
from bot.storage.stores.posts.daily_answers import SqlDailyAnswerStore
from bot.storage.stores.posts.leases import SqlLeaseStore
from bot.storage.stores.posts.posts import SqlPostStore
from bot.storage.stores.posts.reminders import SqlReminderStore
from bot.storage.stores.posts.schedules import SqlScheduleStore
from bot.storage.stores.posts.servers import SqlServerStore
from bot.storage.stores.program import SqlProgramStore
from bot.storage.stores.renames import SqlRenameStore
from bot.storage.stores.retention import SqlRetentionStore
from bot.storage.stores.writing import SqlWritingStore

T = TypeVar("T")


def stores_on(tx: Transaction) -> Stores:
    """Return every store, working on one transaction.

    To store a new kind of thing, add a pair of migrations and a store, and list it here. If it's about a
    person, list it in `personal_data.KINDS` too, so that export and erase know about it.
    """
    return Stores(
        people=SqlPeopleStore(tx),
        quizzes=SqlQuizStore(tx),
        reviews=SqlReviewStore(tx),
        assessments=SqlAssessmentStore(tx),
        badges=SqlBadgeStore(tx),
        mastery=SqlMasteryStore(tx),
        practice=SqlPracticeStore(tx),
        simulations=SqlSimulationStore(tx),
        unanswered=SqlUnansweredStore(tx),
        writing=SqlWritingStore(tx),
        certificates=SqlCertificateStore(tx),
        schedules=SqlScheduleStore(tx),
        posts=SqlPostStore(tx),
        daily_answers=SqlDailyAnswerStore(tx),
        leases=SqlLeaseStore(tx),
        reminders=SqlReminderStore(tx),
        servers=SqlServerStore(tx),
        classes=SqlClassStore(tx),
        assignments=SqlAssignmentStore(tx),
        class_reports=SqlClassReportStore(tx),
        live=SqlLiveStore(tx),
        retention=SqlRetentionStore(tx),
        program=SqlProgramStore(tx),
        renames=SqlRenameStore(tx),
        clock_stamps=SqlClockStampStore(tx),
    )


class SqlRecord:
    """A `bot.services.ports.database.Database` on an engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    async def read(self, work: Callable[[Stores], Awaitable[T]]) -> T:
        """Run work that only reads. It sees a snapshot of the record."""
        return await self.engine.read(lambda tx: work(stores_on(tx)))

    async def write(self, work: Callable[[Stores], Awaitable[T]]) -> T:
        """Run work that writes. If this returns, everything is on disk; if it raises, nothing was changed."""
        return await self.engine.write(lambda tx: work(stores_on(tx)))

    async def lost(self) -> RecordUnavailable:
        """Wait until the record is permanently unavailable, and return the reason."""
        return await self.engine.lost()
