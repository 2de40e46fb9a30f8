"""The clock, passed in so that tests control time."""

from collections.abc import Callable

Clock = Callable[[], int]
"""Now, in milliseconds of UTC."""
