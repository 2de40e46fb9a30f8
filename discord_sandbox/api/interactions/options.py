"""Check typed command options against the command's definition."""

from collections.abc import Iterator
from typing import Any

from discord_sandbox.errors import invalid_form
from discord_sandbox.wire import Json
from discord_sandbox.world import World, payloads
from discord_sandbox.world.access import permission_bits

SUBCOMMANDS = (1, 2)
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = 3, 4, 5, 6, 7, 8, 9, 10
KINDS: dict[int, type | tuple[type, ...]] = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}
Fault = tuple[tuple[str | int, ...], str, str]


class Typed:
    """The options of one command: find the subcommand, and collect faults and resolved entities."""

    def __init__(self, world: World, guild: Json | None, *, completing: bool) -> None:
        """Take where the command is run. `completing` means it's still being typed."""
        self._world = world
        self._guild = guild
        self._completing = completing
        self._faults: list[Fault] = []
        self.words: list[str] = []  # the names of the command and subcommand
        self.resolved = Resolved(world, guild)
        self.focused: Json | None = None  # the option that's being autocompleted

    def check(self, command: Json, typed: list[Json]) -> list[Json]:
        """Return the bot's options. Raise 50035 if they don't fit the command."""
        self.words.append(command["name"])
        checked = self._level(command.get("options") or [], typed, ("data", "options"))
        if self._completing and self.focused is None:
            self._faults.append((("data", "options"), "BASE_TYPE_REQUIRED", "One option must be focused"))
        if self._faults:
            raise invalid_form(self._faults)
        return checked

    def _level(self, known: list[Json], typed: list[Json], at: tuple[str | int, ...]) -> list[Json]:
        by_name = {option["name"]: option for option in known}
        if known and known[0]["type"] in SUBCOMMANDS:
            return self._subcommand(by_name, typed, at)
        given = {each["name"] for each in typed}
        for option in known:
            if option.get("required") and option["name"] not in given and not self._completing:
                self._faults.append(((*at, option["name"]), "BASE_TYPE_REQUIRED", "This field is required"))
        checked = []
        for index, each in enumerate(typed):
            found = by_name.get(each["name"])
            if found is None or (each.get("type") or found["type"]) != found["type"]:
                self._faults.append(((*at, index), "BASE_TYPE_CHOICES", "The command has no such option"))
                continue
            checked.append(self._value(found, each, (*at, index, "value")))
        return checked

    def _subcommand(
        self, by_name: dict[str, Json], typed: list[Json], at: tuple[str | int, ...]
    ) -> list[Json]:
        chosen = by_name.get(typed[0]["name"]) if len(typed) == 1 else None
        if chosen is None:
            self._faults.append((at, "BASE_TYPE_REQUIRED", "A subcommand is required"))
            return []
        self.words.append(chosen["name"])
        inner = self._level(chosen.get("options") or [], typed[0].get("options") or [], (*at, 0, "options"))
        return [{"name": chosen["name"], "type": chosen["type"], "options": inner}]

    def _value(self, option: Json, each: Json, at: tuple[str | int, ...]) -> Json:
        value, kind = each.get("value"), option["type"]
        checked = {"name": option["name"], "type": kind, "value": value}
        if self._completing and each.get("focused"):
            if not option.get("autocomplete"):
                self._faults.append((at, "BASE_TYPE_CHOICES", "This option is not completed by the bot"))
            self.focused = option
            return checked | {"focused": True, "value": "" if value is None else str(value)}
        if not self._completing:
            self._faults += [(at, code, words) for code, words in value_faults(option, value)]
            named = kind in (USER, CHANNEL, ROLE, MENTIONABLE)
            if named and not self.resolved.add(kind, str(value), option.get("channel_types")):
                self._faults.append((at, "BASE_TYPE_CHOICES", f"{value} is not known here"))
        return checked


def value_faults(option: Json, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the faults of an option's value: Discord's code and a message."""
    kind = option["type"]
    expected: Any = KINDS.get(kind, str)
    if not isinstance(value, expected) or (kind != BOOLEAN and isinstance(value, bool)):
        yield "BASE_TYPE_CONVERT", f"{value!r} is not of the option's type"
        return
    choices = option.get("choices")
    if choices and value not in [choice["value"] for choice in choices]:
        yield "BASE_TYPE_CHOICES", f"{value!r} is not one of the choices"
    if kind == STRING:
        low, high = option.get("min_length", 0), option.get("max_length", 6000)
        if not low <= len(value) <= high:
            yield "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length."
    if kind in (INTEGER, NUMBER):
        if value < option.get("min_value", value):
            yield "NUMBER_TYPE_MIN", f"Must be at least {option['min_value']}."
        if value > option.get("max_value", value):
            yield "NUMBER_TYPE_MAX", f"Must be at most {option['max_value']}."


class Resolved:
    """Collect the bot's `resolved` data: the users, roles and channels whose ids were sent."""

    def __init__(self, world: World, guild: Json | None) -> None:
        """Take the world, and the server of the interaction."""
        self._world = world
        self._guild = guild
        self.body: Json = {}

    def offer(self, kind: int, key: str, channel_types: list[int] | None) -> bool:
        """Add an entity chosen in a select, and return whether it's offered. @everyone never is."""
        everyone = self._guild is not None and key == self._guild["id"] and kind in (ROLE, MENTIONABLE)
        return not everyone and self.add(kind, key, channel_types)

    def add(self, kind: int, key: str, channel_types: list[int] | None = None) -> bool:
        """Add the entity with an id, and return whether it exists here. `kind` is an option type from 6 to 9.

        If there are `channel_types`, a channel must have one of them.
        """
        if kind in (USER, MENTIONABLE) and key in self._world.users:
            self._add("users", key, payloads.user(self._world, key))
            if self._guild and key in self._guild["members"]:
                self._add("members", key, payloads.member(self._guild, key) | {"permissions": "0"})
            return True
        if kind in (ROLE, MENTIONABLE) and self._guild:
            role = next((each for each in self._guild["roles"] if each["id"] == key), None)
            if role:
                self._add("roles", key, role)
            return role is not None
        if kind == CHANNEL:
            return self._add_channel(key, channel_types)
        return False

    def _add_channel(self, key: str, types: list[int] | None) -> bool:
        channel = self._world.channels.get(key)
        if channel is None or self._guild is None or channel.get("guild_id") != self._guild["id"]:
            return False
        if types and channel["type"] not in types:
            return False
        shown = ("id", "name", "type", "parent_id", "last_message_id", "topic", "nsfw", "position", "flags")
        partial = {name: channel[name] for name in shown if name in channel}
        if "thread_metadata" in channel:
            partial["thread_metadata"] = channel["thread_metadata"]
        bits = permission_bits(self._world, channel, self._guild["owner_id"])
        self._add("channels", key, partial | {"permissions": str(bits)})
        return True

    def _add(self, group: str, key: str, body: Json) -> None:
        self.body.setdefault(group, {})[key] = body
