"""Colors of pictures: a lesson's own color, and inks that can be read on it."""

import re

INK, DARK, BLACK = "#FFFFFF", "#10151F", "#000000"
READABLE = 4.5
"""Lowest contrast between text and its ground, as WCAG 2 measures it (1 to 21)."""

VISIBLE = 3.0
"""Lowest contrast between a shape and its ground."""

DEFAULTS = ("#0A6070", "#7A3FA0", "#2558B8", "#B8431F", "#1F7048", "#B03068", "#5B4FC4")
"""For lessons that don't have a color of their own, by number."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def lesson_color(color: str | None, number: int) -> str:
    """Return the color if it's written as `#0A6070`, else a default for the lesson's number."""
    return color if color and _HEX.fullmatch(color) else DEFAULTS[(number - 1) % len(DEFAULTS)]


def mix(color: str, other: str, share: float) -> str:
    """Return the color with a share (0 to 1) of the other one mixed in."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(ground: str) -> str:
    """Return white if it can be read on the ground, else the softest dark color that can."""
    return next(ink for ink in (INK, DARK, BLACK) if contrast(ink, ground) >= READABLE)


def visible_on(ground: str, color: str, least: float = VISIBLE) -> str:
    """Return the color, mixed with as much of the ground's ink as it takes to stand out from the ground."""
    tries = (mix(color, ink_on(ground), step / 20) for step in range(21))
    return next((each for each in tries if contrast(each, ground) >= least), ink_on(ground))


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[place : place + 2], 16) for place in (1, 3, 5))


def _luminance(color: str) -> float:
    """Return the relative luminance, from 0 for black to 1 for white."""
    parts = [channel / 255 for channel in _channels(color)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
