"""Who uses the bot, day by day: what tells people who stay away for years from those who don't."""

from dataclasses import dataclass, field

from bot.domain.calendar.day import UTC_ZONE, day_of
from bot.services.ports.clock import Clock
from bot.services.unit import Units

MOST = 100_000
"""People of a day that are remembered, at most."""


@dataclass
class ActivityService:
    """Notes the day on which somebody was seen last, in one small write a day.

    Who was noted today is remembered only to spare the write: forgetting it costs one more.
    """

    units: Units
    clock: Clock
    _day: int = 0
    _noted: set[int] = field(default_factory=set)

    async def seen(self, learner: int) -> None:
        """Somebody uses the bot now. Nothing is kept of who has nothing stored."""
        day = day_of(self.clock(), UTC_ZONE)
        if day != self._day or len(self._noted) >= MOST:
            self._day, self._noted = day, set()
        if learner not in self._noted:
            await self.units.write(lambda unit: unit.stores.retention.seen(learner, day))
            self._noted.add(learner)
