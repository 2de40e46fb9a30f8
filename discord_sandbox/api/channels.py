"""Routes for channels and servers."""

from discord_sandbox.api.calls import NOTHING, Call, Reply
from discord_sandbox.errors import Refusal
from discord_sandbox.wire import Json
from discord_sandbox.world import payloads
from discord_sandbox.world.access import channel_for, guild_for, require
from discord_sandbox.world.permissions import THREAD_TYPES, Permission


def get_one(call: Call) -> Reply:
    """Return a channel."""
    world = call.state.world
    channel = channel_for(world, call.path["channel_id"], call.user_id)
    if channel["type"] in THREAD_TYPES:
        return Reply(payloads.thread_for(world, channel, call.user_id))
    return Reply(payloads.channel(world, channel))


def typing(call: Call) -> Reply:
    """Start the typing indicator."""
    channel = channel_for(call.state.world, call.path["channel_id"], call.user_id)
    require(call.state.world, channel, call.user_id, Permission.SEND_MESSAGES)
    return NOTHING


def _guild(call: Call) -> Json:
    return guild_for(call.state.world, call.path["guild_id"], call.user_id)


def guild(call: Call) -> Reply:
    """Return a server."""
    found = _guild(call)
    body = payloads.guild(found)
    if call.query.get("with_counts") == "true":
        body |= {"approximate_member_count": len(found["members"]), "approximate_presence_count": 1}
    return Reply(body)


def guild_channels(call: Call) -> Reply:
    """Return a server's channels, without its threads."""
    world = call.state.world
    channels = world.channels_of(_guild(call)["id"])
    return Reply([payloads.channel(world, each) for each in channels if each["type"] not in THREAD_TYPES])


def guild_roles(call: Call) -> Reply:
    """Return a server's roles."""
    return Reply(_guild(call)["roles"])


def guild_member(call: Call) -> Reply:
    """Return a member."""
    found = _guild(call)
    user_id = call.path["user_id"]
    if user_id not in found["members"]:
        raise Refusal(10007 if user_id in call.state.world.users else 10013)
    return Reply(payloads.full_member(call.state.world, found, user_id))
