"""Rows under lesson and objective ids that a course has changed."""

import json
from collections.abc import Mapping

from bot.storage.stores.sql_store import SqlStore

COPY_PAGES = """
INSERT INTO page_read (learner, course, lesson, page, at, latest_at)
SELECT learner, course, $3, page, at, latest_at FROM page_read WHERE course = $1 AND lesson = $2
ON CONFLICT DO NOTHING
"""

DROP_PAGES = "DELETE FROM page_read WHERE course = $1 AND lesson = $2 AND lesson <> $3"

COPY_PLACES = """
INSERT INTO page_place (learner, course, lesson, page, guild, at, latest_at)
SELECT learner, course, $3, page, guild, at, latest_at FROM page_place WHERE course = $1 AND lesson = $2
ON CONFLICT DO NOTHING
"""

DROP_PLACES = "DELETE FROM page_place WHERE course = $1 AND lesson = $2 AND lesson <> $3"

ASSIGNMENTS = """
UPDATE assignment SET lesson = $3
WHERE lesson = $2 AND classroom IN (SELECT id FROM classroom WHERE course = $1)
"""

COPY_BADGES = """
INSERT INTO badge (learner, course, lesson, day, at)
SELECT learner, course, $3, day, at FROM badge WHERE course = $1 AND lesson = $2
ON CONFLICT DO NOTHING
"""

DROP_BADGES = "DELETE FROM badge WHERE course = $1 AND lesson = $2 AND lesson <> $3"

DRAFTS = "UPDATE draft SET lesson = $3 WHERE course = $1 AND lesson = $2"

QUIZZES = "UPDATE quiz SET lesson = $3 WHERE course = $1 AND lesson = $2"

REFLECTIONS = """
UPDATE reflection SET lesson = $3
WHERE course = $1 AND lesson = $2 AND NOT EXISTS (
    SELECT 1 FROM reflection AS other
    WHERE other.learner = reflection.learner AND other.course = $1 AND other.lesson = $3)
"""
"""A learner who wrote about the lesson under both ids keeps both texts."""

TEXTS = "UPDATE question_text SET objective = $3 WHERE course = $1 AND objective = $2"

COPY_MASTERED = """
INSERT INTO mastered (learner, course, objective, day, at)
SELECT learner, course, $3, day, at FROM mastered WHERE course = $1 AND objective = $2
ON CONFLICT DO NOTHING
"""

DROP_MASTERED = "DELETE FROM mastered WHERE course = $1 AND objective = $2 AND objective <> $3"

ITEMS = "SELECT id, item FROM post WHERE course = $1 AND item IS NOT NULL"

SET_ITEM = "UPDATE post SET item = $2 WHERE id = $1"


LESSON = (
    COPY_PAGES,
    DROP_PAGES,
    COPY_PLACES,
    DROP_PLACES,
    ASSIGNMENTS,
    COPY_BADGES,
    DROP_BADGES,
    DRAFTS,
    QUIZZES,
    REFLECTIONS,
)
OBJECTIVE = (TEXTS, COPY_MASTERED, DROP_MASTERED)


class SqlRenameStore(SqlStore):
    """`bot.services.ports.renames.RenameStore` says what each method promises."""

    async def follow_renames(self, course: str, renamed: Mapping[str, str]) -> None:
        """Move rows from old lesson and objective ids to new ones. Safe to run twice."""
        if not renamed:
            return
        for old, new in renamed.items():
            for query in OBJECTIVE if "." in old else LESSON:
                await self._tx.execute(query, course, old, new)
        for row in await self._tx.fetch(ITEMS, course):
            kind, name, *rest = json.loads(row["item"])
            if kind in ("page", "lesson") and name in renamed:
                item = json.dumps([kind, renamed[name], *rest])
                await self._tx.execute(SET_ITEM, row["id"], item)
