"""Sending one post: claimed, sent under its nonce, marked; and found out about after a crash."""

import logging
from dataclasses import dataclass, replace

from bot.domain.posts.post import LATEST, SAME_NONCE, PauseReason, Post, PostState, Schedule
from bot.domain.posts.post_plan import AHEAD
from bot.domain.posts.server import Notice, NoticeKind, notice_about
from bot.errors import Delayed, Undeliverable, Unreadable, UserError, ZoneNotFound
from bot.services.delivery.backoff import retry_at
from bot.services.delivery.rate_limiter import Ticket
from bot.services.ports.clock import Clock
from bot.services.ports.messenger import Messenger
from bot.services.ports.posts.leases import Lease
from bot.services.posts.post_content import next_post
from bot.services.unit import Units

log = logging.getLogger(__name__)

STALE = 10_000
"""Milliseconds after which a claim is looked at again before it's sent: another process may have it."""

PUT_OFF = 60_000
"""Milliseconds until a post is looked at again that could not be tried."""

SHOWN = 31
"""Missed posts that are kept of one absence."""

REASONS: dict[str, PauseReason] = {
    "channel-gone": "channel-gone",
    "permission": "permission",
    "closed": "permission",
}


@dataclass(frozen=True)
class PostSender:
    """Takes schedules that are due, and posts to be tried again, to their channels."""

    units: Units
    clock: Clock
    courier: Messenger
    started: int  # when this process began, milliseconds of UTC

    async def begin(self, lease: Lease, schedule: Schedule, ticket: Ticket) -> None:
        """Post what a schedule has due. Of several times missed, only the latest, if it isn't too late."""
        now = self.clock()
        try:
            posts, after, notice = await self._occasions(schedule, now)
        except ZoneNotFound:
            await self._rest(schedule, "zone-gone")
            return
        except UserError:
            await self._rest(schedule, "course-gone")
            return
        if (
            not await self.units.write(lambda unit: unit.stores.posts.take_posts(lease, posts, after, notice))
            or posts[-1].state != "claimed"
        ):
            return
        after = replace(after, revision=after.revision + 1)
        if posts[-1].first_at == now:
            await self._send(after, posts[-1], ticket, fresh=True)
        else:
            await self._find(lease, after, posts[-1], ticket)

    async def resume(self, lease: Lease, post: Post, ticket: Ticket) -> None:
        """Go on with a post that is open: asked for, to be tried again, left by a crash, or without its
        thread."""
        schedule = await self.units.read(lambda unit: unit.stores.schedules.schedule(post.schedule))
        if schedule is None:
            await self.units.write(
                lambda unit: unit.stores.posts.settle_post(
                    replace(post, state=_left(post), retry_at=None, reason="removed")
                )
            )
        elif post.state == "sent":
            await self._open_thread(schedule, post, ticket)
        elif post.first_at is None:
            await self._retake(lease, schedule, post, ticket)
        elif 0 <= self.clock() - post.first_at < SAME_NONCE:
            if _rests(schedule, post):  # later it is looked for, and known for certain
                later = replace(post, retry_at=post.first_at + SAME_NONCE)
                await self.units.write(lambda unit: unit.stores.posts.retake_post(lease, later))
                return
            again = replace(post, attempts=post.attempts + 1, retry_at=self.clock())
            if await self.units.write(lambda unit: unit.stores.posts.retake_post(lease, again)):
                await self._send(schedule, again, ticket, fresh=False)
        else:
            await self._find(lease, schedule, post, ticket)

    async def give_up(self, schedule: Schedule) -> None:
        """Let a schedule rest whose post can't even be made."""
        await self._rest(schedule, "refused")

    async def put_off(self, post: Post) -> None:
        """Leave a post alone for a while that can't even be tried, at last for good."""
        found = await self.units.read(lambda unit: unit.stores.posts.post(post.id)) or post
        if self.clock() - found.due_at < LATEST:
            await self.units.write(
                lambda unit: unit.stores.posts.settle_post(replace(found, retry_at=self.clock() + PUT_OFF))
            )
        else:
            await self.units.write(
                lambda unit: unit.stores.posts.settle_post(
                    replace(found, state=_left(found), retry_at=None, reason="refused")
                )
            )

    async def _occasions(self, schedule: Schedule, now: int) -> tuple[list[Post], Schedule, Notice | None]:
        """The posts for the occasions up to now, the last of them claimed; and how the schedule goes on."""
        times = [(schedule.next_date, schedule.next_at)]
        times += [
            (each.date.isoformat(), each.at) for each in schedule.cadence.between(schedule.next_at, now)
        ]
        following = schedule.cadence.after(max(now, schedule.next_at))
        after = replace(schedule, next_at=following.at, next_date=following.date.isoformat())
        posts = [
            replace(next_post(schedule, None), occasion=day, due_at=at, state="missed", thread="none")
            for day, at in times[-SHOWN:]
        ]
        if now - posts[-1].due_at >= LATEST:
            return posts, after, None
        if await self._unwanted(schedule):
            return [*posts[:-1], replace(posts[-1], state="skipped")], after, None
        claimed, notice = await self._claimed(schedule, posts[-1], now)
        if self._maybe_sent(claimed, now):
            claimed = replace(claimed, first_at=claimed.due_at)
        return [*posts[:-1], claimed], after, notice

    def _maybe_sent(self, post: Post, now: int) -> bool:
        """Whether a process before this one may have sent a post of which the record knows nothing: an older
        copy of the record may have been put back since."""
        return post.due_at < self.started and now - post.due_at >= SAME_NONCE

    async def _unwanted(self, schedule: Schedule) -> bool:
        """Whether moderators have since switched daily posts off, or closed the channel to them."""
        settings = await self.units.read(lambda unit: unit.stores.servers.settings(schedule.guild))
        return "daily" in settings.off or not settings.allows(schedule.channel)

    async def _claimed(self, schedule: Schedule, post: Post, now: int) -> tuple[Post, Notice | None]:
        """The post with what it shows, being sent from now on; and what the staff is to be told of it."""
        left = await self.units.read(lambda unit: unit.post_content.next_item(schedule))
        tried = post.item if post.attempts else None  # a repeat never shows something else
        claimed = replace(
            post,
            item=tried or left.item,
            state="claimed",
            first_at=now,
            retry_at=now,
            attempts=post.attempts + 1,
            thread="wanted" if schedule.thread else "none",
        )
        if tried or left.count > AHEAD + 1:
            return claimed, None
        kind: NoticeKind = "course-ends" if left.count else "course-ended"
        once = f"{schedule.id}:{schedule.course}:{schedule.content}:{kind}"
        return claimed, notice_about(schedule, once, kind, self.clock(), posts=max(left.count - 1, 0))

    async def _retake(self, lease: Lease, schedule: Schedule, post: Post, ticket: Ticket) -> None:
        """Claim a post that certainly isn't in the channel, unless it is too late or the schedule rests."""
        now = self.clock()
        if _rests(schedule, post):
            await self.units.write(
                lambda unit: unit.stores.posts.settle_post(
                    replace(post, state="failed", retry_at=None, reason="paused")
                )
            )
        elif now - post.due_at >= LATEST:
            await self.units.write(
                lambda unit: unit.stores.posts.settle_post(replace(post, state="missed", retry_at=None))
            )
        else:
            try:
                here = replace(post, channel=schedule.channel)  # which moderators may have moved meanwhile
                claimed, notice = await self._claimed(schedule, here, now)
            except UserError:
                await self.units.write(
                    lambda unit: unit.stores.posts.settle_post(
                        replace(post, state="failed", retry_at=None, reason="course-gone")
                    )
                )
                await self._rest(schedule, "course-gone")
                return
            if await self.units.write(lambda unit: unit.stores.posts.retake_post(lease, claimed, notice)):
                await self._send(schedule, claimed, ticket, fresh=True)

    async def _find(self, lease: Lease, schedule: Schedule, post: Post, ticket: Ticket) -> None:
        """Look whether a post arrived of which that isn't known."""
        post = replace(post, attempts=post.attempts + 1)
        try:
            async with ticket.turn():
                ago = self.clock() - (post.first_at or post.due_at)
                # A clock that was put back meanwhile says nothing of how long ago it was.
                message = await self.courier.find(post, ago if ago >= 0 else None)
        except Unreadable:
            await self._uncertain(schedule, post)
        except Undeliverable as error:
            await self._fail(schedule, post, error)
        except Delayed as error:
            await self._wait(schedule, post, error)
        else:
            if message is not None:
                await self._sent(schedule, post, message, ticket)
            else:
                absent = replace(
                    post, state="due", channel=schedule.channel, first_at=None, retry_at=self.clock()
                )
                await self.units.write(lambda unit: unit.stores.posts.retake_post(lease, absent))

    async def _send(self, schedule: Schedule, post: Post, ticket: Ticket, *, fresh: bool) -> None:
        """Send what was claimed just now. `fresh`: no earlier attempt may have arrived."""
        heard, notice = await self._mentioning(schedule)
        try:
            delivery = await self.courier.illustrate(
                await self.units.read(lambda unit: unit.post_content.deliver(heard, post))
            )
        except UserError:  # after a restart with another course
            if fresh:
                gone = replace(post, state="failed", first_at=None, retry_at=None, reason="course-gone")
                await self.units.write(lambda unit: unit.stores.posts.settle_post(gone))
                await self._rest(schedule, "course-gone")
            else:
                await self._uncertain(schedule, post)
            return
        try:
            async with ticket.turn():
                if self.clock() - (post.retry_at or 0) > STALE:
                    log.warning("Post %s waited too long in line; checking it again", post.id)
                    return
                message = await self.courier.send(delivery)
        except Undeliverable as error:
            absent = error.sure and fresh
            await self._fail(schedule, replace(post, first_at=None) if absent else post, error)
        except Delayed as error:
            absent = error.sure and fresh
            await self._wait(schedule, replace(post, first_at=None) if absent else post, error)
        else:
            await self._sent(schedule, post, message, ticket, notice)

    async def _mentioning(self, schedule: Schedule) -> tuple[Schedule, Notice | None]:
        """Return the schedule, without a role that can't be mentioned anymore, and what to tell the staff.

        Discord would show the mention and ping nobody.
        """
        role = schedule.role
        if role is None or await self.courier.can_mention(schedule.guild, schedule.channel, role):
            return schedule, None
        notice = notice_about(schedule, f"{schedule.id}:role:{role}", "role-silent", self.clock(), str(role))
        return replace(schedule, role=None), notice

    async def _sent(
        self, schedule: Schedule, post: Post, message: int, ticket: Ticket, notice: Notice | None = None
    ) -> None:
        now = self.clock()
        wanted = post.thread == "wanted"
        sent = replace(
            post, state="sent", message=message, sent_at=now, attempts=0, retry_at=now if wanted else None
        )
        await self.units.write(lambda unit: unit.stores.posts.settle_post(sent, notice=notice))
        if wanted:
            await self._open_thread(schedule, sent, ticket)

    async def _open_thread(self, schedule: Schedule, post: Post, ticket: Ticket) -> None:
        post = replace(post, attempts=post.attempts + 1)
        try:
            delivery = await self.units.read(lambda unit: unit.post_content.deliver(schedule, post))
            async with ticket.turn(2):
                await self.courier.open_thread(delivery)
        except Delayed as error:
            if self.clock() - post.due_at < LATEST:
                later = retry_at(self.clock(), post.attempts, error)
                await self.units.write(
                    lambda unit: unit.stores.posts.settle_post(replace(post, retry_at=later))
                )
            else:
                await self.units.write(
                    lambda unit: unit.stores.posts.settle_post(replace(post, thread="failed", retry_at=None))
                )
        except Undeliverable as error:
            once = f"{schedule.id}:thread:{error.reason}:{post.occasion[:7]}"
            notice = notice_about(schedule, once, "thread-failed", self.clock(), error.reason, error.missing)
            told = None if error.reason == "post-gone" else notice  # the staff deleted it themselves
            await self.units.write(
                lambda unit: unit.stores.posts.settle_post(
                    replace(post, thread="failed", retry_at=None), notice=told
                )
            )
        except UserError:  # what it shows is not in the course any more
            await self.units.write(
                lambda unit: unit.stores.posts.settle_post(replace(post, thread="failed", retry_at=None))
            )
        else:
            await self.units.write(
                lambda unit: unit.stores.posts.settle_post(replace(post, thread="open", retry_at=None))
            )

    async def _wait(self, schedule: Schedule, post: Post, error: Delayed) -> None:
        """It is tried again, until it is too late."""
        later = retry_at(self.clock(), post.attempts, error)
        log.info("Retrying post %s later: %s", post.id, error)
        if later - post.due_at < LATEST:
            await self.units.write(lambda unit: unit.stores.posts.settle_post(replace(post, retry_at=later)))
        elif post.first_at is None:
            await self.units.write(
                lambda unit: unit.stores.posts.settle_post(
                    replace(post, state="missed", retry_at=None, reason="discord")
                )
            )
        else:
            await self._uncertain(schedule, post)

    async def _fail(self, schedule: Schedule, post: Post, error: Undeliverable) -> None:
        log.warning("Can't send post %s of daily post %s: %s", post.id, schedule.id, error.reason)
        failed = replace(post, state="failed", retry_at=None, reason=error.reason)
        now = self.clock()
        notice = notice_about(schedule, f"{post.id}:{now}", "paused", now, error.reason, error.missing)
        await self.units.write(
            lambda unit: unit.stores.posts.settle_post(failed, REASONS.get(error.reason, "refused"), notice)
        )

    async def _uncertain(self, schedule: Schedule, post: Post) -> None:
        notice = notice_about(schedule, f"{post.id}:uncertain", "uncertain", self.clock(), "history")
        uncertain = replace(post, state="uncertain", retry_at=None, reason="history")
        await self.units.write(lambda unit: unit.stores.posts.settle_post(uncertain, notice=notice))

    async def _rest(self, schedule: Schedule, reason: PauseReason) -> None:
        now = self.clock()
        notice = notice_about(schedule, f"{schedule.id}:{now}:{reason}", "paused", now, reason)
        await self.units.write(lambda unit: unit.stores.schedules.rest_schedule(schedule.id, reason, notice))


def _rests(schedule: Schedule, post: Post) -> bool:
    """Whether its schedule rests, so that it isn't sent; one that was asked for besides is."""
    return schedule.paused is not None and not post.occasion.startswith("now-")


def _left(post: Post) -> PostState:
    """What becomes of an open post that isn't gone on with."""
    return post.state if post.state == "sent" else "uncertain" if post.first_at else "skipped"
