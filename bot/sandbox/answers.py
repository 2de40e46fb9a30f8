"""Routes by which the bot answers an interaction: the callback, "@original", follow-ups."""

from typing import Any

from . import events, payloads
from .calls import NOTHING, Call, Reply
from .composition import EPHEMERAL, LOADING, edit, fill, number_components
from .errors import Refusal
from .messages import shown
from .permissions import Json
from .world import Interaction, Message

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, COMPLETION, MODAL = 4, 5, 6, 7, 8, 9


def callback(call: Call) -> Reply:
    """Take the first answer to an interaction."""
    hub = call.hub
    interaction = hub.world.interaction_by_token(call.path["token"])
    if interaction is None or interaction.id != call.path["interaction_id"]:
        raise Refusal(10062)
    if interaction.callback is not None:
        raise Refusal(40060)
    if interaction.failed or hub.now() - interaction.created > hub.options.acknowledge_within:
        raise Refusal(10062)
    kind = call.body["type"]
    data: Json = call.body.get("data") or {}
    interaction.callback = kind
    message = _answer(call, interaction, kind, data)
    hub.world.interactions.put(interaction.id, interaction)
    if call.query.get("with_response", "false").lower() not in ("true", "1"):
        return NOTHING
    return Reply(_acknowledgement(interaction, kind, message))


def _answer(call: Call, interaction: Interaction, kind: int, data: Json) -> Message | None:
    hub = call.hub
    if kind in (MESSAGE, DEFERRED_MESSAGE):
        message = _reply(call, interaction, data, deferred=kind == DEFERRED_MESSAGE)
        interaction.original_id = message.id
        events.interaction_told(hub, "INTERACTION_SUCCESS", interaction)
        return message
    if kind in (DEFERRED_UPDATE, UPDATE):
        interaction.original_id = interaction.message_id
        source = hub.world.messages.get(interaction.message_id)
        if kind == UPDATE and source:
            _edit(call, source, data)
        events.interaction_told(hub, "INTERACTION_SUCCESS", interaction)
        return source
    if kind == COMPLETION:
        told: dict[str, Any] = {"choices": data["choices"]}
        events.interaction_told(hub, "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE", interaction, **told)
        return None
    _show_modal(call, interaction, data)
    return None


def _show_modal(call: Call, interaction: Interaction, data: Json) -> None:
    number_components(data["components"])
    interaction.modal = data
    events.interaction_told(
        call.hub,
        "INTERACTION_MODAL_CREATE",
        interaction,
        channel_id=interaction.channel_id,
        application=payloads.application(call.hub.world),
        title=data["title"],
        custom_id=data["custom_id"],
        components=data["components"],
    )


def _reply(
    call: Call, interaction: Interaction, data: Json, *, deferred: bool = False, more: bool = False
) -> Message:
    world = call.hub.world
    flags = (data.get("flags") or 0) & EPHEMERAL
    metadata: Json = {
        "id": interaction.id,
        "type": interaction.type,
        "user": payloads.user(world, interaction.user_id),
        "authorizing_integration_owners": interaction.authorized,
    }
    if interaction.command:
        metadata["name"] = interaction.command
    if interaction.message_id:
        metadata["interacted_message_id"] = interaction.message_id
    body = payloads.blank_message(
        world,
        interaction.channel_id,
        world.bot_id,
        type=20 if interaction.type == 2 and not more else 0,
        application_id=world.application["id"],
        webhook_id=world.application["id"],
        interaction_metadata=metadata,
        flags=flags | (LOADING if deferred else 0),
    )
    if more and interaction.original_id:
        metadata["original_response_message_id"] = interaction.original_id
    if not deferred:
        fill(call, body, data)
    reader = interaction.user_id if flags else None
    message = world.add_message(Message(body, reader, interaction.id))
    events.message_changed(call.hub, "MESSAGE_CREATE", message)
    return message


def _edit(call: Call, message: Message, data: Json) -> None:
    was_loading = message.body["flags"] & LOADING
    edit(call, message.body, data)
    if was_loading:
        message.body["flags"] &= ~LOADING
        message.body["edited_timestamp"] = None
    call.hub.world.messages.put(message.id, message)
    events.message_changed(call.hub, "MESSAGE_UPDATE", message)


def _acknowledgement(interaction: Interaction, kind: int, message: Message | None) -> Json:
    about: Json = {"id": interaction.id, "type": interaction.type}
    about["channel_id"] = interaction.channel_id
    if interaction.guild_id:
        about["guild_id"] = interaction.guild_id
    if message:
        about["response_message_id"] = message.id
        about["response_message_loading"] = bool(message.body["flags"] & LOADING)
        about["response_message_ephemeral"] = bool(message.body["flags"] & EPHEMERAL)
    answer: Json = {"interaction": about}
    if message and kind in (MESSAGE, UPDATE, DEFERRED_MESSAGE):
        answer["resource"] = {"type": kind, "message": shown(message)}
    return answer


def _live(call: Call) -> Interaction:
    """Return the interaction whose token is in the path; raise 10015 or 50027 where it does not serve."""
    world = call.hub.world
    if call.path["webhook_id"] != world.application["id"]:
        raise Refusal(10015)
    interaction = world.interaction_by_token(call.path["token"])
    if interaction is None:
        raise Refusal(10015)
    if call.hub.now() - interaction.created > call.hub.options.token_lifetime:
        raise Refusal(50027)
    return interaction


def follow_up(call: Call) -> Reply:
    """Send one more message in answer; the first one after a deferral takes the place of its "thinking…"."""
    interaction = _live(call)
    if interaction.callback is None:
        raise Refusal(10015)
    world = call.hub.world
    original = world.messages.get(interaction.original_id)
    if interaction.callback == DEFERRED_MESSAGE and original and original.body["flags"] & LOADING:
        _edit(call, original, call.body or {})
        return Reply(shown(original))
    interaction.followups += 1
    message = _reply(call, interaction, call.body or {}, more=True)
    world.interactions.put(interaction.id, interaction)
    return Reply(shown(message))


def _target(call: Call) -> Message:
    interaction = _live(call)
    key = call.path.get("message_id", "@original")
    if key == "@original":
        key = interaction.original_id or ""
    message = call.hub.world.messages.get(key)
    if message is None or (
        message.interaction_id != interaction.id and message.id != interaction.original_id
    ):
        raise Refusal(10008)
    return message


def get_answer(call: Call) -> Reply:
    """Return the original answer or a follow-up."""
    return Reply(shown(_target(call)))


def edit_answer(call: Call) -> Reply:
    """Change the original answer or a follow-up."""
    message = _target(call)
    _edit(call, message, call.body or {})
    return Reply(shown(message))


def delete_answer(call: Call) -> Reply:
    """Delete the original answer or a follow-up."""
    message = _target(call)
    call.hub.world.remove_message(message)
    events.message_deleted(call.hub, message)
    return NOTHING
