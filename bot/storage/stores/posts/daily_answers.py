"""Answers to the question of the day."""

import json
from collections.abc import Mapping, Sequence

from bot.domain.learning.quiz import Answer
from bot.domain.posts.post import Tally
from bot.domain.posts.weekly_summary import AnswerCount
from bot.domain.questions.question import Question
from bot.storage.stores.learning.answer_log import insert_answer
from bot.storage.stores.learning.answers import read_answer
from bot.storage.stores.people import UPSERT_LEARNER
from bot.storage.stores.sql_store import SqlStore

ADD_DAILY_ANSWER = """
INSERT INTO daily_answer (post, learner, answer) VALUES ($1, $2, $3)
"""

DAILY_ANSWER = """
SELECT answer.* FROM daily_answer JOIN answer ON answer.id = daily_answer.answer
WHERE daily_answer.post = $1 AND daily_answer.learner = $2
"""

DAILY_CHOICES = """
SELECT answer.fingerprint, answer.chosen FROM daily_answer JOIN answer ON answer.id = daily_answer.answer
WHERE daily_answer.post = $1 ORDER BY answer.fingerprint, answer.chosen
"""

TALLIES = """
SELECT question, COUNT(*) AS answered, SUM(CASE WHEN score = 100 THEN 1 ELSE 0 END) AS fully_right
FROM answer WHERE guild = $1 AND course = $2 GROUP BY question ORDER BY question
"""


WEEK_COUNTS = """
SELECT course, question, COUNT(DISTINCT learner) AS people, COUNT(*) AS answered,
    COUNT(CASE WHEN score = 100 THEN 1 END) AS fully_right
FROM answer WHERE guild = $1 AND day BETWEEN $2 AND $3 AND mode NOT IN ('pre', 'post', 'retake')
GROUP BY course, question ORDER BY course, question
"""


class SqlDailyAnswerStore(SqlStore):
    """`bot.services.ports.posts.daily_answers.DailyAnswerStore` says what each method promises."""

    async def add_daily_answer(self, post: int, answer: Answer, question: Question) -> Answer:
        """Store a learner's answer to a post's question, or return their earlier answer."""
        await self._tx.execute(UPSERT_LEARNER, answer.learner, answer.at)
        first = await self._tx.fetch_one(DAILY_ANSWER, post, answer.learner)
        if first:
            return read_answer(first)
        stands = await insert_answer(self._tx, answer, question)
        await self._tx.execute(ADD_DAILY_ANSWER, post, answer.learner, stands.id)
        return stands

    async def daily_answer(self, post: int, learner: int) -> Answer | None:
        """Return a learner's answer to a post's question."""
        rows = await self._tx.fetch(DAILY_ANSWER, post, learner)
        return read_answer(rows[0]) if rows else None

    async def daily_choices(self, post: int) -> Mapping[str, Sequence[tuple[int, ...]]]:
        """Return the options chosen by everyone who answered a post, by fingerprint of the wording."""
        found: dict[str, list[tuple[int, ...]]] = {}
        for row in await self._tx.fetch(DAILY_CHOICES, post):
            found.setdefault(row["fingerprint"], []).append(tuple(json.loads(row["chosen"])))
        return found

    async def tallies(self, guild: int, course: str) -> Sequence[Tally]:
        """Return how a server's members answered each question of a course, in all modes."""
        rows = await self._tx.fetch(TALLIES, guild, course)
        return [Tally(row["question"], row["answered"], row["fully_right"]) for row in rows]

    async def week_counts(self, guild: int, monday: int) -> Sequence[AnswerCount]:
        """Return how a server's members answered each question in a week, outside of assessments."""
        rows = await self._tx.fetch(WEEK_COUNTS, guild, monday, monday + 6)
        names = ("course", "question", "people", "answered", "fully_right")
        return [AnswerCount(*(row[name] for name in names)) for row in rows]
