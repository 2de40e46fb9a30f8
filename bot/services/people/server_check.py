"""What works in a server right now, asked of Discord as well as of the record."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.posts.post import Post, Schedule
from bot.domain.posts.server import Notice, ServerSettings
from bot.errors import Delayed, Undeliverable
from bot.services.ports.database import Keeper
from bot.services.ports.messenger import PICTURES, Messenger
from bot.services.unit import Units

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
class ServerChecker:
    """Checks servers."""

    units: Units
    keeper: Keeper
    courier: Messenger

    async def check(self, guild: int) -> Check:
        """Return a server's schedules and channels as they stand now."""
        found = await self.units.read(lambda unit: unit.servers.overview(guild))
        settings, staff = found.settings, found.settings.staff_channel
        schedules = [
            ScheduleCheck(
                each,
                found.last.get(each.id),
                await self._channel(guild, each.channel, thread=each.thread, pictures=True),
                settings.allows(each.channel),
                each.role is None or await self.courier.can_mention(guild, each.channel, each.role),
            )
            for each in found.schedules
        ]
        return Check(
            settings,
            schedules,
            await self._channel(guild, staff) if staff else None,
            found.notices,
            await self._disk_left(),
        )

    async def _disk_left(self) -> int | None:
        left = await self.keeper.free_space()
        return left if left is not None and left < LOW_DISK else None

    async def _channel(
        self, guild: int, channel: int, *, thread: bool = False, pictures: bool = False
    ) -> ChannelCheck:
        try:
            found = await self.courier.missing(guild, channel, thread=thread, pictures=pictures)
            needed = tuple(each for each in found if each != PICTURES)
            return ChannelCheck(channel, True, needed, PICTURES not in found)
        except Undeliverable:
            return ChannelCheck(channel, False, ())
        except Delayed:
            return ChannelCheck(channel, None, ())
