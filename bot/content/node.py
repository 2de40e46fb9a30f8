"""A YAML file as a tree that knows where each part stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.content.fault import Fault

Place = tuple[str | int, ...]
"""The way from the top of a file to a part of it: keys, and positions in lists from 0."""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_AMBIGUOUS = frozenset(
    "yes Yes YES no No NO on On ON off Off OFF y Y n N True TRUE False FALSE".split()  # noqa: SIM905
)


@dataclass(frozen=True, order=True)
class Mark:
    """A line and a column, both from 1; columns count characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Ambiguous:
    """An unquoted word such as `yes`: a text to its author, true or false to other YAML programs."""

    text: str


@dataclass(slots=True)
class Scalar:
    """A single value; `plain` when it stands without quotes."""

    mark: Mark
    text: str
    plain: bool

    def value(self) -> str | int | bool | Ambiguous | None:
        """What it means. Dates, times and decimals stay text: no model wants them otherwise."""
        if not self.plain:
            return self.text
        if self.text in _NOTHING:
            return None
        if self.text in ("true", "false"):
            return self.text == "true"
        if self.text in _AMBIGUOUS:
            return Ambiguous(self.text)
        return int(self.text) if _INTEGER.fullmatch(self.text) else self.text


@dataclass(slots=True)
class Sequence:
    """A list."""

    mark: Mark
    items: list["Node"] = field(default_factory=list)

    def value(self) -> tuple[Any, ...]:
        """The values of its items."""
        return tuple(item.value() for item in self.items)


@dataclass(slots=True)
class Mapping:
    """Keys, each with its own mark, and their values; `flow`: in braces."""

    mark: Mark
    flow: bool = False
    items: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)

    def value(self) -> dict[str, Any]:
        """The values by key."""
        return {key: item.value() for key, item in self.items.items()}


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Document:
    """A file of the course that could be read. `file` is its path as it is shown."""

    name: str
    file: str
    root: Node

    def fault(self, where: Mark | Place, message: str) -> Fault:
        """A fault at a mark, or at the part of the file nearest to a place."""
        mark = where if isinstance(where, Mark) else locate(self.root, where)
        return Fault(self.file, mark.line, mark.column, message)


def step(node: Node, part: str | int) -> Node | None:
    """The child under a key or a position, or None."""
    if isinstance(node, Mapping) and isinstance(part, str):
        return node.items.get(part)
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def locate(node: Node, place: Place, *, key: bool = False) -> Mark:
    """Where a place begins, or the nearest part above it that exists; with `key`, where its key stands."""
    mark = node.mark
    for part in place:
        child = step(node, part)
        if child is None:
            break
        mark = node.keys[part] if key and isinstance(node, Mapping) and isinstance(part, str) else child.mark
        node = child
    return mark


def select(node: Node, *pattern: str) -> Iterator[Node]:
    """Every part on a way of keys, where `*` is each item of a list. What has another shape is passed by."""
    if not pattern:
        yield node
    elif pattern[0] == "*":
        for item in node.items if isinstance(node, Sequence) else ():
            yield from select(item, *pattern[1:])
    elif isinstance(node, Mapping) and pattern[0] in node.items:
        yield from select(node.items[pattern[0]], *pattern[1:])


def texts(node: Node, *pattern: str) -> Iterator[Scalar]:
    """The texts among what `select` finds."""
    for found in select(node, *pattern):
        if isinstance(found, Scalar) and isinstance(found.value(), str):
            yield found


def under(node: Node, key: str) -> Iterator[Scalar]:
    """The texts of each list that stands under this key, however deep."""
    if isinstance(node, Mapping):
        yield from texts(node, key, "*")
        for child in node.items.values():
            yield from under(child, key)
    elif isinstance(node, Sequence):
        for child in node.items:
            yield from under(child, key)
