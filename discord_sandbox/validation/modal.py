"""Modals that the bot shows.

Limits come from Discord's pages "Component Reference" and "Receiving and Responding".
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from discord_sandbox.validation.components import (
    ChannelSelect,
    CustomId,
    Number,
    PeopleSelect,
    StringSelect,
    TextDisplay,
)
from discord_sandbox.validation.form import TRIMMED, Checked, Fault, Form, Path, check, length, one_of, within
from discord_sandbox.validation.layout import duplicate_faults, select_faults, walk
from discord_sandbox.wire import Json

TEXT_INPUT, LABEL, RADIO_GROUP, CHECKBOX_GROUP = 4, 18, 21, 22
CHOICES = frozenset({3, 5, 6, 7, 8, CHECKBOX_GROUP})


class TextInput(Form):
    """A text input with one line or several."""

    type: Literal[4]
    id: Number = None
    custom_id: CustomId
    style: Annotated[int, one_of(1, 2)]
    label: Annotated[str | None, TRIMMED, length(1, 45)] = None
    min_length: Annotated[int | None, within(0, 4000)] = None
    max_length: Annotated[int | None, within(1, 4000)] = None
    required: bool | None = None
    value: Annotated[str | None, length(0, 4000)] = None
    placeholder: Annotated[str | None, length(0, 100)] = None


class FileUpload(Form):
    """A file upload."""

    type: Literal[19]
    id: Number = None
    custom_id: CustomId
    min_values: Annotated[int | None, within(0, 10)] = None
    max_values: Annotated[int | None, within(1, 10)] = None
    required: bool | None = None


class GroupOption(Form):
    """A radio button or checkbox in a group."""

    value: Annotated[str, length(1, 100)]
    label: Annotated[str, TRIMMED, length(1, 100)]
    description: Annotated[str | None, length(0, 100)] = None
    default: bool | None = None


class RadioGroup(Form):
    """A group of which you choose one option."""

    type: Literal[21]
    id: Number = None
    custom_id: CustomId
    options: Annotated[list[GroupOption], length(2, 10)]
    required: bool | None = None


class CheckboxGroup(Form):
    """A group of which you choose any number of options."""

    type: Literal[22]
    id: Number = None
    custom_id: CustomId
    options: Annotated[list[GroupOption], length(1, 10)]
    min_values: Annotated[int | None, within(0, 10)] = None
    max_values: Annotated[int | None, within(1, 10)] = None
    required: bool | None = None


class Checkbox(Form):
    """A single checkbox."""

    type: Literal[23]
    id: Number = None
    custom_id: CustomId
    default: bool | None = None


Labelled = (
    TextInput
    | StringSelect
    | PeopleSelect
    | ChannelSelect
    | FileUpload
    | RadioGroup
    | CheckboxGroup
    | Checkbox
)


class Label(Form):
    """A question with its field."""

    type: Literal[18]
    id: Number = None
    label: Annotated[str, TRIMMED, length(1, 45)]
    description: Annotated[str | None, length(1, 100)] = None
    component: Annotated[Labelled, Field(discriminator="type")]


class TextRow(Form):
    """The older way to place one text input."""

    type: Literal[1]
    id: Number = None
    components: Annotated[list[Annotated[TextInput, Field()]], length(1, 1)]


class Modal(Form):
    """A form."""

    custom_id: CustomId
    title: Annotated[str, TRIMMED, length(1, 45)]
    components: Annotated[
        list[Annotated[TextRow | Label | TextDisplay, Field(discriminator="type")]], length(1, 5)
    ]


MODAL = TypeAdapter(Modal)


def check_modal(sent: Any, at: Path = ()) -> Checked:
    """Check a modal."""
    checked = check(MODAL, sent, at)
    if checked.faults:
        return checked
    tree = list(walk(checked.values["components"], (*at, "components")))
    faults = [*duplicate_faults(tree)]
    for here, component in tree:
        faults += _demand_faults(here, component)
        if component["type"] == TEXT_INPUT:
            faults += _text_faults(here, component, labelled=here[-1] == "component")
        elif component["type"] in CHOICES:
            faults += select_faults(here, component | {"max_values": _most(component)})
        elif component["type"] == RADIO_GROUP:
            faults += select_faults(here, component)
    return checked.also(faults)


def _demand_faults(here: Path, component: Json) -> Iterator[Fault]:
    if component.get("disabled"):
        yield (*here, "disabled"), "MODAL_COMPONENT_DISABLED", "Modals do not support disabled components"
    if component.get("min_values") == 0 and component.get("required") is not False:
        words = "int value should be greater than or equal to 1."  # a required component can't be empty
        yield (*here, "min_values"), "NUMBER_TYPE_MIN", words


def _most(component: Json) -> int:
    if component.get("max_values") is not None:
        return int(component["max_values"])
    return len(component["options"]) if component["type"] == CHECKBOX_GROUP else 1


def _text_faults(here: Path, field: Json, *, labelled: bool) -> list[Fault]:
    faults: list[Fault] = []
    if labelled and field.get("label"):
        words = "A text input inside a label can't have its own label"
        faults.append(((*here, "label"), "TEXT_INPUT_COMPONENT_LABEL_IN_LABEL", words))
    if not labelled and not field.get("label"):
        faults.append(((*here, "label"), "BASE_TYPE_REQUIRED", "This field is required"))
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if low > high:
        words = f"int value should be less than or equal to {high}."
        faults.append(((*here, "min_length"), "NUMBER_TYPE_MAX", words))
    elif field.get("value") and not low <= len(field["value"]) <= high:
        words = f"Must be between {low} and {high} in length."
        faults.append(((*here, "value"), "BASE_TYPE_BAD_LENGTH", words))
    return faults
