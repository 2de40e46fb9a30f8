"""Routes for messages in channels."""

from discord_sandbox.api import request_forms
from discord_sandbox.api.calls import NOTHING, Call, Reply
from discord_sandbox.api.message_builder import edit, fill
from discord_sandbox.errors import Refusal, invalid
from discord_sandbox.gateway import events
from discord_sandbox.validation.form import LONGEST_SNOWFLAKE
from discord_sandbox.wire import Json
from discord_sandbox.world import Message, World, payloads
from discord_sandbox.world.access import channel_for, permission_bits, require
from discord_sandbox.world.permissions import ANNOUNCEMENT, PRIVATE_TYPES, THREAD_TYPES, Permission
from discord_sandbox.world.snowflake import creation_time

DEFAULT, REPLY = 0, 19
CROSSPOSTED = 1 << 0
MAX_PAGE = 100


def create(call: Call) -> Reply:
    """Send a message to a channel."""
    world = call.state.world
    channel = channel_for(world, call.path["channel_id"], call.user_id)
    _may_send(call, channel)
    sent = request_forms.new_message(call)
    added = [Permission.EMBED_LINKS] if sent.get("embeds") else []
    added += [Permission.ATTACH_FILES] if call.files else []
    require(world, channel, call.user_id, *added)
    if repeated := _duplicate(call, channel, sent):
        return Reply(shown(repeated))
    body = payloads.blank_message(world, channel["id"], call.user_id)
    body.update(_reference(world, channel, sent))
    fill(call, body, sent)
    if sent.get("nonce") is not None:
        body["nonce"] = sent["nonce"]
    message = world.add_message(Message(body))
    events.message_changed(call.state, "MESSAGE_CREATE", message)
    return Reply(shown(message))


def _may_send(call: Call, channel: Json) -> None:
    world = call.state.world
    in_thread = channel["type"] in THREAD_TYPES
    needed = Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES
    require(world, channel, call.user_id, needed)
    if in_thread and channel["thread_metadata"]["archived"] and channel["thread_metadata"]["locked"]:
        raise Refusal(50083)
    if "user_id" in channel and not _can_be_messaged(world, channel["user_id"]):
        raise Refusal(50007)


def _can_be_messaged(world: World, user_id: str) -> bool:
    """Return whether the bot can DM a person: they share a server or installed it, and didn't close DMs."""
    user = world.users[user_id]
    shared = any(user_id in guild["members"] for guild in world.bot_guilds())
    return (shared or user["installed"]) and not user.get("closed")


def _duplicate(call: Call, channel: Json, sent: Json) -> Message | None:
    """Return the message that the same author recently sent here with the same nonce, or None."""
    if not sent.get("enforce_nonce") or sent.get("nonce") is None:
        return None
    oldest = call.state.now() - call.state.options.nonce_memory
    for message in call.state.world.latest(channel["id"]):
        if creation_time(message.id) < oldest:
            return None
        same_author = message.body["author"]["id"] == call.user_id
        if same_author and str(message.body.get("nonce")) == str(sent["nonce"]):
            return message
    return None


def _reference(world: World, channel: Json, sent: Json) -> Json:
    reference = sent.get("message_reference")
    if not reference:
        return {}
    target = world.messages.get(str(reference["message_id"]))
    if target is None or target.channel_id != channel["id"] or target.reader:
        if reference.get("fail_if_not_exists") is False:
            return {}
        raise invalid("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
    named = {"type": 0, "message_id": target.id, "channel_id": channel["id"]}
    if channel.get("guild_id"):
        named["guild_id"] = channel["guild_id"]
    return {"type": REPLY, "message_reference": named, "referenced_message": shown(target)}


def shown(message: Message) -> Json:
    """Return a message object as readers see it."""
    return {key: value for key, value in message.body.items() if not key.startswith("_")}


def history(call: Call) -> Reply:
    """Return a channel's messages that the user can see, newest first.

    Without the permission READ_MESSAGE_HISTORY, the list is empty, as Discord's page "Message" says.
    """
    world = call.state.world
    channel = channel_for(world, call.path["channel_id"], call.user_id)
    limit = _number(call, "limit", 50)
    if not 1 <= limit <= MAX_PAGE:
        raise invalid("limit", "NUMBER_TYPE_MAX", f"int value should be less than or equal to {MAX_PAGE}.")
    if not permission_bits(world, channel, call.user_id) & Permission.READ_MESSAGE_HISTORY:
        return Reply([])
    seen = [each for each in world.history(channel["id"]) if _visible(call, each)]
    around, after, before = (_number(call, name, 0) for name in ("around", "after", "before"))
    if "around" in call.query:
        older = sum(int(each.id) < around for each in seen)
        seen = seen[max(0, older - limit // 2) :][:limit]
    elif "after" in call.query:
        seen = [each for each in seen if int(each.id) > after][:limit]
    elif "before" in call.query:
        seen = [each for each in seen if int(each.id) < before]
    return Reply([shown(each) for each in reversed(seen[-limit:])])


def _number(call: Call, name: str, default: int) -> int:
    value = call.query.get(name, str(default))
    if not (value.isascii() and value.isdecimal() and len(value) <= LONGEST_SNOWFLAKE):
        raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
    return int(value)


def _visible(call: Call, message: Message) -> bool:
    return message.reader is None or message.reader == call.user_id


def get_one(call: Call) -> Reply:
    """Return a message."""
    message = _found(call)
    channel = call.state.world.channels[message.channel_id]
    require(call.state.world, channel, call.user_id, Permission.READ_MESSAGE_HISTORY)
    return Reply(shown(message))


def _found(call: Call) -> Message:
    world = call.state.world
    channel = channel_for(world, call.path["channel_id"], call.user_id)
    message = world.messages.get(call.path["message_id"])
    if message is None or message.channel_id != channel["id"] or not _visible(call, message):
        raise Refusal(10008)
    return message


def change(call: Call) -> Reply:
    """Edit a message. Only its author can."""
    message = _found(call)
    if message.body["author"]["id"] != call.user_id:
        raise Refusal(50005)
    edit(call, message.body, request_forms.change(call, message.body))
    call.state.world.messages.put(message.id, message)
    events.message_changed(call.state, "MESSAGE_UPDATE", message)
    return Reply(shown(message))


def crosspost(call: Call) -> Reply:
    """Publish a message of an announcement channel to the channels that follow it.

    Nothing follows channels here, so only the message's flag shows it. For someone else's message, Discord
    also asks for MANAGE_MESSAGES.
    """
    message, world = _found(call), call.state.world
    channel = world.channels[message.channel_id]
    if channel["type"] != ANNOUNCEMENT:
        raise Refusal(50024)
    own = message.body["author"]["id"] == call.user_id
    others = () if own else (Permission.MANAGE_MESSAGES,)
    require(world, channel, call.user_id, Permission.SEND_MESSAGES, *others)
    if message.body["type"] != DEFAULT or message.reader:
        raise Refusal(50068)
    if message.body["flags"] & CROSSPOSTED:
        raise Refusal(40033)
    message.body["flags"] |= CROSSPOSTED
    world.messages.put(message.id, message)
    events.message_changed(call.state, "MESSAGE_UPDATE", message)
    return Reply(shown(message))


def delete(call: Call) -> Reply:
    """Delete a message. Its author can, the only person who sees it, and anyone with MANAGE_MESSAGES."""
    message = _found(call)
    if call.user_id not in (message.body["author"]["id"], message.reader):
        channel = call.state.world.channels[message.channel_id]
        if channel["type"] in PRIVATE_TYPES:
            raise Refusal(50003)
        require(call.state.world, channel, call.user_id, Permission.MANAGE_MESSAGES)
    call.state.world.remove_message(message)
    events.message_deleted(call.state, message)
    return NOTHING
