"""Permission checks for the handlers."""

from discord_sandbox.errors import Refusal
from discord_sandbox.wire import Json
from discord_sandbox.world import permissions
from discord_sandbox.world.permissions import (
    ALL,
    IN_TIMEOUT,
    PRIVATE_THREAD,
    PRIVATE_TYPES,
    THREAD_TYPES,
    Permission,
)
from discord_sandbox.world.world import World


def permission_bits(world: World, channel: Json, user_id: str) -> int:
    """Return an account's permissions in a channel. Threads use their parent's.

    A member in timeout keeps only two of them, but owners and administrators keep all.
    """
    if channel["type"] in PRIVATE_TYPES:
        return permissions.IN_DIRECT_MESSAGES if user_id in world.people_in(channel) else 0
    guild = world.guilds[channel["guild_id"]]
    held = channel
    if channel["type"] in THREAD_TYPES:
        held = world.channels[channel["parent_id"]]
    bits = permissions.in_channel(guild, held, user_id)
    return bits if bits == ALL or not world.in_timeout(guild, user_id) else bits & IN_TIMEOUT


def can_see(world: World, channel: Json, user_id: str) -> bool:
    """Return whether an account sees a channel."""
    bits = permission_bits(world, channel, user_id)
    if channel["type"] == PRIVATE_THREAD and user_id not in channel["thread_members"]:
        return bool(bits & Permission.MANAGE_THREADS)
    return bool(bits & Permission.VIEW_CHANNEL)


def channel_for(world: World, channel_id: str, user_id: str) -> Json:
    """Return a channel. Raise 10003 if it doesn't exist, or 50001 if the account can't see it."""
    channel = world.channels.get(channel_id)
    if channel is None:
        raise Refusal(10003)
    if not can_see(world, channel, user_id):
        raise Refusal(50001)
    return channel


def require(world: World, channel: Json, user_id: str, *needed: Permission) -> None:
    """Raise 50013 unless the account has all the permissions in `needed` in the channel."""
    held = permission_bits(world, channel, user_id)
    if not all(held & permission for permission in needed):
        raise Refusal(50013)


def guild_for(world: World, guild_id: str, user_id: str) -> Json:
    """Return a server. Raise 10004 if it doesn't exist, or if the account isn't a member."""
    guild = world.guilds.get(guild_id)
    if guild is None or user_id not in guild["members"]:
        raise Refusal(10004)
    return guild
