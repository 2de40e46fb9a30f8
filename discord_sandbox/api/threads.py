"""Routes for threads."""

from discord_sandbox.api import request_forms
from discord_sandbox.api.calls import NOTHING, Call, Reply
from discord_sandbox.errors import Refusal
from discord_sandbox.gateway import events
from discord_sandbox.validation.callback import FREE_THREAD, THREAD
from discord_sandbox.wire import Json
from discord_sandbox.world import payloads
from discord_sandbox.world.access import can_see, channel_for, guild_for, require
from discord_sandbox.world.permissions import ANNOUNCEMENT, PRIVATE_TYPES, THREAD_TYPES, Permission
from discord_sandbox.world.snowflake import created_at, iso_time

HAS_THREAD = 1 << 5
IN_ANNOUNCEMENTS, PUBLIC, PRIVATE = 10, 11, 12


def create_under_message(call: Call) -> Reply:
    """Start a thread under a message. It has the message's id."""
    world = call.state.world
    parent = _parent(call)
    require(world, parent, call.user_id, Permission.CREATE_PUBLIC_THREADS)
    sent = request_forms.form(call, THREAD)
    message = world.messages.get(call.path["message_id"])
    if message is None or message.channel_id != parent["id"] or message.reader:
        raise Refusal(10008)
    if message.id in world.channels:
        raise Refusal(160004)
    thread = _create(call, message.id, parent, _kinds(parent)[0], sent)
    message.body["flags"] |= HAS_THREAD
    message.body["thread"] = payloads.channel(world, thread)
    world.messages.put(message.id, message)
    events.message_changed(call.state, "MESSAGE_UPDATE", message)
    return Reply(payloads.thread_for(world, thread, call.user_id), 201)


def create_alone(call: Call) -> Reply:
    """Start a thread without a message. As on Discord, it's private by default."""
    world = call.state.world
    parent = _parent(call)
    sent = request_forms.form(call, FREE_THREAD)
    kind = sent.get("type") or PRIVATE
    if kind not in _kinds(parent):
        raise Refusal(50024)
    private = kind == PRIVATE
    needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
    require(world, parent, call.user_id, needed)
    thread = _create(call, world.ids.next(), parent, kind, sent)
    return Reply(payloads.thread_for(world, thread, call.user_id), 201)


def _kinds(parent: Json) -> tuple[int, ...]:
    """Return the thread types a channel can have. The first is for threads under messages."""
    return (IN_ANNOUNCEMENTS,) if parent["type"] == ANNOUNCEMENT else (PUBLIC, PRIVATE)


def _parent(call: Call) -> Json:
    parent = channel_for(call.state.world, call.path["channel_id"], call.user_id)
    if parent["type"] in PRIVATE_TYPES:
        raise Refusal(50003)
    if parent["type"] in THREAD_TYPES:
        raise Refusal(50024)
    return parent


def _create(call: Call, key: str, parent: Json, kind: int, sent: Json) -> Json:
    now = iso_time(call.state.now())
    thread = {
        "id": key,
        "type": kind,
        "guild_id": parent["guild_id"],
        "parent_id": parent["id"],
        "owner_id": call.user_id,
        "name": sent["name"],
        "last_message_id": None,
        "rate_limit_per_user": sent.get("rate_limit_per_user") or 0,
        "message_count": 0,
        "total_message_sent": 0,
        "flags": 0,
        "thread_metadata": {
            "archived": False,
            "archive_timestamp": now,
            "auto_archive_duration": sent.get("auto_archive_duration") or 4320,
            "locked": False,
            "create_timestamp": now,
        },
        "thread_members": {call.user_id: now},
    }
    call.state.world.channels.put(key, thread)
    events.channel_changed(call.state, "THREAD_CREATE", thread, new=True)
    return thread


def join(call: Call) -> Reply:
    """Join a thread."""
    thread = _thread(call)
    thread["thread_members"].setdefault(call.user_id, iso_time(call.state.now()))
    call.state.world.channels.put(thread["id"], thread)
    return NOTHING


def leave(call: Call) -> Reply:
    """Leave a thread."""
    thread = _thread(call)
    thread["thread_members"].pop(call.user_id, None)
    call.state.world.channels.put(thread["id"], thread)
    return NOTHING


def _thread(call: Call) -> Json:
    thread = channel_for(call.state.world, call.path["channel_id"], call.user_id)
    if thread["type"] not in THREAD_TYPES:
        raise Refusal(50024)
    return thread


def active(call: Call) -> Reply:
    """Return a server's open threads, and the user's memberships in them."""
    world = call.state.world
    guild = guild_for(world, call.path["guild_id"], call.user_id)
    found = [
        each
        for each in world.channels_of(guild["id"])
        if each["type"] in THREAD_TYPES
        and not each["thread_metadata"]["archived"]
        and can_see(world, each, call.user_id)
    ]
    found.sort(key=lambda each: created_at(each["id"]), reverse=True)
    mine = [
        payloads.thread_member(each, call.user_id) for each in found if call.user_id in each["thread_members"]
    ]
    threads = [payloads.channel(world, each) for each in found]
    return Reply({"threads": threads, "members": mine, "has_more": False})
