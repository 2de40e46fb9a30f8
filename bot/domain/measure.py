"""Measured learning: parallel tests before the course, after it and later, each with another form."""

from dataclasses import dataclass

from bot.domain.quiz import Quiz, TestMode

PASSED = (3, 4)
"""The share of a test, three quarters, with which it is passed."""


@dataclass(frozen=True)
class Sitting:
    """A learner takes one form of a course's assessment, before the course ("pre") or after it ("post").

    `questions` counts those that were asked or are still to be: one withdrawn from the course before it was
    answered doesn't count. `right` are fully right answers, `unknown` those to which the learner said that
    they don't know, `guessed` those marked as guesses. `guild` is the server in which it was begun, None in
    direct messages. Instants are milliseconds of UTC; `finished_at` is None while it is open.
    """

    quiz: int
    form: str
    mode: TestMode
    guild: int | None
    questions: int
    answered: int
    right: int
    unknown: int
    guessed: int
    started_at: int
    finished_at: int | None

    @property
    def whole(self) -> bool:
        """Finished, with an answer to every question; not ended before."""
        return self.finished_at is not None and 0 < self.questions == self.answered

    @property
    def passed(self) -> bool:
        """A finished test after the course, three quarters or more of its questions right."""
        part, of = PASSED
        done = self.mode == "post" and self.finished_at is not None and self.questions > 0
        return done and self.right * of >= self.questions * part


def sitting(test: Quiz) -> Sitting:
    """What a test amounts to so far. Raises ValueError for a quiz that is no test."""
    if test.form is None or (test.mode != "pre" and test.mode != "post"):
        raise ValueError(f"quiz {test.id} is no test")
    answers = test.answers.values()
    return Sitting(
        quiz=test.id,
        form=test.form,
        mode=test.mode,
        guild=test.guild,
        questions=len(test.items) - len(test.skipped),
        answered=len(answers),
        right=sum(answer.right for answer in answers),
        unknown=sum(answer.unknown for answer in answers),
        guessed=sum(answer.guessed for answer in answers),
        started_at=test.started_at,
        finished_at=test.closed_at,
    )
