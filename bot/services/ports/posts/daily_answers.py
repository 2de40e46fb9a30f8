"""Storage for answers to the question of the day."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.learning.quiz import Answer
from bot.domain.posts.post import Tally
from bot.domain.questions.question import Question


class DailyAnswerStore(Protocol):
    """Answers to the question of the day."""

    async def add_daily_answer(self, post: int, answer: Answer, question: Question) -> Answer:
        """Keep a person's answer to a post's question; returns the one that stands, the first."""

    async def daily_answer(self, post: int, learner: int) -> Answer | None:
        """A person's answer to a post's question."""

    async def daily_choices(self, post: int) -> Mapping[str, Sequence[tuple[int, ...]]]:
        """Return what people chose in answer to a post, by the fingerprint of the wording they answered."""

    async def tallies(self, guild: int, course: str) -> Sequence[Tally]:
        """How a server answered the questions of a course, over all modes."""
