"""What a class's students did, and let the class see.

Each query goes over all students at once, by the indexes on a learner's answers. Reviews and daily questions,
which are most answers, are only counted; quizzes come whole, because their rules are the domain's.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Set

from bot.domain.classes.report import ClassRecord, Picks, RightDays
from bot.domain.questions.question import Question
from bot.storage.engines.engine import Row
from bot.storage.stores.classes.classes import read_student
from bot.storage.stores.learning.answers import read_answer
from bot.storage.stores.learning.quizzes import assemble, read_question
from bot.storage.stores.sql_store import SqlStore

_WHOSE = """
FROM classroom JOIN classroom_student AS student ON student.classroom = classroom.id
    AND student.learner = COALESCE(CAST($2 AS BIGINT), student.learner)
"""

_SEEN = f"""{_WHOSE}
JOIN answer ON answer.learner = student.learner AND answer.course = classroom.course
    AND answer.at >= student.joined_at AND (classroom.closed_at IS NULL OR answer.at <= classroom.closed_at)
    AND (answer.guild = classroom.guild OR (answer.guild IS NULL AND student.direct = 1))
WHERE classroom.id = $1
"""
"""The answers that a class sees, of all its students or of one."""

STUDENTS = f"SELECT student.* {_WHOSE} WHERE classroom.id = $1 ORDER BY student.name, student.learner"

_LATEST_IN_TIME = """
page_place.latest_at >= student.joined_at
    AND (classroom.closed_at IS NULL OR page_place.latest_at <= classroom.closed_at)
"""

CARDS = f"""
SELECT page_place.learner, page_place.lesson, page_place.page,
    CASE WHEN {_LATEST_IN_TIME} THEN page_place.latest_at ELSE page_place.at END AS at,
    CASE WHEN page_place.at >= student.joined_at THEN page_place.at ELSE page_place.latest_at END AS first_at
{_WHOSE}
JOIN page_place ON page_place.learner = student.learner AND page_place.course = classroom.course
    AND (page_place.guild = classroom.guild OR (page_place.guild = 0 AND student.direct = 1))
WHERE classroom.id = $1 AND (
    page_place.at >= student.joined_at
        AND (classroom.closed_at IS NULL OR page_place.at <= classroom.closed_at)
    OR {_LATEST_IN_TIME}
)
"""

ACTIVITY = f"SELECT answer.learner, COUNT(*) AS answers, MAX(answer.at) AS at {_SEEN} GROUP BY answer.learner"

_QUIZZES = f"SELECT answer.quiz {_SEEN} AND answer.mode IN ('quiz', 'pre', 'post')"

QUIZZES = f"SELECT * FROM quiz WHERE id IN ({_QUIZZES}) ORDER BY started_at, id"  # noqa: S608

ITEMS = f"SELECT * FROM quiz_item WHERE quiz IN ({_QUIZZES}) ORDER BY quiz, position"  # noqa: S608

ANSWERS = f"SELECT answer.* {_SEEN} AND answer.mode IN ('quiz', 'pre', 'post')"

RETAKES = f"SELECT answer.* {_SEEN} AND answer.mode = 'retake' AND answer.score = 100"

DAYS = f"""
SELECT found.learner, found.question, found.version, question_text.objective, question_text.kind,
    question_text.level, MIN(found.day) AS first, MAX(found.day) AS last
FROM (
    SELECT answer.learner, answer.question, answer.version, answer.fingerprint,
        CASE WHEN answer.score = 100 AND answer.guessed = 0 THEN answer.day END AS day
    {_SEEN} AND answer.mode NOT IN ('pre', 'post')
) AS found
JOIN question_text ON question_text.fingerprint = found.fingerprint
GROUP BY found.learner, found.question, found.version, question_text.objective, question_text.kind,
    question_text.level
"""  # noqa: S608

PICKS = f"""
SELECT fingerprint, chosen, COUNT(*) AS students,
    COUNT(CASE WHEN score = 100 THEN 1 END) AS fully_right
FROM (
    SELECT answer.fingerprint, answer.chosen, answer.score, ROW_NUMBER() OVER (
        PARTITION BY answer.learner, answer.question, answer.version ORDER BY answer.at, answer.id
    ) AS nth
    {_SEEN} AND answer.mode NOT IN ('pre', 'post')
) AS ranked
WHERE nth = 1 GROUP BY fingerprint, chosen
"""  # noqa: S608
"""Without assessments: their right answers are shown to nobody who may still take one, and teachers may."""

TEXTS = f"""
SELECT fingerprint, body FROM question_text
WHERE fingerprint IN (SELECT answer.fingerprint {_SEEN} AND answer.mode NOT IN ('pre', 'post'))
"""  # noqa: S608


class SqlClassReportStore(SqlStore):
    """`bot.services.ports.classes.ClassReportStore` says what each method promises."""

    async def class_record(self, classroom: int, learner: int | None = None) -> ClassRecord:
        """Return what a class's students did in its course, or what one of them did."""
        whose = (classroom, learner)
        activity = await self._tx.fetch(ACTIVITY, *whose)
        active = {row["learner"]: int(row["at"]) for row in activity}
        cards: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        read: dict[int, dict[str, int]] = defaultdict(dict)
        for row in await self._tx.fetch(CARDS, *whose):
            cards[row["learner"]][row["lesson"]].add(row["page"])
            active[row["learner"]] = max(active.get(row["learner"], 0), row["at"])
            mine = read[row["learner"]]
            mine[row["lesson"]] = max(mine.get(row["lesson"], 0), row["first_at"])
        quizzes = await self._tx.fetch(QUIZZES, *whose)
        items = await self._tx.fetch(ITEMS, *whose)
        return ClassRecord(
            students=[read_student(row) for row in await self._tx.fetch(STUDENTS, *whose)],
            cards=_plain(cards),
            answers={row["learner"]: row["answers"] for row in activity},
            active=active,
            quizzes=assemble(quizzes, items, await self._tx.fetch(ANSWERS, *whose)),
            retakes=[read_answer(row) for row in await self._tx.fetch(RETAKES, *whose)],
            days=[RightDays(**row) for row in await self._tx.fetch(DAYS, *whose)],
            picks=[_picks(row) for row in await self._tx.fetch(PICKS, *whose)],
            wordings=_wordings(await self._tx.fetch(TEXTS, *whose)),
            read_at=dict(read),
        )


def _plain(cards: Mapping[int, Mapping[str, Set[int]]]) -> dict[int, dict[str, Set[int]]]:
    return {learner: dict(lessons) for learner, lessons in cards.items()}


def _picks(row: Row) -> Picks:
    return Picks(row["fingerprint"], tuple(json.loads(row["chosen"])), row["students"], row["fully_right"])


def _wordings(rows: list[Row]) -> dict[str, Question]:
    """Return the questions by fingerprint, without those that an older version wrote in another shape."""
    found = {row["fingerprint"]: read_question(row["body"]) for row in rows}
    return {fingerprint: question for fingerprint, question in found.items() if question}
