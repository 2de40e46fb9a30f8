"""What a person's client sends: a command line, the use of a component, a form filled in.

Discord doesn't document these requests; the shapes are those of its own client. What a value may be depends
on the command, the component, or the form, so only what no value may be is refused here.
"""

from typing import Annotated, Any

from pydantic import TypeAdapter

from discord_sandbox.validation.form import Form, Snowflake, one_of
from discord_sandbox.wire import Json

COMMAND, COMPONENT, COMPLETION, SUBMIT = 2, 3, 4, 5
Scalar = str | int | float | bool


class Act(Form):
    """Something that a person does; what `data` is depends on the type."""

    type: Annotated[int, one_of(COMMAND, COMPONENT, COMPLETION, SUBMIT)]
    channel_id: Snowflake
    message_id: Snowflake | None = None
    session_id: str | None = None
    nonce: str | int | None = None
    data: Json


class TypedOption(Form):
    """An option of a command line; a subcommand holds further ones."""

    name: str
    type: int | None = None
    value: Scalar | None = None
    focused: bool | None = None
    options: list["TypedOption"] | None = None


class CommandLine(Form):
    """A command, named or by its id, with its options."""

    id: Snowflake | None = None
    name: str | None = None
    options: list[TypedOption] | None = None


class Use(Form):
    """A press of a button, or what was chosen in a select."""

    custom_id: str
    component_type: int | None = None
    values: list[str] | None = None


class Filled(Form):
    """A part of a form: a field with its value, or what holds fields."""

    custom_id: str | None = None
    value: Scalar | None = None
    values: list[str] | None = None
    component: "Filled | None" = None
    components: list["Filled"] | None = None


class Submission(Form):
    """A form filled in, by its own id or that of the interaction that showed it."""

    id: Snowflake | None = None
    custom_id: str | None = None
    components: list[Filled] | None = None


ACT = TypeAdapter(Act)
DATA: dict[int, TypeAdapter[Any]] = {
    COMMAND: TypeAdapter(CommandLine),
    COMPONENT: TypeAdapter(Use),
    COMPLETION: TypeAdapter(CommandLine),
    SUBMIT: TypeAdapter(Submission),
}
