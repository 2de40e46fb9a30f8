"""What a teacher posts for a class: a lesson or its quiz, with a release date and a due date."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.posts.attempt import Attempt, State
from bot.domain.posts.post import number_of
from bot.errors.classes import DatesUnusable

Task = Literal["lesson", "quiz"]
"""What an assignment opens."""

OUT = ("sent", "uncertain")
"""The states of an assignment that students may see. An uncertain one has most likely arrived."""

RELEASED, DUE = 8 * 60, 23 * 60 + 59
"""Minutes of the local day: when a later assignment is posted, and until when one is due."""

REMINDED = 17 * 60
"""Minute of the day before the due date at which students are reminded."""

LAST_CALL = 9 * 60
"""Minute of the due date itself, for assignments that were posted too late for a reminder the day before."""

FARTHEST = 366
"""Days ahead that a date may be."""


@dataclass(frozen=True)
class Delivery:
    """How far sending a message has come, as in `bot.domain.posts.attempt.Attempt`."""

    state: State = "due"
    first_at: int | None = None
    retry_at: int | None = None
    attempts: int = 0

    def attempt(self, due_at: int) -> Attempt:
        """Return the state machine's view of it."""
        return Attempt(due_at, self.state, self.first_at, self.retry_at, self.attempts)

    @classmethod
    def of(cls, attempt: Attempt) -> "Delivery":
        """Return what to store of an attempt."""
        return cls(attempt.state, attempt.first_at, attempt.retry_at, attempt.attempts)

    def ended(self, state: State) -> "Delivery":
        """Return it in its last state, as one attempt more: storing an earlier attempt changes nothing."""
        return Delivery(state, self.first_at, attempts=self.attempts + 1)


@dataclass(frozen=True)
class Dates:
    """When an assignment is posted, until when it's due, and when students are reminded of that."""

    release_at: int
    due_at: int | None = None
    remind_at: int | None = None


@dataclass(frozen=True)
class Assignment:
    """A lesson or quiz posted for a class. Ids are Discord's, times in UTC milliseconds."""

    id: int
    classroom: int
    channel: int
    lesson: str
    task: Task
    dates: Dates
    set_by: int
    set_at: int
    delivery: Delivery = Delivery()
    message: int | None = None

    @property
    def nonce(self) -> str:
        """Return the nonce by which Discord recognizes a repeated send."""
        return f"lb{self.id}"


@dataclass(frozen=True)
class DueReminder:
    """The message to one student before an assignment is due."""

    assignment: int
    learner: int
    remind_at: int
    delivery: Delivery = Delivery()

    @property
    def message(self) -> int:
        """Return the number of the message, which its buttons carry."""
        return number_of(f"due:{self.assignment}:{self.learner}")

    @property
    def nonce(self) -> str:
        """Return the nonce by which Discord recognizes a repeated send."""
        return f"lb{self.message}"

    def postponed(self, until: int) -> "DueReminder":
        """Return it as one that waits, without another attempt."""
        return replace(self, delivery=replace(self.delivery, retry_at=until))

    def ended(self) -> "DueReminder":
        """Return it as one that needn't be sent anymore."""
        return replace(self, delivery=self.delivery.ended("missed"))


def plan(release: date | None, due: date | None, zone: str, now: int) -> Dates:
    """Return an assignment's dates in a time zone. Without a release date, it's posted now.

    Raises DatesUnusable and ZoneNotFound.
    """
    day = Recurrence(0, zone)
    release_at = now if release is None else max(now, _at(RELEASED, zone, release))
    latest = now + FARTHEST * 86_400_000
    if due is None:
        if release_at > latest:
            raise DatesUnusable
        return Dates(release_at)
    due_at = _at(DUE, zone, due)
    if due_at <= release_at or due_at > latest or day.on(due) is None:
        raise DatesUnusable
    reminders = (_at(REMINDED, zone, due - timedelta(days=1)), _at(LAST_CALL, zone, due))
    return Dates(release_at, due_at, next((at for at in reminders if at > release_at), None))


def _at(minute: int, zone: str, day: date) -> int:
    """Return when a local day has come to a minute; a day that the zone skips counts as long past."""
    return Recurrence(minute, zone).on(day) or 0
