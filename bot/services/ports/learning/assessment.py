"""The store for assessment."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.learning.assessment import Sitting, StudySpan


class AssessmentStore(Protocol):
    """Tests."""

    async def sittings(self, learner: int, course: str) -> Sequence[Sitting]:
        """The learner's tests in a course, finished and open ones, oldest first."""

    async def study_span(self, learner: int, course: str) -> StudySpan | None:
        """When the learner first did anything but a test, and last opened a page or answered in a quiz; else
        None.
        """

    async def decline_pretest(self, learner: int, course: str, at: int) -> None:
        """Keep that the learner wants no test before the course."""

    async def declined_pretest(self, learner: int, course: str) -> bool:
        """Whether the learner wants no test before the course."""
