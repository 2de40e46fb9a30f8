"""Storage for quizzes and answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.learning.quiz import Answer, LatestAnswer, Quiz
from bot.domain.questions.grading import Verdict
from bot.domain.questions.question import Question


@dataclass(frozen=True)
class QuestionCounter:
    """Anonymous counts for one wording of a question: answers, full scores, and "don't know"."""

    course: str
    question: str
    fingerprint: str
    answered: int
    right: int
    unknown: int


@dataclass(frozen=True)
class LessonDays:
    """Whether a learner answered one of a lesson's own questions, and whether they answered in a quiz on it
    today that's finished by now.
    """

    begun: bool = False
    tried: bool = False


class QuizStore(Protocol):
    """Quizzes and the log of answers."""

    async def start_quiz(self, quiz: Quiz) -> Quiz:
        """Store a new quiz, or return the stored one that takes its place.

        That's the quiz with the same id; or an open quiz of the learner without an answer that asks for the
        same (mode, lesson, number of questions; for a retake, the same questions), so a double tap or a
        second press after a restart doesn't start a second quiz; or the learner's test with this form in this
        round, even if it's closed, because each form is used once per round; or, answered or not, the quiz
        that took on the same challenge, or the latest one of a lesson's own questions if they're the same.
        """

    async def quiz(self, quiz: int) -> Quiz | None:
        """Return a quiz with its answers."""

    async def open_quizzes(self, learner: int, course: str) -> Sequence[Quiz]:
        """Return the learner's open quizzes in a course, most recently active first."""

    async def lesson_quiz(self, learner: int, course: str, lesson: str) -> Quiz | None:
        """Return the learner's latest quiz of a lesson's own questions, open or closed."""

    async def lesson_days(self, learner: int, course: str, today: int) -> Mapping[str, LessonDays]:
        """Return what the learner did in each lesson's own questions and quizzes, by lesson. `today` is their
        local day. Lessons with neither are left out.
        """

    async def challenge(self, learner: int, quiz: int) -> Quiz | None:
        """Return the quiz in which the learner took on this quiz of someone else."""

    async def close_quiz(self, quiz: int, at: int) -> None:
        """Close a finished or abandoned quiz. Closing it twice keeps the first time."""

    async def mark_shared(self, quiz: int, channel: int) -> bool:
        """Record in which channel a result is shared. Return False if it was shared before."""

    async def unmark_shared(self, quiz: int, channel: int) -> None:
        """Record that a result isn't shared in this channel after all."""

    async def skip_question(self, quiz: int, position: int) -> None:
        """Skip a position whose question was withdrawn from the course, unless it's answered."""

    async def add_answer(self, answer: Answer, question: Question) -> Answer:
        """Store and count an answer, or return the stored one that takes its place.

        The first answer for a position in a quiz, or for an interaction, is final. The question's text is
        stored once per fingerprint. The answer to the last open position closes the quiz. Raise QuizNotFound
        if the learner has no quiz with this id or it has no such position, and QuizClosed if it's a test that
        has ended.
        """

    async def judge_answer(self, answer: Answer, verdict: Verdict, score: int) -> None:
        """Store the learner's verdict on an answer and its score, unless the answer already has a verdict."""

    async def mark_guess(self, answer: Answer, guessed: bool) -> None:
        """Record whether the learner guessed an answer."""

    async def answers(self, learner: int, course: str) -> Sequence[Answer]:
        """Return the learner's answers in a course, oldest first."""

    async def wordings(self, fingerprints: Collection[str]) -> Mapping[str, Question]:
        """Return the questions with these fingerprints, worded as they were when they were answered.

        Leave out questions that aren't stored or that this version of the program can't read.
        """

    async def latest_answers(self, learner: int, course: str) -> Sequence[LatestAnswer]:
        """Return the learner's latest answer to each question, tests included, ordered by question.

        However many answers there are, this reads one for each question.
        """

    async def practice_count(self, learner: int, course: str) -> int:
        """Return how many answers the learner has given in a course, without those in tests."""

    async def counters(self, course: str) -> Sequence[QuestionCounter]:
        """Return the anonymous counts for a course's questions."""
