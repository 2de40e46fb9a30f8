"""Review cards, computed from the log of answers."""

from collections.abc import Callable, Iterable, Sequence

from bot.domain.learning.quiz import Answer, Item
from bot.domain.learning.spaced_repetition import ReviewCard, after, history, moved, replay
from bot.storage.engines.engine import Row, Transaction
from bot.storage.stores.learning.answers import ANSWERS, read_answer
from bot.storage.stores.learning.mastery import rebuild_mastery
from bot.storage.stores.learning.practice import rebuild_practice_days
from bot.storage.stores.people import LOCK_LEARNER
from bot.storage.stores.sql_store import SqlStore

TOUCHING = """
SELECT * FROM answer WHERE learner = $1 AND course = $2 AND question = $3
UNION SELECT * FROM answer WHERE learner = $1 AND course = $2 AND instead_of = $3
"""

LATER = """
SELECT id FROM answer WHERE learner = $1 AND (at > $2 OR (at = $2 AND id > $3)) LIMIT 1
"""

REVIEWED = "SELECT COUNT(*) AS count FROM answer WHERE learner = $1 AND day = $2 AND mode = 'review'"

SET_CARD = """
INSERT INTO review_card (learner, course, question, version, stability, difficulty, last_day, due_day)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (learner, course, question) DO UPDATE SET
    version = excluded.version,
    stability = excluded.stability,
    difficulty = excluded.difficulty,
    last_day = excluded.last_day,
    due_day = excluded.due_day
"""

CARD = """
SELECT question, version, stability, difficulty, last_day, due_day
FROM review_card WHERE learner = $1 AND course = $2 AND question = $3
"""

CARDS = """
SELECT question, version, stability, difficulty, last_day, due_day
FROM review_card WHERE learner = $1 AND course = $2 ORDER BY question
"""

LEARNERS = "SELECT id FROM learner ORDER BY id"

COURSES = """
SELECT course FROM answer WHERE learner = $1 UNION SELECT course FROM review_card WHERE learner = $1
UNION SELECT course FROM mastered WHERE learner = $1
"""

ANSWERED_AT = "SELECT DISTINCT course, at FROM answer WHERE learner = $1"

PUT_ANSWERS = "UPDATE answer SET day = $4 WHERE learner = $1 AND course = $2 AND at = $3"

EARNED_AT = "SELECT DISTINCT course, at FROM badge WHERE learner = $1"

PUT_BADGES = "UPDATE badge SET day = $4 WHERE learner = $1 AND course = $2 AND at = $3"

FORGET_CARDS = "DELETE FROM review_card WHERE learner = $1 AND course = $2"


class SqlReviewStore(SqlStore):
    """`bot.services.ports.learning.reviews.ReviewStore` says what each method promises."""

    async def cards(self, learner: int, course: str) -> Sequence[ReviewCard]:
        """Return the learner's review cards for a course, as computed from their answers."""
        return [_card(row) for row in await self._tx.fetch(CARDS, learner, course)]

    async def reviewed(self, learner: int, day: int) -> int:
        """Return how many questions the learner answered in reviews on a local date, across all courses."""
        [row] = await self._tx.fetch(REVIEWED, learner, day)
        return int(row["count"])

    async def learners(self) -> Sequence[int]:
        """Return the ids of all learners."""
        return [row["id"] for row in await self._tx.fetch(LEARNERS)]

    async def rebuild(self, learner: int) -> tuple[int, int, int]:
        """Recompute a learner's cards and mastered objectives from their answers."""
        return await rebuild_learner(learner, self._tx)

    async def redate(self, learner: int, day: Callable[[int], int]) -> None:
        """Give the learner's answers and badges the day that this function makes of their instant, and
        recompute what follows.
        """
        await self._tx.execute(LOCK_LEARNER, learner)
        for instants, put in ((ANSWERED_AT, PUT_ANSWERS), (EARNED_AT, PUT_BADGES)):
            rows = await self._tx.fetch(instants, learner)
            dated = [(learner, row["course"], row["at"], day(row["at"])) for row in rows]
            await self._tx.execute_many(put, dated)
        await rebuild_learner(learner, self._tx)


async def add_to_cards(tx: Transaction, answer: Answer) -> None:
    """Update the cards that an added answer affects: as a rule from what they are, without their history."""
    if await tx.fetch_one(LATER, answer.learner, answer.at, answer.id):  # a clock went back
        await update_cards(tx, answer)
        return
    for item in moved(answer):
        row = await tx.fetch_one(CARD, answer.learner, answer.course, item.question)
        before = _card(row) if row else None
        card = after(before, item, answer)
        if card is None:
            await _replay(tx, answer, item)
        elif card != before:
            await _store(tx, answer.learner, answer.course, [card])


async def update_cards(tx: Transaction, answer: Answer) -> None:
    """Recompute the cards that a changed answer affects."""
    for item in moved(answer):
        await _replay(tx, answer, item)


async def _replay(tx: Transaction, answer: Answer, item: Item) -> None:
    rows = await tx.fetch(TOUCHING, answer.learner, answer.course, item.question)
    latest = history(item.question, map(read_answer, rows))[-1:]
    await _store(tx, answer.learner, answer.course, latest)


async def rebuild_learner(learner: int, tx: Transaction) -> tuple[int, int, int]:
    """Recompute a learner's cards, mastery and practice days from their answers.

    Return how many cards and mastered objectives there are, and how many of them differed.
    """
    await tx.execute(LOCK_LEARNER, learner)
    await rebuild_practice_days(tx, learner)
    cards = shown = differed = 0
    for course in [row["course"] for row in await tx.fetch(COURSES, learner)]:
        before = {_card(row) for row in await tx.fetch(CARDS, learner, course)}
        log = await tx.fetch(ANSWERS, learner, course)
        now = set(replay(map(read_answer, log)).values())
        if before != now:
            await tx.execute(FORGET_CARDS, learner, course)
            await _store(tx, learner, course, now)
        cards += len(now)
        differed += len({card.question for card in before ^ now})
        objectives, others = await rebuild_mastery(tx, learner, course)
        shown, differed = shown + objectives, differed + others
    return cards, shown, differed


async def _store(tx: Transaction, learner: int, course: str, cards: Iterable[ReviewCard]) -> None:
    rows = [
        (
            *(learner, course, card.question, card.version),
            *(repr(card.stability), repr(card.difficulty), card.last_day, card.due_day),
        )
        for card in cards
    ]
    await tx.execute_many(SET_CARD, rows)


def _card(row: Row) -> ReviewCard:
    numbers = {name: float(row[name]) for name in ("stability", "difficulty")}
    return ReviewCard(**{**row, **numbers})
