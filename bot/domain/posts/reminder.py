"""A reminder that a person set for themselves."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.posts.post import PauseReason, number_of

ReminderContent = Literal["page", "reviews"]
"""The next page of the course, or how many reviews are due."""


@dataclass(frozen=True)
class Reminder:
    """A daily direct message; a person has one at most.

    `claimed` is the local date of the message being sent, if one is; `first_at` and `retry_at` are as with a
    `bot.domain.posts.post.Post`. `paused` is "closed" when the person's direct messages are, "moderator"
    when the person paused it.
    """

    learner: int
    course: str
    content: ReminderContent
    cadence: Recurrence
    set_at: int
    next_at: int
    next_date: str
    paused: PauseReason | None = None
    claimed: str | None = None
    first_at: int | None = None
    retry_at: int | None = None
    attempts: int = 0
    sent_at: int | None = None
    told: bool = False  # that it rests since direct messages were closed
    revision: int = 0

    @property
    def message(self) -> int:
        """The number of the message being sent, which its buttons carry."""
        return number_of(f"reminder:{self.learner}:{self.claimed}")

    @property
    def nonce(self) -> str:
        """What Discord knows a repeated sending by."""
        return f"lb{self.message}"
