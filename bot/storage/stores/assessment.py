"""Tests before and after a course."""

from collections.abc import Sequence

from bot.domain.learning.assessment import Sitting, StudySpan, sitting
from bot.storage.queries import learners, measurements
from bot.storage.stores.quizzes import assemble
from bot.storage.stores.sql_store import SqlStore


class SqlAssessmentStore(SqlStore):
    """`bot.services.ports.assessment.AssessmentStore` says what each method promises."""

    async def sittings(self, learner: int, course: str) -> Sequence[Sitting]:
        """The learner's tests in a course, finished and open ones, oldest first."""
        rows = await self._tx.fetch(measurements.TESTS, learner, course)
        items = await self._tx.fetch(measurements.TEST_ITEMS, learner, course)
        answers = await self._tx.fetch(measurements.TEST_ANSWERS, learner, course)
        return [sitting(test) for test in assemble(rows, items, answers)]

    async def study_span(self, learner: int, course: str) -> StudySpan | None:
        """When the learner first did anything but a test, and last opened a page or answered in a quiz."""
        [row] = await self._tx.fetch(measurements.STUDY_SPAN, learner, course)
        return None if row["begun"] is None else StudySpan(row["begun"], row["latest"])

    async def decline_pretest(self, learner: int, course: str, at: int) -> None:
        """Keep that the learner wants no test before the course."""
        await self._tx.execute(learners.UPSERT_LEARNER, learner, at)
        await self._tx.execute(measurements.DECLINE_PRETEST, learner, course, at)

    async def declined_pretest(self, learner: int, course: str) -> bool:
        """Whether the learner wants no test before the course."""
        return bool(await self._tx.fetch(measurements.DECLINED_PRETEST, learner, course))
