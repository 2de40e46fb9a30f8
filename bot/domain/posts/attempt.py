"""The state machine of a delivery: an event goes in, the next state and what to do come out.

No message goes out twice, and none is lost unnoticed. Discord drops a message whose nonce it has just seen,
so for a minute a send can simply be repeated. After that, one that may have arrived is looked up first.
docs/deliveries.md draws the states.
"""

from dataclasses import dataclass, replace
from typing import Literal, assert_never

from bot.errors.delivery import Delayed, Undeliverable, Unreadable
from bot.errors.user import UserError

State = Literal["due", "claimed", "sent", "missed", "failed", "uncertain"]
"""due: to be sent as soon as possible; claimed: being sent; sent: Discord has it; missed: too late to send;
failed: it can't be sent until a person fixes something; uncertain: it may have been sent, and the history
can't be read to see, so it isn't repeated."""

Action = Literal["send", "find", "wait", "stop"]
"""send: under the nonce, after storing the claim; find: in the history; wait: until `retry_at`; stop: it's
over, or was over before."""

LATEST = 6 * 3600 * 1000
"""Milliseconds after which a late delivery is given up."""

SAME_NONCE = 60 * 1000
"""Milliseconds after the first attempt during which Discord surely still knows the nonce."""

STALE = 10_000
"""Milliseconds a claim may wait in line. After that, check it again: another process may have taken over."""

FIRST_WAIT, LONGEST_WAIT = 5_000, 300_000
"""Milliseconds between attempts: doubled each time."""


@dataclass(frozen=True)
class Taken:
    """The delivery's time has come. `held`: it mustn't be sent now, because its schedule is paused."""

    held: bool = False


@dataclass(frozen=True)
class Arrived:
    """Discord has the message: it was sent, or found."""

    message: int


@dataclass(frozen=True)
class Absent:
    """The lookup shows that Discord doesn't have the message."""


Event = Taken | Arrived | Absent | UserError | Unreadable | Undeliverable | Delayed
"""A UserError means that the message can't be built. The last three are how a lookup or a send failed."""


@dataclass(frozen=True)
class Attempt:
    """A delivery in progress.

    `first_at` is the first attempt since which nobody knows if Discord has the message. `fresh` says that no
    earlier attempt can have arrived. It isn't stored: after a crash, nothing is fresh.
    """

    due_at: int
    state: State = "due"
    first_at: int | None = None
    retry_at: int | None = None
    attempts: int = 0
    fresh: bool = False

    def is_stale(self, now: int) -> bool:
        """Return whether the claim waited in line too long to be sent."""
        return now - (self.retry_at or 0) > STALE

    def ago(self, now: int) -> int | None:
        """Return how long ago the message may have been sent; None if the clock was put back since."""
        ago = now - (self.due_at if self.first_at is None else self.first_at)
        return ago if ago >= 0 else None


def advance(attempt: Attempt, event: Event, now: int) -> tuple[Attempt, Action]:
    """Return the attempt after an event, and what to do next."""
    if attempt.state not in ("due", "claimed"):
        return attempt, "stop"
    match event:
        case Taken(held):
            return _take(attempt, now, held=held)
        case Arrived():
            return _end(replace(attempt, attempts=0), "sent")
        case Absent():
            return replace(attempt, state="due", first_at=None, retry_at=now), "wait"
        case UserError():
            return _end(_unsent(attempt), "failed") if attempt.fresh else _end(attempt, "uncertain")
        case Unreadable():
            return _end(attempt, "uncertain")
        case Undeliverable():
            return _end(_unsent(attempt) if event.sure else attempt, "failed")
        case Delayed():
            return _wait(_unsent(attempt) if event.sure else attempt, event, now)
        case _:
            assert_never(event)


def retry_at(now: int, attempts: int, error: Delayed) -> int:
    """Return when to try again after this many attempts (at least 1), but never before Discord allows it."""
    wait: int = min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
    return now + max(wait, int(error.seconds * 1000))


def _take(attempt: Attempt, now: int, *, held: bool) -> tuple[Attempt, Action]:
    again = replace(attempt, attempts=attempt.attempts + 1)
    if attempt.first_at is None:
        if held:
            return _end(attempt, "failed")
        if now - attempt.due_at >= LATEST:
            return _end(attempt, "missed")
        return replace(again, state="claimed", first_at=now, retry_at=now, fresh=True), "send"
    if not 0 <= now - attempt.first_at < SAME_NONCE:
        return again, "find"
    if held:
        return replace(attempt, retry_at=attempt.first_at + SAME_NONCE), "wait"
    return replace(again, retry_at=now), "send"


def _wait(attempt: Attempt, error: Delayed, now: int) -> tuple[Attempt, Action]:
    later = retry_at(now, attempt.attempts, error)
    if later - attempt.due_at < LATEST:
        return replace(attempt, retry_at=later, fresh=False), "wait"
    return _end(attempt, "missed" if attempt.first_at is None else "uncertain")


def _unsent(attempt: Attempt) -> Attempt:
    """Note that this attempt didn't arrive, which says nothing about earlier ones."""
    return replace(attempt, first_at=None) if attempt.fresh else attempt


def _end(attempt: Attempt, state: State) -> tuple[Attempt, Action]:
    return replace(attempt, state=state, retry_at=None, fresh=False), "stop"
