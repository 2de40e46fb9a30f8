"""Routes for messages in channels, for the bot and for people."""

from . import events, payloads
from .access import channel_for, require
from .calls import NOTHING, Call, Reply
from .composition import edit, fill
from .errors import Refusal
from .permissions import THREAD_TYPES, Json, Permission
from .world import Message


def create(call: Call) -> Reply:
    """Send a message to a channel."""
    world = call.hub.world
    channel = channel_for(world, call.path["channel_id"], call.user_id)
    sending = Permission.SEND_MESSAGES
    if channel["type"] in THREAD_TYPES:
        sending = Permission.SEND_MESSAGES_IN_THREADS
    require(world, channel, call.user_id, sending)
    sent: Json = call.body or {}
    body = payloads.blank_message(world, channel["id"], call.user_id)
    fill(call, body, sent)
    if sent.get("nonce") is not None:
        body["nonce"] = sent["nonce"]
    message = world.add_message(Message(body))
    events.message_changed(call.hub, "MESSAGE_CREATE", message)
    return Reply(shown(message))


def shown(message: Message) -> Json:
    """Return a message as its readers see it."""
    return {key: value for key, value in message.body.items() if not key.startswith("_")}


def history(call: Call) -> Reply:
    """Return messages of a channel as the asking account sees them, newest first."""
    world = call.hub.world
    channel = channel_for(world, call.path["channel_id"], call.user_id)
    require(world, channel, call.user_id, Permission.READ_MESSAGE_HISTORY)
    limit = int(call.query.get("limit", "50"))
    seen = [each for each in world.history(channel["id"]) if _visible(call, each)]
    if "before" in call.query:
        seen = [each for each in seen if int(each.id) < int(call.query["before"])]
    if "after" in call.query:
        seen = [each for each in seen if int(each.id) > int(call.query["after"])][:limit]
    return Reply([shown(each) for each in reversed(seen[-limit:])])


def _visible(call: Call, message: Message) -> bool:
    return message.reader is None or message.reader == call.user_id


def get_one(call: Call) -> Reply:
    """Return one message."""
    return Reply(shown(_found(call)))


def _found(call: Call) -> Message:
    world = call.hub.world
    channel = channel_for(world, call.path["channel_id"], call.user_id)
    require(world, channel, call.user_id, Permission.READ_MESSAGE_HISTORY)
    message = world.messages.get(call.path["message_id"])
    if message is None or message.channel_id != channel["id"] or not _visible(call, message):
        raise Refusal(10008)
    return message


def change(call: Call) -> Reply:
    """Edit one's own message."""
    message = _found(call)
    if message.body["author"]["id"] != call.user_id:
        raise Refusal(50005)
    edit(call, message.body, call.body or {})
    call.hub.world.messages.put(message.id, message)
    events.message_changed(call.hub, "MESSAGE_UPDATE", message)
    return Reply(shown(message))


def delete(call: Call) -> Reply:
    """Delete a message: one's own, or another's with Manage Messages."""
    message = _found(call)
    if message.body["author"]["id"] != call.user_id:
        channel = call.hub.world.channels[message.channel_id]
        require(call.hub.world, channel, call.user_id, Permission.MANAGE_MESSAGES)
    call.hub.world.remove_message(message)
    events.message_deleted(call.hub, message)
    return NOTHING
