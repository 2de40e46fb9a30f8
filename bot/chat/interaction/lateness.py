"""How late an interaction already is when it's taken, though Discord's clock and ours needn't agree."""

import time
from collections.abc import Callable

WINDOW = 300.0
"""Seconds for which the quickest one counts, at least: clocks drift apart, and networks change."""


class Lateness:
    """Compares when each interaction was made, by Discord's clock, with when it's taken, by ours.

    The difference is mostly how far the clocks are apart, so what counts is how much more it is than it was
    for the quickest one lately. `clock` counts seconds and never jumps, whatever is done to the time of day.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._quickest = self._before = float("inf")

    def of(self, made: float) -> float:
        """Return by how many seconds one is late that was made at this instant, in seconds since 1970."""
        now = self._clock()
        if now - self._since >= WINDOW:
            self._since, self._before, self._quickest = now, self._quickest, float("inf")
        self._quickest = min(self._quickest, now - made)
        return now - made - min(self._quickest, self._before)
