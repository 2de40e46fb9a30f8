"""People's preferences: time zone (also used by their reminder), reviews per day, and celebrations."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.calendar.day import day_of
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.learning.reviews import ReviewStore
from bot.services.ports.people import PeopleStore
from bot.services.ports.people import Preferences as Preferences  # for chat, which knows no ports of stores
from bot.services.ports.posts.schedules import ScheduleStore
from bot.services.posts.reminders import ReminderService


@dataclass(frozen=True)
class PreferenceService:
    """Reads and stores people's preferences."""

    people_store: PeopleStore
    review_store: ReviewStore
    schedule_store: ScheduleStore
    clock: Clock
    reminders: ReminderService

    async def get(self, who: Actor) -> Preferences:
        """Return a person's preferences, or the defaults."""
        return await self.people_store.preferences(who.learner, who.server)

    async def set(self, who: Actor, preferences: Preferences) -> None:
        """Store a person's preferences."""
        before = await self.people_store.zone(who.learner)
        await self.people_store.set_preferences(who.learner, preferences, self.clock(), who.server)
        await self._redate(who.learner, before)
        await self.reminders.move(who, preferences.zone)

    async def set_zone(self, who: Actor, zone: str) -> None:
        """Store a person's time zone, an IANA name."""
        before = await self.people_store.zone(who.learner)
        await self.people_store.set_zone(who.learner, zone, self.clock())
        await self._redate(who.learner, before)
        await self.reminders.move(who, zone)

    async def _redate(self, learner: int, before: str | None) -> None:
        """Give the answers so far the days of the learner's first zone. They had to be dated without it."""
        zone = await self.people_store.zone(learner)
        if before is None and zone is not None:
            await self.review_store.redate(learner, lambda at: day_of(at, zone))

    async def likely_zones(self, learner: int, guild: int | None) -> Sequence[str]:
        """Return the zones to suggest first: a person's own, and those of their server's daily posts."""
        own = await self.people_store.zone(learner)
        here = await self.schedule_store.schedules(guild) if guild else ()
        return [*([own] if own else []), *(schedule.recurrence.zone for schedule in here)]
