"""A server's settings, its overview, and the log of who changed what."""

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
    """A server's settings, its schedules with their latest posts, and notices that nobody has seen yet."""

    settings: ServerSettings
    schedules: Sequence[Schedule]
    last: Mapping[int, Post]
    notices: Sequence[Notice]


@dataclass(frozen=True)
class ServerService:
    """Reads and changes servers' settings."""

    server_store: ServerStore
    schedule_store: ScheduleStore
    post_store: PostStore
    clock: Clock

    async def settings(self, guild: int) -> ServerSettings:
        """Return a server's settings, or the defaults if none were set."""
        return await self.server_store.settings(guild)

    async def set(self, who: Actor, settings: ServerSettings) -> ServerSettings:
        """Store a server's settings and log what changed, if anything."""
        before = await self.server_store.settings(settings.guild)
        changed = [f.name for f in fields(settings) if getattr(settings, f.name) != getattr(before, f.name)]
        if changed:
            detail = {name: _plain(getattr(settings, name)) for name in changed}
            detail |= {f"was_{name}": _plain(getattr(before, name)) for name in changed}
            entry = LogEntry(who.interaction, settings.guild, who.learner, self.clock(), "server.set", detail)
            await self.server_store.set_settings(settings, entry)
        return settings

    async def overview(self, guild: int) -> Overview:
        """Return what's stored about a server, for checking it."""
        return Overview(
            await self.server_store.settings(guild),
            await self.schedule_store.schedules(guild),
            await self.post_store.last_posts(guild, self.clock()),
            await self.server_store.notices(guild),
        )

    async def log(self, guild: int, count: int = 10, before: int | None = None) -> Sequence[LogEntry]:
        """Return the newest log entries before a time, or the newest ones of all, newest first."""
        return await self.server_store.log_entries(guild, count, before)

    async def has_notices(self, guild: int) -> bool:
        """Return whether there are notices for `take_notices` to return."""
        return bool(await self.server_store.notices(guild))

    async def take_notices(self, guild: int) -> Sequence[tuple[Notice, Schedule | None]]:
        """Return the notices to show a moderator who just ran a command, each with its daily post.

        Mark each one as shown, so that it's shown only once.
        """
        notices = await self.server_store.notices(guild)
        about = {each.id: each for each in await self.schedule_store.schedules(guild)} if notices else {}
        return [
            (each, about.get(each.schedule))
            for each in notices
            if await self.server_store.mark_notified(each.id)
        ]


def _plain(value: object) -> str | int | None:
    """Return a setting's value in the form that the log stores."""
    if isinstance(value, frozenset):
        return " ".join(sorted(map(str, value)))
    return value if isinstance(value, int | str) else None
