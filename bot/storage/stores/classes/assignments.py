"""What's posted for classes, and the reminders before it's due."""

from collections.abc import Sequence

from bot.domain.classes.assignment import Assignment, Dates, Delivery, DueReminder
from bot.domain.posts.server import LogEntry, Notice
from bot.services.ports.posts.leases import Lease
from bot.storage.engines.engine import Row, Value
from bot.storage.stores.classes.classes import LOCK_OPEN_CLASSROOM
from bot.storage.stores.posts.leases import require_lease
from bot.storage.stores.posts.servers import add_log_entry, add_notice
from bot.storage.stores.sql_store import SqlStore

ADD_ASSIGNMENT = """
INSERT INTO assignment (id, classroom, channel, lesson, task, release_at, due_at, remind_at, set_by, set_at,
    state, first_at, retry_at, attempts, message)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (id) DO NOTHING
"""

LOCK_STUDENTS = """
UPDATE learner SET first_seen_at = first_seen_at
WHERE id IN (SELECT learner FROM classroom_student WHERE classroom = $1 AND reminders = 1)
"""
"""Run this before adding reminders for a whole class, so that erasing one of them waits or is seen."""

REMIND_STUDENTS = """
INSERT INTO due_reminder (assignment, learner, remind_at, state, attempts)
SELECT CAST($1 AS BIGINT), learner, CAST($3 AS BIGINT), 'due', 0
FROM classroom_student WHERE classroom = $2 AND reminders = 1
ON CONFLICT (assignment, learner) DO NOTHING
"""

ASSIGNMENT = "SELECT * FROM assignment WHERE id = $1"

ASSIGNMENTS = "SELECT * FROM assignment WHERE classroom = $1 ORDER BY release_at, id"

DUE_ASSIGNMENTS = """
SELECT * FROM assignment WHERE state IN ('due', 'claimed') AND COALESCE(retry_at, release_at) <= $1
ORDER BY COALESCE(retry_at, release_at), id LIMIT $2
"""

UPDATE_ASSIGNMENT = """
UPDATE assignment SET state = $2, first_at = $3, retry_at = $4, attempts = $5, message = $6
WHERE id = $1 AND state IN ('due', 'claimed') AND ($2 = 'sent' OR attempts <= $5)
"""
"""A slow process must not undo what another found out since."""

DUE_CLASS_REMINDERS = """
SELECT * FROM due_reminder WHERE state IN ('due', 'claimed') AND COALESCE(retry_at, remind_at) <= $1
ORDER BY COALESCE(retry_at, remind_at), assignment, learner LIMIT $2
"""

UPDATE_CLASS_REMINDER = """
UPDATE due_reminder SET state = $3, first_at = $4, retry_at = $5, attempts = $6
WHERE assignment = $1 AND learner = $2 AND state IN ('due', 'claimed') AND ($3 = 'sent' OR attempts <= $6)
"""

STOP_REMINDERS = (
    """
UPDATE classroom_student SET reminders = 0
WHERE learner = $2 AND classroom = (SELECT classroom FROM assignment WHERE id = $1)
""",
    """
DELETE FROM due_reminder WHERE learner = $2 AND state = 'due' AND assignment IN (
    SELECT other.id FROM assignment JOIN assignment AS other ON other.classroom = assignment.classroom
    WHERE assignment.id = $1
)
""",
)


class SqlAssignmentStore(SqlStore):
    """`bot.services.ports.classes.AssignmentStore` says what each method promises."""

    async def add_assignment(self, assignment: Assignment, entry: LogEntry) -> bool:
        """Store and log a new assignment of an open class, with reminders for students who want them."""
        remind_at = assignment.dates.remind_at
        if remind_at is not None:
            await self._tx.execute(LOCK_STUDENTS, assignment.classroom)
        if not await self._tx.execute(LOCK_OPEN_CLASSROOM, assignment.classroom):
            return False
        if await self._tx.execute(ADD_ASSIGNMENT, *_values(assignment)):
            if remind_at is not None:
                await self._tx.execute(REMIND_STUDENTS, assignment.id, assignment.classroom, remind_at)
            await add_log_entry(self._tx, entry)
        return True

    async def assignment(self, assignment: int) -> Assignment | None:
        """Return an assignment."""
        row = await self._tx.fetch_one(ASSIGNMENT, assignment)
        return _assignment(row) if row else None

    async def assignments(self, classroom: int) -> Sequence[Assignment]:
        """Return a class's assignments by release date."""
        return [_assignment(row) for row in await self._tx.fetch(ASSIGNMENTS, classroom)]

    async def due_assignments(self, now: int, count: int) -> Sequence[Assignment]:
        """Return assignments due for a first or another attempt, in order."""
        return [_assignment(row) for row in await self._tx.fetch(DUE_ASSIGNMENTS, now, count)]

    async def update_assignment(
        self, assignment: Assignment, lease: Lease | None = None, notice: Notice | None = None
    ) -> bool:
        """Store how far sending an assignment has come, unless another process knows more."""
        if lease:
            await require_lease(self._tx, lease)
        state = (*_progress(assignment.delivery), assignment.message)
        updated = await self._tx.execute(UPDATE_ASSIGNMENT, assignment.id, *state) == 1
        if updated and notice:
            await add_notice(self._tx, notice)
        return updated

    async def due_class_reminders(self, now: int, count: int) -> Sequence[DueReminder]:
        """Return reminders due for a first or another attempt, in order."""
        rows = await self._tx.fetch(DUE_CLASS_REMINDERS, now, count)
        return [
            DueReminder(row["assignment"], row["learner"], row["remind_at"], _delivery(row)) for row in rows
        ]

    async def update_class_reminder(self, reminder: DueReminder, lease: Lease | None = None) -> bool:
        """Store how far a reminder has come, like `update_assignment`."""
        if lease:
            await require_lease(self._tx, lease)
        key = (reminder.assignment, reminder.learner)
        return await self._tx.execute(UPDATE_CLASS_REMINDER, *key, *_progress(reminder.delivery)) == 1

    async def stop_class_reminders(self, assignment: int, learner: int) -> None:
        """Switch off a student's reminders in an assignment's class."""
        for query in STOP_REMINDERS:
            await self._tx.execute(query, assignment, learner)


def _values(assignment: Assignment) -> tuple[Value, ...]:
    dates = assignment.dates
    return (
        assignment.id,
        assignment.classroom,
        assignment.channel,
        assignment.lesson,
        assignment.task,
        dates.release_at,
        dates.due_at,
        dates.remind_at,
        assignment.set_by,
        assignment.set_at,
        *_progress(assignment.delivery),
        assignment.message,
    )


def _progress(delivery: Delivery) -> tuple[Value, ...]:
    return (delivery.state, delivery.first_at, delivery.retry_at, delivery.attempts)


def _delivery(row: Row) -> Delivery:
    return Delivery(row["state"], row["first_at"], row["retry_at"], row["attempts"])


def _assignment(row: Row) -> Assignment:
    about = (row["id"], row["classroom"], row["channel"], row["lesson"], row["task"])
    dates = Dates(row["release_at"], row["due_at"], row["remind_at"])
    return Assignment(*about, dates, row["set_by"], row["set_at"], _delivery(row), row["message"])
