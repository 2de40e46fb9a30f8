"""Make ids as Discord does: 42 bits of milliseconds since 2015, then 22 bits that make them unique."""

from collections.abc import Callable
from datetime import UTC, datetime

EPOCH_MILLISECONDS = 1_420_070_400_000


class Snowflakes:
    """Generate ids, each greater than the one before."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take a function that returns seconds since 1970."""
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """Return a new id."""
        now = (int(self._clock() * 1000) - EPOCH_MILLISECONDS) << 22
        self._last = max(now, self._last + 1)
        return str(self._last)

    def skip(self, used: str) -> None:
        """Never return `used` or anything less than it."""
        self._last = max(self._last, int(used))


def fixed_id(year: int, month: int, day: int, low: int) -> str:
    """Return an id created at noon UTC on that day. `low` distinguishes ids from the same day."""
    noon = datetime(year, month, day, 12, tzinfo=UTC)
    milliseconds = int(noon.timestamp() * 1000) - EPOCH_MILLISECONDS
    return str(((milliseconds + low) << 22) | (low << 12))


def created_at(snowflake: str) -> str:
    """Return an id's creation time in Discord's format (ISO 8601, UTC)."""
    return iso_time(creation_time(snowflake))


def creation_time(snowflake: str) -> float:
    """Return an id's creation time in seconds since 1970."""
    return ((int(snowflake) >> 22) + EPOCH_MILLISECONDS) / 1000


def iso_time(seconds: float) -> str:
    """Return a time, given in seconds since 1970, in Discord's format."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def shard_of(guild_id: str | None, shards: int) -> int:
    """Return the shard that gets a server's events. Shard 0 gets those of direct messages (None)."""
    return (int(guild_id) >> 22) % shards if guild_id else 0
