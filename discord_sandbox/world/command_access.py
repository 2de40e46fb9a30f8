"""Decide who can run a command in a server. Pure.

A server can override who can run an application's commands: one command, or all of them. Overrides for the
one command come first. An override for @everyone can only take a command away: if it allows one, members
still need the command's `default_member_permissions`, as on Discord.
"""

from collections.abc import Iterable

from discord_sandbox.wire import Json
from discord_sandbox.world.permissions import ALL, THREAD_TYPES, Permission

ROLE, USER, CHANNEL = 1, 2, 3


def may_run(guild: Json, channel: Json, user_id: str, command: Json, bits: int) -> bool:
    """Return whether a member can run a command in a channel, where `bits` are their permissions."""
    if bits == ALL:
        return True
    if not bits & Permission.USE_APPLICATION_COMMANDS:
        return False
    overrides = guild.get("command_permissions", {})
    levels = [overrides.get(key, []) for key in (command["id"], command["application_id"])]
    place = channel["parent_id"] if channel["type"] in THREAD_TYPES else channel["id"]
    if _permission(levels, [(CHANNEL, {place}), (CHANNEL, {all_channels(guild["id"])})]) is False:
        return False
    roles = set(guild["members"][user_id]["roles"])
    named = _permission(levels, [(USER, {user_id}), (ROLE, roles)])
    if named is not None:
        return named
    if _permission(levels, [(ROLE, {guild["id"]})]) is False:
        return False
    needed = command["default_member_permissions"]
    return needed is None or (int(needed) != 0 and bits & int(needed) == int(needed))


def all_channels(guild_id: str) -> str:
    """Return the id that Discord uses for all channels of a server."""
    return str(int(guild_id) - 1)


def _permission(levels: list[list[Json]], whom: Iterable[tuple[int, set[str]]]) -> bool | None:
    """Return the permission from the first matching override, or None if there's no match.

    If several roles match, one that allows the command is enough.
    """
    for entries in levels:
        for kind, ids in whom:
            found = [each["permission"] for each in entries if each["type"] == kind and each["id"] in ids]
            if found:
                return any(found)
    return None
