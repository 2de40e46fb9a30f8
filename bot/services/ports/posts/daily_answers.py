"""Storage for answers to the question of the day."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.learning.quiz import Answer
from bot.domain.posts.post import Tally
from bot.domain.posts.weekly_summary import AnswerCount
from bot.domain.questions.question import Question


class DailyAnswerStore(Protocol):
    """Answers to the question of the day."""

    async def add_daily_answer(self, post: int, answer: Answer, question: Question) -> Answer:
        """Store a learner's answer to a post's question, or return their earlier answer."""

    async def daily_answer(self, post: int, learner: int) -> Answer | None:
        """Return a learner's answer to a post's question."""

    async def daily_choices(self, post: int) -> Mapping[str, Sequence[tuple[int, ...]]]:
        """Return the options chosen by everyone who answered a post, by fingerprint of the wording."""

    async def tallies(self, guild: int, course: str) -> Sequence[Tally]:
        """Return how a server's members answered each question of a course, in all modes."""

    async def week_counts(self, guild: int, monday: int) -> Sequence[AnswerCount]:
        """Return how a server's members answered each question in a week, outside of assessments and retakes.

        `monday` is in days since 1970.
        """
