"""Storage for server settings and notices."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.posts.server import LogEntry, Notice, ServerSettings


class ServerStore(Protocol):
    """Server settings, the log of changes, and notices to moderators."""

    async def settings(self, guild: int) -> ServerSettings:
        """Return a server's settings, or the defaults if none were set."""

    async def set_settings(self, settings: ServerSettings, entry: LogEntry) -> None:
        """Store a server's settings and log the change."""

    async def log_entries(self, guild: int, count: int, before: int | None = None) -> Sequence[LogEntry]:
        """Return a server's changes, newest first, made before the instant `before` if it's passed."""

    async def notices(self, guild: int) -> Sequence[Notice]:
        """Return the notices that nobody in a server has seen, oldest first."""

    async def untried_notices(self, count: int, after: Notice | None = None) -> Sequence[Notice]:
        """Return all servers' notices without a delivery attempt, oldest first, starting after `after`."""

    async def mark_told(self, notice: int) -> bool:
        """Mark a notice as delivered. Return False if it already was."""

    async def mark_tried(self, notice: int) -> None:
        """Mark a notice as undeliverable; the next moderator who runs a command sees it."""
