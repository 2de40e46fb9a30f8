"""Quizzes and the log of answers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from pydantic import ValidationError

from bot.domain.learning.quiz import TEST_MODES, Answer, Item, Quiz
from bot.domain.questions.grading import FULL, Verdict
from bot.domain.questions.question import Question
from bot.errors import QuizClosed, QuizNotFound
from bot.services.ports.quizzes import QuestionCounter
from bot.storage.engines.engine import Row, Transaction
from bot.storage.queries import learners, measurements, quizzes
from bot.storage.stores.answers import answer_values, read_answer
from bot.storage.stores.mastery import move_mastery
from bot.storage.stores.reviews import move_cards
from bot.storage.stores.sql_store import SqlStore

ITEM = ("question", "version", "instead_of", "instead_of_version")


class SqlQuizStore(SqlStore):
    """`bot.services.ports.quizzes.QuizStore` says what each method promises."""

    async def start_quiz(self, quiz: Quiz) -> Quiz:
        """Store a new quiz, or return the one that is stored under its id or form, or one just like it."""
        await self._tx.execute(learners.UPSERT_LEARNER, quiz.learner, quiz.started_at)
        if twin := await _twin(self._tx, quiz):
            return twin
        added = await self._tx.fetch_one(
            quizzes.ADD_QUIZ,
            quiz.id,
            quiz.learner,
            quiz.course,
            quiz.lesson,
            quiz.guild,
            quiz.mode,
            quiz.seed,
            quiz.started_at,
            quiz.closed_at,
            quiz.form,
            quiz.round,
        )
        if added:
            await self._tx.execute_many(
                quizzes.ADD_ITEM,
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
        """The quiz with its answers."""
        return await _load(self._tx, quiz)

    async def open_quizzes(self, learner: int, course: str) -> Sequence[Quiz]:
        """The learner's quizzes that are not closed, the latest active first."""
        rows = await self._tx.fetch(quizzes.OPEN_QUIZZES, learner, course)
        items = await self._tx.fetch(quizzes.OPEN_ITEMS, learner, course)
        return assemble(rows, items, await self._tx.fetch(quizzes.OPEN_ANSWERS, learner, course))

    async def close_quiz(self, quiz: int, at: int) -> None:
        """The quiz is done or given up; the first instant stays."""
        await self._tx.execute(quizzes.CLOSE_QUIZ, quiz, at)

    async def skip_question(self, quiz: int, position: int) -> None:
        """The question at this place was withdrawn from the course."""
        await self._tx.execute(quizzes.SKIP, quiz, position)

    async def add_answer(self, answer: Answer, question: Question) -> Answer:
        """Keep an answer and count it, and return the one that stands.

        Raises QuizNotFound when the learner has no such quiz (any more), or the quiz no such place;
        QuizClosed when it is a test that is over.
        """
        await self._tx.execute(learners.UPSERT_LEARNER, answer.learner, answer.at)
        if answer.quiz is not None:
            if not await self._tx.fetch_one(quizzes.PLACE, answer.quiz, answer.position, answer.learner):
                raise QuizNotFound
            if answer.mode in TEST_MODES and not await self._tx.execute(quizzes.HOLD_OPEN, answer.quiz):
                if stands := await _standing(self._tx, answer):
                    return stands
                raise QuizClosed
        return await keep_answer(self._tx, answer, question)

    async def judge_answer(self, answer: Answer, verdict: Verdict, score: int) -> None:
        """Keep what the learner says of an answer that was in doubt; what was said first stands."""
        await self._tx.execute(learners.LOCK_LEARNER, answer.learner)
        judged = await self._tx.execute(quizzes.JUDGE, answer.id, verdict, score)
        if judged and score == FULL:
            await self._tx.execute(quizzes.COUNT_JUDGED, answer.course, answer.fingerprint)
        await _follow(self._tx, answer)

    async def mark_guess(self, answer: Answer, guessed: bool) -> None:
        """Keep that an answer was a guess, or was none."""
        await self._tx.execute(learners.LOCK_LEARNER, answer.learner)
        await self._tx.execute(quizzes.MARK_GUESS, answer.id, int(guessed))
        await _follow(self._tx, answer)

    async def answers(self, learner: int, course: str) -> Sequence[Answer]:
        """All answers of a learner in one course, oldest first."""
        return [read_answer(row) for row in await self._tx.fetch(quizzes.ANSWERS, learner, course)]

    async def wordings(self, fingerprints: Collection[str]) -> Mapping[str, Question]:
        """Return stored questions by fingerprint, without those that can't be read."""
        found = {}
        for fingerprint in fingerprints:
            row = await self._tx.fetch_one(quizzes.TEXT, fingerprint)
            if row and (question := _read_question(row["body"])):
                found[fingerprint] = question
        return found

    async def asked(self, learner: int, course: str) -> Collection[tuple[str, int]]:
        """The questions that a learner has answered, each with the version."""
        rows = await self._tx.fetch(quizzes.ASKED, learner, course)
        return {(row["question"], row["version"]) for row in rows}

    async def counters(self, course: str) -> Sequence[QuestionCounter]:
        """The anonymous counts of a course's questions."""
        return [
            QuestionCounter(
                row["course"],
                row["question"],
                row["fingerprint"],
                answered=row["answered"],
                right=row["fully_right"],
                unknown=row["unknown"],
            )
            for row in await self._tx.fetch(quizzes.COUNTERS, course)
        ]


async def keep_answer(tx: Transaction, answer: Answer, question: Question) -> Answer:
    """Add an answer to the log, count it and move its cards; returns the one that stands.

    The learner is known already.
    """
    await tx.execute(
        quizzes.KEEP_TEXT,
        answer.fingerprint,
        answer.course,
        answer.question,
        answer.version,
        question.model_dump_json(),
        question.objective,
        question.kind,
        question.level,
    )
    if not await tx.fetch_one(quizzes.ADD_ANSWER, *answer_values(answer)):
        return await _standing(tx, answer) or answer
    await tx.execute(
        quizzes.COUNT_ANSWER,
        answer.course,
        answer.question,
        answer.fingerprint,
        int(answer.right),
        int(answer.unknown),
    )
    if answer.quiz is not None:
        await tx.execute(quizzes.CLOSE_WHEN_DONE, answer.quiz, answer.at)
    await _follow(tx, answer)
    return answer


def _read_question(body: str) -> Question | None:
    """Read a stored question. An older version of the program may have written it in another shape."""
    try:
        return Question.model_validate_json(body)
    except ValidationError:
        return None


async def _standing(tx: Transaction, answer: Answer) -> Answer | None:
    """The answer that came before, by the same interaction or for the same place."""
    row = await tx.fetch_one(quizzes.STANDING_ANSWER, answer.id, answer.quiz, answer.position)
    return read_answer(row) if row else None


async def _follow(tx: Transaction, answer: Answer) -> None:
    """Bring up to date what follows from the answers."""
    await move_cards(tx, answer)
    await move_mastery(tx, answer)


async def _twin(tx: Transaction, quiz: Quiz) -> Quiz | None:
    """A test with the same form in the same round, whatever became of it. Else an open quiz without an
    answer that asks for the same: as many questions, in a retake the same ones.
    """
    if quiz.form is not None:
        row = await tx.fetch_one(measurements.TEST_OF_FORM, quiz.learner, quiz.course, quiz.form, quiz.round)
        return await _load(tx, row["id"]) if row else None
    for row in await tx.fetch(quizzes.UNTOUCHED, quiz.learner, quiz.course, quiz.mode, quiz.lesson):
        other = await _load(tx, row["id"])
        if other and _alike(other, quiz):
            return other
    return None


def _alike(one: Quiz, other: Quiz) -> bool:
    return one.items == other.items if one.mode == "retake" else len(one.items) == len(other.items)


async def _load(tx: Transaction, quiz: int) -> Quiz | None:
    rows = await tx.fetch(quizzes.QUIZ, quiz)
    items = await tx.fetch(quizzes.QUIZ_ITEMS, quiz)
    return next(iter(assemble(rows, items, await tx.fetch(quizzes.QUIZ_ANSWERS, quiz))), None)


def assemble(rows: Iterable[Row], item_rows: Iterable[Row], answer_rows: Iterable[Row]) -> list[Quiz]:
    """Quizzes in the order of their rows; the rows of items are in the order of their places."""
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
