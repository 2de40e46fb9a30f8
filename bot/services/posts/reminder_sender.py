"""Send reminders: what's due, what it shows, and how the result is stored."""

import logging
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.course.course import Course
from bot.domain.posts.attempt import LATEST, Absent, Attempt, Event, Taken
from bot.domain.posts.reminder import Reminder
from bot.domain.posts.reminder_question import ReminderQuestion, choose
from bot.errors.delivery import Undeliverable
from bot.errors.user import ZoneNotFound
from bot.services.delivery.outbox import Outbox
from bot.services.delivery.rate_limiter import Ticket
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.messenger import Messenger, ReminderMessage
from bot.services.ports.posts.leases import Lease
from bot.services.unit import Unit, Units

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReminderSender:
    """Sends due reminders by direct message."""

    units: Units
    clock: Clock
    messenger: Messenger

    async def remind(self, lease: Lease, reminder: Reminder, ticket: Ticket) -> None:
        """Send a reminder that's due, or continue with an open one."""
        now = self.clock()
        if reminder.claimed is None:
            reminder, due_at = _next(reminder, now)
        else:
            due_at = _due_at(reminder, reminder.claimed)
        # A reminder that's too late isn't looked up: it doesn't matter whether it arrived.
        first_at = reminder.first_at if now - due_at < LATEST else None
        attempt = Attempt(due_at, "claimed", first_at, reminder.retry_at, reminder.attempts)
        await Outbox(self.clock).resume(_OutgoingReminder(self, lease, reminder, attempt), ticket)

    async def give_up(self, reminder: Reminder) -> None:
        """Skip a reminder that can't be built. The next one comes at its time.

        If the time zone no longer exists, pause the reminder and tell the learner.
        """
        found = await self.units.read(lambda unit: unit.stores.reminders.reminder(reminder.learner))
        if found is None:
            return
        left = found.closed()
        try:
            following = found.recurrence.after(self.clock())
        except ZoneNotFound:
            skipped = replace(left, paused="zone-gone", notified=False)
        else:
            skipped = replace(left, next_at=following.at, next_date=following.date.isoformat())
        await self.units.write(lambda unit: unit.stores.reminders.update_reminder(skipped))

    async def compose(self, reminder: Reminder) -> tuple[Reminder, ReminderMessage | None]:
        """Return the reminder with what was answered meanwhile, and what to send; None if nothing is."""

        async def look(unit: Unit) -> tuple[Reminder, ReminderMessage | None]:
            answered = reminder.answered(await unit.stores.practice.practice_days(reminder.learner))
            if not (answered.claimed and answered.is_due(answered.claimed)):
                return answered, None
            if answered.sending == "goodbye":
                return answered, ReminderMessage(answered, None)
            person = Actor(reminder.learner, None, 0)
            course = await unit.courses.current(person, self.units.library.known(reminder.course))
            asked = await _question(unit, answered, course)
            return answered, ReminderMessage(answered, asked) if asked else None

        return await self.units.read(look)


@dataclass
class _OutgoingReminder:
    """One reminder on its way. See `bot.services.delivery.outbox.Outgoing`."""

    sender: ReminderSender
    lease: Lease
    reminder: Reminder
    attempt: Attempt
    requests: int = 2
    reminder_message: ReminderMessage | None = None

    def __str__(self) -> str:
        return f"the reminder for {self.reminder.learner}"

    async def claim(self, attempt: Attempt) -> bool:
        claimed, self.reminder_message = await self.sender.compose(_at(self.reminder, attempt))
        if not await self._store(claimed if self.reminder_message else claimed.closed(), self.lease):
            return False
        self.reminder = replace(claimed, revision=claimed.revision + 1)
        return self.reminder_message is not None

    async def send(self) -> int:
        assert self.reminder_message
        return await self.sender.messenger.remind(replace(self.reminder_message, reminder=self.reminder))

    async def find(self, ago: int | None) -> int | None:
        learner, number = self.reminder.learner, self.reminder.message
        return await self.sender.messenger.find_direct(learner, number, LATEST if ago is None else ago)

    async def settle(self, attempt: Attempt, event: Event) -> None:
        """Store the result.

        If direct messages are closed, pause the reminder and say so after the next command. Any other failure
        isn't the learner's fault, so skip this message and try again at the next time.
        """
        settled = _at(self.reminder, attempt)
        if attempt.state == "sent":
            sent = (
                self.reminder_message or (await self.sender.compose(self.reminder))[1]
            )  # None: looked up after a crash
            question = sent.asked.question.id if sent and sent.asked else None
            settled = settled.sent(self.sender.clock(), question)
        elif attempt.state not in ("due", "claimed"):
            settled = settled.closed()
        if isinstance(event, Undeliverable) and event.reason == "closed":
            settled = replace(settled, paused="closed", notified=False)
        await self._store(settled, self.lease if isinstance(event, Taken | Absent) else None)

    async def _store(self, reminder: Reminder, lease: Lease | None) -> bool:
        return await self.sender.units.write(
            lambda unit: unit.stores.reminders.update_reminder(reminder, lease)
        )


def _next(reminder: Reminder, now: int) -> tuple[Reminder, int]:
    """Return the reminder with its next time set and its latest one open, and when that was due."""
    times = [(reminder.next_date, reminder.next_at)]
    times += [(each.date.isoformat(), each.at) for each in reminder.recurrence.between(reminder.next_at, now)]
    following = reminder.recurrence.after(max(now, reminder.next_at))
    day, at = times[-1]
    next_date = following.date.isoformat()
    return replace(reminder, next_at=following.at, next_date=next_date, claimed=day), at


def _due_at(reminder: Reminder, day: str) -> int:
    """Return when its message of a local date is due; a date that its zone skips counts as long past."""
    return reminder.recurrence.on(date.fromisoformat(day)) or 0


def _at(reminder: Reminder, attempt: Attempt) -> Reminder:
    return replace(reminder, first_at=attempt.first_at, retry_at=attempt.retry_at, attempts=attempt.attempts)


async def _question(unit: Unit, reminder: Reminder, course: Course) -> ReminderQuestion | None:
    learner = reminder.learner
    answers = await unit.stores.quizzes.latest_answers(learner, course.id)
    due = await unit.due_reviews.find(learner, course)
    unfinished = await unit.study.next_card(learner, course)
    lesson = unfinished[0].lesson.id if unfinished else None
    days = {answer.question: answer.day for answer in answers}
    item = choose(course, due.items, lesson, days, reminder.message, reminder.asked)
    return ReminderQuestion(reminder.message, course, course.questions[item.question]) if item else None
