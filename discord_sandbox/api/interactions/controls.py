"""Check the use of a button, select or modal against what was shown."""

from collections.abc import Iterator
from typing import Any

from discord_sandbox.api.interactions.options import Fault, Resolved
from discord_sandbox.api.message_builder import walk
from discord_sandbox.errors import invalid, invalid_form
from discord_sandbox.wire import Json

BUTTON, STRING_SELECT, TEXT_INPUT, TEXT_DISPLAY, LABEL = 2, 3, 4, 10, 18
FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
LINK = 5
OPTION_KINDS = {5: 6, 6: 8, 7: 9, 8: 7}  # type of select -> type of option that takes the same things


def pressed(components: list[Json], data: Json, resolved: Resolved) -> Json:
    """Return the bot's data for the use of a component. Raise 50035 if it can't be used like that."""
    known = (each for each in walk(components) if each.get("custom_id") == data.get("custom_id"))
    component = next(known, None)
    if component is None:
        raise invalid("data.custom_id", "BASE_TYPE_CHOICES", "The message has no such component")
    if component.get("disabled") or component.get("style") == LINK:
        raise invalid("data.custom_id", "BASE_TYPE_CHOICES", "The component cannot be used")
    if data.get("component_type", component["type"]) != component["type"]:
        raise invalid("data.component_type", "BASE_TYPE_CHOICES", "The component is of another type")
    body = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
    if component["type"] == BUTTON:
        return body
    body["values"] = data.get("values") or []
    faults = list(_choice_faults(component, body["values"], ("data", "values"), resolved))
    if faults:
        raise invalid_form(faults)
    if component["type"] != STRING_SELECT:
        body["resolved"] = resolved.body
    return body


def _choice_faults(
    component: Json,
    values: list[str],
    at: tuple[str | int, ...],
    resolved: Resolved,
    *,
    optional: bool = False,
) -> Iterator[Fault]:
    options = component.get("options") or []
    most = component.get("max_values") or (len(options) if component["type"] == CHECKBOX_GROUP else 1)
    least = component.get("min_values")
    least = 1 if least is None else least
    if not least <= len(values) <= most and not (optional and not values):
        yield at, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length."
    if len(set(values)) < len(values):
        yield at, "SET_TYPE_ALREADY_CONTAINS_VALUE", "Set already contains this value."
    allowed = [option["value"] for option in options]
    for index, value in enumerate(values):
        kind = OPTION_KINDS.get(component["type"])
        if not (resolved.offer(kind, value, component.get("channel_types")) if kind else value in allowed):
            yield (*at, index), "BASE_TYPE_CHOICES", f"{value!r} is not one of the options"


def submitted(modal: Json, sent: list[Json], resolved: Resolved) -> list[Json]:
    """Return the bot's components for a submitted modal. Raise 50035 if they don't fit the modal."""
    values = {each["custom_id"]: each for each in walk(sent) if each.get("custom_id")}
    fields = [each for each in walk(modal["components"]) if each.get("custom_id")]
    faults: list[Fault] = []
    for name in values.keys() - {field["custom_id"] for field in fields}:
        faults.append((("data", "components", name), "BASE_TYPE_CHOICES", "The form has no such field"))
    filled: dict[str, Json] = {}
    for field in fields:
        given = values.get(field["custom_id"], {})
        place = ("data", "components", field["custom_id"])
        faults += _field_faults(field, given, place, resolved)
        filled[field["custom_id"]] = _filled(field, given)
    if faults:
        raise invalid_form(faults)
    return [_outer(component, filled) for component in modal["components"]]


def _field_faults(field: Json, given: Json, at: tuple[str | int, ...], resolved: Resolved) -> Iterator[Fault]:
    required = field.get("required", True) is not False
    if field["type"] == TEXT_INPUT:
        yield from _text_faults(field, given.get("value") or "", at, required=required)
    elif field["type"] == RADIO_GROUP:
        value = given.get("value")
        if value is None and required:
            yield at, "BASE_TYPE_REQUIRED", "This field is required"
        elif value is not None and value not in [option["value"] for option in field["options"]]:
            yield at, "BASE_TYPE_CHOICES", f"{value!r} is not one of the options"
    elif field["type"] == CHECKBOX:
        if not isinstance(given.get("value", False), bool):
            yield at, "BOOLEAN_TYPE_CONVERT", "Must be either true or false."
    elif field["type"] == FILE_UPLOAD:
        if required and field.get("min_values") != 0:
            yield at, "BASE_TYPE_REQUIRED", "The sandbox's people have no files to upload"
    else:
        optional = not required
        yield from _choice_faults(field, given.get("values") or [], at, resolved, optional=optional)


def _text_faults(field: Json, value: Any, at: tuple[str | int, ...], *, required: bool) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield at, "STRING_TYPE_CONVERT", f"{value!r} is not a text"
    elif not value:
        if required:
            yield at, "BASE_TYPE_REQUIRED", "This field is required"
    else:
        low, high = field.get("min_length") or 0, field.get("max_length") or 4000
        if not low <= len(value) <= high:
            yield at, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length."


def _filled(field: Json, given: Json) -> Json:
    body = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    if field["type"] == TEXT_INPUT:
        return body | {"value": given.get("value") or ""}
    if field["type"] == RADIO_GROUP:
        return body | {"value": given.get("value")}
    if field["type"] == CHECKBOX:
        return body | {"value": bool(given.get("value", False))}
    return body | {"values": given.get("values") or []}


def _outer(component: Json, filled: dict[str, Json]) -> Json:
    body = {"type": component["type"], "id": component["id"]}
    if component["type"] == TEXT_DISPLAY:
        return body
    if component["type"] == LABEL:
        return body | {"component": filled[component["component"]["custom_id"]]}
    return body | {"components": [filled[each["custom_id"]] for each in component["components"]]}
