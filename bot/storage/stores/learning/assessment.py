"""Assessments, and when they open."""

from collections.abc import Sequence

from bot.domain.learning.assessment import Opening, Sitting, sitting
from bot.storage.stores.learning.quizzes import assemble
from bot.storage.stores.people import LOCK_LEARNER, UPSERT_LEARNER
from bot.storage.stores.sql_store import SqlStore

TESTS = """
SELECT * FROM quiz WHERE learner = $1 AND course = $2 AND form IS NOT NULL ORDER BY started_at, id
"""

TEST_ITEMS = """
SELECT quiz_item.* FROM quiz_item JOIN quiz ON quiz.id = quiz_item.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.form IS NOT NULL
ORDER BY quiz_item.quiz, quiz_item.position
"""

TEST_ANSWERS = """
SELECT answer.* FROM answer JOIN quiz ON quiz.id = answer.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.form IS NOT NULL
"""

FIRST_STUDY = """
SELECT MIN(at) AS at FROM (
    SELECT MIN(at) AS at FROM page_read WHERE learner = $1 AND course = $2
    UNION ALL
    SELECT MIN(at) AS at FROM answer WHERE learner = $1 AND course = $2 AND mode NOT IN ('pre', 'post')
) AS study
"""

ADD_OPENING = """
INSERT INTO assessment_opening (learner, course, opens_day, opens_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (learner, course) DO NOTHING
"""

OPENING = "SELECT opens_day AS day, opens_at AS at FROM assessment_opening WHERE learner = $1 AND course = $2"

DECLINE_PRETEST = """
INSERT INTO pretest_declined (learner, course, at) VALUES ($1, $2, $3)
ON CONFLICT (learner, course) DO NOTHING
"""

DECLINED_PRETEST = "SELECT at FROM pretest_declined WHERE learner = $1 AND course = $2"


class SqlAssessmentStore(SqlStore):
    """`bot.services.ports.learning.assessment.AssessmentStore` says what each method promises."""

    async def sittings(self, learner: int, course: str) -> Sequence[Sitting]:
        """Return the learner's tests in a course, finished and open, oldest first."""
        rows = await self._tx.fetch(TESTS, learner, course)
        items = await self._tx.fetch(TEST_ITEMS, learner, course)
        answers = await self._tx.fetch(TEST_ANSWERS, learner, course)
        return [sitting(test) for test in assemble(rows, items, answers)]

    async def first_study(self, learner: int, course: str) -> int | None:
        """Return when the learner first read or practiced in a course."""
        [row] = await self._tx.fetch(FIRST_STUDY, learner, course)
        return None if row["at"] is None else int(row["at"])

    async def open_assessment(self, learner: int, course: str, opening: Opening) -> None:
        """Store when the final assessment opens for a learner. The first opening stands."""
        if await self._tx.execute(LOCK_LEARNER, learner):
            await self._tx.execute(ADD_OPENING, learner, course, opening.day, opening.at)

    async def opening(self, learner: int, course: str) -> Opening | None:
        """Return when the final assessment opens for a learner, or None if that isn't known yet."""
        rows = await self._tx.fetch(OPENING, learner, course)
        return Opening(**rows[0]) if rows else None

    async def decline_pretest(self, learner: int, course: str, at: int) -> None:
        """Record that the learner doesn't want the test before the course."""
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        await self._tx.execute(DECLINE_PRETEST, learner, course, at)

    async def declined_pretest(self, learner: int, course: str) -> bool:
        """Return whether the learner declined the test before the course."""
        return bool(await self._tx.fetch(DECLINED_PRETEST, learner, course))
