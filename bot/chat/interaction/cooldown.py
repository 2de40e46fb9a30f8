"""A pace for each person that nobody notices who isn't flooding."""

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.errors.user import TooFast

BURST = 40
"""Actions that a person may do at once."""

EVERY = 0.25
"""Seconds after which one more is allowed."""

PEOPLE = 10_000
"""How many people are remembered; the one longest idle is forgotten first."""


class Cooldown:
    """A token bucket a person, kept as the instant at which the bucket would be full again.

    `burst` actions may be done at once, one more each `every` seconds. `clock` counts seconds and never goes
    back.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, burst: int = BURST, every: float = EVERY
    ) -> None:
        self._clock, self._burst, self._every = clock, burst, every
        self._full_at: OrderedDict[int, float] = OrderedDict()

    def spend(self, person: int) -> None:
        """Count one action. Raises TooFast, and counts nothing, when the bucket is empty."""
        now = self._clock()
        full_at = max(self._full_at.get(person, now), now)
        room = (self._burst - 1) * self._every
        if full_at - now > room:
            raise TooFast(full_at - now - room)
        self._full_at[person] = full_at + self._every
        self._full_at.move_to_end(person)
        if len(self._full_at) > PEOPLE:
            self._full_at.popitem(last=False)
