"""The cities that the bot ships, read when they're first needed."""

from importlib.resources import files

import zstandard

from bot.domain.calendar.city import Cities


def read_cities() -> Cities:
    """Read the list. `tools/cities.py` makes its file."""
    return Cities(zstandard.decompress((files("bot.content") / "cities.zst").read_bytes()))
