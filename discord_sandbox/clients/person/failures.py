"""Why a person did not get what they wanted; the terminal and the tests print these sentences."""

from typing import Any


class Unsuccessful(Exception):
    """What a person wanted did not come about; the message says why in one sentence."""


class InteractionFailed(Unsuccessful):
    """The application did not answer: a chat client would say "This interaction failed"."""

    def __init__(self, reason_code: int) -> None:
        """Take the `reason_code` of INTERACTION_FAILURE."""
        self.reason_code = reason_code
        super().__init__(f"This interaction failed: the application did not respond (reason {reason_code}).")


class Refused(Unsuccessful):
    """The API refused the request with an HTTP `status` and Discord's error `body`."""

    def __init__(self, status: int, body: Any) -> None:
        """Take the answer's status and its body, parsed if it was JSON."""
        self.status = status
        self.body = body
        told = body.get("message", body) if isinstance(body, dict) else body
        detail = body.get("errors") if isinstance(body, dict) else None
        super().__init__(f"Refused with {status}: {told}" + (f" {detail}" if detail else ""))


class NothingShown(Unsuccessful):
    """The time to wait is over and what was waited for has not come."""


class Disconnected(Unsuccessful):
    """The gateway's connection has ended."""


class ControlNotFound(Unsuccessful):
    """The message or form has no such control, field or option, or it is switched off."""


class FieldMissing(Unsuccessful):
    """A form's required field was left empty."""


class OutOfBounds(Unsuccessful):
    """A text is too long or too short, or too many or too few options are chosen."""


class CommandNotUnderstood(Unsuccessful):
    """The typed line is not one of the application's commands, or its options do not fit."""


class NoSuchPlace(Unsuccessful):
    """There is no such person, channel or role, or this person does not see it."""
