"""What a button, select or form carries: `lb1:screen:action:argument…`, at most 100 characters.

It holds what is needed to find the truth in the record and is never itself the truth. `1` is the version of
this form; a control of a version that cannot be read any more is answered in words.
"""

from dataclasses import dataclass

from bot.errors.user import StaleControl

PREFIX = "lb1"
LENGTH = 100
"""Characters that Discord allows."""

MORE = ("more", "open")
"""The screen and action of a "More…" menu, whose choices are custom ids themselves."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

ID, NUMBER = 2**63 - 1, 2**31 - 1
"""The largest that a BIGINT and an INTEGER of PostgreSQL hold."""


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
        """The argument at this place. Raises StaleControl when there is none."""
        if place >= len(self.arguments):
            raise StaleControl
        return self.arguments[place]

    def id(self, place: int, otherwise: int | None = None) -> int:
        """Return the id or instant at this place, which a BIGINT holds; `otherwise` where there's none.

        Raises StaleControl for anything else.
        """
        return self._number(place, ID, otherwise)

    def number(self, place: int, otherwise: int | None = None) -> int:
        """Return the page, position or count at this place, which an INTEGER holds; `otherwise` where there's
        none. Raises StaleControl for anything else.
        """
        return self._number(place, NUMBER, otherwise)

    def _number(self, place: int, most: int, otherwise: int | None) -> int:
        if otherwise is not None and place >= len(self.arguments):
            return otherwise  # a control of an older message, from before it had such a place
        return read_number(self.text(place), most)

    def compact(self, place: int) -> int:
        """A number that was written by `compact`. Raises StaleControl when it is none."""
        text = self.text(place)
        if not 0 < len(text) <= 12 or not all(sign in DIGITS for sign in text):
            raise StaleControl
        return int(text, len(DIGITS))


def compact(number: int) -> str:
    """A number from 0 on in few characters: an instant in eight. Below ten it looks as usual."""
    text = DIGITS[number % len(DIGITS)]
    while number := number // len(DIGITS):
        text = DIGITS[number % len(DIGITS)] + text
    return text


def encode(screen: str, action: str, *arguments: str | int) -> str:
    """Write a custom id. Raises ValueError when an argument holds a colon or the whole is too long."""
    parts = [PREFIX, screen, action, *map(str, arguments)]
    text = ":".join(parts)
    if any(":" in part for part in parts) or len(text) > LENGTH:
        raise ValueError(f"not a custom id: {text!r}")
    return text


def decode(text: str) -> Control:
    """Read a custom id. Raises StaleControl when it isn't one of this version."""
    prefix, *parts = text.split(":")
    if prefix != PREFIX or len(parts) < 2 or len(text) > LENGTH or not text.isprintable():
        raise StaleControl
    return Control(parts[0], parts[1], tuple(parts[2:]))
