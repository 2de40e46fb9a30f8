"""The route by which a person acts: runs a command, presses a component, asks for completion, submits a form."""

import asyncio
import secrets
from typing import Any

from . import access, events, payloads
from .calls import NOTHING, Call, Reply
from .errors import Refusal, invalid
from .hub import Hub
from .messages import shown
from .permissions import THREAD_TYPES, Json, in_guild
from .world import Interaction

COMMAND, COMPONENT, COMPLETION, MODAL_SUBMIT = 2, 3, 4, 5


def create(call: Call) -> Reply:
    """Take what a person does and pass it to the bot."""
    sent: Json = call.body or {}
    world = call.hub.world
    channel = access.channel_for(world, str(sent.get("channel_id")), call.user_id)
    data: Json = sent.get("data") or {}
    interaction = Interaction(
        id=world.ids.next(),
        token=secrets.token_urlsafe(120),
        type=sent["type"],
        user_id=call.user_id,
        channel_id=channel["id"],
        guild_id=channel.get("guild_id"),
        created=call.hub.now(),
        nonce=sent.get("nonce"),
        session_id=sent.get("session_id"),
    )
    more: Json = {}
    if interaction.type in (COMMAND, COMPLETION):
        data = _command_data(call, interaction, data)
    elif interaction.type == COMPONENT:
        more, data = _component_data(call, interaction, sent, data)
    elif interaction.type == MODAL_SUBMIT:
        more, data = _modal_data(call, interaction, data)
    else:
        raise invalid("type", "BASE_TYPE_CHOICES", "Value must be one of (2, 3, 4, 5).")
    _start(call.hub, interaction, channel, data, more)
    return NOTHING


def _command_data(call: Call, interaction: Interaction, data: Json) -> Json:
    world = call.hub.world
    found = world.commands.get(str(data.get("id")))
    if found is None:
        found = next((each for each in world.commands if each["name"] == data.get("name")), None)
    if found is None:
        raise Refusal(10063)
    owners = {}
    if interaction.guild_id:
        owners["0"] = interaction.guild_id
    else:
        owners["0"] = "0"
    interaction.authorized = owners
    interaction.command = found["name"]
    return {
        "id": found["id"],
        "name": found["name"],
        "type": found["type"],
        "options": data.get("options") or [],
    }


def _component_data(call: Call, interaction: Interaction, sent: Json, data: Json) -> tuple[Json, Json]:
    message = call.hub.world.messages.get(str(sent.get("message_id")))
    if message is None:
        raise Refusal(10008)
    interaction.message_id = message.id
    interaction.authorized = message.body.get("interaction_metadata", {}).get(
        "authorizing_integration_owners", {"0": interaction.guild_id or "0"}
    )
    return {"message": shown(message)}, data


def _modal_data(call: Call, interaction: Interaction, data: Json) -> tuple[Json, Json]:
    world = call.hub.world
    shown_to = [
        each
        for each in world.interactions
        if each.modal and each.user_id == call.user_id and each.modal["custom_id"] == data.get("custom_id")
    ]
    if not shown_to:
        raise Refusal(10062)
    opened = shown_to[-1]
    interaction.authorized = opened.authorized
    more: Json = {}
    message = world.messages.get(opened.message_id)
    if message:
        interaction.message_id = message.id
        more["message"] = shown(message)
    return more, {key: value for key, value in data.items() if key != "id"}


def _start(hub: Hub, interaction: Interaction, channel: Json, data: Json, more: Json) -> None:
    hub.world.add_interaction(interaction)
    events.interaction_told(hub, "INTERACTION_CREATE", interaction)
    payload = _payload(hub, interaction, channel, data) | more
    for session in hub.sessions.hearing(interaction.guild_id):
        session.dispatch("INTERACTION_CREATE", payload)
    loop = asyncio.get_running_loop()
    loop.call_later(hub.options.acknowledge_within, give_up, hub, interaction)


def give_up(hub: Hub, interaction: Interaction) -> None:
    """Tell the person that the application did not answer, if it did not."""
    if interaction.callback is not None or interaction.failed:
        return
    interaction.failed = True
    hub.world.interactions.put(interaction.id, interaction)
    events.interaction_told(hub, "INTERACTION_FAILURE", interaction, reason_code=2)


def _payload(hub: Hub, interaction: Interaction, channel: Json, data: Json) -> Json:
    world = hub.world
    mine = access.bits_in(world, channel, interaction.user_id)
    payload: dict[str, Any] = {
        "id": interaction.id,
        "application_id": world.application["id"],
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel_id": channel["id"],
        "channel": _partial_channel(world, channel, mine),
        "app_permissions": str(access.bits_in(world, channel, world.bot_id)),
        "locale": "en-US",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": interaction.authorized,
        "attachment_size_limit": payloads.ATTACHMENT_LIMIT,
        "context": 0 if interaction.guild_id else 1,
    }
    if interaction.guild_id is None:
        payload["user"] = payloads.user(world, interaction.user_id)
        return payload
    guild = world.guilds[interaction.guild_id]
    payload["guild_id"] = guild["id"]
    payload["guild"] = {"id": guild["id"], "locale": "en-US", "features": []}
    payload["guild_locale"] = "en-US"
    payload["member"] = payloads.full_member(world, guild, interaction.user_id) | {"permissions": str(mine)}
    return payload


def _partial_channel(world: Any, channel: Json, bits: int) -> Json:
    body = payloads.channel(world, channel)
    body.pop("permission_overwrites", None)
    if channel["type"] != 1:
        body["permissions"] = str(bits)
    return body


__all__ = ["THREAD_TYPES", "create", "give_up", "in_guild"]
