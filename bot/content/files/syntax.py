"""Explain YAML syntax errors in words that authors understand."""

import re
import unicodedata

import yaml

from bot.content.fault import quoted
from bot.content.files.node import Mark

_BACKSLASH = "a backslash in double quotes starts an escape: write two, or use single quotes"
_QUOTES = "put the text in quotes"
_INDENTATION = (
    "this doesn't fit the lines above: check the indentation and the dash; text that starts with a "
    "quotation mark must end with one, and any inside must be doubled"
    ""
)

_WRITE_IT = "write both halves, or the emoji itself"
_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_CURLY = re.compile(r"\s*(?:- +)*[^:]+: +([\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a])")
_NO_SPACE = re.compile(r"\s*(?:- +)*([\w-]+:)\S")
_WIDE_SPACE = re.compile(r" *(?:- +)*(?:-|[\w-]+:)?[\u00a0\u2000-\u200b\u202f\u3000]")
_NEAR = 10
"""Lines to search above an error, because the parser often notices a mistake only later."""

# Part of the parser's message, whether to report where the construct started rather than where parsing
# failed, and the explanation. The first match counts.
_EXPLANATIONS = (
    ("escape", False, _BACKSLASH),
    ("hexdecimal", False, _BACKSLASH),
    ("a quoted scalar", True, "quoted text starts here and never ends"),
    (
        "mapping values",
        False,
        f"a key must line up with the keys above; if it's text with `: `, {_QUOTES}",
    ),
    ("an alias", True, f"text can't start with `*`: {_QUOTES}"),
    ("an anchor", True, f"text can't start with `&`: {_QUOTES}"),
    ("tag", True, f"text can't start with `!`: {_QUOTES}"),
    ("directive", True, f"a line can't start with `%`: {_QUOTES}"),
    ("a block scalar", True, f"after `|` or `>`, the text starts on the next line; otherwise {_QUOTES}"),
    ("a simple key", True, "neither a key with its colon nor part of the text above: check the indentation"),
    (
        "a flow ",
        True,
        f"a bracket here opens a list or mapping and isn't closed; if it's text, {_QUOTES}",
    ),
    ("sequence entries", False, f"a dash starts a list item, on a line of its own; if it's text, {_QUOTES}"),
    ("expected", False, _INDENTATION),
)


def explain_syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[Mark, str]:
    """Return where the text stops being valid YAML, and what to do about it."""
    said = f"{error.context} {error.problem}"
    here = error.problem_mark or error.context_mark
    at = Mark(here.line + 1, here.column + 1) if here else Mark(1, 1)
    character = _character(text, at)
    if character == "\t":
        return at, "a tab: indent with spaces"
    if found := _by_the_line(error, text, at, character):
        return found
    if "cannot start any token" in said or "node content" in said:
        return at, f"text can't start with `{character}`: {_QUOTES}"
    for words, from_start, explanation in _EXPLANATIONS:
        if words in said:
            if explanation == _BACKSLASH:
                at = Mark(at.line, _line(text.splitlines(), at.line).rfind("\\", 0, at.column) + 1)
            if from_start and (start := error.context_mark):
                at = Mark(start.line + 1, start.column + 1)
            return at, explanation
    return at, f"this isn't YAML ({error.problem})"


def wide_space(character: str) -> str:
    """Return a message that a character isn't the space it looks like."""
    name = unicodedata.name(character, "space").lower()
    article = "an" if name[0] in "aeio" else "a"
    return (
        f"{article} {name} (U+{ord(character):04X}), which isn't a space in YAML: replace it, and "
        "all others like it, with ordinary spaces"
    )


def _by_the_line(error: yaml.MarkedYAMLError, text: str, at: Mark, character: str) -> tuple[Mark, str] | None:
    """Return an explanation from the line's text, where the parser's message alone isn't enough."""
    lines = text.splitlines()
    said = f"{error.context} {error.problem}"
    start = error.context_mark
    for number in range(at.line, max(at.line - _NEAR, 0), -1):
        if found := _WIDE_SPACE.match(_line(lines, number)):
            return Mark(number, found.end()), wide_space(found[0][-1])
    if "escape" in said and (half := _HALF.match(_line(lines, at.line), max(at.column - 3, 0))):
        return Mark(at.line, half.start() + 1), f"{quoted(half[0])} is half a character: {_WRITE_IT}"
    if "mapping values" in said and (found := _CURLY.match(_line(lines, at.line))):
        marks = f'{found[1]} is not a quotation mark in YAML: use straight ones, as in "…"'
        return Mark(at.line, found.start(1) + 1), marks
    if "a simple key" in said and start:
        line = _line(lines, start.line + 1)
        if found := _NO_SPACE.match(line):
            return Mark(start.line + 1, found.end(1)), "a space is missing after this colon"
    if character in ("]", "}") and "a flow " not in said:
        return at, f"`{character}` closes nothing here; if it's text, {_QUOTES}"
    if "a flow " in said and start and at.line == start.line + 1:
        return _in_brackets(_line(lines, at.line), at)
    return None


def _in_brackets(line: str, at: Mark) -> tuple[Mark, str] | None:
    """Explain an error at a place where an entry in brackets should have ended."""
    before, character = line[: at.column - 1].rstrip(), line[at.column - 1 : at.column]
    if character == ":":
        return at, f"a second colon in one entry: {_QUOTES}, or a comma before the key"
    if character in "[{":
        return at, f"text in brackets can't contain `{character}`: {_QUOTES}"
    if before.endswith(('"', "'")):
        return (
            at,
            "the text continues after its closing quotation mark: put all of it in quotes, or a comma here",
        )
    return None


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if number <= len(lines) else ""


def _character(text: str, at: Mark) -> str:
    lines = text.splitlines()
    return lines[at.line - 1][at.column - 1 : at.column] if at.line <= len(lines) else ""
