"""The first response to an interaction, and smaller bodies: threads, autocomplete, DMs."""

from typing import Annotated, Any

from pydantic import TypeAdapter

from discord_sandbox.validation.command import Choice, value_faults
from discord_sandbox.validation.form import Checked, Form, Snowflake, check, length, one_of, within
from discord_sandbox.wire import Json

CALLBACK_TYPES = (1, 4, 5, 6, 7, 8, 9, 10, 12)


class Callback(Form):
    """A response. The shape of `data` depends on the type."""

    type: Annotated[int, one_of(*CALLBACK_TYPES)]
    data: Json | None = None


class Completion(Form):
    """Autocomplete choices."""

    choices: Annotated[list[Choice], length(0, 25)]


class Thread(Form):
    """A thread under a message."""

    name: Annotated[str, length(1, 100)]
    auto_archive_duration: Annotated[int | None, one_of(60, 1440, 4320, 10080)] = None
    rate_limit_per_user: Annotated[int | None, within(0, 21600)] = None


class FreeThread(Thread):
    """A thread without a message."""

    type: Annotated[int | None, one_of(10, 11, 12)] = None
    invitable: bool | None = None


class DirectChannel(Form):
    """Whom the bot opens a DM channel with."""

    recipient_id: Snowflake


class Override(Form):
    """Whether a role (1), a user (2) or a channel (3) can use a command."""

    id: Snowflake
    type: Annotated[int, one_of(1, 2, 3)]
    permission: bool


class Overrides(Form):
    """A server's overrides of who can run a command."""

    permissions: Annotated[list[Override], length(0, 100)]


class PrivateChannel(Form):
    """Whom a person opens a DM channel with: one person, or a group."""

    recipient_id: Snowflake | None = None
    recipients: Annotated[list[Snowflake] | None, length(0, 10)] = None


CALLBACK = TypeAdapter(Callback)
COMPLETION = TypeAdapter(Completion)
THREAD = TypeAdapter(Thread)
FREE_THREAD = TypeAdapter(FreeThread)
DIRECT_CHANNEL = TypeAdapter(DirectChannel)
PRIVATE_CHANNEL = TypeAdapter(PrivateChannel)
OVERRIDES = TypeAdapter(Overrides)


def check_completion(data: Any, kind: int) -> Checked:
    """Check autocomplete choices for an option of type `kind`."""
    checked = check(COMPLETION, data, ("data",))
    for index, choice in enumerate((checked.values or {}).get("choices", [])):
        checked = checked.also(value_faults(kind, choice["value"], ("data", "choices", index, "value")))
    return checked
