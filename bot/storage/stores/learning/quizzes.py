"""Quizzes and their answers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from pydantic import ValidationError

from bot.domain.learning.quiz import TEST_MODES, Answer, Item, LatestAnswer, Quiz
from bot.domain.questions.grading import FULL, Verdict
from bot.domain.questions.question import Question
from bot.errors.user import QuizClosed, QuizNotFound
from bot.services.ports.learning.quizzes import LessonDays, QuestionCounter
from bot.storage.engines.engine import Row, Transaction, Value
from bot.storage.stores.learning import history
from bot.storage.stores.learning.answer_log import insert_answer, stored_answer, update_cards_and_mastery
from bot.storage.stores.learning.answers import ANSWERS, read_answer
from bot.storage.stores.people import LOCK_LEARNER, UPSERT_LEARNER
from bot.storage.stores.sql_store import SqlStore

ADD_QUIZ = """
INSERT INTO quiz (id, learner, course, lesson, guild, mode, seed, started_at, closed_at, form, round,
    challenge, edition)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (id) DO NOTHING
RETURNING id
"""

UNTOUCHED = """
SELECT id FROM quiz
WHERE learner = $1 AND course = $2 AND mode = $3 AND COALESCE(lesson, '') = COALESCE(CAST($4 AS TEXT), '')
AND closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.quiz = quiz.id)
ORDER BY id DESC
"""

ADD_ITEM = """
INSERT INTO quiz_item (quiz, position, question, version, skipped, instead_of, instead_of_version)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

QUIZ = "SELECT * FROM quiz WHERE id = $1"

QUIZ_ITEMS = "SELECT * FROM quiz_item WHERE quiz = $1 ORDER BY position"

QUIZ_ANSWERS = "SELECT * FROM answer WHERE quiz = $1 ORDER BY position"

OPEN_QUIZZES = """
SELECT * FROM quiz WHERE learner = $1 AND course = $2 AND closed_at IS NULL
ORDER BY COALESCE((SELECT MAX(answer.at) FROM answer WHERE answer.quiz = quiz.id), started_at) DESC, id DESC
"""

OPEN_ITEMS = """
SELECT quiz_item.* FROM quiz_item JOIN quiz ON quiz.id = quiz_item.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.closed_at IS NULL
ORDER BY quiz_item.quiz, quiz_item.position
"""

OPEN_ANSWERS = """
SELECT answer.* FROM answer JOIN quiz ON quiz.id = answer.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.closed_at IS NULL
"""

LESSON_QUIZ = """
SELECT id FROM quiz WHERE learner = $1 AND course = $2 AND lesson = $3 AND mode = 'lesson' ORDER BY id DESC
"""

CHALLENGE = "SELECT id FROM quiz WHERE learner = $1 AND challenge = $2"

MARK_SHARED = "UPDATE quiz SET shared_in = $2 WHERE id = $1 AND shared_in IS NULL"

UNMARK_SHARED = "UPDATE quiz SET shared_in = NULL WHERE id = $1 AND shared_in = $2"

CLOSE_QUIZ = "UPDATE quiz SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL"

SKIP = """
UPDATE quiz_item SET skipped = 1
WHERE quiz = $1 AND position = $2
AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.quiz = $1 AND answer.position = $2)
"""

PLACE = """
SELECT quiz_item.position FROM quiz_item JOIN quiz ON quiz.id = quiz_item.quiz
WHERE quiz.id = $1 AND quiz_item.position = $2 AND quiz.learner = $3
"""

LOCK_OPEN_QUIZ = "UPDATE quiz SET closed_at = closed_at WHERE id = $1 AND closed_at IS NULL"
"""Lock an open quiz: this unit and one that closes the quiz wait for each other."""

TEXT = "SELECT body FROM question_text WHERE fingerprint = $1"

JUDGE = "UPDATE answer SET verdict = $2, score = $3 WHERE id = $1 AND verdict = 'open'"

COUNT_JUDGED = (
    "UPDATE question_counter SET fully_right = fully_right + 1 WHERE course = $1 AND fingerprint = $2"
)

MARK_GUESS = "UPDATE answer SET guessed = $2 WHERE id = $1"

COUNTERS = """
SELECT course, question, fingerprint, answered, fully_right, unknown
FROM question_counter WHERE course = $1 ORDER BY question, fingerprint
"""

TEST_OF_FORM = "SELECT id FROM quiz WHERE learner = $1 AND course = $2 AND form = $3 AND round = $4"


ITEM = ("question", "version", "instead_of", "instead_of_version")

COUNTED = ("course", "question", "fingerprint", "answered", "fully_right", "unknown")


class SqlQuizStore(SqlStore):
    """`bot.services.ports.learning.quizzes.QuizStore` says what each method promises."""

    async def start_quiz(self, quiz: Quiz) -> Quiz:
        """Store a new quiz, or return the stored one that takes its place."""
        await self._tx.execute(UPSERT_LEARNER, quiz.learner, quiz.started_at)
        if twin := await _twin(self._tx, quiz):
            return twin
        added = await self._tx.fetch_one(
            ADD_QUIZ,
            *(quiz.id, quiz.learner, quiz.course, quiz.lesson, quiz.guild, quiz.mode, quiz.seed),
            *(quiz.started_at, quiz.closed_at, quiz.form, quiz.round, quiz.challenge, quiz.edition),
        )
        if added:
            await self._tx.execute_many(
                ADD_ITEM,
                [
                    (
                        *(quiz.id, place, item.question, item.version, int(place in quiz.skipped)),
                        *(item.instead_of, item.instead_of_version),
                    )
                    for place, item in enumerate(quiz.items)
                ],
            )
        return await _load(self._tx, quiz.id) or quiz

    async def quiz(self, quiz: int) -> Quiz | None:
        """Return a quiz with its answers."""
        return await _load(self._tx, quiz)

    async def open_quizzes(self, learner: int, course: str) -> Sequence[Quiz]:
        """Return the learner's open quizzes in a course, most recently active first."""
        rows = await self._tx.fetch(OPEN_QUIZZES, learner, course)
        if not rows:
            return []
        items = await self._tx.fetch(OPEN_ITEMS, learner, course)
        return assemble(rows, items, await self._tx.fetch(OPEN_ANSWERS, learner, course))

    async def lesson_quiz(self, learner: int, course: str, lesson: str) -> Quiz | None:
        """Return the learner's latest quiz of a lesson's own questions, open or closed."""
        return await _find(self._tx, LESSON_QUIZ, learner, course, lesson)

    async def lesson_days(self, learner: int, course: str, today: int) -> Mapping[str, LessonDays]:
        """Return what the learner did in each lesson's own questions and quizzes, by lesson."""
        return await history.lesson_days(self._tx, learner, course, today)

    async def challenge(self, learner: int, quiz: int) -> Quiz | None:
        """Return the quiz in which the learner took on this quiz of someone else."""
        return await _find(self._tx, CHALLENGE, learner, quiz)

    async def close_quiz(self, quiz: int, at: int) -> None:
        """Close a finished or abandoned quiz. Closing it twice keeps the first time."""
        await self._tx.execute(CLOSE_QUIZ, quiz, at)

    async def mark_shared(self, quiz: int, channel: int) -> bool:
        """Record in which channel a result is shared. Return False if it was shared before."""
        return bool(await self._tx.execute(MARK_SHARED, quiz, channel))

    async def unmark_shared(self, quiz: int, channel: int) -> None:
        """Record that a result isn't shared in this channel after all."""
        await self._tx.execute(UNMARK_SHARED, quiz, channel)

    async def skip_question(self, quiz: int, position: int) -> None:
        """Skip a position whose question was withdrawn from the course, unless it's answered."""
        await self._tx.execute(SKIP, quiz, position)

    async def add_answer(self, answer: Answer, question: Question) -> Answer:
        """Store and count an answer, or return the stored one that takes its place."""
        await self._tx.execute(UPSERT_LEARNER, answer.learner, answer.at)
        if answer.quiz is not None:
            if not await self._tx.fetch_one(PLACE, answer.quiz, answer.position, answer.learner):
                raise QuizNotFound
            if answer.mode in TEST_MODES and not await self._tx.execute(LOCK_OPEN_QUIZ, answer.quiz):
                if stored := await stored_answer(self._tx, answer):
                    return stored
                raise QuizClosed
        return await insert_answer(self._tx, answer, question)

    async def judge_answer(self, answer: Answer, verdict: Verdict, score: int) -> None:
        """Store the learner's verdict on an answer and its score, unless the answer already has a verdict."""
        await self._tx.execute(LOCK_LEARNER, answer.learner)
        judged = await self._tx.execute(JUDGE, answer.id, verdict, score)
        if judged and score == FULL:
            await self._tx.execute(COUNT_JUDGED, answer.course, answer.fingerprint)
        await update_cards_and_mastery(self._tx, answer)

    async def mark_guess(self, answer: Answer, guessed: bool) -> None:
        """Record whether the learner guessed an answer."""
        await self._tx.execute(LOCK_LEARNER, answer.learner)
        await self._tx.execute(MARK_GUESS, answer.id, int(guessed))
        await update_cards_and_mastery(self._tx, answer)

    async def answers(self, learner: int, course: str) -> Sequence[Answer]:
        """Return the learner's answers in a course, oldest first."""
        return [read_answer(row) for row in await self._tx.fetch(ANSWERS, learner, course)]

    async def wordings(self, fingerprints: Collection[str]) -> Mapping[str, Question]:
        """Return the questions with these fingerprints, worded as they were when they were answered."""
        found = {}
        for fingerprint in fingerprints:
            row = await self._tx.fetch_one(TEXT, fingerprint)
            if row and (question := read_question(row["body"])):
                found[fingerprint] = question
        return found

    async def latest_answers(self, learner: int, course: str) -> Sequence[LatestAnswer]:
        """Return the learner's latest answer to each question, tests included."""
        return await history.latest_answers(self._tx, learner, course)

    async def practice_count(self, learner: int, course: str) -> int:
        """Return how many answers the learner has given in a course, without those in tests."""
        return await history.practice_count(self._tx, learner, course)

    async def counters(self, course: str) -> Sequence[QuestionCounter]:
        """Return the anonymous counts for a course's questions."""
        rows = await self._tx.fetch(COUNTERS, course)
        return [QuestionCounter(*(row[name] for name in COUNTED)) for row in rows]


def read_question(body: str) -> Question | None:
    """Parse a stored question. Return None if an older version wrote it in a different shape."""
    try:
        return Question.model_validate_json(body)
    except ValidationError:
        return None


async def _twin(tx: Transaction, quiz: Quiz) -> Quiz | None:
    """Return the stored quiz that takes the place of a new one.

    For a test, that's the one with the same form in the same round, even if it's closed; for a challenge, the
    learner's quiz that took it on; for a lesson's own questions, the latest quiz of the same ones. Otherwise
    it's an open quiz without an answer with as many questions or, in a retake, the same ones.
    """
    if quiz.form is not None:
        return await _find(tx, TEST_OF_FORM, quiz.learner, quiz.course, quiz.form, quiz.round)
    if quiz.challenge is not None:
        return await _find(tx, CHALLENGE, quiz.learner, quiz.challenge)
    if quiz.mode == "lesson":
        latest = await _find(tx, LESSON_QUIZ, quiz.learner, quiz.course, quiz.lesson)
        return latest if latest and latest.items == quiz.items else None
    for row in await tx.fetch(UNTOUCHED, quiz.learner, quiz.course, quiz.mode, quiz.lesson):
        other = await _load(tx, row["id"])
        if other and _alike(other, quiz):
            return other
    return None


def _alike(one: Quiz, other: Quiz) -> bool:
    if one.challenge != other.challenge:
        return False
    return one.items == other.items if one.mode == "retake" else len(one.items) == len(other.items)


async def _find(tx: Transaction, query: str, *values: Value) -> Quiz | None:
    """Return the first quiz whose id a query finds."""
    row = await tx.fetch_one(query, *values)
    return await _load(tx, row["id"]) if row else None


async def _load(tx: Transaction, quiz: int) -> Quiz | None:
    rows, items = await tx.fetch(QUIZ, quiz), await tx.fetch(QUIZ_ITEMS, quiz)
    return next(iter(assemble(rows, items, await tx.fetch(QUIZ_ANSWERS, quiz))), None)


def assemble(rows: Iterable[Row], item_rows: Iterable[Row], answer_rows: Iterable[Row]) -> list[Quiz]:
    """Build quizzes in the order of their rows. Item rows must be ordered by position."""
    items: dict[int, list[Item]] = defaultdict(list)
    skipped: dict[int, set[int]] = defaultdict(set)
    answers: dict[int, dict[int, Answer]] = defaultdict(dict)
    for row in item_rows:
        items[row["quiz"]].append(Item(*(row[name] for name in ITEM)))
        if row["skipped"]:
            skipped[row["quiz"]].add(row["position"])
    for row in answer_rows:
        answers[row["quiz"]][row["position"]] = read_answer(row)
    return [
        Quiz(
            **row,
            items=tuple(items[row["id"]]),
            answers=answers[row["id"]],
            skipped=frozenset(skipped[row["id"]] - answers[row["id"]].keys()),
        )
        for row in rows
    ]
