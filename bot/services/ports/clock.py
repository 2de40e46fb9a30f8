"""The clock."""

from collections.abc import Callable

Clock = Callable[[], int]
"""Now, in milliseconds of UTC."""
