"""What a person's client sends: a command, the use of a component, or a submitted modal.

Discord doesn't document these requests, so the shapes are those its own client uses. Which values are valid
depends on the command, component or modal, so only values that are never valid are refused here.
"""

from typing import Annotated, Any

from pydantic import TypeAdapter

from discord_sandbox.validation.form import Form, Snowflake, one_of
from discord_sandbox.wire import Json

COMMAND, COMPONENT, COMPLETION, SUBMIT = 2, 3, 4, 5
Scalar = str | int | float | bool


class InteractionRequest(Form):
    """An interaction. The shape of `data` depends on the type."""

    type: Annotated[int, one_of(COMMAND, COMPONENT, COMPLETION, SUBMIT)]
    channel_id: Snowflake
    message_id: Snowflake | None = None
    session_id: str | None = None
    nonce: str | int | None = None
    data: Json


class TypedOption(Form):
    """A command's option. Subcommands contain more options."""

    name: str
    type: int | None = None
    value: Scalar | None = None
    focused: bool | None = None
    options: list["TypedOption"] | None = None


class CommandLine(Form):
    """A command, by id or name, with its options."""

    id: Snowflake | None = None
    name: str | None = None
    options: list[TypedOption] | None = None


class ComponentData(Form):
    """A pressed button, or the values chosen in a select."""

    custom_id: str
    component_type: int | None = None
    values: list[str] | None = None


class FilledComponent(Form):
    """A part of a submitted modal: a field with its value, or a component with fields inside."""

    custom_id: str | None = None
    value: Scalar | None = None
    values: list[str] | None = None
    component: "FilledComponent | None" = None
    components: list["FilledComponent"] | None = None


class Submission(Form):
    """A submitted modal, by its custom id or the id of the interaction that showed it."""

    id: Snowflake | None = None
    custom_id: str | None = None
    components: list[FilledComponent] | None = None


INTERACTION = TypeAdapter(InteractionRequest)
DATA: dict[int, TypeAdapter[Any]] = {
    COMMAND: TypeAdapter(CommandLine),
    COMPONENT: TypeAdapter(ComponentData),
    COMPLETION: TypeAdapter(CommandLine),
    SUBMIT: TypeAdapter(Submission),
}
