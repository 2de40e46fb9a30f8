"""Send events about changes in the world to the clients that can see them."""

from typing import Any

from discord_sandbox.gateway.sessions import Intent, Session
from discord_sandbox.state import SandboxState
from discord_sandbox.wire import Json
from discord_sandbox.world import Interaction, Message, payloads
from discord_sandbox.world.access import can_see
from discord_sandbox.world.permissions import THREAD_TYPES


def message_changed(state: SandboxState, event: str, message: Message) -> None:
    """Send MESSAGE_CREATE or MESSAGE_UPDATE."""
    channel = state.world.channels[message.channel_id]
    body = dict(message.body)
    guild = state.world.guild_of(channel)
    if guild:
        body["guild_id"] = guild["id"]
        if message.body["author"]["id"] in guild["members"]:
            body["member"] = payloads.member(guild, message.body["author"]["id"])
    for session in _readers(state, channel, message.reader):
        session.dispatch(event, body)
    if message.reader is None:
        _tell_bot_of_message(state, event, message, body)


def _tell_bot_of_message(state: SandboxState, event: str, message: Message, body: Json) -> None:
    world = state.world
    channel = world.channels[message.channel_id]
    guild = world.guild_of(channel)
    intent = Intent.GUILD_MESSAGES if guild else Intent.DIRECT_MESSAGES
    own = message.body["author"]["id"] == world.bot_id
    mentioned = any(each["id"] == world.bot_id for each in message.body["mentions"])
    if guild and not own and not mentioned:  # this takes the message content intent
        body = body | {"content": "", "embeds": [], "attachments": [], "components": []}
    for session in _bot_sessions(state, channel, intent):
        session.dispatch(event, body)


def message_deleted(state: SandboxState, message: Message) -> None:
    """Send MESSAGE_DELETE."""
    channel = state.world.channels[message.channel_id]
    body: Json = {"id": message.id, "channel_id": message.channel_id}
    guild = state.world.guild_of(channel)
    if guild:
        body["guild_id"] = guild["id"]
    for session in _readers(state, channel, message.reader):
        session.dispatch("MESSAGE_DELETE", body)
    if message.reader is None:
        intent = Intent.GUILD_MESSAGES if guild else Intent.DIRECT_MESSAGES
        for session in _bot_sessions(state, channel, intent):
            session.dispatch("MESSAGE_DELETE", body)


def _bot_sessions(state: SandboxState, channel: Json, intent: int) -> list[Session]:
    """Return the bot's sessions that get a channel's events, or none if the bot isn't there."""
    subscribed = state.sessions.subscribed(channel.get("guild_id"), intent)
    return list(subscribed) if state.world.bot_is_in(channel) else []


def _readers(state: SandboxState, channel: Json, reader: str | None) -> list[Session]:
    if reader:
        return list(state.sessions.of_user(reader))
    return [each for each in state.sessions.of_people() if can_see(state.world, channel, each.user_id)]


def channel_changed(state: SandboxState, event: str, channel: Json, *, new: bool = False) -> None:
    """Send an event about a channel or thread, such as CHANNEL_UPDATE or THREAD_CREATE."""
    body = payloads.channel(state.world, channel)
    if new:
        body["newly_created"] = True
    for person in _readers(state, channel, None):
        person.dispatch(event, body)
    for session in _bot_sessions(state, channel, Intent.GUILDS):
        if channel["type"] in THREAD_TYPES:
            own = payloads.thread_for(state.world, channel, state.world.bot_id)
            session.dispatch(event, body | own)
        else:
            session.dispatch(event, body)


def direct_channel_opened(state: SandboxState, channel: Json) -> None:
    """Send CHANNEL_CREATE to the people in a private channel. Bots don't get this event."""
    for person in state.world.people_in(channel):
        for session in state.sessions.of_user(person):
            session.dispatch("CHANNEL_CREATE", payloads.channel(state.world, channel))


def channel_deleted(state: SandboxState, channel: Json) -> None:
    """Send CHANNEL_DELETE or THREAD_DELETE. Call this before deleting the channel."""
    thread = channel["type"] in THREAD_TYPES
    event = "THREAD_DELETE" if thread else "CHANNEL_DELETE"
    body = payloads.channel(state.world, channel)
    if thread:
        body = {key: body[key] for key in ("id", "guild_id", "parent_id", "type")}
    for person in _readers(state, channel, None):
        person.dispatch(event, body)
    for session in _bot_sessions(state, channel, Intent.GUILDS):
        session.dispatch(event, body)


def guild_joined(state: SandboxState, guild: Json) -> None:
    """Send GUILD_CREATE to a server's members."""
    if state.world.bot_id in guild["members"]:
        for session in state.sessions.subscribed(guild["id"], Intent.GUILDS):
            session.dispatch("GUILD_CREATE", payloads.guild_create(state.world, guild))
    for person in state.sessions.of_people():
        if person.user_id in guild["members"]:
            person.dispatch("GUILD_CREATE", person_guild(state, guild))


def guild_left(state: SandboxState, guild: Json) -> None:
    """Send GUILD_DELETE to the bot after it was removed from a server."""
    for session in state.sessions.subscribed(guild["id"], Intent.GUILDS):
        session.dispatch("GUILD_DELETE", {"id": guild["id"]})


def role_changed(state: SandboxState, event: str, guild: Json, role: Json) -> None:
    """Send GUILD_ROLE_CREATE or GUILD_ROLE_UPDATE to the bot."""
    for session in state.sessions.subscribed(guild["id"], Intent.GUILDS):
        session.dispatch(event, {"guild_id": guild["id"], "role": role})


def member_changed(state: SandboxState, guild: Json, user_id: str) -> None:
    """Send GUILD_MEMBER_UPDATE, which takes the privileged intent, except about the bot itself."""
    intent = Intent.GUILDS if user_id == state.world.bot_id else Intent.GUILD_MEMBERS
    for session in state.sessions.subscribed(guild["id"], intent):
        member = payloads.full_member(state.world, guild, user_id)
        session.dispatch("GUILD_MEMBER_UPDATE", member | {"guild_id": guild["id"]})


def overrides_changed(state: SandboxState, overrides: Json) -> None:
    """Tell the bot that a server's command permissions changed."""
    for session in state.sessions.subscribed(overrides["guild_id"]):
        session.dispatch("APPLICATION_COMMAND_PERMISSIONS_UPDATE", overrides)


def person_guild(state: SandboxState, guild: Json) -> Json:
    """Return a server as people's clients see it."""
    channels = [payloads.channel(state.world, each) for each in state.world.channels_of(guild["id"])]
    return {"id": guild["id"], "name": guild["name"], "owner_id": guild["owner_id"], "channels": channels}


def interaction_event(state: SandboxState, event: str, interaction: Interaction, **more: Any) -> None:
    """Send the person who acted an event such as INTERACTION_SUCCESS or INTERACTION_FAILURE."""
    body = {"id": interaction.id, "nonce": interaction.nonce, **more}
    for session in state.sessions.of_user(interaction.user_id):
        session.dispatch(event, body)
