"""The store for servers."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.posts.server import LogEntry, Notice, ServerSettings


class ServerStore(Protocol):
    """Servers."""

    async def settings(self, guild: int) -> ServerSettings:
        """A server's settings; the defaults where nobody set any."""

    async def set_settings(self, settings: ServerSettings, entry: LogEntry) -> None:
        """Keep a server's settings and log the change."""

    async def log_entries(self, guild: int, count: int, before: int | None = None) -> Sequence[LogEntry]:
        """What was changed in a server, the latest first; `before` an entry's instant."""

    async def notices(self, guild: int) -> Sequence[Notice]:
        """What nobody in a server was told yet, oldest first."""

    async def untried_notices(self, count: int, after: Notice | None = None) -> Sequence[Notice]:
        """What nobody was told yet and nobody was tried to be told, oldest first, of all servers; only what
        comes later than `after` in that order."""

    async def mark_told(self, notice: int) -> bool:
        """It has been told. False when it had been already."""

    async def mark_tried(self, notice: int) -> None:
        """Nobody could be told; the next moderator who runs a command is."""
