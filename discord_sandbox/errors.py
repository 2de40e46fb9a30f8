"""Errors with Discord's status, code and message.

The codes come from Discord's page "Opcodes and Status Codes", section "JSON Error Codes".
"""

from typing import Any

REASONS: dict[int, tuple[int, str]] = {
    0: (401, "401: Unauthorized"),
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10066: (404, "Unknown application command permissions"),
    40005: (413, "Request entity too large"),
    40033: (400, "This message has already been crossposted."),
    40060: (400, "Interaction has already been acknowledged."),
    40094: (400, "This interaction has reached the maximum number of follow up messages"),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50028: (400, "Invalid Role"),
    50035: (400, "Invalid Form Body"),
    50046: (400, "Invalid asset"),
    50068: (400, "Invalid message type"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160004: (400, "A thread has already been created for this message"),
}


class Refusal(Exception):
    """Raised to answer a request with an error. `code` is a key of `REASONS`."""

    def __init__(
        self, code: int, *, errors: dict[str, Any] | None = None, message: str | None = None
    ) -> None:
        """Take Discord's error code and, for an invalid form body (50035), the nested `errors`."""
        self.code = code
        self.status, reason = REASONS[code]
        self.message = message or reason
        self.errors = errors
        super().__init__(f"{self.status} {code} {self.message} {errors or ''}")

    @property
    def body(self) -> dict[str, Any]:
        """The JSON body of the response."""
        shape: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            shape["errors"] = self.errors
        return shape


def invalid(path: str, code: str, message: str) -> Refusal:
    """Return the refusal of one field. Dots separate the keys in `path`: `data.components.0.label`."""
    return invalid_form([(tuple(path.split(".")), code, message)])


def invalid_form(faults: list[tuple[tuple[str | int, ...], str, str]]) -> Refusal:
    """Return the refusal of a form body. Each fault is (path, code, message); Discord nests them by path."""
    errors: dict[str, Any] = {}
    for path, code, message in faults:
        place = errors
        for key in path:
            place = place.setdefault(str(key), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})
    return Refusal(50035, errors=errors)
