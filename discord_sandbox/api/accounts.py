"""Routes for the application, users, and the gateway's address."""

from discord_sandbox.api import request_forms
from discord_sandbox.api.calls import Call, Reply
from discord_sandbox.errors import Refusal
from discord_sandbox.gateway import events
from discord_sandbox.validation.callback import DIRECT_CHANNEL, PRIVATE_CHANNEL
from discord_sandbox.world import payloads


def gateway(call: Call) -> Reply:
    """Return the gateway's address."""
    return Reply({"url": call.state.gateway_url})


def gateway_for_bot(call: Call) -> Reply:
    """Return the gateway's address, how many shards to run, and how many logins are left."""
    left = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 16}
    return Reply({"url": call.state.gateway_url, "shards": 2, "session_start_limit": left})


def current_user(call: Call) -> Reply:
    """Return the user who makes the request."""
    return Reply(payloads.own_user(call.state.world, call.user_id))


def user(call: Call) -> Reply:
    """Return a user."""
    user_id = call.path["user_id"]
    if user_id not in call.state.world.users:
        raise Refusal(10013)
    return Reply(payloads.user(call.state.world, user_id))


def application(call: Call) -> Reply:
    """Return the application."""
    return Reply(payloads.application(call.state.world))


def open_direct_channel(call: Call) -> Reply:
    """Open a private channel between the bot and a person, or among people."""
    world = call.state.world
    sent = request_forms.form(call, DIRECT_CHANNEL if call.bot else PRIVATE_CHANNEL)
    if sent.get("recipients"):
        return _open_among_people(call, sent["recipients"])
    recipient: str = sent.get("recipient_id") or ""
    if recipient not in world.users:
        raise Refusal(10013)
    if not call.bot and recipient != world.bot_id:
        return _open_among_people(call, [recipient])
    person = recipient if call.bot else call.user_id
    if world.users[person]["bot"]:
        raise Refusal(50007)
    channel = world.find_direct_channel(person)
    if channel is None:
        channel = world.direct_channel(person)
        events.direct_channel_opened(call.state, channel)
    return Reply(payloads.channel(world, channel))


def _open_among_people(call: Call, people: list[str]) -> Reply:
    """Open a DM or group DM without the bot."""
    world = call.state.world
    if any(key not in world.users or world.users[key]["bot"] for key in people):
        raise Refusal(10013)
    channel = world.private_channel(list(dict.fromkeys([call.user_id, *people])))
    events.direct_channel_opened(call.state, channel)
    return Reply(payloads.channel(world, channel))
