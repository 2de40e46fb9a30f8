"""Errors in delivering a message."""

from bot.errors import LessonbotError


class DeliveryError(LessonbotError):
    """A message wasn't delivered."""


class Undeliverable(DeliveryError):
    """The message can't be delivered until someone fixes something. `missing` has the missing permissions.

    `reason` is "channel-gone", "permission", "refused" or "closed"; for a thread, also "threads-full" or
    "post-gone". `sure` says whether it definitely wasn't posted.
    """

    def __init__(self, reason: str, missing: tuple[str, ...] = (), *, sure: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.missing = missing
        self.sure = sure


class Delayed(DeliveryError):
    """The message can't be delivered right now, but that should pass.

    `sure` says whether it definitely wasn't posted. `seconds` is how long to wait, if Discord said so.
    """

    def __init__(self, reason: str, *, sure: bool, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.sure = sure
        self.seconds = seconds


class Unreadable(DeliveryError):
    """The channel's history can't be read, so there's no telling whether the message was posted."""


class LeaseLost(DeliveryError):
    """Another process now holds the lease to send, so nothing was written."""
