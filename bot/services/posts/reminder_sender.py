"""Sending one reminder: claimed, sent under its nonce, marked; with the same care as a daily post."""

import logging
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.posts.post import LATEST, SAME_NONCE
from bot.domain.posts.reminder import Reminder
from bot.errors import CourseNotFound, Delayed, Undeliverable, Unreadable, ZoneNotFound
from bot.services.delivery.backoff import retry_at
from bot.services.delivery.rate_limiter import Ticket
from bot.services.learning.study import look_at
from bot.services.ports.clock import Clock
from bot.services.ports.messenger import Messenger, Nudge
from bot.services.ports.posts.leases import Lease
from bot.services.posts.post_sender import STALE
from bot.services.unit import Units

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReminderSender:
    """Takes reminders that are due to people's direct messages."""

    units: Units
    clock: Clock
    courier: Messenger

    async def remind(self, lease: Lease, reminder: Reminder, ticket: Ticket) -> None:
        """Send what a reminder has due, or go on with one that is open."""
        now = self.clock()
        if reminder.claimed is None:
            claimed = self._claim(reminder, now)
        elif now - _due_at(reminder, reminder.claimed) >= LATEST:
            claimed = _done(reminder, reminder.sent_at)
        elif reminder.first_at is not None and now - reminder.first_at >= SAME_NONCE:
            await self._find(lease, reminder, ticket)
            return
        else:
            again = reminder.attempts + 1
            claimed = replace(reminder, first_at=reminder.first_at or now, retry_at=now, attempts=again)
        nudge = await self._compose(claimed) if claimed.claimed else None
        if nudge is None:
            await self.units.write(
                lambda unit: unit.stores.reminders.update_reminder(_done(claimed, reminder.sent_at), lease)
            )
        elif await self.units.write(lambda unit: unit.stores.reminders.update_reminder(claimed, lease)):
            nudge = replace(nudge, reminder=replace(claimed, revision=claimed.revision + 1))
            await self._send(nudge, ticket, fresh=reminder.first_at is None)

    async def give_up(self, reminder: Reminder) -> None:
        """Leave out what can't be made; the next one comes at its time. Without a zone to tell that by, it
        rests and the person is told."""
        found = await self.units.read(lambda unit: unit.stores.reminders.reminder(reminder.learner))
        if found is None:
            return
        left = _done(found, found.sent_at)
        try:
            following = found.cadence.after(self.clock())
        except ZoneNotFound:
            onward = replace(left, paused="zone-gone", told=False)
        else:
            onward = replace(left, next_at=following.at, next_date=following.date.isoformat())
        await self.units.write(lambda unit: unit.stores.reminders.update_reminder(onward))

    def _claim(self, reminder: Reminder, now: int) -> Reminder:
        """The reminder with its next time, claimed for its latest one unless that is too long ago."""
        times = [(reminder.next_date, reminder.next_at)]
        times += [
            (each.date.isoformat(), each.at) for each in reminder.cadence.between(reminder.next_at, now)
        ]
        following = reminder.cadence.after(max(now, reminder.next_at))
        onward = replace(reminder, next_at=following.at, next_date=following.date.isoformat())
        day, at = times[-1]
        if now - at >= LATEST:
            return onward
        return replace(onward, claimed=day, first_at=now, retry_at=now, attempts=1)

    async def _compose(self, reminder: Reminder) -> Nudge | None:
        """What to send; None when there is nothing to be reminded of."""
        try:
            course = self.units.library.course(reminder.course)
        except CourseNotFound:
            course = self.units.library.default
        learner = reminder.learner
        if reminder.content == "page" and (
            found := await self.units.read(lambda unit: unit.study.next_page(learner, course))
        ):
            place, page = found
            return Nudge(reminder, course, place.lesson, page, look_at(place, page).step)
        due = await self.units.read(lambda unit: unit.due_reviews.find(learner, course))
        return Nudge(reminder, course, due=len(due.items)) if due.items else None

    async def _find(self, lease: Lease, reminder: Reminder, ticket: Ticket) -> None:
        """Look whether a reminder arrived of which that isn't known."""
        reminder = replace(reminder, attempts=reminder.attempts + 1)
        try:
            async with ticket.turn(2):
                ago = self.clock() - (reminder.first_at or 0)
                message = await self.courier.find_reminder(reminder, ago)
        except Unreadable:  # it may have arrived, so it isn't repeated; the next one comes at its time
            await self.units.write(
                lambda unit: unit.stores.reminders.update_reminder(_done(reminder, reminder.sent_at))
            )
        except Undeliverable as error:
            await self._give_up(reminder, error)
        except Delayed as error:
            await self._wait(reminder, error)
        else:
            if message is None:
                await self.units.write(
                    lambda unit: unit.stores.reminders.update_reminder(
                        replace(reminder, first_at=None, retry_at=self.clock()), lease
                    )
                )
            else:
                await self.units.write(
                    lambda unit: unit.stores.reminders.update_reminder(_done(reminder, self.clock()), lease)
                )

    async def _send(self, nudge: Nudge, ticket: Ticket, *, fresh: bool) -> None:
        reminder = nudge.reminder
        try:
            async with ticket.turn(2):
                if self.clock() - (reminder.retry_at or 0) > STALE:
                    log.warning("A reminder waited too long in line; checking it again")
                    return
                await self.courier.remind(nudge)
        except Undeliverable as error:
            await self._give_up(reminder, error)
        except Delayed as error:
            absent = error.sure and fresh
            await self._wait(replace(reminder, first_at=None) if absent else reminder, error)
        else:
            # The page isn't read yet: it counts when the learner opens it or moves past it.
            await self.units.write(
                lambda unit: unit.stores.reminders.update_reminder(_done(reminder, self.clock()))
            )

    async def _wait(self, reminder: Reminder, error: Delayed) -> None:
        later = retry_at(self.clock(), reminder.attempts, error)
        again = replace(reminder, retry_at=later)
        if later >= reminder.next_at:  # the next one comes before it
            again = _done(reminder, reminder.sent_at)
        await self.units.write(lambda unit: unit.stores.reminders.update_reminder(again))

    async def _give_up(self, reminder: Reminder, error: Undeliverable) -> None:
        """Rest when direct messages are closed, and say so at the next command. Anything else is no fault of
        the person's: leave out this message, and try again at the next time."""
        left = _done(reminder, reminder.sent_at)
        if error.reason == "closed":
            log.info("Paused the reminder for %s: direct messages are closed", reminder.learner)
            left = replace(left, paused="closed", told=False)
        else:
            log.warning("Skipped a reminder for %s: %s", reminder.learner, error.reason)
        await self.units.write(lambda unit: unit.stores.reminders.update_reminder(left))


def _due_at(reminder: Reminder, day: str) -> int:
    """When its message of a local date is due; a date that its zone skips counts as long past."""
    return reminder.cadence.on(date.fromisoformat(day)) or 0


def _done(reminder: Reminder, sent_at: int | None) -> Reminder:
    """Nothing is open any more."""
    return replace(reminder, claimed=None, first_at=None, retry_at=None, attempts=0, sent_at=sent_at)
