"""Live quizzes: the rounds, who plays, and what they vote for."""

from collections.abc import Mapping, Sequence

from bot.domain.learning.quiz import Answer
from bot.domain.live.live_round import LiveRound
from bot.domain.live.scoring import PlayerScore
from bot.domain.live.votes import LivePlayer, LiveQuestion, LiveVote
from bot.domain.questions.question import Question
from bot.services.ports.live import OpenVote
from bot.storage.engines.engine import Row
from bot.storage.stores.learning.answer_log import insert_answer
from bot.storage.stores.learning.quizzes import ADD_ITEM, ADD_QUIZ
from bot.storage.stores.live.rounds import SqlLiveRounds, read_asked, read_round
from bot.storage.stores.people import LOCK_LEARNER, UPSERT_LEARNER

ADD_PLAYER = """
INSERT INTO live_player (round, learner, quiz, joined_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (round, learner) DO NOTHING
"""

PLAYER = "SELECT * FROM live_player WHERE round = $1 AND learner = $2"

COUNT_PLAYERS = "SELECT COUNT(*) AS people FROM live_player WHERE round = $1"

FIRST_VOTE = """
INSERT INTO live_vote (round, position, learner, id, choice, score, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (round, position, learner) DO NOTHING
"""

LAST_VOTE = """
INSERT INTO live_vote (round, position, learner, id, choice, score, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (round, position, learner) DO UPDATE SET
    id = excluded.id, choice = excluded.choice, score = excluded.score, at = excluded.at
WHERE live_vote.id < excluded.id
"""
"""Two presses can arrive in the wrong order. Their ids say which one was made last."""

VOTE = "SELECT * FROM live_vote WHERE round = $1 AND position = $2 AND learner = $3"

OWN_VOTES = "SELECT * FROM live_vote WHERE round = $1 AND learner = $2 ORDER BY position"

CHOICES = """
SELECT choice, COUNT(*) AS people FROM live_vote WHERE round = $1 AND position = $2
GROUP BY choice ORDER BY choice
"""

SCORES = """
SELECT learner, SUM(score) AS points, COUNT(*) AS answered FROM live_vote WHERE round = $1
GROUP BY learner ORDER BY learner
"""

_CLOSED = """
SELECT live_vote.* FROM live_vote JOIN live_round ON live_round.id = live_vote.round
WHERE live_vote.recorded = 0
    AND (live_vote.position < live_round.position OR live_round.phase NOT IN ('lobby', 'question'))
"""

OPEN_VOTES = f"{_CLOSED} ORDER BY live_vote.round, live_vote.position, live_vote.learner LIMIT $1"

OWN_OPEN_VOTES = f"{_CLOSED} AND live_vote.round = $1 AND live_vote.learner = $2 ORDER BY live_vote.position"

ROUND = "SELECT * FROM live_round WHERE id = $1"

QUESTION_AT = "SELECT * FROM live_question WHERE round = $1 AND position = $2"

COUNT_ITEMS = "SELECT COUNT(*) AS items FROM quiz_item WHERE quiz = $1"

MARK_RECORDED = "UPDATE live_vote SET recorded = 1 WHERE round = $1 AND position = $2 AND learner = $3"


class SqlLiveStore(SqlLiveRounds):
    """`bot.services.ports.live.LiveStore` says what each method promises."""

    async def add_player(self, player: LivePlayer) -> bool:
        """Store a player, unless they've joined before."""
        await self._tx.execute(UPSERT_LEARNER, player.learner, player.joined_at)
        about = (player.live, player.learner, player.quiz, player.joined_at)
        return await self._tx.execute(ADD_PLAYER, *about) == 1

    async def player(self, live: int, learner: int) -> LivePlayer | None:
        """Return a player."""
        row = await self._tx.fetch_one(PLAYER, live, learner)
        return _player(row) if row else None

    async def count_players(self, live: int) -> int:
        """Return how many people joined a round."""
        found: int = (await self._tx.fetch(COUNT_PLAYERS, live))[0]["people"]
        return found

    async def vote(self, vote: LiveVote, *, changes: bool) -> LiveVote:
        """Store a vote and return the one that now stands."""
        key = (vote.live, vote.position, vote.learner)
        query = LAST_VOTE if changes else FIRST_VOTE
        if await self._tx.execute(query, *key, vote.id, vote.choice, vote.score, vote.at):
            return vote
        row = await self._tx.fetch_one(VOTE, *key)
        return _vote(row) if row else vote

    async def own_votes(self, live: int, learner: int) -> Sequence[LiveVote]:
        """Return a player's votes in a round, in order."""
        return [_vote(row) for row in await self._tx.fetch(OWN_VOTES, live, learner)]

    async def choices(self, live: int, position: int) -> Mapping[int, int]:
        """Return how many chose each option of a question, by place."""
        return {row["choice"]: row["people"] for row in await self._tx.fetch(CHOICES, live, position)}

    async def scores(self, live: int) -> Sequence[PlayerScore]:
        """Return the points of everyone who voted."""
        rows = await self._tx.fetch(SCORES, live)
        return [PlayerScore(row["learner"], int(row["points"]), row["answered"]) for row in rows]

    async def open_votes(self, count: int, live: int | None = None, learner: int = 0) -> Sequence[OpenVote]:
        """Return votes on closed questions that aren't stored as answers yet, or those of one player."""
        one = live is not None
        query, values = (OWN_OPEN_VOTES, (live, learner)) if one else (OPEN_VOTES, (count,))
        rounds: dict[int, LiveRound] = {}
        questions: dict[tuple[int, int], LiveQuestion] = {}
        found = []
        for row in await self._tx.fetch(query, *values):
            vote = _vote(row)
            if vote.live not in rounds:
                rounds[vote.live] = read_round((await self._tx.fetch(ROUND, vote.live))[0])
            place = (vote.live, vote.position)
            if place not in questions:
                questions[place] = read_asked((await self._tx.fetch(QUESTION_AT, *place))[0])
            player = _player((await self._tx.fetch(PLAYER, vote.live, vote.learner))[0])
            found.append(OpenVote(vote, rounds[vote.live], questions[place], player))
        return found

    async def mark_recorded(self, vote: LiveVote) -> None:
        """Note that a vote needn't be stored as an answer anymore."""
        await self._tx.execute(MARK_RECORDED, vote.live, vote.position, vote.learner)

    async def record_vote(self, found: OpenVote, answer: Answer, question: Question) -> None:
        """Store a vote as the player's answer, in their quiz."""
        vote, live, player = found.vote, found.live, found.player
        await self._tx.execute(LOCK_LEARNER, vote.learner)
        about = (player.quiz, vote.learner, live.course, live.lesson, live.guild, "quiz", player.quiz)
        await self._tx.execute(
            ADD_QUIZ, *about, player.joined_at, player.joined_at, None, 1, None, None
        )  # it's closed already, so that nothing offers to continue it
        position: int = (await self._tx.fetch(COUNT_ITEMS, player.quiz))[0]["items"]
        await self._tx.execute(ADD_ITEM, player.quiz, position, question.id, question.version, 0, None, None)
        placed = Answer(**{**vars(answer), "quiz": player.quiz, "position": position})
        await insert_answer(self._tx, placed, question)
        await self.mark_recorded(vote)


def _player(row: Row) -> LivePlayer:
    return LivePlayer(row["round"], row["learner"], row["quiz"], row["joined_at"])


def _vote(row: Row) -> LiveVote:
    about = (row["round"], row["position"], row["learner"])
    return LiveVote(*about, row["id"], row["choice"], row["score"], row["at"])
