"""A YAML file as a tree of nodes that know their line and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.content.fault import Fault

Place = tuple[str | int, ...]
"""The path from a file's root to a part of it: keys, and list indexes from 0."""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_AMBIGUOUS = frozenset(
    "yes Yes YES no No NO on On ON off Off OFF y Y n N True TRUE False FALSE".split()  # noqa: SIM905
)


@dataclass(frozen=True, order=True)
class Mark:
    """A line and a column, both from 1. Columns count characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Ambiguous:
    """An unquoted word such as `yes`, which authors mean as text but many YAML programs read as true."""

    text: str


@dataclass(slots=True)
class Scalar:
    """A single value. `plain` means that it has no quotes."""

    mark: Mark
    text: str
    plain: bool

    def value(self) -> str | int | bool | Ambiguous | None:
        """Return its Python value. Dates, times and decimals stay text, because no model needs them."""
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
        """Return its items' values."""
        return tuple(item.value() for item in self.items)


@dataclass(slots=True)
class Mapping:
    """Keys, each with its mark, and their values. `flow` means that it's written in braces."""

    mark: Mark
    flow: bool = False
    items: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)

    def value(self) -> dict[str, Any]:
        """Return the values by key."""
        return {key: item.value() for key, item in self.items.items()}


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Document:
    """A readable file of the course. `file` is its path for display."""

    name: str
    file: str
    root: Node

    def fault(self, where: Mark | Place, message: str) -> Fault:
        """Return a fault at a mark, or at the existing part of the file nearest to a place."""
        mark = where if isinstance(where, Mark) else locate(self.root, where)
        return Fault(self.file, mark.line, mark.column, message)


def step(node: Node, part: str | int) -> Node | None:
    """Return the child at a key or index, or None."""
    if isinstance(node, Mapping) and isinstance(part, str):
        return node.items.get(part)
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def locate(node: Node, place: Place, *, key: bool = False) -> Mark:
    """Return where a place starts, or its nearest existing parent. With `key`, return where its key is."""
    mark = node.mark
    for part in place:
        child = step(node, part)
        if child is None:
            break
        mark = node.keys[part] if key and isinstance(node, Mapping) and isinstance(part, str) else child.mark
        node = child
    return mark


def select(node: Node, *pattern: str) -> Iterator[Node]:
    """Yield every node that matches a path of keys, where `*` matches each list item. Skip other shapes."""
    if not pattern:
        yield node
    elif pattern[0] == "*":
        for item in node.items if isinstance(node, Sequence) else ():
            yield from select(item, *pattern[1:])
    elif isinstance(node, Mapping) and pattern[0] in node.items:
        yield from select(node.items[pattern[0]], *pattern[1:])


def texts(node: Node, *pattern: str) -> Iterator[Scalar]:
    """Yield the texts among the nodes that `select` finds."""
    for found in select(node, *pattern):
        if isinstance(found, Scalar) and isinstance(found.value(), str):
            yield found


def under(node: Node, key: str) -> Iterator[Scalar]:
    """Yield the texts in every list that's under this key, at any depth."""
    if isinstance(node, Mapping):
        yield from texts(node, key, "*")
        for child in node.items.values():
            yield from under(child, key)
    elif isinstance(node, Sequence):
        for child in node.items:
            yield from under(child, key)
