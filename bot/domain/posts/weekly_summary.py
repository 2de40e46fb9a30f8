"""What a server's staff learns about a week, without saying what any one person did."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.domain.calendar.recurrence import Recurrence

MONDAY = frozenset({0})
MINUTE = 9 * 60
"""Summaries are due at nine on Mondays."""


@dataclass(frozen=True)
class AnswerCount:
    """How people in a server answered a question in a week."""

    course: str
    question: str
    people: int
    answered: int
    right: int  # answers that were fully right


@dataclass(frozen=True)
class WeeklySummary:
    """A server's week. None stands for a number of people below `fewest`, which could say who they are."""

    fewest: int
    people: int | None
    badges: int | None
    question: str | None = None  # the wording of the one that was answered right least often

    def written(self) -> str:
        """Return it as text, for `read`."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "WeeklySummary":
        """Return what was `written`."""
        return cls(**json.loads(text))


def visible(count: int, people: int, fewest: int) -> int | None:
    """Return a count that so many people are behind, or None if it can't be told. Zero always can."""
    return count if people >= fewest or not people else None


def hardest_first(counts: Sequence[AnswerCount], fewest: int) -> list[AnswerCount]:
    """Return the questions that enough people answered and not everyone got right, hardest first."""
    told = [each for each in counts if each.people >= fewest and each.right < each.answered]
    return sorted(told, key=lambda each: (each.right / each.answered, -each.people, each.question))


def next_summary(after: int, zone: str) -> int:
    """Return when the next summary is due, in UTC milliseconds. Raises ZoneNotFound."""
    return Recurrence(MINUTE, zone, MONDAY).after(after).at
