"""People's preferences: time zone (also used by their reminder), reviews per day, and celebrations."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.people import PeopleStore
from bot.services.ports.people import Preferences as Preferences  # for chat, which knows no ports of stores
from bot.services.ports.posts.schedules import ScheduleStore
from bot.services.posts.reminders import ReminderService


@dataclass(frozen=True)
class PreferenceService:
    """Reads and stores people's preferences."""

    people_store: PeopleStore
    schedule_store: ScheduleStore
    clock: Clock
    reminders: ReminderService

    async def get(self, who: Actor) -> Preferences:
        """Return a person's preferences, or the defaults."""
        return await self.people_store.preferences(who.learner)

    async def set(self, who: Actor, preferences: Preferences) -> None:
        """Store a person's preferences."""
        await self.people_store.set_preferences(who.learner, preferences, self.clock())
        await self.reminders.move(who, preferences.zone)

    async def set_zone(self, who: Actor, zone: str) -> None:
        """Store a person's time zone, an IANA name."""
        await self.people_store.set_zone(who.learner, zone, self.clock())
        await self.reminders.move(who, zone)

    async def likely_zones(self, learner: int, guild: int | None) -> Sequence[str]:
        """Return the zones to suggest first: a person's own, and those of their server's daily posts."""
        own = await self.people_store.zone(learner)
        here = await self.schedule_store.schedules(guild) if guild else ()
        return [*([own] if own else []), *(schedule.recurrence.zone for schedule in here)]
