"""A message as a person reads it: its text, its images, and its controls by number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from discord_sandbox.clients.person.failures import ControlNotFound
from discord_sandbox.wire import Json

EPHEMERAL, LOADING = 1 << 6, 1 << 7
LINK = 5
KINDS = {
    2: "button",
    3: "select",
    4: "text",
    5: "user select",
    6: "role select",
    7: "mentionable select",
    8: "channel select",
    19: "file upload",
    21: "radio group",
    22: "checkbox group",
    23: "checkbox",
}


@dataclass(frozen=True)
class Option:
    """One choice of a select."""

    label: str
    value: str
    description: str = ""
    default: bool = False


@dataclass(frozen=True)
class Control:
    """A button or select. `number` counts from 1 in the order displayed."""

    number: int
    label: str
    custom_id: str
    kind: str
    disabled: bool = False
    options: tuple[Option, ...] = ()
    min_values: int = 1
    max_values: int = 1
    type: int = 2
    url: str = ""

    def __str__(self) -> str:
        return f"[{self.number}] {self.label}{' (off)' if self.disabled else ''}"


@dataclass(frozen=True)
class Words:
    """Text in Discord's markdown."""

    text: str


@dataclass(frozen=True)
class Picture:
    """An image. `description` is its alt text, or empty."""

    description: str
    url: str


@dataclass(frozen=True)
class File:
    """An attached file."""

    name: str


@dataclass(frozen=True)
class Row:
    """Controls side by side."""

    controls: tuple[Control, ...]


@dataclass(frozen=True)
class Rule:
    """A separator line."""


Block = Words | Picture | File | Row | Rule


@dataclass(frozen=True)
class Reply:
    """A message as one person sees it. `raw` is Discord's message object."""

    raw: Json = field(repr=False)

    @property
    def id(self) -> str:
        """The message's id."""
        return str(self.raw["id"])

    @property
    def channel_id(self) -> str:
        """The id of its channel."""
        return str(self.raw["channel_id"])

    @property
    def author(self) -> str:
        """The name of who sent it, as displayed."""
        author = self.raw.get("author", {})
        return str(author.get("global_name") or author.get("username") or "someone")

    @property
    def private(self) -> bool:
        """Whether only the person it answers sees it."""
        return bool(self.raw.get("flags", 0) & EPHEMERAL)

    @property
    def thinking(self) -> bool:
        """Whether it only says that the application is thinking."""
        return bool(self.raw.get("flags", 0) & LOADING)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The message's parts, in reading order."""
        return tuple(_blocks(self.raw))

    @cached_property
    def text(self) -> str:
        """All text in the content, embeds and text displays, in reading order."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Words))

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The images, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Picture))

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The buttons and selects, in the order displayed."""
        rows = [block.controls for block in self.blocks if isinstance(block, Row)]
        return tuple(control for row in rows for control in row)

    def control(self, wanted: str | int) -> Control:
        """Return a control by number, label or custom id. Raise ControlNotFound if there isn't one."""
        if isinstance(wanted, int):
            found = [control for control in self.controls if control.number == wanted]
        else:
            found = [control for control in self.controls if wanted in (control.label, control.custom_id)]
            plain = wanted.strip().casefold()
            found = found or [each for each in self.controls if each.label.casefold() == plain]
        if not found:
            there = ", ".join(map(str, self.controls)) or "none"
            raise ControlNotFound(f"There is no control {wanted!r} on the message; its controls: {there}.")
        return found[0]

    def __repr__(self) -> str:
        head = f"<Reply {self.id} by {self.author}{' (private)' if self.private else ''}"
        return (
            "\n  ".join([head, *self.text.splitlines(), "   ".join(map(str, self.controls))]).rstrip() + ">"
        )


def choose(options: tuple[Option, ...], wanted: str) -> Option:
    """Return an option by value, by label, or by the start of a label ("A" for "A. Call them").

    Raise ControlNotFound if there isn't one.
    """
    exact = [each for each in options if each.value == wanted]
    return _first_match(options, wanted, exact, _labelled(options, wanted), _valued(options, wanted))


def choose_as_shown(options: tuple[Option, ...], typed: str) -> Option:
    """Return an option from a list numbered from 1: by number, label, start of a label, or value.

    Values come last because people can't see them. Raise ControlNotFound if nothing matches.
    """
    place = int(typed) if typed.strip().isdecimal() else 0
    numbered = [each for number, each in enumerate(options, 1) if number == place]
    return _first_match(options, typed, numbered, _labelled(options, typed), _valued(options, typed))


def _labelled(options: tuple[Option, ...], wanted: str) -> list[Option]:
    plain = wanted.strip().casefold()
    begins = re.compile(re.escape(plain) + r"(?!\w)")
    whole = [each for each in options if each.label.casefold() == plain]
    begun = [each for each in options if plain and begins.match(each.label.casefold())]
    return whole or (begun if len(begun) == 1 else [])


def _valued(options: tuple[Option, ...], wanted: str) -> list[Option]:
    return [each for each in options if each.value.casefold() == wanted.strip().casefold()]


def _first_match(options: tuple[Option, ...], wanted: str, *ways: list[Option]) -> Option:
    for found in ways:
        if found:
            return found[0]
    there = "".join(f"\n  {number}. {each.label}" for number, each in enumerate(options, 1)) or " none"
    raise ControlNotFound(f"There is no option {wanted!r}; the options:{there}")


def options_of(component: Json) -> tuple[Option, ...]:
    """Return the options of a select, radio group or checkbox group."""
    return tuple(
        Option(each["label"], each["value"], each.get("description") or "", bool(each.get("default")))
        for each in component.get("options") or ()
    )


def _blocks(raw: Json) -> Iterator[Block]:
    if raw.get("content"):
        yield Words(raw["content"])
    for embed in raw.get("embeds") or ():
        yield from _embed(embed)
    for attachment in raw.get("attachments") or ():
        if str(attachment.get("content_type") or "").startswith("image/"):
            yield Picture(attachment.get("description") or "", attachment.get("url", ""))
        else:
            yield File(attachment.get("filename", "file"))
    yield from _Walk().through(raw.get("components") or ())


def _embed(embed: Json) -> Iterator[Block]:
    words = [embed.get("author", {}).get("name"), embed.get("title"), embed.get("description")]
    words += [f"**{each['name']}**\n{each['value']}" for each in embed.get("fields") or ()]
    yield from (Words(text) for text in words if text)
    for key in ("image", "thumbnail"):
        if key in embed:
            yield Picture(embed[key].get("description") or "", embed[key].get("url", ""))
    if embed.get("footer", {}).get("text"):
        yield Words(embed["footer"]["text"])


class _Walk:
    """Convert components to blocks in reading order, and number the controls."""

    def __init__(self) -> None:
        self._last = 0

    def through(self, components: Any) -> Iterator[Block]:
        for component in components:
            yield from self._block(component)

    def _block(self, component: Json) -> Iterator[Block]:
        match component["type"]:
            case 1:
                yield Row(tuple(self._control(each) for each in component["components"]))
            case 2 | 3 | 5 | 6 | 7 | 8:
                yield Row((self._control(component),))
            case 9:
                yield from self.through(component["components"])
                yield from self.through([component["accessory"]])
            case 10:
                yield Words(component["content"])
            case 11:
                yield Picture(component.get("description") or "", component["media"]["url"])
            case 12:
                for item in component["items"]:
                    yield Picture(item.get("description") or "", item["media"]["url"])
            case 13:
                yield File(component.get("name") or component["file"]["url"].rsplit("/", 1)[-1])
            case 14:
                yield Rule()
            case 17:
                yield from self.through(component["components"])

    def _control(self, component: Json) -> Control:
        self._last += 1
        link = component["type"] == 2 and component.get("style") == LINK
        emoji = (component.get("emoji") or {}).get("name") or ""
        label = component.get("label") or component.get("placeholder") or ""
        return Control(
            number=self._last,
            label=label or emoji or "Choose",
            custom_id=component.get("custom_id", ""),
            kind="link" if link else KINDS[component["type"]],
            disabled=bool(component.get("disabled")),
            options=options_of(component),
            min_values=component.get("min_values", 1),
            max_values=component.get("max_values", 1),
            type=component["type"],
            url=component.get("url", ""),
        )
