"""Storage for the tests before and after a course."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.learning.assessment import Opening, Sitting


class AssessmentStore(Protocol):
    """The tests before and after a course."""

    async def sittings(self, learner: int, course: str) -> Sequence[Sitting]:
        """Return the learner's tests in a course, finished and open, oldest first."""

    async def first_study(self, learner: int, course: str) -> int | None:
        """Return when the learner first read or practiced in a course, in UTC milliseconds, or None.

        Assessments don't count.
        """

    async def open_assessment(self, learner: int, course: str, opening: Opening) -> None:
        """Store when the final assessment opens for a learner. The first opening stands.

        Store nothing if the record doesn't know the learner: they were erased in the meantime.
        """

    async def opening(self, learner: int, course: str) -> Opening | None:
        """Return when the final assessment opens for a learner, or None if that isn't known yet."""

    async def decline_pretest(self, learner: int, course: str, at: int) -> None:
        """Record that the learner doesn't want the test before the course."""

    async def declined_pretest(self, learner: int, course: str) -> bool:
        """Return whether the learner declined the test before the course."""
