"""The messenger for Discord: sends posts, finds them again, and says why one couldn't be sent.

It only uses Discord's HTTP API, so posts go out even while the gateway is down.
"""

import logging
from datetime import timedelta
from typing import Final

import discord

from bot.chat.direct_messages import DirectMessages
from bot.chat.interaction.interaction_context import is_member
from bot.chat.messages.access import ServerAccess
from bot.chat.messages.error_codes import explained, meaning
from bot.chat.screens.classes import post as class_screens
from bot.chat.screens.live import rounds as live_screens
from bot.chat.screens.posts import post as screens
from bot.chat.screens.posts import reminder as reminder_screens
from bot.chat.screens.posts.post_controls import carries
from bot.chat.words import quoting
from bot.domain.classes.assignment import DueReminder
from bot.domain.posts.post import Post, Schedule
from bot.domain.posts.server import Notice
from bot.errors.delivery import Undeliverable, Unreadable
from bot.services.ports.messenger import ClassPost, LivePost, PreparedPost, ReminderMessage
from bot.services.unit import Units

log = logging.getLogger(__name__)

OPEN: Final = 4320
"""Minutes of silence after which Discord archives a discussion."""

SEARCHED = 1000
"""Most messages to search for a post, starting at the time it may have been sent."""

APART = timedelta(hours=1)
"""Upper limit on how far our clock and Discord's may be apart."""

THREAD_EXISTS, PUBLISHED = 160004, 40033


class DiscordMessenger(ServerAccess):
    """Implements `bot.services.ports.messenger.Messenger` with a logged-in client."""

    def __init__(self, client: discord.Client, units: Units) -> None:
        super().__init__(client)
        self._direct = DirectMessages(client, units)

    async def send(self, delivery: PreparedPost) -> int:
        """Send a post under its nonce, and return the message's id."""
        post = delivery.post
        channel = self._client.get_partial_messageable(post.channel, guild_id=post.guild)
        try:
            async with explained():
                return (await channel.send(**screens.daily(delivery))).id
        except Undeliverable as error:
            raise self._with_missing_permissions(error, post.guild, post.channel) from None

    async def find(self, guild: int, channel: int, number: int, ago: int | None) -> int | None:
        """Find the message with this number in the channel's history since then."""
        await self._until_ready()
        if not (await self._permissions(guild, channel)).read_message_history:  # Discord shows an empty one
            raise Unreadable
        return await self._search(self._client.get_partial_messageable(channel, guild_id=guild), number, ago)

    async def open_thread(self, delivery: PreparedPost) -> None:
        """Open the discussion thread under a post, unless it's already there."""
        post = delivery.post
        assert post.message
        name, opening = screens.thread(delivery)
        try:
            async with explained():
                inside = self._client.get_partial_messageable(post.message, guild_id=post.guild)
                try:
                    # not by the message's own method, which asks for a server that is known from the gateway
                    await self._client.http.start_thread_with_message(
                        post.channel, post.message, name=name, auto_archive_duration=OPEN
                    )
                except discord.HTTPException as error:
                    if error.code != THREAD_EXISTS:
                        raise
                    if await self._spoke(inside):
                        return
                await inside.send(opening, nonce=f"{post.nonce}t")
        except Undeliverable as error:
            raise self._with_missing_permissions(error, post.guild, post.channel, thread=True) from None

    async def publish(self, post: Post) -> None:
        """Publish a post, unless it's published already."""
        assert post.message
        try:
            async with explained():
                try:
                    await self._client.http.publish_message(post.channel, post.message)
                except discord.HTTPException as error:
                    if error.code != PUBLISHED:
                        raise
        except Undeliverable as error:
            raise self._with_missing_permissions(error, post.guild, post.channel) from None

    async def remind(self, reminder_message: ReminderMessage) -> int:
        """Send a reminder by direct message under its nonce, and return the message's id."""
        return await self._send_to(
            reminder_message.reminder.learner, reminder_screens.message(reminder_message)
        )

    async def post_for_class(self, post: ClassPost) -> int:
        """Post something for a class under its nonce, and return the message's id."""
        guild, channel = post.classroom.guild, post.assignment.channel
        place = self._client.get_partial_messageable(channel, guild_id=guild)
        try:
            async with explained():
                return (await place.send(**class_screens.post(post))).id
        except Undeliverable as error:
            raise self._with_missing_permissions(error, guild, channel) from None

    async def remind_student(self, reminder: DueReminder, post: ClassPost) -> int:
        """Send a student a direct message before something is due, and return the message's id."""
        return await self._send_to(reminder.learner, class_screens.reminder(reminder, post))

    async def post_live(self, post: LivePost) -> int:
        """Post a phase of a live round under its nonce, and return the message's id."""
        guild, channel = post.live.guild, post.live.channel
        place = self._client.get_partial_messageable(channel, guild_id=guild)
        try:
            async with explained():
                return (await place.send(**live_screens.message(post))).id
        except Undeliverable as error:
            raise self._with_missing_permissions(error, guild, channel) from None

    async def edit_live(self, post: LivePost, message: int) -> int:
        """Show the results of a live question in its message, unless that was deleted."""
        guild, channel = post.live.guild, post.live.channel
        place = self._client.get_partial_messageable(channel, guild_id=guild)
        try:
            async with explained():
                await place.get_partial_message(message).edit(view=live_screens.view(post))
        except Undeliverable as error:
            if error.reason != "post-gone":
                raise self._with_missing_permissions(error, guild, channel) from None
        return message

    async def find_direct(self, person: int, number: int, ago: int | None = None) -> int | None:
        """Find the direct message with this number, sent since then."""
        return await self._direct.use(person, lambda channel: self._search(channel, number, ago))

    async def notify(self, notice: Notice, schedule: Schedule | None, channel: int | None = None) -> int:
        """Send a notice to the staff channel, or to one person by direct message with the server's name."""
        if channel:
            async with explained():
                place = self._client.get_partial_messageable(channel, guild_id=notice.guild)
                return (await place.send(**screens.notice(notice, schedule))).id
        home = self._client.get_guild(notice.guild)
        name = quoting.clean(home.name) if home and home.name else "your server"
        link = f"[{name}](https://discord.com/channels/{notice.guild}/{notice.channel})"
        return await self._send_to(notice.set_by, screens.notice(notice, schedule, link))

    async def warn_inactive(self, learner: int, last_seen: int, erased_at: int) -> None:
        """Tell an inactive person when their data will be erased."""
        await self._send_to(learner, screens.away(learner, last_seen, erased_at))

    async def _send_to(self, person: int, arguments: screens.Arguments) -> int:
        """Send a direct message, and return its id."""

        async def send(channel: discord.PartialMessageable) -> int:
            return (await channel.send(**arguments)).id

        return await self._direct.use(person, send)

    async def is_in(self, guild: int) -> bool:
        """Return whether the bot is in a server, even if the server is unavailable."""
        await self._until_ready()
        return is_member(self._client, guild)

    async def _search(
        self, channel: discord.abc.Messageable, number: int, ago: int | None = None
    ) -> int | None:
        """Find the message with this number among those of the last `ago` milliseconds, or among all for
        None.
        """
        since = None if ago is None else discord.utils.utcnow() - timedelta(milliseconds=ago) - APART
        seen = 0
        try:
            async with explained():
                async for message in channel.history(limit=SEARCHED, after=since):
                    seen += 1
                    if carries(message, number):
                        return message.id
        except Undeliverable as error:
            if error.reason == "permission":
                raise Unreadable from None
            raise
        if seen >= SEARCHED:
            raise Unreadable
        return None

    async def _spoke(self, thread: discord.abc.Messageable) -> bool:
        """Return whether the bot has already opened the discussion. Assume so if it can't read the thread."""
        try:
            return any([m.author == self._client.user async for m in thread.history(oldest_first=True)])
        except discord.HTTPException as error:
            if meaning(error).fault != "permission":
                raise
            return True
