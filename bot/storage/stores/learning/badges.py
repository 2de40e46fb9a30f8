"""Badges, and what they're awarded for."""

from collections.abc import Sequence

from bot.domain.learning.badge import Badge
from bot.domain.learning.quiz import Answer, Quiz
from bot.storage.stores.learning.answers import read_answer
from bot.storage.stores.learning.quizzes import assemble
from bot.storage.stores.people import LOCK_LEARNER
from bot.storage.stores.sql_store import SqlStore

BADGES = "SELECT lesson, day, at FROM badge WHERE learner = $1 AND course = $2 ORDER BY at, lesson"

ADD_BADGE = """
INSERT INTO badge (learner, course, lesson, day, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (learner, course, lesson) DO NOTHING
"""

EARNED = """
SELECT COUNT(*) AS badges, COUNT(DISTINCT badge.learner) AS people FROM practice_day
JOIN badge ON badge.learner = practice_day.learner AND badge.day = practice_day.day
WHERE practice_day.guild = $1 AND practice_day.day BETWEEN $2 AND $3
"""
"""Badges don't know where they were earned: count those of the days on which people practiced there."""

LESSON_QUIZZES = """
SELECT * FROM quiz
WHERE learner = $1 AND course = $2 AND lesson = $3 AND mode = 'quiz' ORDER BY started_at, id
"""

LESSON_ITEMS = """
SELECT quiz_item.* FROM quiz_item JOIN quiz ON quiz.id = quiz_item.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.lesson = $3 AND quiz.mode = 'quiz'
ORDER BY quiz_item.quiz, quiz_item.position
"""

LESSON_ANSWERS = """
SELECT answer.* FROM answer JOIN quiz ON quiz.id = answer.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.lesson = $3 AND quiz.mode = 'quiz'
"""

RETAKES = "SELECT * FROM answer WHERE learner = $1 AND course = $2 AND mode = 'retake' ORDER BY at, id"


class SqlBadgeStore(SqlStore):
    """`bot.services.ports.learning.badges.BadgeStore` says what each method promises."""

    async def badges(self, learner: int, course: str) -> Sequence[Badge]:
        """Return the learner's badges in a course, in the order in which they were earned."""
        return [Badge(**row) for row in await self._tx.fetch(BADGES, learner, course)]

    async def add_badge(self, learner: int, course: str, badge: Badge) -> bool:
        """Store a badge, unless the learner has it or isn't known."""
        if not await self._tx.execute(LOCK_LEARNER, learner):
            return False
        return await self._tx.execute(ADD_BADGE, learner, course, badge.lesson, badge.day, badge.at) == 1

    async def badges_earned(self, guild: int, monday: int) -> tuple[int, int]:
        """Return how many badges were earned in a server in a week, and by how many people."""
        [row] = await self._tx.fetch(EARNED, guild, monday, monday + 6)
        return row["badges"], row["people"]

    async def lesson_quizzes(self, learner: int, course: str, lesson: str) -> Sequence[Quiz]:
        """Return the learner's quizzes on a lesson with their answers, without retakes, oldest first."""
        which = (learner, course, lesson)
        rows = await self._tx.fetch(LESSON_QUIZZES, *which)
        items = await self._tx.fetch(LESSON_ITEMS, *which)
        return assemble(rows, items, await self._tx.fetch(LESSON_ANSWERS, *which))

    async def retakes(self, learner: int, course: str) -> Sequence[Answer]:
        """Return the learner's answers in retakes, oldest first."""
        return [read_answer(row) for row in await self._tx.fetch(RETAKES, learner, course)]
