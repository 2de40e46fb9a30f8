"""Reads of a learner's answers that don't grow with their number."""

from collections.abc import Mapping, Sequence

from bot.domain.learning.quiz import LatestAnswer
from bot.domain.questions.grading import FULL
from bot.services.ports.learning.quizzes import LessonDays
from bot.storage.engines.engine import Transaction

LESSONS_BEGUN = """
SELECT DISTINCT lesson FROM quiz WHERE learner = $1 AND course = $2 AND mode = 'lesson'
AND EXISTS (SELECT 1 FROM answer WHERE answer.quiz = quiz.id)
"""

LESSONS_TRIED = """
SELECT DISTINCT quiz.lesson FROM answer JOIN quiz ON quiz.id = answer.quiz
WHERE answer.learner = $1 AND answer.day = $3 AND answer.mode IN ('quiz', 'retake')
AND quiz.course = $2 AND quiz.lesson IS NOT NULL AND quiz.closed_at IS NOT NULL
"""

LATEST_ANSWERS = """
WITH RECURSIVE asked (question) AS (
    SELECT MIN(question) FROM answer WHERE learner = $1 AND course = $2
    UNION ALL
    SELECT (
        SELECT MIN(answer.question) FROM answer
        WHERE answer.learner = $1 AND answer.course = $2 AND answer.question > asked.question
    ) FROM asked WHERE asked.question IS NOT NULL
)
SELECT answer.question, answer.version, answer.mode, answer.score, answer.day
FROM asked JOIN answer ON answer.id = (
    SELECT latest.id FROM answer AS latest
    WHERE latest.learner = $1 AND latest.course = $2 AND latest.question = asked.question
    ORDER BY latest.at DESC, latest.id DESC LIMIT 1
) ORDER BY answer.question
"""
"""Goes from question to question in the index, so that a lifetime of answers costs no more than a few."""

PRACTICE_COUNT = """
SELECT COUNT(*) AS count FROM answer WHERE learner = $1 AND course = $2 AND mode NOT IN ('pre', 'post')
"""


async def lesson_days(tx: Transaction, learner: int, course: str, today: int) -> Mapping[str, LessonDays]:
    """Return what the learner did in each lesson's own questions and, today, in quizzes on it."""
    begun = {row["lesson"] for row in await tx.fetch(LESSONS_BEGUN, learner, course)}
    tried = {row["lesson"] for row in await tx.fetch(LESSONS_TRIED, learner, course, today)}
    return {lesson: LessonDays(lesson in begun, lesson in tried) for lesson in begun | tried}


async def latest_answers(tx: Transaction, learner: int, course: str) -> Sequence[LatestAnswer]:
    """Return the learner's latest answer to each question, tests included."""
    return [
        LatestAnswer(row["question"], row["version"], row["mode"], row["score"] == FULL, row["day"])
        for row in await tx.fetch(LATEST_ANSWERS, learner, course)
    ]


async def practice_count(tx: Transaction, learner: int, course: str) -> int:
    """Return how many answers the learner has given in a course, without those in tests."""
    [row] = await tx.fetch(PRACTICE_COUNT, learner, course)
    return int(row["count"])
