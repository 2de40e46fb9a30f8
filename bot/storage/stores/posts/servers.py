"""Server settings, the log of changes, and notices to moderators."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from bot.domain.posts.server import LogEntry, Notice, ServerSettings
from bot.services.ports.posts.leases import Lease
from bot.storage.engines.engine import Row, Transaction
from bot.storage.stores.posts.leases import require_lease
from bot.storage.stores.sql_store import SqlStore

SETTINGS = "SELECT * FROM server WHERE guild = $1"

SET_SETTINGS = """
INSERT INTO server (guild, staff_channel, teacher_role, channels, features_off, results_from, course,
    summary_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (guild) DO UPDATE SET staff_channel = excluded.staff_channel,
    teacher_role = excluded.teacher_role, channels = excluded.channels, features_off = excluded.features_off,
    results_from = excluded.results_from, course = excluded.course, summary_at = excluded.summary_at
"""

DUE_SUMMARIES = "SELECT * FROM server WHERE summary_at <= $1 ORDER BY summary_at LIMIT $2"

FINISH_SUMMARY = "UPDATE server SET summary_at = $3 WHERE guild = $1 AND summary_at = $2"

SUMMARIES_NOW = "UPDATE server SET summary_at = $1 WHERE summary_at > $2"

ADD_ENTRY = """
INSERT INTO server_log (id, guild, actor, at, action, detail) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING
"""

ENTRIES = """
SELECT * FROM server_log WHERE guild = $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT $3
"""

ADD_NOTICE = """
INSERT INTO notice (id, guild, schedule, channel, kind, reason, missing, posts, set_by, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, COALESCE(
    (SELECT set_by FROM schedule WHERE id = $3), (SELECT set_by FROM assignment WHERE id = $3),
    (SELECT host FROM live_round WHERE id = $3), 0
), $9)
ON CONFLICT (id) DO NOTHING
"""
"""`set_by` is read in this statement, so that a moderator who was just erased isn't stored again."""

LOCK_SUBJECT = (
    "UPDATE schedule SET set_by = set_by WHERE id = $1",
    "UPDATE assignment SET set_by = set_by WHERE id = $1",
    "UPDATE live_round SET host = host WHERE id = $1",
)
"""Run these before adding a notice about something, to wait for an erasure under way."""

NOTICES = "SELECT * FROM notice WHERE guild = $1 AND told = 0 ORDER BY at, id"

DUE_NOTICES = """
SELECT * FROM notice WHERE told = 0 AND tried = 0 AND COALESCE(retry_at, 0) <= $1
ORDER BY COALESCE(retry_at, at), id LIMIT $2
"""

MARK_TOLD = "UPDATE notice SET told = 1 WHERE id = $1 AND told = 0 AND (tried = 1 OR first_at IS NULL)"

UPDATE_NOTICE = """
UPDATE notice SET first_at = $2, retry_at = $3, attempts = $4, tried = $5, told = $6
WHERE id = $1 AND told = 0 AND ($6 = 1 OR (tried = 0 AND attempts <= $4 AND set_by = $7))
"""
"""A slow process must not undo what another found out since. Anyone erased meanwhile isn't told."""


FAR = 2**62
"""Later than any real instant."""


class SqlServerStore(SqlStore):
    """`bot.services.ports.posts.servers.ServerStore` says what each method promises."""

    async def settings(self, guild: int) -> ServerSettings:
        """Return a server's settings, or the defaults if none were set."""
        rows = await self._tx.fetch(SETTINGS, guild)
        if not rows:
            return ServerSettings(guild)
        return _settings(rows[0])

    async def set_settings(self, settings: ServerSettings, entry: LogEntry) -> None:
        """Store a server's settings and log the change."""
        await self._tx.execute(
            SET_SETTINGS,
            settings.guild,
            settings.staff_channel,
            settings.teacher_role,
            json.dumps(sorted(settings.channels)),
            json.dumps(sorted(settings.off)),
            settings.results_from,
            settings.course,
            settings.summary_at,
        )
        await add_log_entry(self._tx, entry)

    async def log_entries(self, guild: int, count: int, before: int | None = None) -> Sequence[LogEntry]:
        """Return a server's changes, newest first, made before the instant `before` if it's passed."""
        rows = await self._tx.fetch(ENTRIES, guild, FAR if before is None else before, count)
        return [LogEntry(**{**row, "detail": json.loads(row["detail"])}) for row in rows]

    async def notices(self, guild: int) -> Sequence[Notice]:
        """Return the notices that nobody in a server has seen, oldest first."""
        return [_notice(row) for row in await self._tx.fetch(NOTICES, guild)]

    async def due_notices(self, now: int, count: int) -> Sequence[Notice]:
        """Return all servers' notices to send by now, oldest first."""
        return [_notice(row) for row in await self._tx.fetch(DUE_NOTICES, now, count)]

    async def mark_notified(self, notice: int) -> bool:
        """Mark a notice as shown to a moderator. Return False if it was delivered or is being sent."""
        return await self._tx.execute(MARK_TOLD, notice) == 1

    async def update_notice(self, notice: Notice, lease: Lease | None = None) -> bool:
        """Store how far sending a notice has come."""
        if lease:
            await require_lease(self._tx, lease)
        state = (notice.first_at, notice.retry_at, notice.attempts, int(notice.tried), int(notice.notified))
        return await self._tx.execute(UPDATE_NOTICE, notice.id, *state, notice.set_by) == 1

    async def due_summaries(self, now: int, count: int) -> Sequence[ServerSettings]:
        """Return the servers whose weekly summary is due, in order."""
        return [_settings(row) for row in await self._tx.fetch(DUE_SUMMARIES, now, count)]

    async def finish_summary(
        self, lease: Lease | None, due: ServerSettings, after: int, notice: Notice | None = None
    ) -> None:
        """Store a summary and when the next one is due, unless another process did or it's switched off."""
        if lease:
            await require_lease(self._tx, lease)
        done = await self._tx.execute(FINISH_SUMMARY, due.guild, due.summary_at, after)
        if done and notice:
            await add_notice(self._tx, notice)

    async def summaries_now(self, now: int, beyond: int) -> None:
        """Make summaries due now that a clock that ran ahead has put off until after `beyond`."""
        await self._tx.execute(SUMMARIES_NOW, now, beyond)


async def add_log_entry(tx: Transaction, entry: LogEntry) -> None:
    """Log a change in a server."""
    kept = asdict(entry)
    await tx.execute(ADD_ENTRY, *{**kept, "detail": json.dumps(kept["detail"])}.values())


async def add_notice(tx: Transaction, notice: Notice) -> None:
    """Store a notice. Storing the same id twice changes nothing."""
    for query in LOCK_SUBJECT:
        await tx.execute(query, notice.schedule)
    about = (notice.id, notice.guild, notice.schedule, notice.channel, notice.kind, notice.reason)
    await tx.execute(ADD_NOTICE, *about, json.dumps(notice.missing), notice.posts, notice.at)


def _settings(row: Row) -> ServerSettings:
    return ServerSettings(
        guild=row["guild"],
        staff_channel=row["staff_channel"],
        teacher_role=row["teacher_role"],
        channels=frozenset(json.loads(row["channels"])),
        off=frozenset(json.loads(row["features_off"])),
        results_from=row["results_from"],
        summary_at=row["summary_at"],
        course=row["course"],
    )


def _notice(row: Row) -> Notice:
    kept = {key: value for key, value in row.items() if key != "told"}
    missing = tuple(json.loads(row["missing"]))
    return Notice(**{**kept, "missing": missing, "notified": bool(row["told"])})
