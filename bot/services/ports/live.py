"""Storage for live quizzes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.learning.quiz import Answer
from bot.domain.live.live_round import LiveRound
from bot.domain.live.scoring import PlayerScore
from bot.domain.live.votes import LivePlayer, LiveQuestion, LiveVote
from bot.domain.posts.server import Notice
from bot.domain.questions.question import Question
from bot.services.ports.posts.leases import Lease


@dataclass(frozen=True)
class OpenVote:
    """A vote that counts but isn't stored as an answer yet, with its round, its question and its player."""

    vote: LiveVote
    live: LiveRound
    asked: LiveQuestion
    player: LivePlayer


class LiveStore(Protocol):
    """Live rounds, their questions, players and votes."""

    async def add_round(self, live: LiveRound, questions: Sequence[tuple[LiveQuestion, Question]]) -> bool:
        """Store a new round. Return False, and do nothing, if its channel has one, or its id is taken."""

    async def round(self, live: int) -> LiveRound | None:
        """Return a round."""

    async def lock_round(self, live: int) -> LiveRound | None:
        """Return a round that nobody else changes before this unit ends."""

    async def open_round(self, channel: int) -> LiveRound | None:
        """Return the round that's on in a channel."""

    async def update_round(
        self, live: LiveRound, lease: Lease | None = None, notice: Notice | None = None
    ) -> None:
        """Store how far a round has come. Lock it first. With a lease, raise LeaseLost unless it's held."""

    async def next_wake(self) -> int | None:
        """Return when the next round has to go on."""

    async def due_rounds(self, now: int, count: int) -> Sequence[LiveRound]:
        """Return rounds that have to go on by now, in order."""

    async def find_question(self, question: int) -> tuple[LiveRound, LiveQuestion] | None:
        """Return a question by its id, with its round."""

    async def questions(self, live: int) -> Sequence[LiveQuestion]:
        """Return a round's questions in order."""

    async def set_message(self, question: int, message: int) -> None:
        """Store which message asks a question."""

    async def add_player(self, player: LivePlayer) -> bool:
        """Store a player. Return False, and do nothing, if they've joined before."""

    async def player(self, live: int, learner: int) -> LivePlayer | None:
        """Return a player."""

    async def count_players(self, live: int) -> int:
        """Return how many people joined a round."""

    async def vote(self, vote: LiveVote, *, changes: bool) -> LiveVote:
        """Store a vote and return the one that now stands. The player must be stored.

        With `changes`, that's the one made last, by its id; otherwise it's the first one stored.
        """

    async def own_votes(self, live: int, learner: int) -> Sequence[LiveVote]:
        """Return a player's votes in a round, in order."""

    async def choices(self, live: int, position: int) -> Mapping[int, int]:
        """Return how many chose each option of a question, by place."""

    async def scores(self, live: int) -> Sequence[PlayerScore]:
        """Return the points of everyone who voted."""

    async def open_votes(self, count: int, live: int | None = None, learner: int = 0) -> Sequence[OpenVote]:
        """Return votes on closed questions that aren't stored as answers yet, or those of one player."""

    async def mark_recorded(self, vote: LiveVote) -> None:
        """Note that a vote needn't be stored as an answer anymore."""

    async def record_vote(self, found: OpenVote, answer: Answer, question: Question) -> None:
        """Store a vote as the player's answer, in their quiz. The answer's position is chosen here."""
