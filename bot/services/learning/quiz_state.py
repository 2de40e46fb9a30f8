"""Who asks, and where a quiz or a place of it stands: what services and screens hand each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.course.course import Course, Lesson
from bot.domain.learning.quiz import Answer, Quiz
from bot.domain.questions.question import Question
from bot.services.learning.due_reviews import DueReviews


@dataclass(frozen=True)
class Actor:
    """Who acts, where (None: a direct message), and by which interaction.

    `may_post`: the person may write, for everyone to see, in a channel of a server. `bot_is_member`: the bot
    is a member of `guild`, which is more than that its commands work there.
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
    """A question to be answered. `order` are the options' places as they are to be shown."""

    quiz: Quiz
    position: int
    course: Course
    lesson: Lesson | None  # None: answered, and the course has dropped its lesson since
    question: Question
    order: Sequence[int]
    resumed: bool = False
    withdrawn: bool = False  # one or more questions before it were withdrawn from the course since
    reworded: bool = False  # the answer just given was to an older wording


@dataclass(frozen=True)
class GradedAnswer:
    """A question with the answer that stands. `repeated`: it was given before, by an earlier press."""

    asked: OpenQuestion
    answer: Answer
    repeated: bool
    withheld: bool = False  # in a test: not told yet whether it was right
    changed: bool = False  # the course has since changed or dropped the question


@dataclass(frozen=True)
class FinishedQuiz:
    """A quiz with no question left."""

    quiz: Quiz
    course: Course
    withdrawn: bool
    agenda: DueReviews  # what is left to review today
    missed: Sequence[Question] = ()  # those not fully right, as they were answered
    left: int = 0  # how many of those can still be asked


State: TypeAlias = OpenQuestion | GradedAnswer | FinishedQuiz
"""Where a quiz, or a place of it, stands."""
