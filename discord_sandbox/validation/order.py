"""What tests may order to go wrong."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from discord_sandbox.validation.form import Checked, Form, Snowflake, check, within


class Failure(Form):
    """Something that waits for a request that matches, so many times."""

    kind: Literal["status", "latency", "rate_limit", "drop"]
    match: str
    times: Annotated[int, within(1, 1_000_000)] = 1
    status: Annotated[int, within(400, 599)] = 500
    code: int = 0
    milliseconds: Annotated[float, within(0, 600_000)] = 0.0
    retry_after: Annotated[float, within(0, 600)] = 1.0
    effect: bool = False


class GatewayClose(Form):
    """End the bot's connections."""

    kind: Literal["gateway_close"]
    code: Annotated[int, within(1000, 4999)] = 1006


class InvalidSession(Form):
    """Tell the bot that its sessions are gone, or may be resumed."""

    kind: Literal["invalid_session"]
    resumable: bool = False


class GatewayMessage(Form):
    """Send the bot a message of the test's own."""

    kind: Literal["gateway_message"]
    body: Any = None


class Permission(Form):
    """Change what the bot may do in a channel."""

    kind: Literal["permission"]
    channel_id: Snowflake
    deny: list[str] | None = None
    allow: list[str] | None = None


class Timeout(Form):
    """Let a member only read for a while."""

    kind: Literal["timeout"]
    guild_id: Snowflake
    user_id: Snowflake
    seconds: Annotated[float, within(-1e7, 1e7)] = 60.0  # below 0: it's over


class ChannelDelete(Form):
    """Delete a channel of a server."""

    kind: Literal["channel_delete"]
    channel_id: Snowflake


class Clear(Form):
    """Take everything back."""

    kind: Literal["clear"]


ORDER: TypeAdapter[Any] = TypeAdapter(
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


def check_order(order: Any) -> Checked:
    """Check an order. A field that it can't have is a fault: most likely it's misspelled."""
    checked = check(ORDER, order)
    words = "There is no such field."
    return checked.also([((name,), "BASE_TYPE_CHOICES", words) for name in checked.unknown])
