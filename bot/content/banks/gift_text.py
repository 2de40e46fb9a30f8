"""Texts in GIFT: their format, escaped signs and HTML."""

import re
from html import unescape

_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_LINE = re.compile(r"<\s*(?:br|/p|/div|/li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MEDIA = re.compile(r"<\s*(?:img|audio|video|object|iframe)\b|@@PLUGINFILE@@", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\~=#{}:>n])")


class Refusal(Exception):
    """A question can't be carried over. The text says why."""


def split_format(text: str, usual: str) -> tuple[str, str]:
    """Return a text's format, which it may name in brackets, and the text without it."""
    found = _FORMAT.match(text)
    return (found[1], text[found.end() :]) if found else (usual, text)


def plain(text: str, usual: str) -> str:
    """Return a text without escapes, and without tags if it may have HTML. Raises Refusal for media."""
    form, rest = split_format(text, usual)
    rest = _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], rest)
    if form in ("html", "moodle"):
        rest = without_html(rest)
    return rest.strip()


def without_html(text: str) -> str:
    """Return a text without HTML's tags and entities. Raises Refusal for media."""
    if _MEDIA.search(text):
        raise Refusal("it has a picture, a sound or a video")
    return unescape(_TAG.sub("", _LINE.sub("\n", text)))
