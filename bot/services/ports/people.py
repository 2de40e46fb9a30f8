"""The store for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.domain.calendar.day import UTC_ZONE

REVIEWS_A_DAY = 10
"""Reviews that a learner is asked in a day who has not said how many."""


@dataclass(frozen=True)
class QuestionReport:
    """A learner says that a question is wrong."""

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
    """How a learner wants it: the IANA time zone in which their days begin, and reviews a day at most."""

    zone: str = UTC_ZONE
    reviews: int = REVIEWS_A_DAY


class PeopleStore(Protocol):
    """People."""

    async def mark_read(self, learner: int, course: str, lesson: str, page: int, at: int) -> None:
        """Note that a page (from 0) was shown; the first time counts, the last is kept beside it."""

    async def pages_read(self, learner: int, course: str) -> Mapping[str, frozenset[int]]:
        """The pages read, by lesson; the lesson with the latest new page comes last."""

    async def preferences(self, learner: int) -> Preferences:
        """How the learner wants it, or the usual."""

    async def set_preferences(self, learner: int, preferences: Preferences, at: int) -> None:
        """Keep how the learner wants it."""

    async def add_report(self, report: QuestionReport) -> None:
        """Keep what a learner says against a question; the same id again changes nothing."""

    async def reports(self, course: str) -> Sequence[QuestionReport]:
        """What was said against the questions of a course, oldest first."""

    async def export(self, learner: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row about the learner, by kind of row, the texts of the questions answered included."""

    async def counts(self, learner: int) -> Mapping[str, int]:
        """How many rows of each kind there are about the learner."""
