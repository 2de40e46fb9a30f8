"""Custom ids of buttons, selects and forms: `lb1:screen:action:argument…`, at most 100 characters.

A custom id says where to look in the database. It never holds the data itself. `1` is the version of this
format. A control whose version can't be read anymore gets an answer that says so.
"""

from dataclasses import dataclass

from bot.errors.user import StaleControl

PREFIX = "lb1"
LENGTH = 100
"""Longest custom id that Discord allows."""

MORE = ("more", "open")
"""The screen and action of a "More…" menu. Its values are custom ids, too."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

ID, NUMBER = 2**63 - 1, 2**31 - 1
"""The largest values that PostgreSQL's BIGINT and INTEGER can hold."""


def read_number(text: str, most: int = NUMBER) -> int:
    """Read a whole number from 0 to `most`. Raises StaleControl for anything else, such as `²` or `+1`."""
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > most:
        raise StaleControl
    return int(text)


@dataclass(frozen=True)
class Control:
    """A screen's action and its arguments."""

    screen: str
    action: str
    arguments: tuple[str, ...] = ()

    def text(self, place: int) -> str:
        """Return the argument at this position. Raises StaleControl if there isn't one."""
        if place >= len(self.arguments):
            raise StaleControl
        return self.arguments[place]

    def id(self, place: int, otherwise: int | None = None) -> int:
        """Return the id or time at this position, which must fit a BIGINT, or `otherwise` if there isn't one.

        Raises StaleControl for anything else.
        """
        return self._number(place, ID, otherwise)

    def number(self, place: int, otherwise: int | None = None) -> int:
        """Return the page, position or count at this position, which must fit an INTEGER, or `otherwise` if
        there isn't one.

        Raises StaleControl for anything else.
        """
        return self._number(place, NUMBER, otherwise)

    def _number(self, place: int, most: int, otherwise: int | None) -> int:
        if otherwise is not None and place >= len(self.arguments):
            return otherwise  # an older message's control, without this argument
        return read_number(self.text(place), most)

    def compact(self, place: int) -> int:
        """Read a number written by `compact`. Raises StaleControl for anything else."""
        text = self.text(place)
        if not 0 < len(text) <= 12 or not all(sign in DIGITS for sign in text):
            raise StaleControl
        return int(text, len(DIGITS))


def compact(number: int) -> str:
    """Write a number (0 or more) in few characters: eight for a time in milliseconds. Single digits stay as
    they are.
    """
    text = DIGITS[number % len(DIGITS)]
    while number := number // len(DIGITS):
        text = DIGITS[number % len(DIGITS)] + text
    return text


def encode(screen: str, action: str, *arguments: str | int) -> str:
    """Write a custom id. Raises ValueError if an argument has a colon or the result is too long."""
    parts = [PREFIX, screen, action, *map(str, arguments)]
    text = ":".join(parts)
    if any(":" in part for part in parts) or len(text) > LENGTH:
        raise ValueError(f"not a custom id: {text!r}")
    return text


def decode(text: str) -> Control:
    """Read a custom id. Raises StaleControl if it isn't in this version's format."""
    prefix, *parts = text.split(":")
    if prefix != PREFIX or len(parts) < 2 or len(text) > LENGTH or not text.isprintable():
        raise StaleControl
    return Control(parts[0], parts[1], tuple(parts[2:]))
