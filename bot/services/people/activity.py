"""Record on which days people use the bot, so that data of long-inactive people can be erased."""

from dataclasses import dataclass, field

from bot.domain.calendar.day import UTC_ZONE, day_of
from bot.services.ports.clock import Clock
from bot.services.unit import Units

MOST = 100_000
"""Most people to remember per day, to bound memory."""


@dataclass
class ActivityService:
    """Records the last day on which each person was active, with one small write per person and day.

    It remembers whom it recorded today only to avoid repeated writes. Forgetting costs nothing but a write.
    """

    units: Units
    clock: Clock
    _day: int = 0
    _noted: set[int] = field(default_factory=set)

    async def seen(self, learner: int) -> None:
        """Record that a person is using the bot now. Unknown users leave no rows behind."""
        day = day_of(self.clock(), UTC_ZONE)
        if day != self._day or len(self._noted) >= MOST:
            self._day, self._noted = day, set()
        if learner not in self._noted:
            await self.units.write(lambda unit: unit.stores.retention.mark_seen(learner, day))
            self._noted.add(learner)
