"""Compute permissions as Discord does. Pure.

The steps follow Discord's page "Permissions", section "Permission Overwrites".
"""

from enum import IntFlag

from discord_sandbox.wire import Json


class Permission(IntFlag):
    """Permissions, with Discord's names and bits."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CHANGE_NICKNAME = 1 << 26
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51


ALL = (1 << 53) - 1
DIRECT, GROUP_DM, ANNOUNCEMENT = 1, 3, 5
PRIVATE_THREAD = 12
PRIVATE_TYPES = frozenset({DIRECT, GROUP_DM})
THREAD_TYPES = frozenset({10, 11, 12})

IN_DIRECT_MESSAGES = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_POLLS
)

IN_TIMEOUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY

APP_ELSEWHERE = Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.MENTION_EVERYONE


def named(names: list[str]) -> int:
    """Return the bits of the named permissions. Raise KeyError for an unknown name."""
    bits = 0
    for name in names:
        bits |= Permission[name]
    return bits


def in_guild(guild: Json, user_id: str) -> int:
    """Return a member's permissions in a server, before channel overwrites; 0 if they aren't a member."""
    member = guild["members"].get(user_id)
    if member is None:
        return 0
    if guild["owner_id"] == user_id:
        return ALL
    held = {guild["id"], *member["roles"]}
    bits = 0
    for role in guild["roles"]:
        if role["id"] in held:
            bits |= int(role["permissions"])
    return ALL if bits & Permission.ADMINISTRATOR else bits


def in_channel(guild: Json, channel: Json, user_id: str) -> int:
    """Return a member's permissions in a channel. For a thread, pass its parent: threads inherit."""
    bits = in_guild(guild, user_id)
    if bits == 0 or bits == ALL:
        return bits
    overwrites = {entry["id"]: entry for entry in channel["permission_overwrites"]}
    bits = _apply(bits, [overwrites.get(guild["id"])])
    bits = _apply(bits, [overwrites.get(role) for role in guild["members"][user_id]["roles"]])
    bits = _apply(bits, [overwrites.get(user_id)])
    return bits if bits & Permission.VIEW_CHANNEL else 0


def _apply(bits: int, entries: list[Json | None]) -> int:
    present = [entry for entry in entries if entry]
    for entry in present:
        bits &= ~int(entry["deny"])
    for entry in present:
        bits |= int(entry["allow"])
    return bits
