"""Validate request bodies, and refuse invalid ones as Discord does.

The returned values contain only known fields, each of the right type.
"""

from typing import Any

from pydantic import TypeAdapter

from discord_sandbox.api import library_quirks
from discord_sandbox.api.calls import Call, UnsupportedRoute
from discord_sandbox.errors import Refusal, invalid_form
from discord_sandbox.validation import callback, command, interaction_request, message, modal
from discord_sandbox.validation.form import Checked, check
from discord_sandbox.wire import Json

MAX_FILES = 10
FILE_LIMIT = 10 * 1024 * 1024  # bytes per attachment


def new_message(call: Call) -> Json:
    """Return a new message."""
    return _message(call, message.NEW_MESSAGE, _object(call.body))


def answer(call: Call) -> Json:
    """Return a follow-up."""
    return _message(call, message.ANSWER, _object(call.body))


def change(call: Call, before: Json) -> Json:
    """Return an edit of the message `before`."""
    return _message(call, message.CHANGE, _object(call.body), before)


def answer_data(call: Call, data: Any, *, deferred: bool) -> Json:
    """Return the data of a callback of type 4 (message) or 5 (deferred message)."""
    if deferred:
        return _accept(call, check(message.ANSWER, _object(data), ("data",)))
    return _message(call, message.ANSWER, _object(data), at=("data",))


def change_data(call: Call, data: Any, before: Json) -> Json:
    """Return the data of a callback of type 7, which edits the message `before`."""
    return _message(call, message.CHANGE, _object(data), before, ("data",))


def modal_data(call: Call, data: Any) -> Json:
    """Return the data of a callback of type 9, a modal."""
    return _accept(call, modal.check_modal(_object(data), ("data",)))


def completion_data(call: Call, data: Any, kind: int) -> Json:
    """Return the data of a callback of type 8, choices for an option of type `kind`."""
    return _accept(call, callback.check_completion(_object(data), kind))


def form(call: Call, shape: TypeAdapter[Any]) -> Json:
    """Return a body of this shape."""
    return _accept(call, check(shape, _object(call.body)))


def interaction(call: Call) -> Json:
    """Return an interaction that a person's client sent."""
    sent = form(call, interaction_request.INTERACTION)
    return sent | {
        "data": _accept(call, check(interaction_request.DATA[sent["type"]], sent["data"], ("data",)))
    }


def commands(call: Call) -> list[Json]:
    """Return the commands to register."""
    checked = command.check_commands([] if call.body is None else call.body)
    _accept(call, checked)
    values: list[Json] = checked.values
    return values


def _message(
    call: Call,
    shape: TypeAdapter[Any],
    sent: Json,
    before: Json | None = None,
    at: tuple[str, ...] = (),
) -> Json:
    uploads = {each.key: each.filename for each in call.files}
    taken = _accept(call, message.check_message(shape, sent, uploads, before, at))
    for name in ("poll", "sticker_ids"):
        if taken.get(name):
            raise UnsupportedRoute(name)
    if len(call.files) > MAX_FILES:
        raise invalid_form([(("attachments",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")])
    if any(len(each.content) > FILE_LIMIT for each in call.files):
        raise Refusal(40005)
    if message.is_empty(taken, bool(call.files), before):
        raise Refusal(50006)
    return taken


def _object(body: Any) -> Json:
    if body is None:
        return {}
    if not isinstance(body, dict):
        raise Refusal(50109)
    return body


def _accept(call: Call, checked: Checked) -> Json:
    if checked.faults:
        raise invalid_form(checked.faults)
    if call.bot:
        fields = (field for field in checked.unknown if not library_quirks.is_known(call.route, field))
        call.state.unknown_fields.extend(f"{call.route}: {field}" for field in fields)
    values: Json = checked.values
    return values
