"""Daily posts as moderators set them up."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.posts.attempt import LATEST
from bot.domain.posts.post import PauseReason, Post, PostState, RemainingItems, Schedule
from bot.domain.posts.server import LogEntry
from bot.errors.user import (
    ChannelNotAllowed,
    CourseNotFound,
    ScheduleChanged,
    ScheduleNotFound,
    ScheduleRests,
    StaleControl,
)
from bot.services.courses.choice import CourseChoice
from bot.services.delivery.wakeup import Waker
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.messenger import PreparedPost
from bot.services.ports.posts.posts import PostStore
from bot.services.ports.posts.schedules import ScheduleStore
from bot.services.ports.posts.servers import ServerStore
from bot.services.posts.post_content import PostContent, next_post
from bot.services.posts.schedule_log import log_detail
from bot.services.posts.schedule_request import ScheduleRequest


@dataclass(frozen=True)
class ScheduleStatus:
    """A schedule, its latest post, and what it posts next (None: its course isn't taught anymore).

    `allowed` says that the server's settings let it post in its channel. `mentions` says that its role, if
    any, can be mentioned.
    """

    schedule: Schedule
    last: Post | None
    left: RemainingItems | None
    allowed: bool = True
    mentions: bool = True


@dataclass(frozen=True)
class ExtraPost:
    """A post that a moderator asked for. `repeated` says that the same button had already asked for it."""

    post: Post
    repeated: bool


@dataclass(frozen=True)
class ScheduleService:
    """Manages a server's daily posts. `who.guild` is the server, and every change is logged.

    Methods that name a schedule raise ScheduleNotFound if the server has none with that id, and
    ScheduleChanged if someone else changed it at the same moment.
    """

    courses: CourseChoice
    schedule_store: ScheduleStore
    post_store: PostStore
    server_store: ServerStore
    clock: Clock
    waker: Waker
    post_content: PostContent

    async def create(self, who: Actor, request: ScheduleRequest, known: int | None = None) -> Schedule:
        """Set up a new daily post. It first posts at the next time from now.

        Raises TooManySchedules, NoDays, ChannelNotAllowed, CourseNotFound, ScheduleExists if another one
        posts the same in the same channel at the same times, and ScheduleAdded if the server has more daily
        posts than are `known`.
        """
        guild, now = await self._check(who, request), self.clock()
        usual = Schedule(
            id=who.interaction,
            guild=guild,
            channel=request.channel,
            course=(await self.courses.of_server(guild)).id,
            recurrence=Recurrence(request.minute, request.zone),
            content="pages",
            role=None,
            thread=False,
            set_by=who.learner,
            set_at=now,
            next_at=0,
            next_date="",
        )
        wanted = request.applied(usual, self.courses.library)
        schedule = await self._from_now(wanted)
        entry = self._entry(who, "daily.set", schedule)
        stored = await self.schedule_store.add_schedule(schedule, entry, known=known)
        self.waker.wake()
        return stored

    async def change(self, who: Actor, schedule: int, request: ScheduleRequest) -> Schedule:
        """Change only what was typed. The daily post keeps its place in the course.

        One that was paused because it couldn't be posted is tried again. Raises the same errors as `create`.
        """
        guild = await self._check(who, request)
        found = await self.find(guild, schedule)
        wanted = request.applied(found, self.courses.library)
        paused: PauseReason | None = "moderator" if found.paused == "moderator" else None
        changed = replace(await self._from_now(wanted), set_by=who.learner, paused=paused)
        stored = await self._change(who, "daily.change", changed, found, alone=True)
        if found.paused != stored.paused:
            await self._retry(stored)
        return stored

    async def edit(self, who: Actor, schedule: int, draft: Callable[[Schedule], ScheduleRequest]) -> Schedule:
        """Change what's stored now into what `draft` makes of it. Raises the same errors as `change`."""
        return await self.change(who, schedule, draft(await self.find(who.guild, schedule)))

    async def stop_mentioning(self, who: Actor, schedule: int) -> Schedule:
        """Stop mentioning a role in a daily post."""
        found = await self.find(who.guild, schedule)
        quiet = replace(found, role=None)
        return await self._change(who, "daily.change", quiet, found) if found.role else found

    async def list(self, guild: int) -> Sequence[ScheduleStatus]:
        """Return all daily posts of a server, oldest first."""
        last = await self.post_store.last_posts(guild, self.clock())
        allows = (await self.server_store.settings(guild)).allows
        return [
            ScheduleStatus(each, last.get(each.id), await self._left(each), allows(each.channel))
            for each in await self.schedule_store.schedules(guild)
        ]

    async def find(self, guild: int | None, schedule: int) -> Schedule:
        """Return a daily post of this server."""
        found = await self.schedule_store.schedule(schedule)
        if found is None or found.guild != guild:
            raise ScheduleNotFound
        return found

    async def posts(self, guild: int | None, schedule: int, count: int = 10) -> Sequence[Post]:
        """Return a schedule's latest posts, newest first, including missed and failed ones."""
        return await self.post_store.posts((await self.find(guild, schedule)).id, count)

    async def pause(self, who: Actor, schedule: int) -> Schedule:
        """Pause a daily post until it's resumed. Pausing twice is fine."""
        found = await self.find(who.guild, schedule)
        if found.paused:
            return found
        return await self._change(who, "daily.pause", replace(found, paused="moderator"))

    async def resume(self, who: Actor, schedule: int) -> Schedule:
        """Resume a daily post. A post that failed less than six hours ago is sent now."""
        found = await self.find(who.guild, schedule)
        if not found.paused:
            return found
        resumed = replace(await self._from_now(found), paused=None)
        changed = await self._change(who, "daily.resume", resumed)
        await self._retry(changed)
        return changed

    async def skip(self, who: Actor, schedule: int) -> Schedule:
        """Skip the next date. Its content moves to the date after.

        Raises ScheduleRests if the daily post is paused, because then there's no next date.
        """
        found = await self.find(who.guild, schedule)
        if found.paused:
            raise ScheduleRests
        following = found.recurrence.after(max(found.next_at, self.clock()))
        skipped = replace(next_post(found, None), state="skipped", thread="none")
        after = replace(found, next_at=following.at, next_date=following.date.isoformat())
        entry = self._entry(who, "daily.skip", found, date=found.next_date)
        if not await self.post_store.add_post(skipped, entry, after):
            raise ScheduleChanged
        return replace(after, revision=found.revision + 1)

    async def remove(self, who: Actor, schedule: int) -> Schedule:
        """Remove a daily post for good. The buttons of its posts keep working."""
        found = await self.find(who.guild, schedule)
        if not await self.schedule_store.remove_schedule(found.id, self._entry(who, "daily.remove", found)):
            raise ScheduleNotFound
        return found

    async def undo_skip(self, who: Actor, schedule: int, post: int) -> Schedule:
        """Bring back a date that was skipped. Raises StaleControl if it has passed or isn't skipped."""
        found, skipped = await self.find(who.guild, schedule), await self.post_store.post(post)
        if skipped is None or not await self.post_store.delete_skipped(post, found.id, self.clock()):
            raise StaleControl
        after = await self._from_now(found)
        return await self._change(who, "daily.unskip", after, date=skipped.occasion)

    async def restore(self, who: Actor, schedule: int) -> Schedule:
        """Bring back a daily post that was removed, with its place in the course. Twice is fine.

        Raises ScheduleExists and TooManySchedules, as `create` does.
        """
        removed = await self.schedule_store.removed_schedule(schedule)
        if removed is None or removed.guild != who.guild:
            return await self.find(who.guild, schedule)
        restored = await self._from_now(removed)
        await self.schedule_store.restore_schedule(restored, self._entry(who, "daily.restore", restored))
        self.waker.wake()
        return replace(restored, revision=restored.revision + 1)

    async def _from_now(self, schedule: Schedule) -> Schedule:
        first = await self.post_content.first(schedule.id, schedule.recurrence)
        return replace(schedule, next_at=first.at, next_date=first.date.isoformat())

    async def preview(self, guild: int | None, schedule: int) -> PreparedPost:
        """Return the next post as it would be now, without posting or storing anything."""
        found = await self.find(guild, schedule)
        return await self.post_content.preview(found)

    async def post_now(self, who: Actor, schedule: int, key: int | None = None) -> ExtraPost:
        """Post the next item right away, outside the schedule, even if it's paused.

        One `key`, which a button carries, posts only once. Without a key, each interaction posts. A new post
        has the state "due", and the scheduler loop sends it within seconds. Callers check `Messenger.missing`
        first, so that problems are reported right away.
        """
        found = await self.find(who.guild, schedule)
        if not (await self.server_store.settings(found.guild)).allows(found.channel):
            raise ChannelNotAllowed(found.channel)
        left = await self.post_content.next_item(found)
        now = self.clock()
        occasion = f"now-{who.interaction if key is None else key}"
        post = replace(next_post(found, left.item), occasion=occasion, due_at=now, retry_at=now)
        if not await self.post_store.add_post(post, self._entry(who, "daily.now", found)):
            return ExtraPost(await self.post_store.post(post.id) or post, repeated=True)
        self.waker.wake()
        return ExtraPost(post, repeated=False)

    async def _check(self, who: Actor, request: ScheduleRequest) -> int:
        if who.guild is None:
            raise ScheduleNotFound
        if not (await self.server_store.settings(who.guild)).allows(request.channel):
            raise ChannelNotAllowed(request.channel)
        return who.guild

    async def _change(
        self,
        who: Actor,
        action: str,
        changed: Schedule,
        before: Schedule | None = None,
        *,
        date: str | None = None,
        alone: bool = False,
    ) -> Schedule:
        entry = self._entry(who, action, changed, before, date)
        if not await self.schedule_store.change_schedule(changed, entry, alone=alone):
            raise ScheduleChanged
        self.waker.wake()
        return replace(changed, revision=changed.revision + 1)

    async def _retry(self, schedule: Schedule) -> None:
        """Retry a failed post, unless it's too late."""
        now = self.clock()
        post = (await self.post_store.last_posts(schedule.guild, now)).get(schedule.id)
        if post and post.state == "failed" and now - post.due_at < LATEST:
            # One that may have arrived is looked up where it was sent. Nothing else shows its item.
            state: PostState = "claimed" if post.first_at else "due"
            channel = post.channel if post.first_at else schedule.channel
            again = replace(post, state=state, channel=channel, retry_at=now, attempts=1, reason=None)
            await self.post_store.settle_post(again)
        self.waker.wake()

    async def _left(self, schedule: Schedule) -> RemainingItems | None:
        with suppress(CourseNotFound):
            return await self.post_content.next_item(schedule)
        return None

    def _entry(
        self,
        who: Actor,
        action: str,
        schedule: Schedule,
        before: Schedule | None = None,
        date: str | None = None,
    ) -> LogEntry:
        detail = log_detail(schedule, before) | ({"date": date} if date else {})
        return LogEntry(who.interaction, schedule.guild, who.learner, self.clock(), action, detail)
