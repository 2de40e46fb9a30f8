"""Learners: pages read, preferences, reports, export and counts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

from bot.services.ports.people import Preferences, QuestionReport
from bot.storage.engines.engine import Row
from bot.storage.stores.personal_data import KINDS
from bot.storage.stores.sql_store import SqlStore

UPSERT_LEARNER = """
INSERT INTO learner (id, first_seen_at, last_seen)
VALUES ($1, CAST($2 AS BIGINT), CAST($2 AS BIGINT) / 86400000)
ON CONFLICT (id) DO UPDATE SET first_seen_at = learner.first_seen_at
"""
"""Run this first in every unit that writes about a learner, so that other such units and erasures wait for
it.
"""

LOCK_LEARNER = "UPDATE learner SET first_seen_at = first_seen_at WHERE id = $1"

PREFERENCES = """
SELECT COALESCE(learner.zone, (
    SELECT schedule.zone FROM schedule JOIN (
        SELECT guild, MIN(day) AS day FROM practice_day WHERE learner = $1 GROUP BY guild
    ) AS practiced ON practiced.guild = schedule.guild
    WHERE schedule.removed = 0 ORDER BY practiced.day, schedule.id LIMIT 1
), (
    SELECT zone FROM schedule WHERE guild = $2 AND removed = 0 ORDER BY id LIMIT 1
)) AS zone, learner.reviews, learner.celebrations
FROM (SELECT CAST($1 AS BIGINT) AS id) AS who LEFT JOIN learner ON learner.id = who.id
"""

ZONE = "SELECT zone FROM learner WHERE id = $1"

SET_PREFERENCES = """
UPDATE learner SET zone = CASE WHEN zone IS NULL AND CAST($2 AS TEXT) = $5 THEN NULL ELSE $2 END,
    reviews = $3, celebrations = $4
WHERE id = $1
"""

SET_ZONE = "UPDATE learner SET zone = $2 WHERE id = $1"

COURSE = "SELECT course FROM learner WHERE id = $1"

SET_COURSE = "UPDATE learner SET course = $2 WHERE id = $1"

DM_CHANNEL = "SELECT dm_channel FROM learner WHERE id = $1"

KEEP_DM_CHANNEL = "UPDATE learner SET dm_channel = $2 WHERE id = $1"
"""An UPDATE, so that it doesn't create a row for someone who was erased or never stored."""

MARK_READ = """
INSERT INTO page_read (learner, course, lesson, page, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (learner, course, lesson, page) DO UPDATE SET latest_at = excluded.at
"""

MARK_PLACE = """
INSERT INTO page_place (learner, course, lesson, page, guild, at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (learner, course, lesson, page, guild) DO UPDATE SET latest_at = excluded.at
"""

PAGES_READ = "SELECT lesson, page FROM page_read WHERE learner = $1 AND course = $2 ORDER BY at, page"

ADD_REPORT = """
INSERT INTO question_report (id, learner, course, question, version, fingerprint, text, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO NOTHING
"""

REPORTS = """
SELECT id, learner, course, question, version, fingerprint, text, at
FROM question_report WHERE course = $1 ORDER BY at, id
"""


EXPORT_TEXTS = """
SELECT * FROM question_text WHERE fingerprint IN (SELECT fingerprint FROM answer WHERE learner = $1)
ORDER BY question, version, fingerprint
"""

_COUNT = "SELECT COUNT(*) AS rows FROM ({}) AS found"

JSON_COLUMNS = frozenset({"chosen", "body", "detail", "missing", "rubric", "points"})


class SqlPeopleStore(SqlStore):
    """`bot.services.ports.people.PeopleStore` says what each method promises."""

    async def mark_read(
        self, learner: int, course: str, lesson: str, page: int, at: int, guild: int | None = None
    ) -> None:
        """Record that a page (counted from 0) was shown, and in which server (None: a direct message)."""
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        await self._tx.execute(MARK_READ, learner, course, lesson, page, at)
        await self._tx.execute(MARK_PLACE, learner, course, lesson, page, guild or 0, at)

    async def pages_read(self, learner: int, course: str) -> Mapping[str, frozenset[int]]:
        """Return the pages read, by lesson; the lesson with the latest new page comes last."""
        pages: dict[str, set[int]] = {}
        for row in await self._tx.fetch(PAGES_READ, learner, course):
            lesson = row["lesson"]
            pages[lesson] = pages.pop(lesson, set()) | {row["page"]}
        return {lesson: frozenset(numbers) for lesson, numbers in pages.items()}

    async def preferences(self, learner: int, server: int | None = None) -> Preferences:
        """Return the learner's preferences, with defaults for what they never set."""
        [row] = await self._tx.fetch(PREFERENCES, learner, server)
        chosen = {name: value for name, value in row.items() if value is not None}
        if "celebrations" in chosen:
            chosen["celebrations"] = bool(chosen["celebrations"])
        return Preferences(**chosen)

    async def set_preferences(
        self, learner: int, preferences: Preferences, at: int, server: int | None = None
    ) -> None:
        """Store the learner's preferences. A zone that's still the default isn't stored as chosen."""
        before = await self.preferences(learner, server)
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        chosen = (preferences.zone, preferences.reviews, int(preferences.celebrations))
        await self._tx.execute(SET_PREFERENCES, learner, *chosen, before.zone)

    async def zone(self, learner: int) -> str | None:
        """Return the learner's time zone, or None if they never set one."""
        rows = await self._tx.fetch(ZONE, learner)
        return rows[0]["zone"] if rows else None

    async def set_zone(self, learner: int, zone: str, at: int) -> None:
        """Store the learner's time zone."""
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        await self._tx.execute(SET_ZONE, learner, zone)

    async def course(self, learner: int) -> str | None:
        """Return the id of the course that the learner chose, or None if they chose none."""
        rows = await self._tx.fetch(COURSE, learner)
        return rows[0]["course"] if rows else None

    async def set_course(self, learner: int, course: str | None, at: int) -> None:
        """Store the learner's choice of a course. None takes it back."""
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        await self._tx.execute(SET_COURSE, learner, course)

    async def dm_channel(self, learner: int) -> int | None:
        """Return the channel of the bot's direct messages with a learner, if it was opened before."""
        rows = await self._tx.fetch(DM_CHANNEL, learner)
        return rows[0]["dm_channel"] if rows else None

    async def keep_dm_channel(self, learner: int, channel: int) -> None:
        """Store that channel for a learner whom the record knows. Unknown users leave no rows behind."""
        await self._tx.execute(KEEP_DM_CHANNEL, learner, channel)

    async def add_report(self, report: QuestionReport) -> None:
        """Store a learner's report about a question. Storing the same id twice changes nothing."""
        await self._tx.execute(UPSERT_LEARNER, report.learner, report.at)
        await self._tx.execute(ADD_REPORT, *astuple(report))

    async def reports(self, course: str) -> Sequence[QuestionReport]:
        """Return the reports about a course's questions, oldest first."""
        return [QuestionReport(**row) for row in await self._tx.fetch(REPORTS, course)]

    async def export(self, learner: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Return every row about the learner by kind, and the texts of the questions they answered."""
        rows = {kind.name: await self._tx.fetch(kind.export, learner) for kind in KINDS}
        rows["question_texts"] = await self._tx.fetch(EXPORT_TEXTS, learner)
        return {name: [_readable(row) for row in found] for name, found in rows.items()}

    async def counts(self, learner: int) -> Mapping[str, int]:
        """Return how many rows of each kind there are about the learner."""
        found = [await self._tx.fetch(_COUNT.format(kind.export), learner) for kind in KINDS]
        return {kind.name: rows[0]["rows"] for kind, rows in zip(KINDS, found, strict=True)}


def _readable(row: Row) -> dict[str, Any]:
    """Parse the row's JSON columns."""
    return {
        name: json.loads(value) if name in JSON_COLUMNS and value is not None else value
        for name, value in row.items()
    }
