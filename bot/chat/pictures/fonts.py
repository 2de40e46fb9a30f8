"""The fonts for pictures, which ship with the program, and the characters they have.

Nothing is ever drawn as an empty box: what the fonts can't write is left to the text next to the picture.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import ImageFont, features

_FILES = {False: "DejaVuSansCondensed.ttf", True: "DejaVuSansCondensed-Bold.ttf"}
_NOWHERE = "\uffff"
"""No font has a letter for this; it is drawn as whatever the font draws for what it lacks."""

RIGHT_TO_LEFT = bool(features.check("raqm") and features.check("fribidi"))
"""Whether Hebrew and Arabic are put in order, and joined, before they are drawn."""


@cache
def _content(bold: bool) -> bytes:
    return files(__package__).joinpath("fonts", _FILES[bold]).read_bytes()


def font(size: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the font at a size in pixels. It may only be used in one thread."""
    return ImageFont.truetype(BytesIO(_content(bold)), size)


def normal(content: str) -> str:
    """Return the text on one line, with accents joined to their letters."""
    return unicodedata.normalize("NFC", " ".join(content.split()))


def drawable(content: str, *, bold: bool = False) -> bool:
    """Return whether every character can be drawn correctly. Return False for an empty text."""
    text = normal(content)
    return bool(text) and all(_has(character, bold) for character in text)


@cache
def _sample(bold: bool) -> tuple[ImageFont.FreeTypeFont, bytes]:
    # Letter by letter: the other layout puts a circle under an accent, and so hides that the font lacks it.
    sample = ImageFont.truetype(BytesIO(_content(bold)), 16, layout_engine=ImageFont.Layout.BASIC)
    return sample, bytes(sample.getmask(_NOWHERE))


@cache
def _has(character: str, bold: bool) -> bool:
    """Return whether the font has the character, and it's readable without special layout."""
    if character == " ":
        return True
    if unicodedata.category(character)[0] in "CZ":
        return False
    if unicodedata.bidirectional(character) in ("R", "AL", "AN") and not RIGHT_TO_LEFT:
        return False
    sample, missing = _sample(bold)
    return bytes(sample.getmask(character)) != missing
