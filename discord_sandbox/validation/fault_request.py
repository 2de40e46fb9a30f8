"""The faults that tests can order."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from discord_sandbox.validation.form import Checked, Form, Snowflake, check, within


class Failure(Form):
    """A fault that hits the next `times` matching requests."""

    kind: Literal["status", "latency", "rate_limit", "drop"]
    match: str
    times: Annotated[int, within(1, 1_000_000)] = 1
    status: Annotated[int, within(400, 599)] = 500
    code: int = 0
    milliseconds: Annotated[float, within(0, 600_000)] = 0.0
    retry_after: Annotated[float, within(0, 600)] = 1.0
    effect: bool = False


class GatewayClose(Form):
    """Close the bot's gateway connections."""

    kind: Literal["gateway_close"]
    code: Annotated[int, within(1000, 4999)] = 1006


class InvalidSession(Form):
    """Tell the bot that its sessions are invalid, or that it must resume them."""

    kind: Literal["invalid_session"]
    resumable: bool = False


class GatewayMessage(Form):
    """Send the bot a gateway message that the test chose."""

    kind: Literal["gateway_message"]
    body: Any = None


class Permission(Form):
    """Change the bot's permissions in a channel."""

    kind: Literal["permission"]
    channel_id: Snowflake
    deny: list[str] | None = None
    allow: list[str] | None = None


class Timeout(Form):
    """Put a member in timeout."""

    kind: Literal["timeout"]
    guild_id: Snowflake
    user_id: Snowflake
    seconds: Annotated[float, within(-1e7, 1e7)] = 60.0  # negative: the timeout has ended


class ChannelDelete(Form):
    """Delete a server's channel."""

    kind: Literal["channel_delete"]
    channel_id: Snowflake


class Clear(Form):
    """Remove waiting faults, and restore the permissions."""

    kind: Literal["clear"]


FAULT_REQUEST: TypeAdapter[Any] = TypeAdapter(
    Annotated[
        Failure
        | GatewayClose
        | InvalidSession
        | GatewayMessage
        | Permission
        | Timeout
        | ChannelDelete
        | Clear,
        Field(discriminator="kind"),
    ]
)


def check_fault_request(order: Any) -> Checked:
    """Check an order. Unknown fields are faults, because they're most likely misspelled."""
    checked = check(FAULT_REQUEST, order)
    words = "This field doesn't exist."
    return checked.also([((name,), "BASE_TYPE_CHOICES", words) for name in checked.unknown])
