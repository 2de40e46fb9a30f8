"""Requests taken in: each body is checked, and refused as Discord refuses it, before anything is done."""

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from ..errors import Refusal, invalid_form
from ..validation import callback, command, message, modal
from ..validation.form import Fault, examine, unknown_fields
from ..wire import Json
from . import departures
from .calls import Call, NotOffered

MAX_FILES = 10
FILE_LIMIT = 10 * 1024 * 1024  # bytes of one attachment


def new_message(call: Call) -> Json:
    """Return the message to send; raise for what Discord does not take."""
    sent = _object(call.body)
    _refuse(message.message_faults(message.NEW_MESSAGE, sent, _file_names(call, sent)))
    _note(call, message.unknown_fields(message.NEW_MESSAGE, sent))
    _check_contents(call, sent)
    return sent


def answer(call: Call) -> Json:
    """Return a follow-up to send."""
    sent = _object(call.body)
    _check_answer(call, message.ANSWER, sent, None, "")
    return sent


def change(call: Call, before: Json) -> Json:
    """Return what to change of the message `before`."""
    sent = _object(call.body)
    _check_answer(call, message.CHANGE, sent, before, "")
    return sent


def answer_data(call: Call, *, deferred: bool) -> Json:
    """Return the message in a callback of type 4, or what a deferral (5) says of its message."""
    sent = _object(call.body.get("data"))
    if deferred:
        _refuse(examine(message.ANSWER, sent, ("data",)))
        return sent
    _check_answer(call, message.ANSWER, sent, None, "data")
    return sent


def change_data(call: Call, before: Json) -> Json:
    """Return what a callback of type 7 changes of the message `before`."""
    sent = _object(call.body.get("data"))
    _check_answer(call, message.CHANGE, sent, before, "data")
    return sent


def modal_data(call: Call) -> Json:
    """Return the form in a callback of type 9."""
    sent = _object(call.body.get("data"))
    _refuse(modal.modal_faults(sent, ("data",)))
    _note(call, modal.unknown_fields(sent, "data"))
    return sent


def completion_data(call: Call, kind: int) -> Json:
    """Return the choices in a callback of type 8, for an option of type `kind`."""
    sent = _object(call.body.get("data"))
    _refuse(callback.completion_faults(sent, kind))
    _note(call, unknown_fields(callback.COMPLETION, sent, "data"))
    return sent


def form(call: Call, shape: TypeAdapter[Any]) -> Json:
    """Return a small body of the given shape."""
    sent = _object(call.body)
    _refuse(examine(shape, sent))
    _note(call, unknown_fields(shape, sent))
    return sent


def commands(call: Call) -> list[Json]:
    """Return the commands to register."""
    sent: list[Json] = call.body if call.body is not None else []
    _refuse(command.command_faults(sent))
    _note(call, unknown_fields(command.COMMANDS, sent))
    return sent


def _check_answer(call: Call, shape: TypeAdapter[Any], sent: Json, before: Json | None, at: str) -> None:
    files = _file_names(call, sent, before)
    path = (at,) if at else ()
    _refuse(message.message_faults(shape, sent, files, before, path))
    _note(call, message.unknown_fields(shape, sent, at))
    _check_contents(call, sent, before)


def _check_contents(call: Call, sent: Json, before: Json | None = None) -> None:
    for name in ("poll", "sticker_ids"):
        if sent.get(name):
            raise NotOffered(name)
    if len(call.files) > MAX_FILES:
        raise invalid_form([(("attachments",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")])
    if any(len(each.content) > FILE_LIMIT for each in call.files):
        raise Refusal(40005)
    if message.is_empty(sent, bool(call.files), before):
        raise Refusal(50006)


def _file_names(call: Call, sent: Json, before: Json | None = None) -> set[str]:
    listed = sent.get("attachments")
    named = {str(each.get("id")): each for each in listed or [] if isinstance(each, dict)}
    names = {named.get(each.key, {}).get("filename") or each.filename for each in call.files}
    for old in (before or {}).get("_attached", []):
        if listed is None or old["id"] in named:
            names.add(old["filename"])
    return names


def _object(body: Any) -> Json:
    if body is None:
        return {}
    if not isinstance(body, dict):
        raise Refusal(50109)
    return body


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise invalid_form(faults)


def _note(call: Call, fields: Iterable[str]) -> None:
    if call.bot:
        lines = (f"{call.route}: {field}" for field in fields if not departures.is_known(call.route, field))
        call.hub.unknown_fields.extend(lines)
