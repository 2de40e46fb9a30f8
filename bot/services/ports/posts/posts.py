"""Storage for daily posts and their delivery state."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.posts.post import PauseReason, Post, PostItem, Schedule
from bot.domain.posts.server import LogEntry, Notice
from bot.services.ports.posts.leases import Lease


class PostStore(Protocol):
    """Daily posts and their delivery state."""

    async def add_post(self, post: Post, entry: LogEntry, after: Schedule | None = None) -> bool:
        """Store a post whose sending hasn't started, and log it; `after` is the schedule's next state.

        Return False, and do nothing, if its occasion already has a post or the schedule was changed
        meanwhile.
        """

    async def post(self, post: int) -> Post | None:
        """Return a post by its number."""

    async def posts(self, schedule: int, count: int) -> Sequence[Post]:
        """Return a schedule's latest posts, newest first."""

    async def posted(self, schedule: int) -> Sequence[PostItem]:
        """Return what a schedule has posted or is posting, oldest first."""

    async def last_posts(self, guild: int, now: int) -> Mapping[int, Post]:
        """Return the latest post of each of a server's schedules that was due by now, by schedule id.

        Posts due later don't count: moderators can skip a future date.
        """

    async def due_posts(self, now: int, count: int) -> Sequence[Post]:
        """Return posts due for an attempt, and sent posts that still need a thread, in order."""

    async def claim_posts(
        self, lease: Lease, posts: Sequence[Post], after: Schedule, notice: Notice | None = None
    ) -> bool:
        """Store a schedule's next state and, in order, the posts for the occasions since the last one.

        Return True if the last post was stored because its occasion had none. Do nothing if the schedule was
        changed meanwhile. Store the notice if there is one. Raise LeaseLost.
        """

    async def reclaim_post(self, lease: Lease, post: Post, notice: Notice | None = None) -> bool:
        """Store the start of another attempt to send a post.

        Return False, and do nothing, if another attempt has got further meanwhile. Raise LeaseLost.
        """

    async def settle_post(
        self, post: Post, paused: PauseReason | None = None, notice: Notice | None = None
    ) -> None:
        """Store the outcome of a post, with or without the lease: Discord's answer is the truth.

        Pause its schedule if `paused` is a reason, and store the notice if there is one. Do nothing if the
        post was sent or is being retried meanwhile, unless the outcome is that it was sent.
        """

    async def delete_missed_posts(self, schedule: int, now: int) -> None:
        """Delete a schedule's missed posts that are due in the future, so they can be posted when due."""

    async def delete_skipped(self, post: int, schedule: int, now: int) -> bool:
        """Delete a schedule's skipped post that's due after now, so its date is free again.

        Return False if there's none.
        """

    async def retry_now(self, now: int, beyond: int, begun: int) -> None:
        """Make open posts and notices due now that retry after `beyond` or were first tried after `begun`."""

    async def next_due(self) -> int | None:
        """Return when a schedule, post, reminder or notice is due next, or None if nothing ever is."""
