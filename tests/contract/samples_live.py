"""Live rounds, players and votes to keep."""

from dataclasses import replace
from typing import Any

from bot.domain.live.live_round import LiveRound
from bot.domain.live.votes import LivePlayer, LiveQuestion, LiveVote
from tests.contract.samples import COURSE, GUILD, LEARNER, question
from tests.records import SqlRecord

HOST = LEARNER + 88


def live_round(id: int = 600, **changes: Any) -> LiveRound:
    """A round of two questions in a channel of its own, opened at 50."""
    made = LiveRound(
        id, GUILD, id + 7, COURSE, "a-lesson", HOST, 2, 20, False, True, started_at=50, due_at=50
    )
    return replace(made, **changes)


def live_question(live: int = 600, position: int = 0, **changes: Any) -> LiveQuestion:
    """A question of that round."""
    asked = question()
    about = (asked.id, asked.version, asked.fingerprint)
    return replace(LiveQuestion(live + position, live, position, *about), **changes)


def player(learner: int = LEARNER, live: int = 600, **changes: Any) -> LivePlayer:
    """Someone in that round."""
    return replace(LivePlayer(live, learner, learner % 10_000 + live, joined_at=60), **changes)


def vote(id: int = 70, learner: int = LEARNER, live: int = 600, **changes: Any) -> LiveVote:
    """A right vote on its first question."""
    return replace(LiveVote(live, 0, learner, id, choice=0, score=100, at=id), **changes)


async def add_round(record: SqlRecord, live: LiveRound) -> bool:
    """Store a round with its questions."""
    asked = [(live_question(live.id, place), question()) for place in range(live.questions)]
    return bool(await record.stores.live.add_round(live, asked))


async def fill_live(record: SqlRecord, learner: int, base: int, guild: int = GUILD) -> None:
    """A round that a person hosts and plays."""
    await add_round(record, live_round(base, guild=guild, host=learner, started_at=base))
    await record.stores.live.add_player(player(learner, base, joined_at=base))
    await record.stores.live.vote(vote(base, learner, base), changes=False)
