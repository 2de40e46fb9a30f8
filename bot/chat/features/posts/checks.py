"""What has to be right in a channel before a daily post is set or changed there."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.posts.post import Schedule
from bot.errors.delivery import Delayed, Undeliverable
from bot.errors.user import (
    ChannelNotFound,
    ChannelUnclear,
    NotAnnouncements,
    PermissionMissing,
    RoleUnmentionable,
)
from bot.services.ports.messenger import Messenger
from bot.services.posts.schedule_request import ScheduleRequest

Draft = Callable[[Schedule], ScheduleRequest]
"""What a moderator makes of a daily post as it's stored now."""


async def check_channel(messenger: Messenger, guild: int, channel: int, *, thread: bool = False) -> None:
    """Raises PermissionMissing, ChannelNotFound or ChannelUnclear unless the bot may post in a channel."""
    try:
        missing = await messenger.missing(guild, channel, thread=thread)
    except Undeliverable:
        raise ChannelNotFound(channel) from None
    except Delayed:
        raise ChannelUnclear(channel) from None
    if missing:
        raise PermissionMissing(channel, tuple(missing))


async def check_request(messenger: Messenger, guild: int, request: ScheduleRequest) -> None:
    """Raises RoleUnmentionable for a role that the bot can't mention, and NotAnnouncements if posts should be
    published that can't be.
    """
    if request.role and not await messenger.can_mention(guild, request.channel, request.role):
        raise RoleUnmentionable(request.role)
    if request.publish and not await messenger.can_publish(guild, request.channel):
        raise NotAnnouncements(request.channel)


async def without_vain_publishing(messenger: Messenger, before: Schedule, draft: Draft) -> Draft:
    """Return the draft. If it moves a daily post out of announcement channels, it also stops publishing."""
    request = draft(before)
    if not before.publish or request.publish is not None:
        return draft
    if request.channel == before.channel or await messenger.can_publish(before.guild, request.channel):
        return draft
    return lambda now: replace(draft(now), publish=False)
