"""Storage for learners and their preferences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.domain.calendar.day import UTC_ZONE

REVIEWS_A_DAY = 5
"""Reviews a day for learners who haven't chosen a number."""


@dataclass(frozen=True)
class QuestionReport:
    """A learner's report that a question is wrong."""

    id: int  # the interaction that brought it
    learner: int
    course: str
    question: str
    version: int
    fingerprint: str
    text: str
    at: int  # milliseconds of UTC


@dataclass(frozen=True)
class Preferences:
    """A learner's preferences: the IANA time zone their days begin in, the most reviews a day, and whether
    the bot celebrates what they achieve.
    """

    zone: str = UTC_ZONE
    reviews: int = REVIEWS_A_DAY
    celebrations: bool = True


class PeopleStore(Protocol):
    """Learners: pages read, preferences, reports, and everything stored about them."""

    async def mark_read(
        self, learner: int, course: str, lesson: str, page: int, at: int, guild: int | None = None
    ) -> None:
        """Record that a page (counted from 0) was shown, and in which server (None: a direct message).

        The first and the latest time are kept, of all places and of each.
        """

    async def pages_read(self, learner: int, course: str) -> Mapping[str, frozenset[int]]:
        """Return the pages read, by lesson; the lesson with the latest new page comes last."""

    async def preferences(self, learner: int, server: int | None = None) -> Preferences:
        """Return the learner's preferences, with defaults for what they never set.

        Without a time zone of their own, it's that of the daily posts in the first server they practiced in,
        or else in this one.
        """

    async def set_preferences(
        self, learner: int, preferences: Preferences, at: int, server: int | None = None
    ) -> None:
        """Store the learner's preferences. A zone that's still the default isn't stored as chosen."""

    async def zone(self, learner: int) -> str | None:
        """Return the learner's time zone, or None if they never set one."""

    async def set_zone(self, learner: int, zone: str, at: int) -> None:
        """Store the learner's time zone."""

    async def course(self, learner: int) -> str | None:
        """Return the id of the course that the learner chose, or None if they chose none."""

    async def set_course(self, learner: int, course: str | None, at: int) -> None:
        """Store the learner's choice of a course. None takes it back."""

    async def dm_channel(self, learner: int) -> int | None:
        """Return the channel of the bot's direct messages with a learner, if it was opened before."""

    async def keep_dm_channel(self, learner: int, channel: int) -> None:
        """Store that channel for a learner whom the record knows. Unknown users leave no rows behind."""

    async def add_report(self, report: QuestionReport) -> None:
        """Store a learner's report about a question. Storing the same id twice changes nothing."""

    async def reports(self, course: str) -> Sequence[QuestionReport]:
        """Return the reports about a course's questions, oldest first."""

    async def export(self, learner: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Return every row about the learner by kind, and the texts of the questions they answered."""

    async def counts(self, learner: int) -> Mapping[str, int]:
        """Return how many rows of each kind there are about the learner."""
