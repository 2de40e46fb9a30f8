"""Reminders that people set for themselves."""

from dataclasses import dataclass, replace

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.course.library import Library
from bot.domain.posts.reminder import Reminder, ReminderContent
from bot.errors.user import NoDays, ReminderNotFound
from bot.services.delivery.wakeup import Bell
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.people import PeopleStore
from bot.services.ports.posts.reminders import ReminderStore

DEFAULT_ZONE = "UTC"


@dataclass(frozen=True)
class ReminderService:
    """A person's reminder; everybody has one at most."""

    library: Library
    reminder_store: ReminderStore
    people_store: PeopleStore
    clock: Clock
    alarm: Bell

    async def get(self, who: Actor) -> Reminder | None:
        """The person's reminder, if there is one."""
        return await self.reminder_store.reminder(who.learner)

    async def set(
        self, who: Actor, content: ReminderContent, cadence: Recurrence, course: str | None = None
    ) -> Reminder:
        """A new reminder in place of the old one; it also wakes one that rested. Raises NoDays,
        CourseNotFound."""
        if not cadence.days:
            raise NoDays
        now = self.clock()
        first = cadence.after(now)
        taught = self.library.course(course) if course else self.library.default
        reminder = Reminder(
            learner=who.learner,
            course=taught.id,
            content=content,
            cadence=cadence,
            set_at=now,
            next_at=first.at,
            next_date=first.date.isoformat(),
        )
        await self.reminder_store.set_reminder(reminder)
        self.alarm.ring()
        return reminder

    async def stop(self, who: Actor) -> None:
        """No more reminders. Raises ReminderNotFound when there is none."""
        if not await self.reminder_store.remove_reminder(who.learner):
            raise ReminderNotFound

    async def pause(self, who: Actor) -> Reminder:
        """Rests until it is resumed. Raises ReminderNotFound."""
        return await self._rest(who, True)

    async def resume(self, who: Actor) -> Reminder:
        """Goes on from now, also after direct messages were closed. Raises ReminderNotFound."""
        return await self._rest(who, False)

    async def has_news(self, who: Actor) -> bool:
        """Return whether `news` has something to say."""
        return _untold(await self.reminder_store.reminder(who.learner))

    async def news(self, who: Actor) -> Reminder | None:
        """The reminder when it rests, not by the person's wish, and they weren't told yet: to be said at the
        next command, once."""
        found = await self.reminder_store.reminder(who.learner)
        if found is None or not _untold(found):
            return None
        return found if await self.reminder_store.update_reminder(replace(found, told=True)) else None

    async def zone(self, who: Actor) -> str:
        """The person's time zone, by default UTC."""
        return await self.people_store.zone(who.learner) or DEFAULT_ZONE

    async def set_zone(self, who: Actor, zone: str) -> None:
        """Keep the person's time zone (an IANA name); their reminder follows it."""
        await self.people_store.set_zone(who.learner, zone, self.clock())
        found = await self.reminder_store.reminder(who.learner)
        if found and found.cadence.zone != zone:
            rests = None if found.paused == "zone-gone" else found.paused
            moved = replace(found, cadence=replace(found.cadence, zone=zone), paused=rests)
            await self._go_on(moved)

    async def _rest(self, who: Actor, rest: bool) -> Reminder:
        found = await self.reminder_store.reminder(who.learner)
        if found is None:
            raise ReminderNotFound
        return await self._go_on(replace(found, paused="moderator" if rest else None))

    async def _go_on(self, reminder: Reminder) -> Reminder:
        first = reminder.cadence.after(self.clock())
        going = replace(reminder, next_at=first.at, next_date=first.date.isoformat(), told=False)
        await self.reminder_store.set_reminder(going)
        self.alarm.ring()
        return going


def _untold(found: Reminder | None) -> bool:
    """Return whether a reminder rests for a reason that its person hasn't been told."""
    return found is not None and found.paused in ("closed", "zone-gone") and not found.told
