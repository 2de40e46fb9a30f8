"""An answer as a row of the log, and back."""

import json

from bot.domain.learning.quiz import Answer
from bot.storage.engines.engine import Row, Value

ANSWERS = "SELECT * FROM answer WHERE learner = $1 AND course = $2 ORDER BY at, id"


def answer_values(answer: Answer) -> tuple[Value, ...]:
    """The columns of an answer, in the order of the query that adds it."""
    return (
        answer.id,
        answer.learner,
        answer.course,
        answer.guild,
        answer.question,
        answer.version,
        answer.fingerprint,
        answer.mode,
        answer.quiz,
        answer.position,
        json.dumps(answer.chosen),
        answer.score,
        int(answer.guessed),
        answer.at,
        answer.day,
        answer.typed,
        answer.verdict,
        answer.instead_of,
        answer.instead_of_version,
    )


def read_answer(row: Row) -> Answer:
    """The answer that a whole row holds."""
    changed = {"chosen": tuple(json.loads(row["chosen"])), "guessed": bool(row["guessed"])}
    return Answer(**{**row, **changed})
