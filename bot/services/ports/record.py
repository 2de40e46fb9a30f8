"""What the services need from the outside, as protocols. `bot.storage` implements `Record`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.domain.calendar.day import UTC_ZONE
from bot.domain.course.passages import CoursePassage
from bot.domain.learning.quiz import Answer, Quiz
from bot.domain.learning.spaced_repetition import Card
from bot.domain.questions.grading import Verdict
from bot.domain.questions.question import Question
from bot.errors import RecordUnavailable
from bot.services.ports.assessment import AssessmentStore
from bot.services.ports.certificates import CertificateStore
from bot.services.ports.leaderboard import LeaderboardStore
from bot.services.ports.posts import PostStore
from bot.services.ports.retention import RetentionStore
from bot.services.ports.writing import WritingStore

Clock = Callable[[], int]
"""Now, in milliseconds of UTC."""

REVIEWS_A_DAY = 10
"""Reviews that a learner is asked in a day who has not said how many."""


@dataclass(frozen=True)
class QuestionReport:
    """A learner says that a question is wrong."""

    id: int  # the interaction that brought it
    learner: int
    course: str
    question: str
    version: int
    fingerprint: str
    text: str
    at: int  # milliseconds of UTC


@dataclass(frozen=True)
class QuestionCounter:
    """Anonymous counts of one wording of a question: how often answered, fully right, and not known."""

    course: str
    question: str
    fingerprint: str
    answered: int
    right: int
    unknown: int


@dataclass(frozen=True)
class Preferences:
    """How a learner wants it: the IANA time zone in which their days begin, and reviews a day at most."""

    zone: str = UTC_ZONE
    reviews: int = REVIEWS_A_DAY


@dataclass(frozen=True)
class Rebuilt:
    """What came of making all that follows from the log anew: cards, objectives mastered, and how many of
    either had differed.
    """

    learners: int
    cards: int
    mastered: int
    differed: int


class Record(
    PostStore, AssessmentStore, LeaderboardStore, WritingStore, CertificateStore, RetentionStore, Protocol
):
    """The learner record. Whatever a writing method has returned from is on disk.

    Instants are milliseconds of UTC; ids are Discord's. Any method may raise `bot.errors.RecordUnavailable`
    when the database can't be used.
    """

    async def lost(self) -> RecordUnavailable:
        """Wait until the record is gone for good, such as a deleted file; return what to say."""

    async def mark_read(self, learner: int, course: str, lesson: str, page: int, at: int) -> None:
        """Note that a page (from 0) was shown; the first time counts, the last is kept beside it."""

    async def pages_read(self, learner: int, course: str) -> Mapping[str, frozenset[int]]:
        """The pages read, by lesson; the lesson with the latest new page comes last."""

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

    async def reviewed(self, learner: int, day: int) -> int:
        """How many questions a learner answered in reviews, of whatever course, on a local date."""

    async def asked(self, learner: int, course: str) -> Collection[tuple[str, int]]:
        """Which questions, each in which version, a learner has answered, in a test or else."""

    async def cards(self, learner: int, course: str) -> Sequence[Card]:
        """What is in the learner's memory of one course; it follows from the answers."""

    async def rebuild_cards(self) -> Rebuilt:
        """Make every card of everybody, and what they have mastered, anew from the log of answers."""

    async def preferences(self, learner: int) -> Preferences:
        """How the learner wants it, or the usual."""

    async def set_preferences(self, learner: int, preferences: Preferences, at: int) -> None:
        """Keep how the learner wants it."""

    async def add_report(self, report: QuestionReport) -> None:
        """Keep what a learner says against a question; the same id again changes nothing."""

    async def reports(self, course: str) -> Sequence[QuestionReport]:
        """What was said against the questions of a course, oldest first."""

    async def counters(self, course: str) -> Sequence[QuestionCounter]:
        """The anonymous counts of a course's questions."""

    async def export(self, learner: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row about the learner, by kind of row, the texts of the questions answered included."""

    async def erase(self, learner: int) -> Mapping[str, int]:
        """Delete every row about the learner; the anonymous counters stay. Returns rows deleted by kind.

        It holds when an older copy of the record is put back: see `bot.storage.copies.erasures`.
        """

    async def counts(self, learner: int) -> Mapping[str, int]:
        """How many rows of each kind there are about the learner."""

    async def setting(self, key: str) -> str | None:
        """A value of the program's own, such as the fingerprint of the registered commands."""

    async def set_setting(self, key: str, value: str) -> None:
        """Keep such a value."""

    async def claim_setting(self, key: str, value: str) -> str:
        """Keep a value unless there is one already. Returns the one that's kept."""

    async def forget_setting(self, key: str) -> None:
        """Delete a value."""

    async def follow_renames(self, course: str, renamed: Mapping[str, str]) -> None:
        """Keep under new ids of lessons and objectives what was kept under their old ones. Twice is fine."""

    async def claim_greeting(self, guild: int, at: int) -> bool:
        """True for the first caller since the server was last left: that one greets."""

    async def forget_guild(self, guild: int) -> None:
        """The bot has left the server: a later return is greeted again."""


class Search(Protocol):
    """Finding what the courses say."""

    async def find(self, question: str, most: int = 3) -> Sequence[CoursePassage]:
        """The passages that answer a question, best first, at most `most`.

        None when the courses have no answer: the nearest thing is no answer. Takes a few milliseconds.
        """
