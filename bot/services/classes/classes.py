"""Classes by consent: creating, joining, leaving and closing them, and what's posted for them."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.domain.calendar.date_text import read_date
from bot.domain.calendar.day import date_of, day_of
from bot.domain.classes.assignment import Assignment, Task, plan
from bot.domain.classes.classroom import CLASSES, STUDENTS, Classroom, Student, read_code, write_code
from bot.domain.classes.report import ClassReport, StudentReport, report
from bot.domain.course.course import Course
from bot.domain.course.library import Library, Place
from bot.domain.posts.server import LogEntry
from bot.errors.classes import ClassClosed, ClassFull, ClassNotFound, NoClasses, NotInClass, TooManyClasses
from bot.errors.user import ChannelNotAllowed, LessonNotFound
from bot.services.delivery.wakeup import Waker
from bot.services.learning.quiz_state import Actor
from bot.services.ports.classes import AssignmentStore, ClassReportStore, ClassStore
from bot.services.ports.clock import Clock
from bot.services.ports.posts.servers import ServerStore


@dataclass(frozen=True)
class ClassWish:
    """What a teacher wants posted: a lesson or its quiz, in a channel, with dates as they were typed."""

    lesson: Place
    task: Task
    channel: int
    release: str | None = None
    due: str | None = None


@dataclass(frozen=True)
class ClassOverview:
    """A class, what's posted for it, and how its students are doing."""

    classroom: Classroom
    assignments: Sequence[Assignment]
    report: ClassReport


@dataclass(frozen=True)
class Membership:
    """A class that a person is in, with what its teacher sees about them."""

    classroom: Classroom
    course: Course
    report: StudentReport
    assignments: Sequence[Assignment]

    @property
    def student(self) -> Student:
        """The person as a student of the class."""
        return self.report.student


@dataclass(frozen=True)
class ClassService:
    """Classes of a server (`who.guild`). Methods that name a class raise ClassNotFound if it isn't there."""

    library: Library
    class_store: ClassStore
    assignment_store: AssignmentStore
    report_store: ClassReportStore
    server_store: ServerStore
    clock: Clock
    waker: Waker
    draw: Callable[[int], int] = secrets.randbelow

    async def create(self, who: Actor, title: str, course: Course, zone: str) -> Classroom:
        """Create a class with a new code. Raises TooManyClasses."""
        guild = _guild(who)
        found = await self.class_store.classrooms(guild)
        if repeated := next((each for each in found if each.id == who.interaction), None):
            return repeated
        if sum(each.is_open for each in found) >= CLASSES:
            raise TooManyClasses(CLASSES)
        now = self.clock()
        entry = self._entry(who, "class.create", title=title)
        about = (who.interaction, guild, course.id, title, write_code(self.draw), zone)
        made = Classroom(*about, created_by=who.learner, created_at=now)
        while not await self.class_store.add_classroom(made, entry):
            if repeated := await self.class_store.classroom(made.id):  # by another process, just now
                return repeated
            made = replace(made, code=write_code(self.draw))
        return made

    async def list(self, who: Actor) -> Sequence[Classroom]:
        """Return a server's classes, open ones first. Raises NoClasses."""
        if found := await self.class_store.classrooms(_guild(who)):
            return found
        raise NoClasses

    async def find(self, who: Actor, classroom: int) -> Classroom:
        """Return a class of this server."""
        found = await self.class_store.classroom(classroom)
        if found is None or found.guild != who.guild:
            raise ClassNotFound
        return found

    async def by_code(self, who: Actor, typed: str) -> Classroom:
        """Return the open class of this server with the code that was typed."""
        code = read_code(typed)
        found = await self.class_store.classroom_of(_guild(who), code) if code else None
        if found is None:
            raise ClassNotFound
        return found

    async def by_post(self, who: Actor, assignment: int) -> Classroom:
        """Return the class that something was posted for."""
        found = await self.assignment_store.assignment(assignment)
        if found is None:
            raise ClassNotFound
        return await self.find(who, found.classroom)

    async def join(self, who: Actor, classroom: int, name: str, *, direct: bool) -> Student:
        """Join a class under a name, or change the name and the choice. Raises ClassClosed and ClassFull."""
        found = await self.find(who, classroom)
        before = await self.class_store.student(classroom, who.learner)
        if before is None and await self.class_store.count_students(classroom) >= STUDENTS:
            raise ClassFull(STUDENTS)
        joined = before or Student(found.id, who.learner, name, self.clock())
        student = replace(joined, name=name, direct=direct)
        await self._put(student)
        return student

    async def choose(
        self, who: Actor, classroom: int, *, direct: bool | None = None, reminders: bool | None = None
    ) -> None:
        """Change what a class sees of a student, or whether they're reminded. None leaves it as it is.

        Raises NotInClass, and ClassClosed.
        """
        student = await self.class_store.student(classroom, who.learner)
        if student is None:
            raise NotInClass
        changed = replace(
            student,
            direct=student.direct if direct is None else direct,
            reminders=student.reminders if reminders is None else reminders,
        )
        await self._put(changed)

    async def leave(self, who: Actor, classroom: int) -> Classroom:
        """Leave a class, which erases the person's name from it. Raises NotInClass."""
        found = await self.class_store.classroom(classroom)
        if found is None or not await self.class_store.remove_student(classroom, who.learner):
            raise NotInClass
        return found

    async def joined(self, who: Actor) -> Sequence[Classroom]:
        """Return the classes that a person is in, in all servers, newest first."""
        return await self.class_store.memberships(who.learner)

    async def membership(self, who: Actor, classroom: int) -> Membership | None:
        """Return what a class's teacher sees about a person, or None if they aren't in it."""
        found = await self.class_store.classroom(classroom)
        if found is None or await self.class_store.student(classroom, who.learner) is None:
            return None
        course = self._course(found)
        made = report(course, await self.report_store.class_record(classroom, who.learner))
        posted = await self.assignment_store.assignments(classroom)
        return Membership(found, course, made.students[0], posted)

    async def overview(self, who: Actor, classroom: int) -> ClassOverview:
        """Return a class with its report."""
        found = await self.find(who, classroom)
        made = report(self._course(found), await self.report_store.class_record(classroom))
        return ClassOverview(found, await self.assignment_store.assignments(classroom), made)

    async def post(self, who: Actor, classroom: int, wish: ClassWish) -> Assignment:
        """Post something for a class, now or on its release date.

        Raises ClassClosed, LessonNotFound for a lesson of another course, ChannelNotAllowed, DateUnclear and
        DatesUnusable.
        """
        found = await self.find(who, classroom)
        if wish.lesson.course.id != found.course:
            raise LessonNotFound(wish.lesson.lesson.title)
        if not (await self.server_store.settings(found.guild)).allows(wish.channel):
            raise ChannelNotAllowed(wish.channel)
        now = self.clock()
        today = date_of(day_of(now, found.zone))
        release, due = (read_date(typed, today) if typed else None for typed in (wish.release, wish.due))
        made = Assignment(
            id=who.interaction,
            classroom=found.id,
            channel=wish.channel,
            lesson=wish.lesson.lesson.id,
            task=wish.task,
            dates=plan(release, due, found.zone, now),
            set_by=who.learner,
            set_at=now,
        )
        entry = self._entry(who, "class.post", title=found.title, channel=wish.channel)
        if not await self.assignment_store.add_assignment(made, entry):
            raise ClassClosed
        self.waker.wake()
        return made

    async def close(self, who: Actor, classroom: int) -> Classroom:
        """Close a class. Closing it twice is fine."""
        found = await self.find(who, classroom)
        now, entry = self.clock(), self._entry(who, "class.close", title=found.title)
        if await self.class_store.close_classroom(classroom, now, entry):
            return replace(found, closed_at=now)
        return found

    async def _put(self, student: Student) -> None:
        """Store a student. Raises ClassClosed."""
        if not await self.class_store.put_student(student):
            raise ClassClosed
        self.waker.wake()

    def _course(self, classroom: Classroom) -> Course:
        """Return a class's course. Raises CourseNotFound if it isn't taught anymore."""
        return self.library.course(classroom.course)

    def _entry(self, who: Actor, action: str, **detail: str | int) -> LogEntry:
        return LogEntry(who.interaction, _guild(who), who.learner, self.clock(), action, detail)


def _guild(who: Actor) -> int:
    if who.guild is None:
        raise ClassNotFound
    return who.guild
