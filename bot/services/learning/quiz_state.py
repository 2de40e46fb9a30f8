"""Who is acting, and the states of a quiz: the types that services and screens exchange."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.learning.quiz import Answer, Quiz
from bot.domain.questions.question import Question
from bot.services.learning.badges import EarnedBadge


@dataclass(frozen=True)
class Actor:
    """Who is acting, in which server (None: a direct message), and in which interaction.

    `may_post` says whether the person may post publicly in the channel. `bot_is_member` says whether the bot
    is a member of `guild`: people can also use its commands in servers that it hasn't joined.
    """

    learner: int
    guild: int | None
    interaction: int
    may_post: bool = False
    bot_is_member: bool = True

    @property
    def server(self) -> int | None:
        """Return the server if the bot is a member of it.

        Keep data about a server under this id alone. Discord doesn't tell a bot what becomes of other
        servers, so at the next start their data would look as if the bot had been removed.
        """
        return self.guild if self.bot_is_member else None


@dataclass(frozen=True)
class OpenQuestion:
    """A question that's waiting for an answer. `order` has the options' indexes in the order to show them."""

    quiz: Quiz
    position: int
    course: Course
    lesson: Lesson | None  # None: already answered, and the course has dropped its lesson since
    question: Question
    order: Sequence[int]
    resumed: bool = False
    withdrawn: bool = False  # questions before it have been withdrawn from the course
    reworded: bool = False  # the answer just given was to an older wording and wasn't stored
    before: "GradedAnswer | None" = None  # in an assessment: the answer just given to another question

    rival: Quiz | None = None  # someone else's finished quiz, which this one is to beat

    @property
    def next_card(self) -> int | None:
        """Return the number of the card after one of a lesson's own questions; see `Lesson.after`. None for
        every other question.
        """
        lesson = self.course.unit(self.quiz.lesson or "") if self.quiz.mode == "lesson" else None
        return lesson.after(self.question.id) if lesson else None


@dataclass(frozen=True)
class GradedAnswer:
    """A question with its stored answer. `repeated` means that it was stored by an earlier press."""

    asked: OpenQuestion
    answer: Answer
    repeated: bool
    withheld: bool = False  # it's in an assessment, so don't reveal yet whether it's right
    changed: bool = False  # the course has since changed or dropped the question
    badges: Sequence[EarnedBadge] = ()  # the badges that this answer earned
    back_in: int | None = None  # in a review: the days until the question is due again


@dataclass(frozen=True)
class FinishedQuiz:
    """A quiz with no questions left.

    `rival` is the finished quiz of someone else whose questions this one repeats.
    """

    quiz: Quiz
    course: Course
    withdrawn: bool
    missed: Sequence[Question] = ()  # the questions that weren't fully right, as worded at the time
    left: int = 0  # how many of those can still be asked
    rival: Quiz | None = None


State: TypeAlias = OpenQuestion | GradedAnswer | FinishedQuiz
"""The state of a quiz or of one position in it."""
