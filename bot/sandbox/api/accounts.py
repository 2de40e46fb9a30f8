"""Routes about the application itself, its accounts and the gateway's address."""

from ..errors import Refusal
from ..gateway import events
from ..validation.callback import DIRECT_CHANNEL
from ..world import payloads
from . import intake
from .calls import Call, Reply


def gateway(call: Call) -> Reply:
    """Return the gateway's address."""
    return Reply({"url": call.hub.gateway_url})


def gateway_for_bot(call: Call) -> Reply:
    """Return the gateway's address, how many shards to run, and how many logins are left."""
    left = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 16}
    return Reply({"url": call.hub.gateway_url, "shards": 2, "session_start_limit": left})


def current_user(call: Call) -> Reply:
    """Return the account that asks."""
    return Reply(payloads.own_user(call.hub.world, call.user_id))


def user(call: Call) -> Reply:
    """Return any account."""
    user_id = call.path["user_id"]
    if user_id not in call.hub.world.users:
        raise Refusal(10013)
    return Reply(payloads.user(call.hub.world, user_id))


def application(call: Call) -> Reply:
    """Return the application."""
    return Reply(payloads.application(call.hub.world))


def open_direct_channel(call: Call) -> Reply:
    """Open the bot's direct messages with a person; people open them with the bot."""
    world = call.hub.world
    recipient = str(intake.form(call, DIRECT_CHANNEL)["recipient_id"])
    person = recipient if call.bot else call.user_id
    if recipient not in world.users:
        raise Refusal(10013)
    if world.users[person]["bot"]:
        raise Refusal(50007)
    channel = world.find_direct_channel(person)
    if channel is None:
        channel = world.direct_channel(person)
        events.direct_channel_opened(call.hub, channel)
    return Reply(payloads.channel(world, channel))
