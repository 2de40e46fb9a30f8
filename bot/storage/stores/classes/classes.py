"""Classes and the students in them."""

from collections.abc import Sequence
from dataclasses import astuple

from bot.domain.classes.classroom import Classroom, Student
from bot.domain.posts.server import LogEntry
from bot.storage.engines.engine import Row
from bot.storage.stores.people import UPSERT_LEARNER
from bot.storage.stores.posts.servers import add_log_entry
from bot.storage.stores.sql_store import SqlStore

ADD_CLASSROOM = """
INSERT INTO classroom (id, guild, course, title, code, zone, created_by, created_at, closed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT DO NOTHING
"""

CLASSROOM = "SELECT * FROM classroom WHERE id = $1"

CLASSROOMS = """
SELECT * FROM classroom WHERE guild = $1
ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, created_at DESC, id DESC
"""

CLASSROOM_OF = "SELECT * FROM classroom WHERE guild = $1 AND code = $2 AND closed_at IS NULL"

LOCK_OPEN_CLASSROOM = "UPDATE classroom SET closed_at = closed_at WHERE id = $1 AND closed_at IS NULL"
"""Run this before adding anything to a class, so that closing it waits or is seen."""

CLOSE_CLASSROOM = "UPDATE classroom SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL"

CANCEL = (
    "DELETE FROM due_reminder WHERE assignment IN (SELECT id FROM assignment WHERE classroom = $1)",
    "UPDATE assignment SET state = 'missed' WHERE classroom = $1 AND state = 'due'",
)

CLOSED_CLASSROOMS = """
SELECT id FROM classroom WHERE closed_at IS NOT NULL AND closed_at <= $1 AND id > $2 ORDER BY id LIMIT $3
"""

ERASE_CLASSROOM = (
    "DELETE FROM due_reminder WHERE assignment IN (SELECT id FROM assignment WHERE classroom = $1)",
    "DELETE FROM assignment WHERE classroom = $1",
    "DELETE FROM classroom_student WHERE classroom = $1",
    "DELETE FROM classroom WHERE id = $1",
)

PUT_STUDENT = """
INSERT INTO classroom_student (classroom, learner, name, joined_at, direct, reminders)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (classroom, learner) DO UPDATE SET name = excluded.name, direct = excluded.direct,
    reminders = excluded.reminders
"""

ADD_REMINDERS = """
INSERT INTO due_reminder (assignment, learner, remind_at, state, attempts)
SELECT id, $2, remind_at, 'due', 0 FROM assignment WHERE classroom = $1 AND remind_at > $3
ON CONFLICT (assignment, learner) DO NOTHING
"""

DROP_REMINDERS = """
DELETE FROM due_reminder
WHERE learner = $2 AND assignment IN (SELECT id FROM assignment WHERE classroom = $1)
"""

DROP_UNSENT_REMINDERS = DROP_REMINDERS + " AND state IN ('due', 'claimed')"

REMOVE_STUDENT = "DELETE FROM classroom_student WHERE classroom = $1 AND learner = $2"

STUDENT = "SELECT * FROM classroom_student WHERE classroom = $1 AND learner = $2"

STUDENTS = "SELECT * FROM classroom_student WHERE classroom = $1 ORDER BY name, learner"

COUNT_STUDENTS = "SELECT COUNT(*) AS students FROM classroom_student WHERE classroom = $1"

MEMBERSHIPS = """
SELECT classroom.* FROM classroom JOIN classroom_student ON classroom_student.classroom = classroom.id
WHERE classroom_student.learner = $1 ORDER BY classroom.created_at DESC, classroom.id DESC
"""


class SqlClassStore(SqlStore):
    """`bot.services.ports.classes.ClassStore` says what each method promises."""

    async def add_classroom(self, classroom: Classroom, entry: LogEntry) -> bool:
        """Store and log a new class. Return False, and do nothing, if its code is taken in its server."""
        added = await self._tx.execute(ADD_CLASSROOM, *astuple(classroom)) == 1
        if added:
            await add_log_entry(self._tx, entry)
        return added

    async def classroom(self, classroom: int) -> Classroom | None:
        """Return a class."""
        row = await self._tx.fetch_one(CLASSROOM, classroom)
        return Classroom(**row) if row else None

    async def classrooms(self, guild: int) -> Sequence[Classroom]:
        """Return a server's classes: the open ones first, and the newest of each first."""
        return [Classroom(**row) for row in await self._tx.fetch(CLASSROOMS, guild)]

    async def classroom_of(self, guild: int, code: str) -> Classroom | None:
        """Return the open class with this code in a server."""
        row = await self._tx.fetch_one(CLASSROOM_OF, guild, code)
        return Classroom(**row) if row else None

    async def close_classroom(self, classroom: int, at: int, entry: LogEntry) -> bool:
        """Close and log a class, and stop what it would still send. Return False if it's closed already."""
        if not await self._tx.execute(CLOSE_CLASSROOM, classroom, at):
            return False
        for query in CANCEL:
            await self._tx.execute(query, classroom)
        await add_log_entry(self._tx, entry)
        return True

    async def closed_classrooms(self, until: int, after: int, count: int) -> Sequence[int]:
        """Return classes closed by that instant, with ids above `after`, ordered by id."""
        return [row["id"] for row in await self._tx.fetch(CLOSED_CLASSROOMS, until, after, count)]

    async def erase_classroom(self, classroom: int) -> None:
        """Delete a class with everything about it. What students did is theirs and stays."""
        for query in ERASE_CLASSROOM:
            await self._tx.execute(query, classroom)

    async def put_student(self, student: Student) -> bool:
        """Store a student of an open class, or their new name and choices; the first `joined_at` stands."""
        await self._tx.execute(UPSERT_LEARNER, student.learner, student.joined_at)
        if not await self._tx.execute(LOCK_OPEN_CLASSROOM, student.classroom):
            return False
        about = (student.classroom, student.learner, student.name, student.joined_at)
        await self._tx.execute(PUT_STUDENT, *about, int(student.direct), int(student.reminders))
        if student.reminders:
            await self._tx.execute(ADD_REMINDERS, student.classroom, student.learner, student.joined_at)
        else:
            await self._tx.execute(DROP_UNSENT_REMINDERS, student.classroom, student.learner)
        return True

    async def remove_student(self, classroom: int, learner: int) -> bool:
        """Delete a student from a class. Return False if they aren't in it."""
        await self._tx.execute(DROP_REMINDERS, classroom, learner)
        return await self._tx.execute(REMOVE_STUDENT, classroom, learner) == 1

    async def student(self, classroom: int, learner: int) -> Student | None:
        """Return a student of a class."""
        row = await self._tx.fetch_one(STUDENT, classroom, learner)
        return read_student(row) if row else None

    async def students(self, classroom: int) -> Sequence[Student]:
        """Return a class's students by name."""
        return [read_student(row) for row in await self._tx.fetch(STUDENTS, classroom)]

    async def count_students(self, classroom: int) -> int:
        """Return how many students a class has."""
        [row] = await self._tx.fetch(COUNT_STUDENTS, classroom)
        return int(row["students"])

    async def memberships(self, learner: int) -> Sequence[Classroom]:
        """Return the classes that a person is in, newest first."""
        return [Classroom(**row) for row in await self._tx.fetch(MEMBERSHIPS, learner)]


def read_student(row: Row) -> Student:
    """Return the student in a row with all columns."""
    return Student(**{**row, "direct": bool(row["direct"]), "reminders": bool(row["reminders"])})
