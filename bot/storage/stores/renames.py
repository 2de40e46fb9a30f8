"""Lessons and objectives that have another id now."""

import json
from collections.abc import Mapping

from bot.storage.engines.engine import Transaction
from bot.storage.queries import renames
from bot.storage.stores.sql_store import SqlStore

LESSON = (
    renames.COPY_PAGES,
    renames.DROP_PAGES,
    renames.DRAFTS,
    renames.QUIZZES,
    renames.REFLECTIONS,
)
OBJECTIVE = (renames.TEXTS, renames.COPY_MASTERED, renames.DROP_MASTERED)


class Renames(SqlStore):
    """Moves what was kept under an old id; `bot.services.ports.record.Record` says what it promises."""

    async def follow_renames(self, course: str, renamed: Mapping[str, str]) -> None:
        """Keep under the new ids what was kept under the old ones."""

        async def follow(tx: Transaction) -> None:
            for old, new in renamed.items():
                for query in OBJECTIVE if "." in old else LESSON:
                    await tx.execute(query, course, old, new)
            for row in await tx.fetch(renames.ITEMS, course):
                kind, name, *rest = json.loads(row["item"])
                if kind in ("page", "lesson") and name in renamed:
                    await tx.execute(renames.SET_ITEM, row["id"], json.dumps([kind, renamed[name], *rest]))

        if renamed:
            await self._engine.write(follow)
