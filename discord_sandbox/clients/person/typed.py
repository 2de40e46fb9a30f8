"""Parse typed slash commands into interaction data.

/roll 2 6                                        options in order
/event add channel:general time:09:00            a subcommand, and options by name
/say see you all on Friday                       the last text option takes the rest of the line
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from discord_sandbox.clients.person.failures import CommandNotUnderstood
from discord_sandbox.clients.person.limits import check_length
from discord_sandbox.wire import Json

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, NUMBER = 1, 2, 3, 4, 5, 10
TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
Find = Callable[[int, str], str]  # (type of option, name) -> id


@dataclass(frozen=True)
class Usage:
    """A command's syntax and description, and whether it's only for moderators."""

    line: str
    description: str
    moderators: bool


def usages(commands: list[Json]) -> list[Usage]:
    """Return each command and subcommand with its options: <required>, [optional]."""
    return [usage for command in sorted(commands, key=_name) for usage in _usages(command, "/", command)]


def _usages(node: Json, before: str, command: Json) -> Iterator[Usage]:
    line = before + node["name"]
    if _subcommands(node):
        for each in node["options"]:
            yield from _usages(each, line + " ", command)
        return
    for option in node.get("options") or ():
        line += f" <{option['name']}>" if option.get("required") else f" [{option['name']}]"
    yield Usage(line, node.get("description", ""), command.get("default_member_permissions") is not None)


def read_command(line: str, commands: list[Json], find: Find, focused: tuple[str, str] | None = None) -> Json:
    """Parse a line and return the `data` of its interaction.

    `find` turns the name of a person, channel or role into an id. For autocomplete, `focused` is the name and
    text of the option being typed; then required options can be missing. Raise CommandNotUnderstood or
    OutOfBounds if the line doesn't fit the command.
    """
    name, _, rest = line.strip().removeprefix("/").partition(" ")
    known = {each["name"]: each for each in commands if each.get("type", 1) == 1}
    if name not in known:
        there = ", ".join(f"/{each}" for each in sorted(known)) or "none are registered"
        raise CommandNotUnderstood(f"There is no command /{name}; there are: {there}.")
    command = node = known[name]
    path: list[Json] = []
    while _subcommands(node):
        word, _, rest = rest.strip().partition(" ")
        inner = {each["name"]: each for each in node["options"]}
        if word not in inner:
            so_far = " ".join([f"/{name}", *(each["name"] for each in path)])
            raise CommandNotUnderstood(f"{so_far} is followed by one of: {', '.join(inner)}.")
        node = inner[word]
        path.append(node)
    values = _read_options(rest.strip(), node.get("options") or [], find, focused)
    for each in reversed(path):
        values = [{"type": each["type"], "name": each["name"], "options": values}]
    data: Json = {key: command[key] for key in ("id", "name", "version", "guild_id") if key in command}
    return data | {"type": 1, "options": values}


def _name(command: Json) -> str:
    return str(command["name"])


def _subcommands(node: Json) -> bool:
    return any(option["type"] in (SUBCOMMAND, GROUP) for option in node.get("options") or ())


def _read_options(text: str, options: list[Json], find: Find, focused: tuple[str, str] | None) -> list[Json]:
    typed = _assign(text, options)
    if focused:
        if focused[0] not in [option["name"] for option in options]:
            raise CommandNotUnderstood(f"There is no option {focused[0]!r} here.")
        typed[focused[0]] = focused[1]
    read = []
    for option in options:
        name, kind = option["name"], option["type"]
        if focused and name == focused[0]:
            read.append({"type": kind, "name": name, "value": focused[1], "focused": True})
        elif name in typed:
            read.append({"type": kind, "name": name, "value": _value(option, typed[name], find)})
        elif option.get("required") and not focused:
            raise CommandNotUnderstood(f"The option {name!r} is missing: {option.get('description', '')}")
    return read


def _assign(text: str, options: list[Json]) -> dict[str, str]:
    """Return the text typed for each option. Words before the first `name:` go by position."""
    names = "|".join(re.escape(option["name"]) for option in options)
    pieces = re.split(rf"(?:^|(?<=\s))({names}):", text) if names else [text]
    typed = {name: _unquoted(value.strip()) for name, value in zip(pieces[1::2], pieces[2::2], strict=True)}
    free = [option for option in options if option["name"] not in typed]
    last: Json | None = None
    for word in re.findall(r'"[^"]*"|\S+', pieces[0]):
        if free and (last is None or last["type"] != STRING or _fits(free[0], word)):
            last = free.pop(0)
            typed[last["name"]] = _unquoted(word)
        elif last is not None and last["type"] == STRING:
            typed[last["name"]] += f" {word}"
        else:
            raise CommandNotUnderstood(f"There's no option left for {word!r}.")
    return typed


def _fits(option: Json, word: str) -> bool:
    match option["type"]:
        case 4:
            return re.fullmatch(r"[+-]?\d+", word) is not None
        case 10:
            return re.fullmatch(r"[+-]?\d+(\.\d+)?", word) is not None
        case 5:
            return word.casefold() in TRUTH
        case _:
            return True


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _value(option: Json, text: str, find: Find) -> str | int | float | bool:
    kind, name = option["type"], option["name"]
    if option.get("choices"):
        return _choice(option, text)
    if not _fits(option, text):
        wanted = {INTEGER: "a whole number", NUMBER: "a number", BOOLEAN: "yes or no"}[kind]
        raise CommandNotUnderstood(f"{name} is {wanted}, not {text!r}.")
    match kind:
        case 4 | 10:
            number = int(text) if kind == INTEGER else float(text)
            least, most = option.get("min_value", number), option.get("max_value", number)
            if not least <= number <= most:
                raise CommandNotUnderstood(f"{name} is between {least} and {most}, not {text}.")
            return number
        case 5:
            return TRUTH[text.casefold()]
        case 3:
            check_length(name, text, option.get("min_length"), option.get("max_length"))
            return text
        case 11:
            raise CommandNotUnderstood(f"{name} is a file, which you can't type.")
        case _:
            return find(kind, text)


def _choice(option: Json, text: str) -> str | int | float:
    """Return a choice's value by name or value, or by the start of its name if only one matches."""
    choices, plain = option["choices"], text.casefold()
    exact = [each for each in choices if plain in (each["name"].casefold(), str(each["value"]).casefold())]
    begun = [each for each in choices if each["name"].casefold().startswith(plain)]
    found = exact or (begun if len(begun) == 1 else [])
    if found:
        value: str | int | float = found[0]["value"]
        return value
    there = "".join(f"\n  {choice['name']}" for choice in choices)
    raise CommandNotUnderstood(f"{option['name']} is one of these, not {text!r}:{there}")
