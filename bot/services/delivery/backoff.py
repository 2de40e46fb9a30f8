"""How long to wait before something that failed for a passing reason is tried again."""

from bot.errors import Delayed

FIRST, LONGEST = 5_000, 300_000
"""Milliseconds."""


def retry_at(now: int, attempts: int, error: Delayed) -> int:
    """The instant of the next attempt after so many (1 or more).

    5 seconds, then twice as long each time, five minutes at most; never before what Discord asked for.
    """
    wait: int = min(FIRST * 2 ** min(attempts - 1, 10), LONGEST)
    return now + max(wait, int(error.seconds * 1000))
