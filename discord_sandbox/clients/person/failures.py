"""Why something a person did failed. The terminal and the tests print these messages."""

from typing import Any


class Unsuccessful(Exception):
    """Raised when something a person did failed. The message says why in one sentence."""


class InteractionFailed(Unsuccessful):
    """The application didn't respond. A chat client would say "This interaction failed"."""

    def __init__(self, reason_code: int) -> None:
        """Take the `reason_code` of INTERACTION_FAILURE."""
        self.reason_code = reason_code
        super().__init__(f"This interaction failed: the application didn't respond (reason {reason_code}).")


class Refused(Unsuccessful):
    """The API refused a request, with an HTTP `status` and Discord's error `body`."""

    def __init__(self, status: int, body: Any) -> None:
        """Take the response's status and its body, parsed if it's JSON."""
        self.status = status
        self.body = body
        message = body.get("message", body) if isinstance(body, dict) else body
        detail = body.get("errors") if isinstance(body, dict) else None
        super().__init__(f"Refused with {status}: {message}" + (f" {detail}" if detail else ""))


class NothingShown(Unsuccessful):
    """What the person waited for didn't come in time."""


class Disconnected(Unsuccessful):
    """The gateway connection has ended."""


class ControlNotFound(Unsuccessful):
    """The message or form doesn't have this control, field or option, or it's disabled."""


class FieldMissing(Unsuccessful):
    """A required field was left empty."""


class OutOfBounds(Unsuccessful):
    """A text is too long or too short, or too many or too few options were chosen."""


class CommandNotUnderstood(Unsuccessful):
    """The typed line isn't one of the application's commands, or its options don't fit."""


class NoSuchPlace(Unsuccessful):
    """The person, channel or role doesn't exist, or this person can't see it."""
