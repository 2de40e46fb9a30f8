"""Ids as Discord makes them: 42 bits of milliseconds since 2015, then 22 bits that keep them apart."""

from collections.abc import Callable
from datetime import UTC, datetime

EPOCH_MILLISECONDS = 1_420_070_400_000


class Snowflakes:
    """Hands out ids that only ever rise."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take the clock: a function that returns seconds since 1970."""
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """Return an id that no earlier call returned."""
        now = (int(self._clock() * 1000) - EPOCH_MILLISECONDS) << 22
        self._last = max(now, self._last + 1)
        return str(self._last)

    def skip(self, used: str) -> None:
        """Never hand out `used`, nor anything below it."""
        self._last = max(self._last, int(used))


def fixed_id(year: int, month: int, day: int, low: int) -> str:
    """Return the id of a thing made at noon of that day; `low` tells apart things of one day."""
    noon = datetime(year, month, day, 12, tzinfo=UTC)
    milliseconds = int(noon.timestamp() * 1000) - EPOCH_MILLISECONDS
    return str(((milliseconds + low) << 22) | (low << 12))


def created_at(snowflake: str) -> str:
    """Return the instant inside an id as Discord writes instants (ISO 8601, UTC)."""
    return written(instant(snowflake))


def instant(snowflake: str) -> float:
    """Return the instant inside an id, in seconds since 1970."""
    return ((int(snowflake) >> 22) + EPOCH_MILLISECONDS) / 1000


def written(seconds: float) -> str:
    """Return an instant, given in seconds since 1970, as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def shard_of(guild_id: str | None, shards: int) -> int:
    """Return the shard that hears of a server; direct messages (no server) are heard by shard 0."""
    return (int(guild_id) >> 22) % shards if guild_id else 0
