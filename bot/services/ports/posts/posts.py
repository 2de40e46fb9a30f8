"""Storage for daily posts and their delivery state."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.posts.post import Item, PauseReason, Post, Schedule
from bot.domain.posts.server import LogEntry, Notice
from bot.services.ports.posts.leases import Lease


class PostStore(Protocol):
    """Daily posts."""

    async def add_post(self, post: Post, entry: LogEntry, after: Schedule | None = None) -> bool:
        """Store a post that is not being sent yet, and log it; `after` is how the schedule goes on.

        False, and nothing done, when its occasion has a post, or the schedule was changed meanwhile.
        """

    async def post(self, post: int) -> Post | None:
        """A post by its number."""

    async def posts(self, schedule: int, count: int) -> Sequence[Post]:
        """The latest posts of a schedule, the latest first."""

    async def posted(self, schedule: int) -> Sequence[Item]:
        """What a schedule has posted or is posting, oldest first."""

    async def last_posts(self, guild: int, now: int) -> Mapping[int, Post]:
        """The latest post of each schedule of a server that was due by now, by schedule: a date in the future
        may have been left out already."""

    async def due_posts(self, now: int, count: int) -> Sequence[Post]:
        """Posts to be tried (again) now, and those sent whose thread is still wanted, in order."""

    async def take_posts(
        self, lease: Lease, posts: Sequence[Post], after: Schedule, notice: Notice | None = None
    ) -> bool:
        """Store how a schedule goes on, and what became of the occasions since: its posts in order.

        True when the last post was stored, under its occasion which had none. Nothing is done when the
        schedule was changed meanwhile. The notice is kept if there is one. Raises LeaseLost.
        """

    async def retake_post(self, lease: Lease, post: Post, notice: Notice | None = None) -> bool:
        """Write a post that is tried (again). False, and nothing done, when another attempt has come to more
        since. Raises LeaseLost."""

    async def settle_post(
        self, post: Post, paused: PauseReason | None = None, notice: Notice | None = None
    ) -> None:
        """Write what came of a post, whoever has the lease: Discord's answer is the truth. With `paused`, its
        schedule rests for that reason; the notice is kept if there is one. Nothing is done when the post was
        sent, or is being tried again, since: only that it was sent is always news."""

    async def forget_missed(self, schedule: int, now: int) -> None:
        """Remove what is noted as missed of a time to come, so that it can be posted when it comes."""

    async def hasten_posts(self, now: int, beyond: int, begun: int) -> None:
        """Let open posts be tried now that would be tried again later than `beyond`, or were first tried
        later than `begun`."""

    async def next_due(self) -> int | None:
        """The earliest instant at which a schedule, post or reminder is due; None when nothing ever is."""
