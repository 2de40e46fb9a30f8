"""Check what currently works in a server, by its stored settings and by asking Discord."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.posts.post import Post, Schedule
from bot.domain.posts.server import Notice, ServerSettings
from bot.errors.delivery import Delayed, Undeliverable
from bot.services.people.servers import Overview
from bot.services.ports.database import Maintenance
from bot.services.ports.messenger import Messenger

LOW_DISK = 200_000_000
"""Free bytes on the database's disk below which moderators get a warning."""


@dataclass(frozen=True)
class ChannelCheck:
    """A channel the bot uses: whether the bot can see it (None: Discord isn't answering right now), and which
    permissions are missing.
    """

    channel: int
    there: bool | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ScheduleCheck:
    """A schedule, its latest post and its channel. `mentions`: its role, if any, can be mentioned.

    `publishes`: its posts can be published, if they should be.
    """

    schedule: Schedule
    last: Post | None
    channel: ChannelCheck
    allowed: bool  # by the server's settings
    mentions: bool = True
    publishes: bool = True


@dataclass(frozen=True)
class Check:
    """What works in a server and what doesn't. `staff` is None if no staff channel is set."""

    settings: ServerSettings
    schedules: Sequence[ScheduleCheck]
    staff: ChannelCheck | None
    notices: Sequence[Notice]  # notices that nobody has seen yet
    live: ChannelCheck | None = None  # the channel that was asked about, for live quizzes; None: unknown
    disk_left: int | None = None  # free bytes, if so few that storing answers may soon fail


@dataclass(frozen=True)
class ServerChecker:
    """Checks what works in a server."""

    maintenance: Maintenance
    messenger: Messenger

    async def check(self, guild: int, found: Overview, here: int | None = None) -> Check:
        """Return the current state of a server's schedules and channels, and whether a live quiz can be held
        `here`.
        """
        settings, staff = found.settings, found.settings.staff_channel
        return Check(
            settings,
            [await self._schedule(each, found) for each in found.schedules],
            await self._channel(guild, staff) if staff else None,
            found.notices,
            await self._channel(guild, here) if here else None,
            await self._disk_left(),
        )

    async def _schedule(self, schedule: Schedule, found: Overview) -> ScheduleCheck:
        guild, channel, role = schedule.guild, schedule.channel, schedule.role
        return ScheduleCheck(
            schedule,
            found.last.get(schedule.id),
            await self._channel(guild, channel, thread=schedule.thread),
            found.settings.allows(channel),
            role is None or await self.messenger.can_mention(guild, channel, role),
            not schedule.publish or await self.messenger.can_publish(guild, channel),
        )

    async def _disk_left(self) -> int | None:
        left = await self.maintenance.free_space()
        return left if left is not None and left < LOW_DISK else None

    async def _channel(self, guild: int, channel: int, *, thread: bool = False) -> ChannelCheck:
        try:
            missing = await self.messenger.missing(guild, channel, thread=thread)
            return ChannelCheck(channel, True, missing)
        except Undeliverable:
            return ChannelCheck(channel, False, ())
        except Delayed:
            return ChannelCheck(channel, None, ())
