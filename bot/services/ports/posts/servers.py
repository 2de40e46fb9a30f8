"""Storage for server settings and notices."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.posts.server import LogEntry, Notice, ServerSettings
from bot.services.ports.posts.leases import Lease


class ServerStore(Protocol):
    """Server settings, the log of changes, and notices to moderators."""

    async def settings(self, guild: int) -> ServerSettings:
        """Return a server's settings, or the defaults if none were set."""

    async def set_settings(self, settings: ServerSettings, entry: LogEntry) -> None:
        """Store a server's settings and log the change."""

    async def log_entries(self, guild: int, count: int, before: int | None = None) -> Sequence[LogEntry]:
        """Return a server's changes, newest first, made before the instant `before` if it's passed."""

    async def due_summaries(self, now: int, count: int) -> Sequence[ServerSettings]:
        """Return the servers whose weekly summary is due, in order."""

    async def finish_summary(
        self, lease: Lease | None, due: ServerSettings, after: int, notice: Notice | None = None
    ) -> None:
        """Store a summary and when the next one is due, unless another process did or it's switched off.

        Raise LeaseLost if a lease is passed and lost.
        """

    async def summaries_now(self, now: int, beyond: int) -> None:
        """Make summaries due now that a clock that ran ahead has put off until after `beyond`."""

    async def notices(self, guild: int) -> Sequence[Notice]:
        """Return the notices that nobody in a server has seen, oldest first."""

    async def due_notices(self, now: int, count: int) -> Sequence[Notice]:
        """Return all servers' notices to send by now, oldest first."""

    async def mark_notified(self, notice: int) -> bool:
        """Mark a notice as shown to a moderator. Return False if it was delivered or is being sent."""

    async def update_notice(self, notice: Notice, lease: Lease | None = None) -> bool:
        """Store how far sending a notice has come.

        Return False, and do nothing, if it was delivered, erased or claimed again meanwhile. Raise LeaseLost
        if a lease is passed and lost.
        """
