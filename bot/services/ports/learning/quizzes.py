"""The store for quizzes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.learning.quiz import Answer, Quiz
from bot.domain.questions.grading import Verdict
from bot.domain.questions.question import Question


@dataclass(frozen=True)
class QuestionCounter:
    """Anonymous counts of one wording of a question: how often answered, fully right, and not known."""

    course: str
    question: str
    fingerprint: str
    answered: int
    right: int
    unknown: int


class QuizStore(Protocol):
    """Quizzes and the log of answers."""

    async def start_quiz(self, quiz: Quiz) -> Quiz:
        """Store a new quiz, and return the one that is there now.

        That is another one if the id is stored already, or if the learner has an open quiz without an answer
        that asks for the same (mode, lesson, number of questions; in a retake the same questions): a double
        tap, or a second press after a restart, does not start a second quiz. Or if the learner has a test of
        this form in this round, whatever became of it: each form is met once in a round.
        """

    async def quiz(self, quiz: int) -> Quiz | None:
        """The quiz with its answers."""

    async def open_quizzes(self, learner: int, course: str) -> Sequence[Quiz]:
        """The learner's quizzes that are not closed, the latest active first."""

    async def close_quiz(self, quiz: int, at: int) -> None:
        """The quiz is done or given up; closing twice keeps the first instant."""

    async def skip_question(self, quiz: int, position: int) -> None:
        """The question at this place was withdrawn from the course; an answered place is left alone."""

    async def add_answer(self, answer: Answer, question: Question) -> Answer:
        """Keep an answer and count it, and return the one that stands.

        The first answer for a place in a quiz, or for an interaction, stands: a later one changes nothing
        and the stored one is returned. The question's text is stored once for each fingerprint. The answer to
        the last open place closes the quiz.
        Raises QuizNotFound when the learner has no such quiz (any more), or the quiz no such place;
        QuizClosed when it is a test that is over, whose unanswered places stay so.
        """

    async def judge_answer(self, answer: Answer, verdict: Verdict, score: int) -> None:
        """Keep what the learner says of an answer whose verdict is open, and its score; else nothing."""

    async def mark_guess(self, answer: Answer, guessed: bool) -> None:
        """Keep that an answer was a guess, or was none."""

    async def answers(self, learner: int, course: str) -> Sequence[Answer]:
        """All answers of a learner in one course, oldest first."""

    async def wordings(self, fingerprints: Collection[str]) -> Mapping[str, Question]:
        """Return the questions stored under these fingerprints, as they were when they were answered.

        What isn't stored, or can't be read by this version of the program, is left out.
        """

    async def asked(self, learner: int, course: str) -> Collection[tuple[str, int]]:
        """Which questions, each in which version, a learner has answered, in a test or else."""

    async def counters(self, course: str) -> Sequence[QuestionCounter]:
        """The anonymous counts of a course's questions."""
