"""What moderators set for their server, what works there, and who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from bot.domain.posts.post import Post, Schedule
from bot.domain.posts.server import LogEntry, Notice, ServerSettings
from bot.errors import Delayed, Undeliverable
from bot.services.learning.quiz_state import Actor
from bot.services.ports.messenger import PICTURES, Messenger
from bot.services.ports.record import Clock, Record

LOW_DISK = 200_000_000
"""Bytes left on the record's disk below which moderators are warned."""


@dataclass(frozen=True)
class ChannelCheck:
    """A channel that is used: whether it is there for the bot (None: Discord doesn't say just now), and which
    permissions it lacks. `pictures`: it takes files, without which a post comes all the same."""

    channel: int
    there: bool | None
    missing: tuple[str, ...]
    pictures: bool = True


@dataclass(frozen=True)
class ScheduleCheck:
    """A schedule, its latest post, and its channel. `mentions`: its role, if it has one, can be mentioned."""

    schedule: Schedule
    last: Post | None
    channel: ChannelCheck
    allowed: bool  # by the server's settings
    mentions: bool = True


@dataclass(frozen=True)
class Check:
    """What works in a server and what doesn't. `staff` None: no staff channel is set."""

    settings: ServerSettings
    schedules: Sequence[ScheduleCheck]
    staff: ChannelCheck | None
    notices: Sequence[Notice]  # what nobody was told yet
    disk_left: int | None = None  # bytes, where so few are left that answers may soon not be stored


@dataclass(frozen=True)
class ServerService:
    """Servers and their settings."""

    record: Record
    clock: Clock

    async def settings(self, guild: int) -> ServerSettings:
        """A server's settings; the defaults where nobody set any."""
        return await self.record.settings(guild)

    async def set(self, who: Actor, settings: ServerSettings) -> ServerSettings:
        """Keep a server's settings, and log what has changed; nothing is logged when nothing has."""
        before = await self.record.settings(settings.guild)
        changed = [f.name for f in fields(settings) if getattr(settings, f.name) != getattr(before, f.name)]
        if changed:
            detail = {name: _plain(getattr(settings, name)) for name in changed}
            entry = LogEntry(who.interaction, settings.guild, who.learner, self.clock(), "server.set", detail)
            await self.record.set_settings(settings, entry)
        return settings

    async def check(self, guild: int, courier: Messenger) -> Check:
        """The server's schedules and channels as they stand now."""
        settings = await self.record.settings(guild)
        last = await self.record.last_posts(guild, self.clock())
        schedules = [
            ScheduleCheck(
                each,
                last.get(each.id),
                await self._channel(courier, guild, each.channel, thread=each.thread, pictures=True),
                settings.allows(each.channel),
                each.role is None or await courier.can_mention(guild, each.channel, each.role),
            )
            for each in await self.record.schedules(guild)
        ]
        staff = settings.staff_channel
        return Check(
            settings,
            schedules,
            await self._channel(courier, guild, staff) if staff else None,
            await self.record.notices(guild),
            await self._disk_left(),
        )

    async def log(self, guild: int, count: int = 10, before: int | None = None) -> Sequence[LogEntry]:
        """Who changed what, the latest first; `before` the instant of an entry shown already."""
        return await self.record.log_entries(guild, count, before)

    async def news(self, guild: int) -> Sequence[tuple[Notice, Schedule | None]]:
        """Return what to tell a moderator who has just run a command, each once, with its daily post."""
        untold = await self.record.notices(guild)
        about = {each.id: each for each in await self.record.schedules(guild)} if untold else {}
        return [(each, about.get(each.schedule)) for each in untold if await self.record.mark_told(each.id)]

    async def _disk_left(self) -> int | None:
        left = await self.record.free_space()
        return left if left is not None and left < LOW_DISK else None

    async def _channel(
        self, courier: Messenger, guild: int, channel: int, *, thread: bool = False, pictures: bool = False
    ) -> ChannelCheck:
        try:
            found = await courier.missing(guild, channel, thread=thread, pictures=pictures)
            needed = tuple(each for each in found if each != PICTURES)
            return ChannelCheck(channel, True, needed, PICTURES not in found)
        except Undeliverable:
            return ChannelCheck(channel, False, ())
        except Delayed:
            return ChannelCheck(channel, None, ())


def _plain(value: object) -> str | int | None:
    """A setting as the log keeps it."""
    if isinstance(value, frozenset):
        return " ".join(sorted(map(str, value)))
    return value if isinstance(value, int | str) else None
