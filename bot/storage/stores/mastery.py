"""What people have mastered, which follows from the log of answers, and leaderboards of servers."""

from collections.abc import Iterable, Sequence

from bot.domain.learning.mastery import Given, Mastered, mastered, newest
from bot.domain.learning.quiz import Answer
from bot.services.ports.mastery import Rank
from bot.storage.engines.engine import Row, Transaction
from bot.storage.queries import learners, mastery
from bot.storage.stores.answers import read_answer
from bot.storage.stores.sql_store import SqlStore

SENSE = ("objective", "kind", "level")


class SqlMasteryStore(SqlStore):
    """`bot.services.ports.mastery.MasteryStore` says what each method promises."""

    async def mastered(self, learner: int, course: str) -> Sequence[Mastered]:
        """What the learner has mastered of a course, by their answers."""
        return [Mastered(**row) for row in await self._tx.fetch(mastery.MASTERED, learner, course)]

    async def show_on_board(self, guild: int, learner: int, at: int) -> None:
        """The learner wants to be seen on the leaderboard of a server."""
        await self._tx.execute(learners.UPSERT_LEARNER, learner, at)
        await self._tx.execute(mastery.JOIN_BOARD, guild, learner, at)

    async def hide_from_board(self, guild: int, learner: int) -> None:
        """The learner doesn't want to be seen there any more."""
        await self._tx.execute(mastery.LEAVE_BOARD, guild, learner)

    async def on_board(self, guild: int, learner: int) -> bool:
        """Whether the learner wants to be seen there."""
        return bool(await self._tx.fetch(mastery.ON_BOARD, guild, learner))

    async def board(self, guild: int, course: str, since: int, places: int, learner: int) -> Sequence[Rank]:
        """The first places of a server's leaderboard, and the learner's own."""
        rows = await self._tx.fetch(mastery.BOARD, guild, course, since, places, learner)
        return [Rank(**row) for row in rows]


async def move_mastery(tx: Transaction, answer: Answer) -> None:
    """Bring up to date what the learner has mastered, after an answer was kept or changed."""
    for row in await tx.fetch(mastery.OBJECTIVES, answer.question):
        objective = row["objective"]
        rows = await tx.fetch(mastery.GIVEN, answer.learner, answer.course, objective)
        shown = _shown(rows).get(objective)
        if shown:
            await _keep(tx, answer.learner, answer.course, [shown])
        else:
            await tx.execute(mastery.UNSET_MASTERED, answer.learner, answer.course, objective)


async def rebuild_mastery(tx: Transaction, learner: int, course: str) -> tuple[int, int]:
    """Make it anew from all answers: how many objectives are mastered, and how many had differed."""
    before = {Mastered(**row) for row in await tx.fetch(mastery.MASTERED, learner, course)}
    after = set(_shown(await tx.fetch(mastery.ALL_GIVEN, learner, course)).values())
    if before != after:
        await tx.execute(mastery.FORGET_MASTERED, learner, course)
        await _keep(tx, learner, course, after)
    return len(after), len({each.objective for each in before ^ after})


def _shown(rows: Iterable[Row]) -> dict[str, Mastered]:
    given = (
        Given(read_answer({k: v for k, v in row.items() if k not in SENSE}), *(row[k] for k in SENSE))
        for row in rows
    )
    return dict(mastered(each for each in newest(given) if each.objective))


async def _keep(tx: Transaction, learner: int, course: str, shown: Iterable[Mastered]) -> None:
    rows = [(learner, course, each.objective, each.day, each.at) for each in shown]
    await tx.execute_many(mastery.SET_MASTERED, rows)
