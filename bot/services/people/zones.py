"""Find time zones by the names people use for them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from bot.domain.calendar.city import Cities
from bot.domain.calendar.local_times import LocalTime, cities, home, local_times
from bot.domain.calendar.time_zone import Zone, find, suggest, zones
from bot.services.ports.clock import Clock


@dataclass
class Zones:
    """Finds time zones in a thread, because it takes a while. Reads the list of cities on first use."""

    read: Callable[[], Cities]
    clock: Clock

    async def find(self, typed: str) -> str:
        """Return the name of the zone that's meant. Raises ZoneNotFound."""
        return await asyncio.to_thread(lambda now: find(typed, now, self._cities), self.clock())

    async def suggest(self, typed: str, first: Sequence[str]) -> Sequence[Zone]:
        """Return the zones that match what's been typed so far, or start with `first` if that's nothing."""
        return await asyncio.to_thread(lambda now: suggest(typed, now, self._cities, first), self.clock())

    async def local_times(self, locale: str, first: int) -> tuple[Sequence[LocalTime], Sequence[LocalTime]]:
        """Return what clocks show around the world. See `bot.domain.calendar.local_times`."""
        return await asyncio.to_thread(local_times, self.clock(), locale, first)

    async def at_offset(self, offset: int, locale: str) -> Sequence[Zone]:
        """Return the zones to choose from that are this many minutes ahead of UTC now."""
        return await asyncio.to_thread(cities, offset, self.clock(), locale)

    async def home(self, locales: Sequence[str]) -> str | None:
        """Return the name of the zone where people with one of these locales surely are."""
        return await asyncio.to_thread(home, locales)

    async def like(self, zone: str, locale: str) -> Sequence[Zone]:
        """Return a zone, and the others to choose from whose clocks show the same now."""
        own, now = zones()[zone], self.clock()
        offset = (own.at(now).utcoffset() or timedelta()) // timedelta(minutes=1)
        return [own, *(each for each in await self.at_offset(offset, locale) if each.name != zone)]

    @cached_property
    def _cities(self) -> Cities:
        return self.read()
