"""What people do in a live round: join, and vote for an option."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LiveQuestion:
    """A question of a round, in the wording it's asked in. `message` is its message's id, once it's out."""

    id: int
    live: int
    position: int
    question: str
    version: int
    fingerprint: str
    message: int | None = None


@dataclass(frozen=True)
class LivePlayer:
    """Someone in a round. `quiz` is the id under which their answers are stored as a quiz."""

    live: int
    learner: int
    quiz: int
    joined_at: int


@dataclass(frozen=True)
class LiveVote:
    """A player's vote on a question. `id` is the interaction's; `choice` is the option's place in the file's
    order, and `score` what it's worth, 0 to 100.
    """

    live: int
    position: int
    learner: int
    id: int
    choice: int
    score: int
    at: int
