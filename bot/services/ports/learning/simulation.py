"""Storage for what people decide in scenarios."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.learning.playthrough import Decision


@dataclass(frozen=True)
class DecisionEntry:
    """A decision to store: who made it, in which run (from 1) of a course's scenario, at which step (from 0),
    in which server (None: outside of servers), and when.
    """

    learner: int
    course: str
    run: int
    step: int
    decision: Decision
    guild: int | None
    at: int


class SimulationStore(Protocol):
    """What people decided, in order, in every run."""

    async def latest_run(self, learner: int, course: str) -> tuple[int, Sequence[Decision]]:
        """Return the number of a person's latest run and its decisions, or 1 and none before the first."""

    async def decide(self, entry: DecisionEntry) -> None:
        """Store a decision. If that step of the run has one, the first stands."""

    async def first_choices(self, guild: int, course: str) -> Mapping[Decision, int]:
        """Return how many people in a server decided what in their first run."""
