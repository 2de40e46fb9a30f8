"""Counts and percentages."""

import math


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: `1 answer`, `2 answers`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """Format a share from 0 to 1 as `63%`. Half a percent is rounded up."""
    return f"{math.floor(100 * share + 0.5)}%"
