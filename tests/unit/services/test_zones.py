"""Zones are found away from the event loop, and the cities are read when they're first needed."""

import threading

import pytest

from bot.content.cities import read_cities
from bot.domain.calendar.city import Cities
from bot.errors.user import ZoneNotFound
from bot.services.people.zones import Zones

SUMMER = 1_785_585_600_000  # 2026-08-01 12:00 UTC


async def test_cities_are_read_once_in_a_thread_when_they_are_first_needed() -> None:
    """The bot starts without them, and nobody else waits while they're read."""
    readers: list[int] = []

    def read() -> Cities:
        readers.append(threading.get_ident())
        return read_cities()

    zones = Zones(read, lambda: SUMMER)
    assert readers == []
    assert (await zones.suggest("san fran", ()))[0].city == "San Francisco"
    assert await zones.find("Munich") == "Europe/Berlin"
    with pytest.raises(ZoneNotFound):
        await zones.find("xyzzy")
    assert len(readers) == 1
    assert threading.get_ident() not in readers
