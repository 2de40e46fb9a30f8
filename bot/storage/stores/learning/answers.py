"""Conversion of answers to and from rows."""

import json

from bot.domain.learning.quiz import Answer
from bot.storage.engines.engine import Row, Value

ANSWERS = "SELECT * FROM answer WHERE learner = $1 AND course = $2 ORDER BY at, id"


def answer_values(answer: Answer) -> tuple[Value, ...]:
    """Return an answer's columns in the order in which the query inserts them."""
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
    """Return the answer in a row with all columns."""
    changed = {"chosen": tuple(json.loads(row["chosen"])), "guessed": bool(row["guessed"])}
    return Answer(**{**row, **changed})
