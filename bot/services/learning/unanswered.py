"""Count the questions that no course answered, so that the author can see what's missing."""

import re
from dataclasses import dataclass

from bot.domain.calendar.day import UTC_ZONE, day_of
from bot.services.ports.clock import Clock
from bot.services.ports.learning.unanswered import UnansweredStore

KEPT_DAYS = 90
"""Days that a question is kept after it was last asked."""

MOST = 1000
"""Different questions that are kept. More are only asked by someone who plays with the bot."""

LONGEST = 100
"""Characters of a question that are kept."""

PERSONAL = re.compile(r"<[@#][^>]*>|\S*@\S+|\S+://\S+|\bwww\.\S+|\+?\d[\d\s().-]{5,}\d|\d{5,}")
"""What may say who someone is: mentions, addresses, links and long numbers."""


@dataclass(frozen=True)
class UnansweredQuestions:
    """Counts questions by their words alone. Nothing says who asked, or where."""

    store: UnansweredStore
    clock: Clock

    async def add(self, question: str) -> None:
        """Count a question, without what may say who someone is."""
        if text := plain(question):
            await self.store.count(text, self._today(), MOST)

    async def forget_old(self) -> int:
        """Delete the questions that nobody has asked for a while. Return how many."""
        return await self.store.forget(self._today() - KEPT_DAYS)

    def _today(self) -> int:
        return day_of(self.clock(), UTC_ZONE)


def plain(question: str) -> str:
    """Return the words of a question in small letters, without anything personal. It may be empty."""
    words = re.findall(r"\w+(?:['\u2019]\w+)*", PERSONAL.sub(" ", question).casefold())
    text = " ".join(words)
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]
