"""Routes for the bot's responses to an interaction: the callback, "@original", follow-ups."""

from collections.abc import Callable
from typing import Any

from discord_sandbox.api import request_forms
from discord_sandbox.api.calls import NOTHING, Call, Reply, UnsupportedRoute
from discord_sandbox.api.message_builder import EPHEMERAL, LOADING, edit, fill, number_components
from discord_sandbox.api.messages import shown
from discord_sandbox.errors import Refusal, invalid
from discord_sandbox.gateway import events
from discord_sandbox.validation.callback import CALLBACK
from discord_sandbox.wire import Json
from discord_sandbox.world import Interaction, Message, World, payloads
from discord_sandbox.world.access import permission_bits
from discord_sandbox.world.permissions import Permission

COMMAND, COMPONENT, COMPLETING, SUBMITTED = 2, 3, 4, 5  # interaction types
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, COMPLETION, MODAL = 4, 5, 6, 7, 8, 9  # callback types
COMMAND_REPLY = 20  # the type of a message that responds to a command
MAX_FOLLOW_UPS = 5  # for an app that only the person installed


def callback(call: Call) -> Reply:
    """Take the bot's first response to an interaction."""
    state = call.state
    interaction = state.world.interaction_by_token(call.path["token"])
    if interaction is None or interaction.id != call.path["interaction_id"]:
        raise Refusal(10062)
    if interaction.callback is not None:
        raise Refusal(40060)
    if interaction.failed or state.now() - interaction.created > state.options.acknowledge_within:
        raise Refusal(10062)
    sent = request_forms.form(call, CALLBACK)
    kind: int = sent["type"]
    if kind not in KINDS:
        raise UnsupportedRoute(f"callback type {kind}")
    _check_kind(interaction, kind)
    message = KINDS[kind](call, interaction, sent.get("data"))
    interaction.callback = kind
    interaction.answered = state.now()
    state.world.interactions.put(interaction.id, interaction)
    if call.query.get("with_response", "false").lower() not in ("true", "1"):
        return NOTHING
    return Reply(_acknowledgement(interaction, kind, message))


def _check_kind(interaction: Interaction, kind: int) -> None:
    allowed = {MESSAGE, DEFERRED_MESSAGE, MODAL}
    if interaction.type == COMPLETING:
        allowed = {COMPLETION}
    elif interaction.type == SUBMITTED:
        allowed.remove(MODAL)
    if interaction.message_id and interaction.type in (COMPONENT, SUBMITTED):
        allowed |= {DEFERRED_UPDATE, UPDATE}
    if kind not in allowed:
        raise invalid("type", "BASE_TYPE_CHOICES", f"Value must be one of {tuple(sorted(allowed))}.")


def _reply(call: Call, interaction: Interaction, data: Any) -> Message:
    return _respond(call, interaction, request_forms.answer_data(call, data, deferred=False))


def _defer_reply(call: Call, interaction: Interaction, data: Any) -> Message:
    """Show that the bot is thinking. Of the flags, Discord keeps only EPHEMERAL."""
    sent = request_forms.answer_data(call, data, deferred=True)
    return _respond(call, interaction, {"flags": (sent.get("flags") or 0) & EPHEMERAL}, loading=LOADING)


def _respond(call: Call, interaction: Interaction, sent: Json, *, loading: int = 0) -> Message:
    message = _send(call, interaction, sent, loading=loading)
    interaction.original_id = message.id
    events.interaction_event(call.state, "INTERACTION_SUCCESS", interaction)
    return message


def _defer_update(call: Call, interaction: Interaction, _: Any = None) -> Message | None:
    interaction.original_id = interaction.message_id
    events.interaction_event(call.state, "INTERACTION_SUCCESS", interaction)
    return call.state.world.messages.get(interaction.message_id)


def _update(call: Call, interaction: Interaction, data: Any) -> Message | None:
    source = call.state.world.messages.get(interaction.message_id)
    if source is None:
        raise Refusal(10008)
    _change(call, source, request_forms.change_data(call, data, source.body))
    return _defer_update(call, interaction)


def _complete(call: Call, interaction: Interaction, data: Any) -> None:
    choices = request_forms.completion_data(call, data, interaction.completing or 3)["choices"]
    event = "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"
    events.interaction_event(call.state, event, interaction, choices=choices)


def _show_modal(call: Call, interaction: Interaction, data: Any) -> None:
    shown_form = request_forms.modal_data(call, data)
    number_components(shown_form["components"])
    interaction.modal = shown_form
    application = payloads.application(call.state.world)
    about = {key: application[key] for key in ("id", "name", "icon", "description", "bot")}
    events.interaction_event(
        call.state,
        "INTERACTION_MODAL_CREATE",
        interaction,
        channel_id=interaction.channel_id,
        application=about,
        title=shown_form["title"],
        custom_id=shown_form["custom_id"],
        components=shown_form["components"],
    )


KINDS: dict[int, Callable[[Call, Interaction, Any], Message | None]] = {
    MESSAGE: _reply,
    DEFERRED_MESSAGE: _defer_reply,
    DEFERRED_UPDATE: _defer_update,
    UPDATE: _update,
    COMPLETION: _complete,
    MODAL: _show_modal,
}


def _send(
    call: Call, interaction: Interaction, sent: Json, *, loading: int = 0, more: bool = False
) -> Message:
    world = call.state.world
    flags = EPHEMERAL if _forced_private(world, interaction) else (sent.get("flags") or 0) & EPHEMERAL
    body = payloads.blank_message(
        world,
        interaction.channel_id,
        world.bot_id,
        type=COMMAND_REPLY if interaction.type == COMMAND and not more else 0,
        application_id=world.application["id"],
        webhook_id=world.application["id"],
        interaction_metadata=_metadata(call, interaction, more=more),
        flags=flags | loading,
    )
    if not loading:
        fill(call, body, sent)
    message = world.add_message(Message(body, interaction.user_id if flags else None, interaction.id))
    events.message_changed(call.state, "MESSAGE_CREATE", message)
    return message


def _forced_private(world: World, interaction: Interaction) -> bool:
    """Return whether only this person sees the response.

    That's so for an app only they installed, where they lack the permission USE_EXTERNAL_APPS.
    """
    if "0" in interaction.authorized or interaction.guild_id is None:
        return False
    bits = permission_bits(world, world.channels[interaction.channel_id], interaction.user_id)
    return not bits & Permission.USE_EXTERNAL_APPS


def _metadata(call: Call, interaction: Interaction, *, more: bool) -> Json:
    metadata = payloads.interaction_metadata(call.state.world, interaction)
    if more and interaction.original_id:
        metadata["original_response_message_id"] = interaction.original_id
    return metadata


def _change(call: Call, message: Message, sent: Json) -> None:
    loading = message.body["flags"] & LOADING
    edit(call, message.body, sent)
    if loading:
        message.body["flags"] &= ~LOADING
        message.body["edited_timestamp"] = None
    call.state.world.messages.put(message.id, message)
    events.message_changed(call.state, "MESSAGE_UPDATE", message)


def _acknowledgement(interaction: Interaction, kind: int, message: Message | None) -> Json:
    about: Json = {"id": interaction.id, "type": interaction.type, "channel_id": interaction.channel_id}
    if interaction.guild_id:
        about["guild_id"] = interaction.guild_id
    answer: Json = {"interaction": about}
    if message:
        about["response_message_id"] = message.id
        about["response_message_loading"] = bool(message.body["flags"] & LOADING)
        about["response_message_ephemeral"] = bool(message.body["flags"] & EPHEMERAL)
        if kind in (MESSAGE, UPDATE):
            answer["resource"] = {"type": kind, "message": shown(message)}
    return answer


def _open_interaction(call: Call) -> Interaction:
    """Return the interaction with the token in the path. Raise 10015 or 50027 if the token isn't valid."""
    world = call.state.world
    if call.path["webhook_id"] != world.application["id"]:
        raise Refusal(10015)
    interaction = world.interaction_by_token(call.path["token"])
    if interaction is None or interaction.callback is None:
        raise Refusal(10015)
    if call.state.now() - interaction.created > call.state.options.token_lifetime:
        raise Refusal(50027)
    return interaction


def follow_up(call: Call) -> Reply:
    """Send a follow-up message. The first one after a deferral replaces the "thinking" message."""
    interaction = _open_interaction(call)
    world = call.state.world
    original = world.messages.get(interaction.original_id)
    if interaction.callback == DEFERRED_MESSAGE and original and original.body["flags"] & LOADING:
        _change(call, original, request_forms.answer(call))
        return Reply(shown(original))
    if "0" not in interaction.authorized and interaction.followups >= MAX_FOLLOW_UPS:
        raise Refusal(40094)
    message = _send(call, interaction, request_forms.answer(call), more=True)
    interaction.followups += 1
    world.interactions.put(interaction.id, interaction)
    return Reply(shown(message))


def _response(call: Call) -> Message:
    interaction = _open_interaction(call)
    key = call.path["message_id"]
    if key == "@original":
        key = interaction.original_id or ""
    message = call.state.world.messages.get(key)
    if message is None or (
        message.interaction_id != interaction.id and message.id != interaction.original_id
    ):
        raise Refusal(10008)
    return message


def get_answer(call: Call) -> Reply:
    """Return the original response or a follow-up."""
    return Reply(shown(_response(call)))


def edit_answer(call: Call) -> Reply:
    """Edit the original response or a follow-up."""
    message = _response(call)
    _change(call, message, request_forms.change(call, message.body))
    return Reply(shown(message))


def delete_answer(call: Call) -> Reply:
    """Delete the original response or a follow-up."""
    message = _response(call)
    call.state.world.remove_message(message)
    events.message_deleted(call.state, message)
    return NOTHING
