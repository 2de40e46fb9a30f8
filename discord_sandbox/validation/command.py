"""Commands that the bot registers.

Limits and names come from Discord's page "Application Commands".
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from discord_sandbox.validation.form import (
    TRIMMED,
    Checked,
    Fault,
    Form,
    Path,
    Snowflake,
    check,
    length,
    one_of,
    unique,
    within,
)
from discord_sandbox.wire import Json

MAX_COMMANDS, MAX_MENUS = 100, 15
MAX_CHARACTERS = 8000
SUBCOMMAND, GROUP = 1, 2
Localized = dict[str, str] | None
_SCRIPTS = re.compile(
    r"[\u0900-\u097f\u0e00-\u0e7f]"
)  # Devanagari and Thai, whose vowels are combining marks


class Choice(Form):
    """One of an option's choices."""

    name: Annotated[str, TRIMMED, length(1, 100)]
    name_localizations: Localized = None
    value: str | int | float


class Named(Form):
    """The fields of every option."""

    name: Annotated[str, length(1, 32)]
    name_localizations: Localized = None
    description: Annotated[str, length(1, 100)]
    description_localizations: Localized = None
    required: bool | None = None


class Text(Named):
    """An option that takes text."""

    type: Literal[3]
    autocomplete: bool | None = None
    choices: Annotated[list[Choice] | None, length(0, 25)] = None
    min_length: Annotated[int | None, within(0, 6000)] = None
    max_length: Annotated[int | None, within(1, 6000)] = None


class Number(Named):
    """An option that takes an integer (4) or any number (10)."""

    type: Literal[4, 10]
    autocomplete: bool | None = None
    choices: Annotated[list[Choice] | None, length(0, 25)] = None
    min_value: int | float | None = None
    max_value: int | float | None = None


class Thing(Named):
    """An option that takes a boolean, a user, a role, a user or role, or a file."""

    type: Literal[5, 6, 8, 9, 11]


class Channel(Named):
    """An option that takes a channel."""

    type: Literal[7]
    channel_types: Annotated[list[int] | None, unique()] = None


Plain = Text | Number | Thing | Channel


class Subcommand(Named):
    """A subcommand."""

    type: Literal[1]
    options: Annotated[list[Annotated[Plain, Field(discriminator="type")]] | None, length(0, 25)] = None


class Group(Named):
    """A group of subcommands."""

    type: Literal[2]
    options: Annotated[list[Annotated[Subcommand, Field()]], length(1, 25)]


class Command(Form):
    """A command."""

    id: Snowflake | None = None
    type: Annotated[int | None, one_of(1, 2, 3)] = None
    name: Annotated[str, length(1, 32)]
    name_localizations: Localized = None
    description: Annotated[str | None, length(0, 100)] = None
    description_localizations: Localized = None
    options: Annotated[
        list[Annotated[Plain | Subcommand | Group, Field(discriminator="type")]] | None, length(0, 25)
    ] = None
    default_member_permissions: int | None = None
    dm_permission: bool | None = None
    nsfw: bool | None = None  # on Discord's page "Application Commands", but not in its HTTP description
    contexts: Annotated[list[Annotated[int, one_of(0, 1, 2)]] | None, length(1, 3), unique()] = None
    integration_types: Annotated[list[Annotated[int, one_of(0, 1)]] | None, length(1, 2), unique()] = None


COMMANDS = TypeAdapter(list[Command])


def check_commands(sent: Any) -> Checked:
    """Check a list of commands."""
    checked = check(COMMANDS, sent)
    faults: list[Fault] = []
    names: Counter[tuple[int, str]] = Counter()
    for index, command in enumerate(checked.values or []):
        kind = command.get("type") or 1
        names[kind, command["name"]] += 1
        if names[kind, command["name"]] > 1:
            words = "Application command names must be unique"
            faults.append(((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", words))
        faults += _one_command((index,), command, kind)
    kinds = Counter(kind for kind, _ in names.elements())
    if kinds[1] > MAX_COMMANDS or max(kinds[2], kinds[3]) > MAX_MENUS:
        words = f"Must be {MAX_COMMANDS} or fewer in length."
        faults.append((("_",), "BASE_TYPE_MAX_LENGTH", words))
    return checked.also(faults)


def _one_command(here: Path, command: Json, kind: int) -> Iterator[Fault]:
    if kind != 1:
        if command.get("description") or command.get("options"):
            words = "Context menu commands cannot have a description or options"
            yield (*here, "description"), "APPLICATION_COMMAND_INVALID_DESCRIPTION", words
        return
    if not command.get("description"):
        yield (*here, "description"), "BASE_TYPE_REQUIRED", "This field is required"
    yield from _name_faults(here, command["name"])
    yield from _option_faults(here, command.get("options") or [])
    if characters(command) > MAX_CHARACTERS:
        words = f"Command exceeds maximum size ({MAX_CHARACTERS})"
        yield here, "APPLICATION_COMMAND_TOO_LARGE", words


def _name_faults(here: Path, name: str) -> Iterator[Fault]:
    if not all(_may_be_in_name(character) for character in name) or name != name.lower():
        yield (*here, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"


def _may_be_in_name(character: str) -> bool:
    letter_or_number = unicodedata.category(character)[0] in "LN"
    return character in "-_'" or letter_or_number or bool(_SCRIPTS.match(character))


def _option_faults(here: Path, options: list[Json]) -> Iterator[Fault]:
    names: Counter[str] = Counter()
    optional_seen = False
    nested = [option["type"] in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        words = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        yield (*here, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words
    for index, option in enumerate(options):
        place = (*here, "options", index)
        names[option["name"]] += 1
        if names[option["name"]] > 1:
            words = f"Option name {option['name']} already exists in these options"
            yield place, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", words
        if option.get("required") and optional_seen:
            words = "Required options must be placed before non-required options"
            yield place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words
        optional_seen = optional_seen or not option.get("required")
        yield from _name_faults(place, option["name"])
        yield from _choice_faults(place, option)
        yield from _option_faults(place, option.get("options") or [])


def _choice_faults(here: Path, option: Json) -> Iterator[Fault]:
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        words = "Autocomplete options cannot have choices"
        yield (*here, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICES_WITH_AUTOCOMPLETE", words
    for key in ("name", "value"):
        seen: Counter[str] = Counter()
        for index, choice in enumerate(choices):
            seen[str(choice[key])] += 1
            if seen[str(choice[key])] > 1:
                code = f"APPLICATION_COMMAND_OPTIONS_CHOICE_{key.upper()}_EXISTS"
                yield (*here, "choices", index, key), code, f"Choice {key} already exists"
    for index, choice in enumerate(choices):
        yield from value_faults(option["type"], choice["value"], (*here, "choices", index, "value"))


def value_faults(kind: int, value: Any, here: Path) -> Iterator[Fault]:
    """Yield the faults of a choice's value, for an option of type `kind` (3, 4 or 10)."""
    if kind == 3:
        if not isinstance(value, str):
            yield here, "STRING_TYPE_CONVERT", f'Value "{value}" is not a string.'
        elif len(value) > 100:
            yield here, "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length."
    elif isinstance(value, bool) or not isinstance(value, int if kind == 4 else int | float):
        yield here, "NUMBER_TYPE_COERCE", f'Value "{value}" is not {"int" if kind == 4 else "double"}.'


def characters(command: Json) -> int:
    """Return the total length of a command's names, descriptions and choice values."""
    own = len(command.get("name") or "") + len(command.get("description") or "")
    own += len(command["value"]) if isinstance(command.get("value"), str) else 0
    return own + sum(characters(each) for key in ("options", "choices") for each in command.get(key) or [])
