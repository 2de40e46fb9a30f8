"""Write parts of a course file as an author would: one key a line, and long texts below their key."""

import json
import re
import textwrap
from collections.abc import Iterator, Sequence

import yaml

from bot.content.files.node import Mark, Scalar

WIDTH = 100
"""Most columns of a line, unless a line break in a text can't be moved."""

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def write_text(key: str, text: str, indent: int) -> list[str]:
    """Return a key and its text as lines. The text has no white space at its ends.

    Text that fits goes beside its key. A longer paragraph is folded, and a text with line breaks keeps them.
    """
    prefix = f"{' ' * indent}{key}: "
    for lines in _ways(prefix, text, indent):
        if _reads_as(lines, text):
            return lines
    return [prefix + _double_quoted(text)]


def _ways(prefix: str, text: str, indent: int) -> Iterator[list[str]]:
    """Yield the ways to write a text, best first. Some of them may not be read as the same text."""
    margin = " " * (indent + 2)
    if "\n" not in text:
        for value in (text, _double_quoted(text)):
            if len(prefix + value) <= WIDTH:
                yield [prefix + value]
        folded = textwrap.wrap(text, WIDTH - len(margin), break_long_words=False, break_on_hyphens=False)
        yield [f"{prefix}>-", *(margin + line for line in folded)]
    yield [f"{prefix}|-", *((margin + line) if line else "" for line in text.split("\n"))]


def write_list(key: str, items: Sequence[str], indent: int) -> list[str]:
    """Return a key with a list of ids as lines, or nothing for an empty list."""
    margin = " " * indent
    return [f"{margin}{key}:", *(f"{margin}  - {_plain(item)}" for item in items)] if items else []


def _plain(name: str) -> str:
    """Return an id, in quotes if YAML would read it as something else."""
    return name if Scalar(Mark(1, 1), name, plain=True).value() == name else _double_quoted(name)


def _double_quoted(text: str) -> str:
    plain = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def _reads_as(lines: Sequence[str], text: str) -> bool:
    """Return whether the lines have this text as their only value."""
    try:
        events = list(yaml.parse("\n".join(lines) + "\n", Loader=yaml.SafeLoader))
    except yaml.YAMLError:
        return False
    scalars = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    if len(scalars) != 2 or scalars[1].value != text or len(events) != 8:
        return False
    return Scalar(Mark(1, 1), text, plain=not scalars[1].style).value() == text
