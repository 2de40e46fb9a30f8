"""What moderators set for their server, what works there, and who changed what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from bot.domain.posts.post import Post, Schedule
from bot.domain.posts.server import LogEntry, Notice, ServerSettings
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.posts.posts import PostStore
from bot.services.ports.posts.schedules import ScheduleStore
from bot.services.ports.posts.servers import ServerStore


@dataclass(frozen=True)
class Overview:
    """A server's settings, its schedules, the latest post of each, and what nobody was told yet."""

    settings: ServerSettings
    schedules: Sequence[Schedule]
    last: Mapping[int, Post]
    notices: Sequence[Notice]


@dataclass(frozen=True)
class ServerService:
    """Servers and their settings."""

    server_store: ServerStore
    schedule_store: ScheduleStore
    post_store: PostStore
    clock: Clock

    async def settings(self, guild: int) -> ServerSettings:
        """A server's settings; the defaults where nobody set any."""
        return await self.server_store.settings(guild)

    async def set(self, who: Actor, settings: ServerSettings) -> ServerSettings:
        """Keep a server's settings, and log what has changed; nothing is logged when nothing has."""
        before = await self.server_store.settings(settings.guild)
        changed = [f.name for f in fields(settings) if getattr(settings, f.name) != getattr(before, f.name)]
        if changed:
            detail = {name: _plain(getattr(settings, name)) for name in changed}
            entry = LogEntry(who.interaction, settings.guild, who.learner, self.clock(), "server.set", detail)
            await self.server_store.set_settings(settings, entry)
        return settings

    async def overview(self, guild: int) -> Overview:
        """Return what the record says about a server, for a check of it."""
        return Overview(
            await self.server_store.settings(guild),
            await self.schedule_store.schedules(guild),
            await self.post_store.last_posts(guild, self.clock()),
            await self.server_store.notices(guild),
        )

    async def log(self, guild: int, count: int = 10, before: int | None = None) -> Sequence[LogEntry]:
        """Who changed what, the latest first; `before` the instant of an entry shown already."""
        return await self.server_store.log_entries(guild, count, before)

    async def has_news(self, guild: int) -> bool:
        """Return whether `news` has something to say."""
        return bool(await self.server_store.notices(guild))

    async def news(self, guild: int) -> Sequence[tuple[Notice, Schedule | None]]:
        """Return what to tell a moderator who has just run a command, each once, with its daily post."""
        untold = await self.server_store.notices(guild)
        about = {each.id: each for each in await self.schedule_store.schedules(guild)} if untold else {}
        return [
            (each, about.get(each.schedule)) for each in untold if await self.server_store.mark_told(each.id)
        ]


def _plain(value: object) -> str | int | None:
    """A setting as the log keeps it."""
    if isinstance(value, frozenset):
        return " ".join(sorted(map(str, value)))
    return value if isinstance(value, int | str) else None
