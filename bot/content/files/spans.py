"""Find where a file's top-level keys and comments are, to change some of them and keep the rest as it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")


@dataclass(frozen=True)
class Span:
    """The lines of a key with its value, as indexes into the text: from `start` to before `end`.

    Blank lines and comments after the value aren't included.
    """

    start: int
    end: int


@dataclass(frozen=True)
class Comment:
    """A comment. `line`, from 1, is where it is, or the next line with anything else if it has its own."""

    line: int
    text: str


def key_spans(text: str) -> dict[str, Span]:
    """Return the lines of each top-level key. The text is valid YAML: a mapping in block style."""
    spans: dict[str, Span] = {}
    depth, key = 0, None
    for event in _events(text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif not isinstance(event, yaml.ScalarEvent):
            continue
        if key is None and depth == 1:
            key = event.value
            spans[key] = Span(_line_start(text, event.start_mark.index), _line_end(text, event))
        elif key is not None:
            if _has_text(event):
                spans[key] = Span(spans[key].start, max(spans[key].end, _line_end(text, event)))
            if depth == 1:
                key = None
    return spans


def comments(text: str, span: Span) -> Iterator[Comment]:
    """Yield the comments within a key's lines, in order."""
    values = [(each.start_mark.index, each.end_mark.index) for each in _events(text) if _has_text(each)]
    waiting: list[str] = []
    start = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        found = next(
            (each for each in _COMMENT.finditer(line) if not _within(values, start + each.start())), None
        )
        number = text.count("\n", 0, start) + 1
        before = line[: found.start()] if found else line
        if found:
            waiting.append(found[0].rstrip())
        if before.strip():
            yield from (Comment(number, each) for each in waiting)
            waiting = []
        start += len(line)


def _events(text: str) -> Iterator[Any]:
    """Yield the parser's events, whose marks have indexes into the text."""
    return yaml.parse(text, Loader=yaml.SafeLoader)


def _within(values: list[tuple[int, int]], index: int) -> bool:
    return any(start <= index < end for start, end in values)


def _has_text(event: Any) -> bool:
    """Return whether the event ends where its text does: not the end of a list or mapping in block style."""
    return isinstance(event, yaml.ScalarEvent) or event.start_mark.index < event.end_mark.index


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line_end(text: str, event: Any) -> int:
    """Return the index after the last line of an event's text. Blank lines at its end don't count."""
    last = len(text[: event.end_mark.index].rstrip())
    return text.find("\n", last) + 1 or len(text)
