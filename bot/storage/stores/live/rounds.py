"""Live rounds: their state, and their questions."""

from collections.abc import Sequence

from bot.domain.classes.assignment import Delivery
from bot.domain.live.live_round import LiveRound
from bot.domain.live.votes import LiveQuestion
from bot.domain.posts.server import Notice
from bot.domain.questions.question import Question
from bot.services.ports.posts.leases import Lease
from bot.storage.engines.engine import Row, Value
from bot.storage.stores.learning.answer_log import ADD_TEXT, text_values
from bot.storage.stores.posts.leases import require_lease
from bot.storage.stores.posts.servers import add_notice
from bot.storage.stores.sql_store import SqlStore

ADD_ROUND = """
INSERT INTO live_round (id, guild, channel, course, lesson, host, questions, seconds, changes, automatic,
    started_at, due_at, phase, position, state, first_at, retry_at, attempts, next_at, ending, wake_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
ON CONFLICT DO NOTHING
"""

ADD_QUESTION = """
INSERT INTO live_question (id, round, position, question, version, fingerprint)
VALUES ($1, $2, $3, $4, $5, $6)
"""

ROUND = "SELECT * FROM live_round WHERE id = $1"

LOCK_ROUND = "UPDATE live_round SET phase = phase WHERE id = $1"

OPEN_ROUND = "SELECT * FROM live_round WHERE channel = $1 AND wake_at IS NOT NULL"

UPDATE_ROUND = """
UPDATE live_round SET due_at = $2, phase = $3, position = $4, state = $5, first_at = $6, retry_at = $7,
    attempts = $8, next_at = $9, ending = $10, wake_at = $11
WHERE id = $1
"""

NEXT_WAKE = "SELECT MIN(wake_at) AS at FROM live_round WHERE wake_at IS NOT NULL"

DUE_ROUNDS = """
SELECT * FROM live_round WHERE wake_at IS NOT NULL AND wake_at <= $1 ORDER BY wake_at, id LIMIT $2
"""

ASKED = """
SELECT live_round.*, live_question.position AS asked, live_question.question, live_question.version,
    live_question.fingerprint, live_question.message
FROM live_question JOIN live_round ON live_round.id = live_question.round WHERE live_question.id = $1
"""

QUESTIONS = "SELECT * FROM live_question WHERE round = $1 ORDER BY position"

SET_MESSAGE = "UPDATE live_question SET message = $2 WHERE id = $1"

COLUMNS = (
    *("id", "guild", "channel", "course", "lesson", "host", "questions", "seconds"),
    *("started_at", "due_at", "phase", "position", "next_at", "ending"),
)


class SqlLiveRounds(SqlStore):
    """`bot.services.ports.live.LiveStore` says what each method promises."""

    async def add_round(self, live: LiveRound, questions: Sequence[tuple[LiveQuestion, Question]]) -> bool:
        """Store a new round, unless its channel has one."""
        about = (live.id, live.guild, live.channel, live.course, live.lesson, live.host, live.questions)
        rules = (live.seconds, int(live.changes), int(live.automatic), live.started_at)
        if not await self._tx.execute(ADD_ROUND, *about, *rules, *_progress(live)):
            return False
        for asked, question in questions:
            await self._tx.execute(ADD_TEXT, *text_values(live.course, question))
            about_it = (asked.id, live.id, asked.position, asked.question, asked.version, asked.fingerprint)
            await self._tx.execute(ADD_QUESTION, *about_it)
        return True

    async def round(self, live: int) -> LiveRound | None:
        """Return a round."""
        row = await self._tx.fetch_one(ROUND, live)
        return read_round(row) if row else None

    async def lock_round(self, live: int) -> LiveRound | None:
        """Return a round that nobody else changes before this unit ends."""
        return await self.round(live) if await self._tx.execute(LOCK_ROUND, live) else None

    async def open_round(self, channel: int) -> LiveRound | None:
        """Return the round that's on in a channel."""
        row = await self._tx.fetch_one(OPEN_ROUND, channel)
        return read_round(row) if row else None

    async def update_round(
        self, live: LiveRound, lease: Lease | None = None, notice: Notice | None = None
    ) -> None:
        """Store how far a round has come."""
        if lease:
            await require_lease(self._tx, lease)
        await self._tx.execute(UPDATE_ROUND, live.id, *_progress(live))
        if notice:
            await add_notice(self._tx, notice)

    async def next_wake(self) -> int | None:
        """Return when the next round has to go on."""
        found: int | None = (await self._tx.fetch(NEXT_WAKE))[0]["at"]
        return found

    async def due_rounds(self, now: int, count: int) -> Sequence[LiveRound]:
        """Return rounds that have to go on by now, in order."""
        return [read_round(row) for row in await self._tx.fetch(DUE_ROUNDS, now, count)]

    async def find_question(self, question: int) -> tuple[LiveRound, LiveQuestion] | None:
        """Return a question by its id, with its round."""
        row = await self._tx.fetch_one(ASKED, question)
        if row is None:
            return None
        about = (row["question"], row["version"], row["fingerprint"], row["message"])
        return read_round(row), LiveQuestion(question, row["id"], row["asked"], *about)

    async def questions(self, live: int) -> Sequence[LiveQuestion]:
        """Return a round's questions in order."""
        return [read_asked(row) for row in await self._tx.fetch(QUESTIONS, live)]

    async def set_message(self, question: int, message: int) -> None:
        """Store which message asks a question."""
        await self._tx.execute(SET_MESSAGE, question, message)


def _progress(live: LiveRound) -> tuple[Value, ...]:
    sending = live.delivery
    sent = (sending.state, sending.first_at, sending.retry_at, sending.attempts)
    return (live.due_at, live.phase, live.position, *sent, live.next_at, live.ending, live.wake_at)


def read_round(row: Row) -> LiveRound:
    """Return the round in a row with all columns."""
    sending = Delivery(row["state"], row["first_at"], row["retry_at"], row["attempts"])
    flags = {name: bool(row[name]) for name in ("changes", "automatic")}
    return LiveRound(**{**{name: row[name] for name in COLUMNS}, **flags, "delivery": sending})


def read_asked(row: Row) -> LiveQuestion:
    """Return the question in a row with all columns."""
    about = (row["question"], row["version"], row["fingerprint"], row["message"])
    return LiveQuestion(row["id"], row["round"], row["position"], *about)
