"""Routes for channels and servers."""

from . import payloads
from .access import channel_for, guild_for
from .calls import NOTHING, Call, Reply
from .errors import Refusal
from .permissions import THREAD_TYPES


def get_one(call: Call) -> Reply:
    """Return a channel."""
    return Reply(
        payloads.channel(call.hub.world, channel_for(call.hub.world, call.path["channel_id"], call.user_id))
    )


def typing(call: Call) -> Reply:
    """Show that the account is typing."""
    channel_for(call.hub.world, call.path["channel_id"], call.user_id)
    return NOTHING


def guild(call: Call) -> Reply:
    """Return a server."""
    return Reply(
        payloads.guild(call.hub.world, guild_for(call.hub.world, call.path["guild_id"], call.user_id))
    )


def guild_channels(call: Call) -> Reply:
    """Return a server's channels, without threads."""
    found = guild_for(call.hub.world, call.path["guild_id"], call.user_id)
    channels = call.hub.world.channels_of(found["id"])
    return Reply(
        [payloads.channel(call.hub.world, each) for each in channels if each["type"] not in THREAD_TYPES]
    )


def guild_roles(call: Call) -> Reply:
    """Return a server's roles."""
    return Reply(guild_for(call.hub.world, call.path["guild_id"], call.user_id)["roles"])


def guild_member(call: Call) -> Reply:
    """Return one member."""
    found = guild_for(call.hub.world, call.path["guild_id"], call.user_id)
    user_id = call.path["user_id"]
    if user_id not in found["members"]:
        raise Refusal(10007 if user_id in call.hub.world.users else 10013)
    return Reply(payloads.full_member(call.hub.world, found, user_id))
