"""Lessons and objectives that have another id now."""

import json
from collections.abc import Mapping

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


class SqlRenameStore(SqlStore):
    """`bot.services.ports.renames.RenameStore` says what each method promises."""

    async def follow_renames(self, course: str, renamed: Mapping[str, str]) -> None:
        """Keep under the new ids what was kept under the old ones."""
        if not renamed:
            return
        for old, new in renamed.items():
            for query in OBJECTIVE if "." in old else LESSON:
                await self._tx.execute(query, course, old, new)
        for row in await self._tx.fetch(renames.ITEMS, course):
            kind, name, *rest = json.loads(row["item"])
            if kind in ("page", "lesson") and name in renamed:
                item = json.dumps([kind, renamed[name], *rest])
                await self._tx.execute(renames.SET_ITEM, row["id"], item)
