"""Correction of timestamps made by a clock that ran ahead."""

from collections.abc import Mapping

from bot.domain.calendar.day import DAY
from bot.storage.stores.learning.reviews import rebuild_learner
from bot.storage.stores.sql_store import SqlStore

STAMPS = {
    "learner": ("first_seen_at",),
    "page_read": ("at", "latest_at"),
    "page_place": ("at", "latest_at"),
    "classroom": ("created_at", "closed_at"),
    "classroom_student": ("joined_at",),
    "assignment": ("set_at",),
    "live_round": ("started_at",),
    "live_player": ("joined_at",),
    "live_vote": ("at",),
    "quiz": ("started_at", "closed_at"),
    "answer": ("at",),
    "question_report": ("at",),
    "pretest_declined": ("at",),
    "mastered": ("at",),
    "leaderboard": ("at",),
    "badge": ("at",),
    "certificate": ("at",),
    "draft_version": ("at",),
    "reflection": ("at",),
    "checklist_mark": ("at",),
    "decision": ("at",),
    "schedule": ("set_at",),
    "reminder": ("set_at",),
    "server_log": ("at",),
    "notice": ("at",),
    "greeting": ("at",),
    "departure": ("at",),
}
"""The columns that hold past instants, by table.

`bot.services.delivery.clock_repair` corrects the times at which posts and reminders are due. `told_at` isn't
corrected, so that nobody is erased before the day they were told."""

_COLUMNS = [(table, column) for table, columns in STAMPS.items() for column in columns]

_LATEST = [f"SELECT MAX({column}) AS at FROM {table}" for table, column in _COLUMNS]  # noqa: S608

_LAST_SEEN = "SELECT CAST(MAX(last_seen) AS BIGINT) * 86400000 AS at FROM learner"

NEWEST = f"SELECT MAX(at) AS at FROM ({' UNION ALL '.join([*_LATEST, _LAST_SEEN])}) AS latest"  # noqa: S608

PUT_BACK = tuple(f"UPDATE {table} SET {column} = $1 WHERE {column} > $2" for table, column in _COLUMNS)  # noqa: S608

LEARNERS_AHEAD = """
SELECT DISTINCT answer.learner, learner.zone FROM answer JOIN learner ON learner.id = answer.learner
WHERE answer.at > $1 ORDER BY answer.learner
"""

PUT_RELEASES_BACK = "UPDATE assignment SET release_at = $1 WHERE release_at = set_at AND set_at > $2"
"""What was to be posted at once is, while a date that a teacher typed stays. Run this before PUT_BACK."""

PUT_ROUNDS_BACK = tuple(
    f"UPDATE live_round SET {column} = $1 WHERE {column} > $2"  # noqa: S608
    for column in ("due_at", "first_at", "retry_at", "next_at", "wake_at")
)
"""A live round waits for 15 minutes at most, so a time that's an hour away is wrong."""

PUT_ANSWERS_BACK = "UPDATE answer SET at = $2, day = $3 WHERE learner = $1 AND at > $4"

PUT_CERTIFICATES_BACK = "UPDATE certificate SET day = $1 WHERE at > $2"

PUT_BADGES_BACK = "UPDATE badge SET day = $1 WHERE at > $2"

PUT_OPENINGS_BACK = "UPDATE assessment_opening SET opens_day = $1, opens_at = $2 WHERE opens_at > $3"
"""An opening is at most a local day after a badge, so one that's later than two days from now is wrong."""

PUT_LAST_SEEN_BACK = "UPDATE learner SET last_seen = $1 WHERE last_seen > $1"


class SqlClockStampStore(SqlStore):
    """`bot.services.ports.clock_stamps.ClockStampStore` says what each method promises."""

    async def newest_instant(self) -> int | None:
        """Return the latest instant at which anything happened, or None for an empty record."""
        [row] = await self._tx.fetch(NEWEST)
        return None if row["at"] is None else int(row["at"])

    async def learners_ahead(self, beyond: int) -> Mapping[int, str | None]:
        """Return the learners with answers later than `beyond`, with the time zone where it's known."""
        rows = await self._tx.fetch(LEARNERS_AHEAD, beyond)
        return {row["learner"]: row["zone"] for row in rows}

    async def apply_correction(self, days: Mapping[int, int], now: int, beyond: int) -> int:
        """Set timestamps later than `beyond` to `now` and recompute what follows from them."""
        changed = 0
        for learner, day in days.items():
            changed += await self._tx.execute(PUT_ANSWERS_BACK, learner, now, day, beyond)
            await rebuild_learner(learner, self._tx)
        await self._tx.execute(PUT_CERTIFICATES_BACK, now // DAY, beyond)
        await self._tx.execute(PUT_BADGES_BACK, now // DAY, beyond)
        await self._tx.execute(PUT_OPENINGS_BACK, now // DAY, now, beyond + 2 * DAY)
        await self._tx.execute(PUT_LAST_SEEN_BACK, now // DAY)
        await self._tx.execute(PUT_RELEASES_BACK, now, beyond)
        for query in PUT_ROUNDS_BACK:
            await self._tx.execute(query, now, beyond + 3_600_000)
        for query in PUT_BACK:
            changed += await self._tx.execute(query, now, beyond)
        return changed
