"""What a button, select or form carries: `lb1:screen:action:argument…`, at most 100 characters.

It holds what is needed to find the truth in the record and is never itself the truth. `1` is the version of
this form; a control of a version that cannot be read any more is answered in words.
"""

from dataclasses import dataclass

from bot.errors import StaleControl

PREFIX = "lb1"
LENGTH = 100
"""Characters that Discord allows."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


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

    def number(self, place: int) -> int:
        """The argument at this place as a number from 0 to 2^63-1. Raises StaleControl when it is none."""
        text = self.text(place)
        if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) >= 2**63:
            raise StaleControl
        return int(text)

    def compact(self, place: int) -> int:
        """A number that was written by `compact`. Raises StaleControl when it is none."""
        text = self.text(place)
        if not 0 < len(text) <= 12 or not all(sign in DIGITS for sign in text):
            raise StaleControl
        return int(text, len(DIGITS))

    def number_or(self, place: int, otherwise: int) -> int:
        """The number at this place; `otherwise` where the control, of an older message, has no such place."""
        return self.number(place) if place < len(self.arguments) else otherwise


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
    if prefix != PREFIX or len(parts) < 2 or len(text) > LENGTH:
        raise StaleControl
    return Control(parts[0], parts[1], tuple(parts[2:]))
