"""Request bodies, and helpers for tables of limits."""

from collections.abc import Callable
from typing import Any

import pytest

from discord_sandbox.validation.form import Fault

Json = dict[str, Any]
Limit = tuple[str, Callable[[int], Any], int, str, str]  # what, body of so many, the most, path, code
Rule = tuple[str, Any, Any, str, str]  # what, right body, wrong body, path, code

REQUIRED, LONG, BAD = "BASE_TYPE_REQUIRED", "BASE_TYPE_MAX_LENGTH", "BASE_TYPE_BAD_LENGTH"
CHOICE, UNION, HIGH = "BASE_TYPE_CHOICES", "UNION_TYPE_CHOICES", "NUMBER_TYPE_MAX"
TWICE = "COMPONENT_CUSTOM_ID_DUPLICATED"


def limits(table: list[Limit]) -> Any:
    """Return a valid body at each limit and an invalid one just beyond it."""
    rules: list[Rule] = []
    for what, build, most, path, code in table:
        rules.append((f"{what} {most}", build(most), build(most + 1), path, code))
    return pytest.mark.parametrize(("right", "wrong", "path", "code"), *_split(rules))


def rules(table: list[Rule]) -> Any:
    """Return a valid and an invalid body for each rule."""
    return pytest.mark.parametrize(("right", "wrong", "path", "code"), *_split(table))


def _split(table: list[Rule]) -> tuple[list[Any]]:
    return ([pytest.param(*rule[1:], id=rule[0]) for rule in table],)


def named(faults: list[Fault]) -> list[tuple[str, str]]:
    """Return the paths and codes of faults."""
    return [(".".join(map(str, path)), code) for path, code, _ in faults]


def button(name: str = "b", **more: Any) -> Json:
    """A button."""
    return {"type": 2, "style": 1, "custom_id": name, "label": "B"} | more


def buttons(count: int) -> list[Json]:
    """Return buttons with different ids."""
    return [button(f"b{number}") for number in range(count)]


def row(*components: Json) -> Json:
    """An action row."""
    return {"type": 1, "components": list(components)}


def choices(count: int) -> list[Json]:
    """Options of a select or a group."""
    return [{"label": str(number), "value": str(number)} for number in range(count)]


def select(count: int = 2, **more: Any) -> Json:
    """A string select."""
    return {"type": 3, "custom_id": "s", "options": choices(count)} | more


def one_option(**more: Any) -> Json:
    """A string select with one option."""
    return select(0, options=[{"label": "l", "value": "v"} | more])


def text(content: str = "t", **more: Any) -> Json:
    """A text display."""
    return {"type": 10, "content": content} | more


def texts(count: int) -> list[Json]:
    """Text displays."""
    return [text() for _ in range(count)]


def section(*inner: Json, accessory: Json | None = None) -> Json:
    """A section."""
    return {"type": 9, "components": list(inner), "accessory": accessory or button()}


def container(*components: Json, **more: Any) -> Json:
    """A container."""
    return {"type": 17, "components": list(components)} | more


def gallery(count: int = 1, **more: Any) -> Json:
    """A media gallery."""
    item = {"media": {"url": "https://example.org/a.png"}} | more
    return {"type": 12, "items": [item] * count}


def v2(*components: Json, **more: Any) -> Json:
    """A v2 message."""
    return {"flags": 32768, "components": list(components)} | more


def classic(*rows: Json) -> Json:
    """A classic message with components."""
    return {"content": "c", "components": list(rows)}


def embed(**fields: Any) -> Json:
    """A message with one embed."""
    return {"embeds": [{"title": "t"} | fields]}


def in_row(component: Json) -> Json:
    """A classic message with one component."""
    return classic(row(component))
