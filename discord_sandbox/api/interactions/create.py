"""The route people's clients use to run a command, use a component, autocomplete, or submit a modal."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any

from discord_sandbox.api import request_forms
from discord_sandbox.api.calls import NOTHING, Call, Reply
from discord_sandbox.api.interactions import controls
from discord_sandbox.api.interactions.options import STRING, Resolved, Typed
from discord_sandbox.api.messages import shown
from discord_sandbox.errors import Refusal
from discord_sandbox.gateway import events
from discord_sandbox.state import SandboxState
from discord_sandbox.validation.interaction_request import COMMAND, COMPLETION, COMPONENT, SUBMIT
from discord_sandbox.wire import Json
from discord_sandbox.world import Interaction, Message, World, access, payloads
from discord_sandbox.world.command_access import may_run
from discord_sandbox.world.permissions import APP_ELSEWHERE, PRIVATE_TYPES, Permission

IN_GUILD, WITH_BOT, AMONG_PEOPLE = 0, 1, 2  # contexts
TIMED_OUT = 2  # reason_code of INTERACTION_FAILURE


def create(call: Call) -> Reply:
    """Check what a person does, and pass it to the bot."""
    sent = request_forms.interaction(call)
    world = call.state.world
    channel = access.channel_for(world, sent["channel_id"], call.user_id)
    interaction = Interaction(
        id=world.ids.next(),
        token=secrets.token_urlsafe(120),
        type=sent["type"],
        user_id=call.user_id,
        channel_id=channel["id"],
        guild_id=channel.get("guild_id"),
        created=call.state.now(),
        nonce=sent.get("nonce"),
        session_id=sent.get("session_id"),
    )
    more = ACTS[sent["type"]](call, interaction, sent)
    _pass_on(call.state, interaction, channel, more)
    return NOTHING


def forge(
    state: SandboxState, kind: int, user_id: str, channel_id: str, data: Json, message_id: str | None = None
) -> Interaction:
    """Send the bot an interaction with unchecked data, as a client other than Discord's own could."""
    world = state.world
    channel = world.channels[channel_id]
    guild_id = channel.get("guild_id")
    interaction = Interaction(
        id=world.ids.next(),
        token=secrets.token_urlsafe(120),
        type=kind,
        user_id=user_id,
        channel_id=channel_id,
        guild_id=guild_id,
        created=state.now(),
        message_id=message_id,
        authorized={"0": guild_id or "0"},
        completing=STRING if kind == COMPLETION else None,
    )
    message = world.messages.get(message_id)
    _pass_on(state, interaction, channel, {"data": data} | ({"message": shown(message)} if message else {}))
    return interaction


def _run(call: Call, interaction: Interaction, sent: Json) -> Json:
    """Check a command, complete or still being typed, and return the bot's `data`."""
    world, data = call.state.world, sent["data"]
    command = _command(world, interaction, data)
    guild = world.guilds.get(interaction.guild_id)
    interaction.authorized = _installations(world, interaction, command, guild)
    _may_run(world, interaction, command)
    typed = Typed(world, guild, completing=interaction.type == COMPLETION)
    options = typed.check(command, data.get("options") or [])
    interaction.command = " ".join(typed.words)
    body: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if options:
        body["options"] = options
    if typed.resolved.body:
        body["resolved"] = typed.resolved.body
    if command.get("guild_id"):
        body["guild_id"] = command["guild_id"]
    if typed.focused:
        interaction.completing = typed.focused["type"]
    return {"data": body}


def _command(world: World, interaction: Interaction, data: Json) -> Json:
    for command in world.commands:
        named = command["id"] == data["id"] if data.get("id") else command["name"] == data.get("name")
        if named and command.get("guild_id") in (None, interaction.guild_id):
            return command
    raise Refusal(10063)


def _installations(world: World, interaction: Interaction, command: Json, guild: Json | None) -> Json:
    """Return which installations provide the command: the server's (0), the person's (1), or both."""
    owners: Json = {}
    context = _context(world.channels[interaction.channel_id])
    in_guild = guild and (world.bot_id in guild["members"] or guild.get("commands_only"))
    if 0 in command["integration_types"] and (in_guild or context == WITH_BOT):
        owners["0"] = guild["id"] if guild else "0"
    if 1 in command["integration_types"] and world.users[interaction.user_id]["installed"]:
        owners["1"] = interaction.user_id
    if not owners or (command["contexts"] is not None and context not in command["contexts"]):
        raise Refusal(10063)
    return owners


def _context(channel: Json) -> int:
    """Return Discord's number for the interaction's context."""
    if channel.get("guild_id"):
        return IN_GUILD
    return WITH_BOT if "user_id" in channel else AMONG_PEOPLE


def _may_run(world: World, interaction: Interaction, command: Json) -> None:
    guild = world.guilds.get(interaction.guild_id)
    if guild is None:
        return
    channel = world.channels[interaction.channel_id]
    bits = access.permission_bits(world, channel, interaction.user_id)
    if not may_run(guild, channel, interaction.user_id, command, bits):
        raise Refusal(50013)


def _component(call: Call, interaction: Interaction, sent: Json) -> Json:
    """Check the use of a component and return the bot's `data` and `message`."""
    world = call.state.world
    message = world.messages.get(sent.get("message_id"))
    if message is None or message.channel_id != interaction.channel_id:
        raise Refusal(10008)
    if message.reader not in (None, call.user_id) or message.body["author"]["id"] != world.bot_id:
        raise Refusal(10008)
    resolved = Resolved(world, world.guilds.get(interaction.guild_id))
    data = controls.pressed(message.body["components"], sent["data"], resolved)
    interaction.message_id = message.id
    interaction.authorized = _owners_of(message, interaction)
    return {"data": data, "message": shown(message)}


def _owners_of(message: Message, interaction: Interaction) -> Json:
    metadata = message.body.get("interaction_metadata") or {}
    owners: Json = metadata.get("authorizing_integration_owners") or {"0": interaction.guild_id or "0"}
    return owners


def _submit(call: Call, interaction: Interaction, sent: Json) -> Json:
    """Check a submitted modal against the one that was shown, and return what the bot gets."""
    world, data = call.state.world, sent["data"]
    opened = _modal_source(world, interaction, data)
    if opened is None or opened.modal is None:
        raise Refusal(10062)
    resolved = Resolved(world, world.guilds.get(interaction.guild_id))
    components = controls.submitted(opened.modal, data.get("components") or [], resolved)
    interaction.authorized = opened.authorized
    interaction.command = opened.command
    interaction.trigger = payloads.interaction_metadata(world, opened)
    body: Json = {"custom_id": opened.modal["custom_id"], "components": components}
    if resolved.body:
        body["resolved"] = resolved.body
    message = world.messages.get(opened.message_id)
    if message is None:
        return {"data": body}
    interaction.message_id = message.id
    return {"data": body, "message": shown(message)}


def _modal_source(world: World, interaction: Interaction, data: Json) -> Interaction | None:
    """Return the interaction that showed this person the modal: by id, or the latest with its custom id."""
    if data.get("id"):
        found = world.interactions.get(data["id"])
        mine = found and found.user_id == interaction.user_id and found.modal
        return found if mine and mine["custom_id"] == data.get("custom_id", mine["custom_id"]) else None
    shown_to = (each for each in world.interactions if each.user_id == interaction.user_id and each.modal)
    return next((each for each in reversed([*shown_to]) if _matches(each.modal, data)), None)


def _matches(modal: Json | None, data: Json) -> bool:
    return modal is not None and modal["custom_id"] == data.get("custom_id")


ACTS: dict[int, Callable[[Call, Interaction, Json], Json]] = {
    COMMAND: _run,
    COMPONENT: _component,
    COMPLETION: _run,
    SUBMIT: _submit,
}


def _pass_on(state: SandboxState, interaction: Interaction, channel: Json, more: Json) -> None:
    state.world.add_interaction(interaction)
    events.interaction_event(state, "INTERACTION_CREATE", interaction)
    payload = _payload(state.world, interaction, channel) | more
    for session in state.sessions.subscribed(interaction.guild_id):
        session.dispatch("INTERACTION_CREATE", payload)
    await_answer(state, interaction)


def await_answer(state: SandboxState, interaction: Interaction) -> None:
    """Let an interaction fail if the bot doesn't respond in time."""
    left = interaction.created + state.options.acknowledge_within - state.now()
    asyncio.get_running_loop().call_later(max(0.0, left), _give_up, state, interaction)


def _give_up(state: SandboxState, interaction: Interaction) -> None:
    if interaction.callback is not None or interaction.failed:
        return
    interaction.failed = True
    state.world.interactions.put(interaction.id, interaction)
    events.interaction_event(state, "INTERACTION_FAILURE", interaction, reason_code=TIMED_OUT)


def _app_permissions(world: World, channel: Json) -> int:
    """Return the bot's permissions in a channel; where it isn't a member, those Discord gives every app."""
    if not world.bot_is_in(channel):
        return APP_ELSEWHERE
    if channel["type"] in PRIVATE_TYPES:
        return APP_ELSEWHERE | Permission.USE_EXTERNAL_EMOJIS
    return access.permission_bits(world, channel, world.bot_id)


def _payload(world: World, interaction: Interaction, channel: Json) -> Json:
    mine = access.permission_bits(world, channel, interaction.user_id)
    body = payloads.channel(world, channel)
    body.pop("permission_overwrites", None)
    if channel["type"] not in PRIVATE_TYPES:
        body["permissions"] = str(mine)
    payload: dict[str, Any] = {
        "id": interaction.id,
        "application_id": world.application["id"],
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "channel_id": channel["id"],
        "channel": body,
        "app_permissions": str(_app_permissions(world, channel)),
        "locale": "en-US",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": interaction.authorized,
        "attachment_size_limit": payloads.ATTACHMENT_LIMIT,
        "context": _context(channel),
    }
    if interaction.guild_id is None:
        return payload | {"user": payloads.user(world, interaction.user_id)}
    guild = world.guilds[interaction.guild_id]
    member = payloads.full_member(world, guild, interaction.user_id) | {"permissions": str(mine)}
    about = {"id": guild["id"], "locale": "en-US", "features": []}
    return payload | {"guild_id": guild["id"], "guild": about, "guild_locale": "en-US", "member": member}
