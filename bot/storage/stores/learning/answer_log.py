"""The append-only log of answers."""

from bot.domain.learning.quiz import Answer
from bot.domain.questions.question import Question
from bot.storage.engines.engine import Transaction, Value
from bot.storage.stores.learning.answers import answer_values, read_answer
from bot.storage.stores.learning.mastery import add_to_mastery, update_mastery
from bot.storage.stores.learning.practice import add_practice_day
from bot.storage.stores.learning.reviews import add_to_cards, update_cards

ADD_TEXT = """
INSERT INTO question_text (fingerprint, course, question, version, body, objective, kind, level)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (fingerprint) DO NOTHING
"""

ADD_ANSWER = """
INSERT INTO answer (id, learner, course, guild, question, version, fingerprint, mode, quiz, position, chosen,
    score, guessed, at, day, typed, verdict, instead_of, instead_of_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT DO NOTHING
RETURNING id
"""

STANDING_ANSWER = """
SELECT * FROM answer WHERE id = $1 OR (quiz = $2 AND position = $3)
ORDER BY CASE WHEN id = $1 THEN 0 ELSE 1 END
"""

COUNT_ANSWER = """
INSERT INTO question_counter (course, question, fingerprint, answered, fully_right, unknown)
VALUES ($1, $2, $3, 1, $4, $5)
ON CONFLICT (course, fingerprint) DO UPDATE SET
    answered = question_counter.answered + 1,
    fully_right = question_counter.fully_right + excluded.fully_right,
    unknown = question_counter.unknown + excluded.unknown
"""

CLOSE_WHEN_DONE = """
UPDATE quiz SET closed_at = $2
WHERE id = $1 AND closed_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM quiz_item WHERE quiz_item.quiz = $1 AND quiz_item.skipped = 0 AND NOT EXISTS (
        SELECT 1 FROM answer WHERE answer.quiz = $1 AND answer.position = quiz_item.position))
"""


async def insert_answer(tx: Transaction, answer: Answer, question: Question) -> Answer:
    """Append an answer to the log, count it and its day, and update cards and mastery.

    Return the answer that's stored. The learner must be in the record already.
    """
    await tx.execute(ADD_TEXT, *text_values(answer.course, question))
    if not await tx.fetch_one(ADD_ANSWER, *answer_values(answer)):
        return await stored_answer(tx, answer) or answer
    await tx.execute(
        COUNT_ANSWER,
        answer.course,
        answer.question,
        answer.fingerprint,
        int(answer.right),
        int(answer.unknown),
    )
    await add_practice_day(tx, answer)
    if answer.quiz is not None:
        await tx.execute(CLOSE_WHEN_DONE, answer.quiz, answer.at)
    await add_to_cards(tx, answer)
    await add_to_mastery(tx, answer, question)
    return answer


def text_values(course: str, question: Question) -> tuple[Value, ...]:
    """Return a question's columns in the order in which `ADD_TEXT` inserts them."""
    about = (question.fingerprint, course, question.id, question.version, question.written)
    return (*about, question.objective, question.kind, question.level)


async def stored_answer(tx: Transaction, answer: Answer) -> Answer | None:
    """Return the earlier answer by the same interaction or for the same position."""
    row = await tx.fetch_one(STANDING_ANSWER, answer.id, answer.quiz, answer.position)
    return read_answer(row) if row else None


async def update_cards_and_mastery(tx: Transaction, answer: Answer) -> None:
    """Recompute the cards and mastered objectives that an answer affects."""
    await update_cards(tx, answer)
    await update_mastery(tx, answer)
