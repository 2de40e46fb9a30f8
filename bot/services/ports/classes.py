"""Storage for classes, their assignments, and their reports."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.classes.assignment import Assignment, DueReminder
from bot.domain.classes.classroom import Classroom, Student
from bot.domain.classes.report import ClassRecord
from bot.domain.posts.server import LogEntry, Notice
from bot.services.ports.posts.leases import Lease


class ClassStore(Protocol):
    """Classes and the students in them."""

    async def add_classroom(self, classroom: Classroom, entry: LogEntry) -> bool:
        """Store and log a new class. Return False, and do nothing, if its code is taken in its server."""

    async def classroom(self, classroom: int) -> Classroom | None:
        """Return a class."""

    async def classrooms(self, guild: int) -> Sequence[Classroom]:
        """Return a server's classes: the open ones first, and the newest of each first."""

    async def classroom_of(self, guild: int, code: str) -> Classroom | None:
        """Return the open class with this code in a server."""

    async def close_classroom(self, classroom: int, at: int, entry: LogEntry) -> bool:
        """Close and log a class, and stop what it would still send. Return False if it's closed already."""

    async def closed_classrooms(self, until: int, after: int, count: int) -> Sequence[int]:
        """Return classes closed by that instant, with ids above `after`, ordered by id."""

    async def erase_classroom(self, classroom: int) -> None:
        """Delete a class with everything about it. What students did is theirs and stays."""

    async def put_student(self, student: Student) -> bool:
        """Store a student of an open class, or their new name and choices; the first `joined_at` stands.

        Return False, and do nothing, if the class isn't open.
        """

    async def remove_student(self, classroom: int, learner: int) -> bool:
        """Delete a student from a class. Return False if they aren't in it."""

    async def student(self, classroom: int, learner: int) -> Student | None:
        """Return a student of a class."""

    async def students(self, classroom: int) -> Sequence[Student]:
        """Return a class's students by name."""

    async def count_students(self, classroom: int) -> int:
        """Return how many students a class has."""

    async def memberships(self, learner: int) -> Sequence[Classroom]:
        """Return the classes that a person is in, newest first."""


class AssignmentStore(Protocol):
    """What's posted for classes, and the reminders before it's due."""

    async def add_assignment(self, assignment: Assignment, entry: LogEntry) -> bool:
        """Store and log a new assignment of an open class, with a reminder for each student who wants them.

        Return False, and do nothing, if the class isn't open. Storing the same id twice changes nothing.
        """

    async def assignment(self, assignment: int) -> Assignment | None:
        """Return an assignment."""

    async def assignments(self, classroom: int) -> Sequence[Assignment]:
        """Return a class's assignments by release date."""

    async def due_assignments(self, now: int, count: int) -> Sequence[Assignment]:
        """Return assignments due for a first or another attempt, in order."""

    async def update_assignment(
        self, assignment: Assignment, lease: Lease | None = None, notice: Notice | None = None
    ) -> bool:
        """Store how far sending an assignment has come, unless another process knows more.

        With a lease, raise LeaseLost unless it's still held.
        """

    async def due_class_reminders(self, now: int, count: int) -> Sequence[DueReminder]:
        """Return reminders due for a first or another attempt, in order."""

    async def update_class_reminder(self, reminder: DueReminder, lease: Lease | None = None) -> bool:
        """Store how far a reminder has come, like `update_assignment`."""

    async def stop_class_reminders(self, assignment: int, learner: int) -> None:
        """Switch off a student's reminders in an assignment's class."""


class ClassReportStore(Protocol):
    """What a class's students did, and let the class see."""

    async def class_record(self, classroom: int, learner: int | None = None) -> ClassRecord:
        """Return what a class's students did in its course, or what one of them did.

        It only has what was done in the class's server, or in direct messages by students who include them;
        after they joined, and before the class was closed. It takes the same number of queries however many
        students there are.
        """
