"""What the YAML parser stumbles over, in words that an author understands."""

import yaml

from bot.content.node import Mark

_QUOTES = "put the text in quotes"
_INDENTATION = (
    "this does not fit the lines above: check the indentation and the dash; a text that begins with "
    "a quotation mark must end with one, and holds it doubled"
)

# What the parser says contains the first; the place is where the thing began if the second is true.
_EXPLANATIONS = (
    ("escape", False, "a backslash in double quotes stands for a character: write two, or use single quotes"),
    ("a quoted scalar", True, "a text in quotes begins here and never ends"),
    (
        "mapping values",
        False,
        f"a key must line up with the keys above; if it is a text with `: `, {_QUOTES}",
    ),
    ("an alias", True, f"a text must not begin with `*`: {_QUOTES}"),
    ("an anchor", True, f"a text must not begin with `&`: {_QUOTES}"),
    ("tag", True, f"a text must not begin with `!`: {_QUOTES}"),
    ("directive", True, f"a line must not begin with `%`: {_QUOTES}"),
    ("a block scalar", True, f"after `|` or `>` the text begins on the next line; otherwise {_QUOTES}"),
    ("a simple key", True, "neither a key with its colon nor part of the text above: check the indentation"),
    (
        "a flow ",
        True,
        f"a bracket opens a list or mapping here and is not closed; if it is a text, {_QUOTES}",
    ),
    ("sequence entries", False, f"a dash begins a list, on a line of its own; if it is a text, {_QUOTES}"),
    ("expected", False, _INDENTATION),
)


def explain_syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[Mark, str]:
    """Where the text stops being YAML, and what to do about it."""
    said = f"{error.context} {error.problem}"
    here = error.problem_mark or error.context_mark
    at = Mark(here.line + 1, here.column + 1) if here else Mark(1, 1)
    character = _character(text, at)
    if character == "\t":
        return at, "a tab: indent with spaces"
    if "cannot start any token" in said or "node content" in said:
        return at, f"a text must not begin with `{character}`: {_QUOTES}"
    for words, from_start, explanation in _EXPLANATIONS:
        if words in said:
            if from_start and (start := error.context_mark):
                at = Mark(start.line + 1, start.column + 1)
            return at, explanation
    return at, f"this is not YAML ({error.problem})"


def _character(text: str, at: Mark) -> str:
    lines = text.splitlines()
    return lines[at.line - 1][at.column - 1 : at.column] if at.line <= len(lines) else ""
