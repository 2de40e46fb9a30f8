"""A reminder that a learner set: one question a day, and less often while they don't answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from bot.domain.calendar.day import date_of
from bot.domain.calendar.recurrence import Occurrence, Recurrence
from bot.domain.posts.post import number_of

RestReason = Literal["moderator", "closed", "zone-gone", "unanswered"]
"""Why a reminder is paused: by the learner; because they don't accept direct messages; because the time
zone's name no longer exists; or after a goodbye.
"""

Sending = Literal["question", "goodbye"]

GAPS = (1, 1, 1, 3, 3, 3, 7, 7, 7)
"""Days from the last message to the next one, by how many in a row weren't answered.

The last one is a goodbye. So there are three daily messages, three every third day, two weekly ones, and the
goodbye.
"""

LAST = len(GAPS) - 1
"""Number of unanswered messages before the goodbye."""


@dataclass(frozen=True)
class Reminder:
    """A learner's reminder by direct message; everyone has one at most.

    `claimed` is the local date of the message being sent, if one is; `first_at` and `retry_at` are as with a
    `bot.domain.posts.post.Post`. `unanswered` counts the latest messages in a row that weren't answered,
    `asked` has the ids of their questions, and `sent_on` is the local date of the latest one.
    """

    learner: int
    course: str
    recurrence: Recurrence
    set_at: int
    next_at: int
    next_date: str
    paused: RestReason | None = None
    claimed: str | None = None
    first_at: int | None = None
    retry_at: int | None = None
    attempts: int = 0
    sent_at: int | None = None
    notified: bool = False  # the learner knows that it's paused
    unanswered: int = 0
    sent_on: str | None = None
    asked: tuple[str, ...] = ()
    revision: int = 0

    @property
    def message(self) -> int:
        """Return the number of the message being sent, which its buttons carry."""
        return number_of(f"reminder:{self.learner}:{self.claimed}")

    @property
    def nonce(self) -> str:
        """Return the nonce by which Discord recognizes a repeated send."""
        return f"lb{self.message}"

    @property
    def sending(self) -> Sending:
        """Return what the next message is."""
        return "goodbye" if self.unanswered >= LAST else "question"

    def is_due(self, day: str) -> bool:
        """Return whether a message is due on a local date on which the reminder recurs."""
        return self.sent_on is None or day >= self._due_on(self.sent_on)

    def following(self) -> Occurrence:
        """Return when the next message comes if nothing is answered until then. Raises ZoneNotFound."""
        found = Occurrence(date.fromisoformat(self.next_date), self.next_at)
        while not self.is_due(found.date.isoformat()):
            found = self.recurrence.after(found.at)
        return found

    def answered(self, days: Sequence[int]) -> "Reminder":
        """Return the reminder with nothing unanswered if the latest message was answered.

        Any answer to any question counts, on the local date of the message or later. `days` are the local
        dates on which the learner answered anything, in order, numbered as in `bot.domain.calendar.day`.
        """
        if not days or self.sent_on is None or date_of(days[-1]).isoformat() < self.sent_on:
            return self
        return replace(self, unanswered=0, asked=())

    def sent(self, at: int, question: str | None = None) -> "Reminder":
        """Return the reminder after its message has arrived, with this question. After the goodbye, it's
        paused.
        """
        left = replace(self.closed(), sent_at=at, sent_on=self.claimed, unanswered=self.unanswered + 1)
        left = replace(left, asked=(*self.asked, question)) if question else left
        return replace(left, paused="unanswered") if self.sending == "goodbye" else left

    def closed(self) -> "Reminder":
        """Return the reminder with no message being sent."""
        return replace(self, claimed=None, first_at=None, retry_at=None, attempts=0)

    def _due_on(self, sent_on: str) -> str:
        gap = GAPS[min(self.unanswered, LAST)]
        return (date.fromisoformat(sent_on) + timedelta(days=gap)).isoformat()
