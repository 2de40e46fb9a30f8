"""Mastered objectives, computed from the log of answers."""

from collections.abc import Iterable, Sequence

from bot.domain.learning.mastery import Given, Mastered, is_evidence, mastered, newest
from bot.domain.learning.quiz import Answer
from bot.domain.questions.question import Question
from bot.storage.engines.engine import Row, Transaction
from bot.storage.stores.learning.answers import read_answer
from bot.storage.stores.sql_store import SqlStore

OBJECTIVES = "SELECT DISTINCT objective FROM question_text WHERE question = $1 AND objective <> ''"

GIVEN = """
SELECT answer.*, question_text.objective, question_text.kind, question_text.level
FROM answer JOIN question_text
ON question_text.fingerprint = answer.fingerprint AND question_text.question = answer.question
WHERE answer.learner = $1 AND answer.course = $2
AND answer.question IN (SELECT other.question FROM question_text AS other WHERE other.objective = $3)
"""

ALL_GIVEN = """
SELECT answer.*, question_text.objective, question_text.kind, question_text.level
FROM answer JOIN question_text
ON question_text.fingerprint = answer.fingerprint AND question_text.question = answer.question
WHERE answer.learner = $1 AND answer.course = $2
"""

MASTERED = "SELECT objective, day, at FROM mastered WHERE learner = $1 AND course = $2 ORDER BY objective"

SET_MASTERED = """
INSERT INTO mastered (learner, course, objective, day, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (learner, course, objective) DO UPDATE SET day = excluded.day, at = excluded.at
"""

UNSET_MASTERED = "DELETE FROM mastered WHERE learner = $1 AND course = $2 AND objective = $3"

FORGET_MASTERED = "DELETE FROM mastered WHERE learner = $1 AND course = $2"

OLDER_VERSION = """
SELECT fingerprint FROM question_text WHERE question = $1 AND course = $2 AND version < $3 LIMIT 1
"""

MASTERED_BEFORE = """
SELECT day FROM mastered WHERE learner = $1 AND course = $2 AND objective = $3
AND (day < $4 OR (day = $4 AND at <= $5))
"""

SENSE = ("objective", "kind", "level")


class SqlMasteryStore(SqlStore):
    """`bot.services.ports.learning.mastery.MasteryStore` says what each method promises."""

    async def mastered(self, learner: int, course: str) -> Sequence[Mastered]:
        """Return the objectives the learner has mastered in a course, ordered by id."""
        return [Mastered(**row) for row in await self._tx.fetch(MASTERED, learner, course)]


async def add_to_mastery(tx: Transaction, answer: Answer, question: Question) -> None:
    """Update what the learner has mastered after an answer was added.

    Most answers can't change it: one that isn't evidence, or that comes after mastery. The exception are
    answers to a new version, because those to older ones stop counting.
    """
    version = answer.question, answer.course, answer.version
    if await tx.fetch_one(OLDER_VERSION, *version):
        await update_mastery(tx, answer)
    elif is_evidence(answer, question.kind):
        when = answer.day, answer.at
        if not await tx.fetch_one(MASTERED_BEFORE, answer.learner, answer.course, question.objective, *when):
            await update_mastery(tx, answer)


async def update_mastery(tx: Transaction, answer: Answer) -> None:
    """Update what the learner has mastered after an answer was added or changed."""
    for row in await tx.fetch(OBJECTIVES, answer.question):
        objective = row["objective"]
        rows = await tx.fetch(GIVEN, answer.learner, answer.course, objective)
        shown = _mastered_objectives(rows).get(objective)
        if shown:
            await _store(tx, answer.learner, answer.course, [shown])
        else:
            await tx.execute(UNSET_MASTERED, answer.learner, answer.course, objective)


async def rebuild_mastery(tx: Transaction, learner: int, course: str) -> tuple[int, int]:
    """Recompute mastery from all answers. Return how many objectives are mastered and how many differed."""
    before = {Mastered(**row) for row in await tx.fetch(MASTERED, learner, course)}
    after = set(_mastered_objectives(await tx.fetch(ALL_GIVEN, learner, course)).values())
    if before != after:
        await tx.execute(FORGET_MASTERED, learner, course)
        await _store(tx, learner, course, after)
    return len(after), len({each.objective for each in before ^ after})


def _mastered_objectives(rows: Iterable[Row]) -> dict[str, Mastered]:
    given = (
        Given(read_answer({k: v for k, v in row.items() if k not in SENSE}), *(row[k] for k in SENSE))
        for row in rows
    )
    return dict(mastered(each for each in newest(given) if each.objective))


async def _store(tx: Transaction, learner: int, course: str, shown: Iterable[Mastered]) -> None:
    rows = [(learner, course, each.objective, each.day, each.at) for each in shown]
    await tx.execute_many(SET_MASTERED, rows)
