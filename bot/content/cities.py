"""The list of cities that ships with the bot."""

from importlib.resources import files

import zstandard

from bot.domain.calendar.city import Cities


def read_cities() -> Cities:
    """Read the list from its file, which `tools/cities.py` generates."""
    return Cities(zstandard.decompress((files("bot.content") / "cities.zst").read_bytes()))
