"""Daily posts and their delivery state."""

import json
from collections.abc import Mapping, Sequence

from bot.domain.posts.post import PauseReason, Post, PostItem, Schedule
from bot.domain.posts.server import LogEntry, Notice
from bot.services.ports.posts.leases import Lease
from bot.storage.engines.engine import Row, Value
from bot.storage.stores.posts.leases import require_lease
from bot.storage.stores.posts.schedules import PAUSE_SCHEDULE, update_schedule
from bot.storage.stores.posts.servers import add_log_entry, add_notice
from bot.storage.stores.sql_store import SqlStore

DELETE_MISSED_POSTS = "DELETE FROM post WHERE schedule = $1 AND state = 'missed' AND due_at > $2"

DELETE_SKIPPED = "DELETE FROM post WHERE id = $1 AND schedule = $2 AND state = 'skipped' AND due_at > $3"

RETRY_NOW = tuple(
    f"UPDATE {table} SET retry_at = $1 WHERE retry_at IS NOT NULL AND (retry_at > $2 OR first_at > $3)"  # noqa: S608
    for table in ("post", "notice", "assignment", "due_reminder")
)

ADD_POST = """
INSERT INTO post (id, schedule, occasion, guild, channel, course, item, due_at, state, first_at, retry_at,
    attempts, message, sent_at, thread, reason, publish)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
ON CONFLICT DO NOTHING
"""

SET_POST = """
UPDATE post SET channel = $2, item = $3, state = $4, first_at = $5, retry_at = $6, attempts = $7,
    message = $8, sent_at = $9, thread = $10, reason = $11, publish = $12
WHERE id = $1 AND (state <> 'claimed' OR $4 = 'sent' OR attempts <= $7)
    AND (state <> 'sent' OR ($4 = 'sent' AND 'wanted' IN (thread, publish)))
"""
"""A slow process that lost the lease must not undo what another found out since.

Only a later attempt may change a post that's being sent. Once it's sent, only its thread and its
publishing can change."""

POST = "SELECT * FROM post WHERE id = $1"

POSTS = "SELECT * FROM post WHERE schedule = $1 ORDER BY due_at DESC, id DESC LIMIT $2"

POSTED = """
SELECT item FROM post
WHERE schedule = $1 AND item IS NOT NULL AND state IN ('claimed', 'sent', 'uncertain')
ORDER BY due_at, id
"""

DUE_POSTS = """
SELECT * FROM post WHERE retry_at IS NOT NULL AND retry_at <= $1 ORDER BY retry_at, due_at, id LIMIT $2
"""

LAST_POSTS = """
SELECT post.* FROM post JOIN schedule ON schedule.id = post.schedule
WHERE schedule.guild = $1 AND schedule.removed = 0 AND post.due_at = (
    SELECT MAX(other.due_at) FROM post AS other WHERE other.schedule = post.schedule AND other.due_at <= $2
)
ORDER BY post.id
"""

NEXT_DUE = """
SELECT MIN(found.at) AS at FROM (
    SELECT MIN(next_at) AS at FROM schedule WHERE paused IS NULL AND removed = 0
    UNION ALL SELECT MIN(retry_at) AS at FROM post WHERE retry_at IS NOT NULL
    UNION ALL SELECT MIN(summary_at) AS at FROM server WHERE summary_at IS NOT NULL
    UNION ALL SELECT MIN(COALESCE(retry_at, next_at)) AS at FROM reminder WHERE paused IS NULL
    UNION ALL SELECT MIN(COALESCE(retry_at, 0)) AS at FROM notice WHERE told = 0 AND tried = 0
    UNION ALL SELECT MIN(COALESCE(retry_at, release_at)) AS at FROM assignment
        WHERE state IN ('due', 'claimed')
    UNION ALL SELECT MIN(COALESCE(retry_at, remind_at)) AS at FROM due_reminder
        WHERE state IN ('due', 'claimed')
) AS found
"""


class SqlPostStore(SqlStore):
    """`bot.services.ports.posts.posts.PostStore` says what each method promises."""

    async def add_post(self, post: Post, entry: LogEntry, after: Schedule | None = None) -> bool:
        """Store a post whose sending hasn't started, and log it; `after` is the schedule's next state."""
        taken = await self._tx.fetch_one(POST, post.id)
        if taken or (after and not await update_schedule(self._tx, after)):
            return False
        added = await self._tx.execute(ADD_POST, *_values(post)) == 1
        if added:
            await add_log_entry(self._tx, entry)
        return added

    async def post(self, post: int) -> Post | None:
        """Return a post by its number."""
        rows = await self._tx.fetch(POST, post)
        return _post(rows[0]) if rows else None

    async def posts(self, schedule: int, count: int) -> Sequence[Post]:
        """Return a schedule's latest posts, newest first."""
        return [_post(row) for row in await self._tx.fetch(POSTS, schedule, count)]

    async def posted(self, schedule: int) -> Sequence[PostItem]:
        """Return what a schedule has posted or is posting, oldest first."""
        rows = await self._tx.fetch(POSTED, schedule)
        return [item for row in rows if (item := _item(row["item"]))]

    async def last_posts(self, guild: int, now: int) -> Mapping[int, Post]:
        """Return the latest post of each of a server's schedules that was due by now, by schedule id."""
        return {row["schedule"]: _post(row) for row in await self._tx.fetch(LAST_POSTS, guild, now)}

    async def due_posts(self, now: int, count: int) -> Sequence[Post]:
        """Return posts due for an attempt, and sent posts with a thread or publishing to come, in order."""
        return [_post(row) for row in await self._tx.fetch(DUE_POSTS, now, count)]

    async def claim_posts(
        self, lease: Lease, posts: Sequence[Post], after: Schedule, notice: Notice | None = None
    ) -> bool:
        """Store a schedule's next state and, in order, the posts for the occasions since the last one."""
        await require_lease(self._tx, lease)
        if not await update_schedule(self._tx, after):
            return False
        if notice:
            await add_notice(self._tx, notice)
        added = [await self._tx.execute(ADD_POST, *_values(post)) for post in posts]
        return added[-1:] == [1]

    async def reclaim_post(self, lease: Lease, post: Post, notice: Notice | None = None) -> bool:
        """Store the start of another attempt to send a post."""
        await require_lease(self._tx, lease)
        if notice:
            await add_notice(self._tx, notice)
        return await self._tx.execute(SET_POST, *_state(post)) == 1

    async def settle_post(
        self, post: Post, paused: PauseReason | None = None, notice: Notice | None = None
    ) -> None:
        """Store the outcome of a post, with or without the lease: Discord's answer is the truth."""
        if not await self._tx.execute(SET_POST, *_state(post)):
            return
        if paused:
            await self._tx.execute(PAUSE_SCHEDULE, post.schedule, paused)
        if notice:
            await add_notice(self._tx, notice)

    async def delete_missed_posts(self, schedule: int, now: int) -> None:
        """Delete a schedule's missed posts that are due in the future, so they can be posted when due."""
        await self._tx.execute(DELETE_MISSED_POSTS, schedule, now)

    async def delete_skipped(self, post: int, schedule: int, now: int) -> bool:
        """Delete a schedule's skipped post that's due after now, so its date is free again."""
        return await self._tx.execute(DELETE_SKIPPED, post, schedule, now) == 1

    async def retry_now(self, now: int, beyond: int, begun: int) -> None:
        """Make open posts and notices due now that retry after `beyond` or were first tried after `begun`."""
        for query in RETRY_NOW:
            await self._tx.execute(query, now, beyond, begun)

    async def next_due(self) -> int | None:
        """Return when anything is to be sent next, or None if nothing ever is."""
        found: int | None = (await self._tx.fetch(NEXT_DUE))[0]["at"]
        return found


def _post(row: Row) -> Post:
    return Post(**{key: value for key, value in row.items() if key != "id"} | {"item": _item(row["item"])})


def _item(text: str | None) -> PostItem | None:
    if text is None:
        return None
    kind, name, page, again = json.loads(text)
    return PostItem(kind, name, page, bool(again))


def _written(item: PostItem | None) -> str | None:
    return json.dumps([item.kind, item.name, item.page, int(item.again)]) if item else None


def _values(post: Post) -> tuple[Value, ...]:
    """Return a new post's columns in the order in which the query inserts them."""
    about = (post.id, post.schedule, post.occasion, post.guild, post.channel, post.course)
    return (*about, _written(post.item), post.due_at, post.state, *_progress(post))


def _state(post: Post) -> tuple[Value, ...]:
    """Return a post's changeable columns in the order of the query that updates them."""
    return (post.id, post.channel, _written(post.item), post.state, *_progress(post))


def _progress(post: Post) -> tuple[Value, ...]:
    attempts = (post.first_at, post.retry_at, post.attempts)
    return (*attempts, post.message, post.sent_at, post.thread, post.reason, post.publish)
