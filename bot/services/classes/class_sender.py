"""Send what's posted for classes, and the reminders before it's due."""

from dataclasses import dataclass, replace

from bot.domain.classes.assignment import OUT, Assignment, Delivery, DueReminder
from bot.domain.classes.classroom import Classroom
from bot.domain.posts.attempt import Attempt, Event, Taken
from bot.domain.posts.server import Notice, notice_number
from bot.errors.classes import ClassClosed
from bot.errors.delivery import Undeliverable
from bot.errors.user import UserError
from bot.services.delivery.outbox import Outbox
from bot.services.delivery.rate_limiter import Ticket
from bot.services.ports.clock import Clock
from bot.services.ports.messenger import ClassPost, Messenger
from bot.services.ports.posts.leases import Lease
from bot.services.unit import Unit, Units

POST_WAIT = 60_000
"""Milliseconds for which a reminder waits if its assignment is still being posted."""


@dataclass(frozen=True)
class ClassSender:
    """Sends due assignments to their channel, and reminders to students."""

    units: Units
    clock: Clock
    messenger: Messenger

    async def post(self, lease: Lease, assignment: Assignment, ticket: Ticket) -> None:
        """Post an assignment whose time has come, or continue with an open one. It's never too late."""
        message = _OutgoingAssignment(self, lease, assignment, assignment.delivery.attempt(self.clock()))
        await Outbox(self.clock).resume(message, ticket)

    async def give_up_post(self, assignment: Assignment) -> None:
        """End an assignment that can't even be tried, and tell its teacher."""
        failed = replace(assignment, delivery=assignment.delivery.ended("failed"))
        found = await self.units.read(lambda unit: unit.stores.classes.classroom(assignment.classroom))
        notice = _notice(failed, found, "refused", self.clock()) if found else None
        await self.units.write(lambda unit: unit.stores.assignments.update_assignment(failed, notice=notice))

    async def remind(self, lease: Lease, reminder: DueReminder, ticket: Ticket) -> None:
        """Remind a student, or continue with an open reminder. It's too late once the assignment was due."""
        message = _OutgoingDueReminder(self, lease, reminder, reminder.delivery.attempt(self.clock()))
        await Outbox(self.clock).resume(message, ticket)

    async def give_up_reminder(self, reminder: DueReminder) -> None:
        """End a reminder that can't even be tried."""
        await self.units.write(lambda unit: unit.stores.assignments.update_class_reminder(reminder.ended()))


async def _look(unit: Unit, assignment: Assignment) -> ClassPost:
    """Return what an assignment shows. Raises ClassClosed, CourseNotFound and LessonNotFound."""
    found = await unit.stores.classes.classroom(assignment.classroom)
    if found is None or not found.is_open:
        raise ClassClosed
    return ClassPost(assignment, found, unit.library.place(found.course, assignment.lesson))


@dataclass
class _OutgoingAssignment:
    """One assignment on its way. See `bot.services.delivery.outbox.Outgoing`."""

    sender: ClassSender
    lease: Lease
    assignment: Assignment
    attempt: Attempt
    requests: int = 1
    content: ClassPost | None = None

    def __str__(self) -> str:
        return f"assignment {self.assignment.id} of class {self.assignment.classroom}"

    async def claim(self, attempt: Attempt) -> bool:
        claimed = replace(self.assignment, delivery=Delivery.of(attempt))
        store = self.sender.units.write
        if not await store(lambda unit: unit.stores.assignments.update_assignment(claimed, self.lease)):
            return False
        self.content = await self.sender.units.read(lambda unit: _look(unit, claimed))
        return True

    async def send(self) -> int:
        assert self.content
        return await self.sender.messenger.post_for_class(self.content)

    async def find(self, ago: int | None) -> int | None:
        assignment = self.assignment
        found = await self.sender.units.read(lambda unit: unit.stores.classes.classroom(assignment.classroom))
        guild = found.guild if found else 0
        return await self.sender.messenger.find(guild, assignment.channel, assignment.id, ago)

    async def settle(self, attempt: Attempt, event: Event) -> None:
        """Store the result, and tell the teacher if it couldn't be posted."""
        message = getattr(event, "message", None) if attempt.state == "sent" else None
        settled = replace(self.assignment, delivery=Delivery.of(attempt), message=message)
        reason = event.reason if isinstance(event, Undeliverable) else "refused"
        missing = event.missing if isinstance(event, Undeliverable) else ()

        async def store(unit: Unit) -> None:
            notice = None
            if attempt.state in ("failed", "uncertain") and not isinstance(event, ClassClosed):
                found = await unit.stores.classes.classroom(settled.classroom)
                why = "history" if attempt.state == "uncertain" else reason
                notice = _notice(settled, found, why, self.sender.clock(), missing) if found else None
            lease = self.lease if isinstance(event, Taken) else None
            await unit.stores.assignments.update_assignment(settled, lease, notice)

        await self.sender.units.write(store)


def _notice(
    assignment: Assignment, classroom: Classroom, reason: str, now: int, missing: tuple[str, ...] = ()
) -> Notice:
    number = notice_number(f"{assignment.id}:{reason}")
    about = (number, classroom.guild, assignment.id, assignment.channel)
    return Notice(*about, "class-post", reason, missing, 1, now)


@dataclass
class _OutgoingDueReminder:
    """One reminder to a student. See `bot.services.delivery.outbox.Outgoing`."""

    sender: ClassSender
    lease: Lease
    reminder: DueReminder
    attempt: Attempt
    requests: int = 2
    content: ClassPost | None = None

    def __str__(self) -> str:
        return f"the reminder of assignment {self.reminder.assignment} for {self.reminder.learner}"

    async def claim(self, attempt: Attempt) -> bool:
        """Store the attempt, unless the student has finished, the time is over, or the post isn't out.

        While it's still being posted, the reminder waits.
        """
        claimed = replace(self.reminder, delivery=Delivery.of(attempt))

        async def look(unit: Unit, found: Assignment | None) -> ClassPost | None:
            if found is None or (found.dates.due_at or 0) <= self.sender.clock():
                return None
            if found.delivery.state not in OUT:
                return None
            try:
                content = await _look(unit, found)
            except UserError:  # the class is over, or the lesson isn't taught anymore
                return None
            held = await unit.stores.badges.badges(claimed.learner, content.classroom.course)
            return None if any(badge.lesson == found.lesson for badge in held) else content

        async def store(unit: Unit) -> tuple[bool, ClassPost | None]:
            found = await unit.stores.assignments.assignment(claimed.assignment)
            content = await look(unit, found)
            kept = claimed if content else claimed.ended()
            if found and found.delivery.state in ("due", "claimed"):
                kept = self.reminder.postponed(self.sender.clock() + POST_WAIT)
            return await unit.stores.assignments.update_class_reminder(kept, self.lease), content

        stored, self.content = await self.sender.units.write(store)
        return stored and self.content is not None

    async def send(self) -> int:
        assert self.content
        return await self.sender.messenger.remind_student(self.reminder, self.content)

    async def find(self, ago: int | None) -> int | None:
        return await self.sender.messenger.find_direct(self.reminder.learner, self.reminder.message, ago)

    async def settle(self, attempt: Attempt, event: Event) -> None:
        """Store the result. If direct messages are closed, switch the class's reminders off."""
        settled = replace(self.reminder, delivery=Delivery.of(attempt))
        lease = self.lease if isinstance(event, Taken) else None

        async def store(unit: Unit) -> None:
            assignments = unit.stores.assignments
            if isinstance(event, Undeliverable) and event.reason == "closed":
                await assignments.stop_class_reminders(settled.assignment, settled.learner)
            await assignments.update_class_reminder(settled, lease)

        await self.sender.units.write(store)
