"""Send daily posts: what's due, what it shows, and how the result is stored."""

from dataclasses import dataclass, replace

from bot.domain.posts.attempt import (
    LATEST,
    SAME_NONCE,
    Absent,
    Arrived,
    Attempt,
    Event,
    State,
    Taken,
    advance,
)
from bot.domain.posts.post import PauseReason, Post, PostState, PublishState, Schedule, ThreadState
from bot.domain.posts.post_plan import AHEAD
from bot.domain.posts.server import Notice, NoticeKind, notice_about
from bot.errors.delivery import Delayed, Undeliverable
from bot.errors.user import UserError, ZoneNotFound
from bot.services.delivery.outbox import Outbox
from bot.services.delivery.rate_limiter import Ticket
from bot.services.ports.clock import Clock
from bot.services.ports.messenger import Messenger, PreparedPost
from bot.services.ports.posts.leases import Lease
from bot.services.posts.post_content import next_post
from bot.services.posts.post_follow_ups import PostFollowUps
from bot.services.unit import Units

PUT_OFF = 60_000
"""Milliseconds until a post that couldn't be tried is tried again."""

SHOWN = 31
"""Most missed posts to record for one outage."""

REASONS: dict[str, PauseReason] = {
    "channel-gone": "channel-gone",
    "permission": "permission",
    "closed": "permission",
    "course-gone": "course-gone",
}


@dataclass(frozen=True)
class PostSender:
    """Sends posts that are due, and retries open ones."""

    units: Units
    clock: Clock
    messenger: Messenger
    started: int  # when this process started, in UTC milliseconds

    async def begin(self, lease: Lease, schedule: Schedule, ticket: Ticket) -> None:
        """Post what a schedule has due. Of several missed times, only the latest, if it isn't too late."""
        now = self.clock()
        try:
            posts, after, notice = await self._occasions(schedule, now)
        except ZoneNotFound:
            await self.give_up(schedule, "zone-gone")
            return
        except UserError:
            await self.give_up(schedule, "course-gone")
            return
        if (
            not await self.units.write(
                lambda unit: unit.stores.posts.claim_posts(lease, posts, after, notice)
            )
            or posts[-1].state != "claimed"
        ):
            return
        after = replace(after, revision=after.revision + 1)
        message = _OutgoingPost(self, lease, after, posts[-1])
        if posts[-1].first_at == now:
            fresh = replace(message.attempt, fresh=True)
            await Outbox(self.clock).send(message, fresh, ticket, message.build)
        else:
            await Outbox(self.clock).resume(message, ticket)
        await self._follow_up(after, message.post, ticket)

    async def resume(self, lease: Lease, post: Post, ticket: Ticket) -> None:
        """Continue with an open post: one asked for, one to retry, one left by a crash, or one that isn't
        published yet or has no thread yet.
        """
        schedule = await self.units.read(lambda unit: unit.stores.schedules.schedule(post.schedule))
        if schedule is None:
            await self.settle(replace(post, state=_final_state(post), retry_at=None, reason="removed"))
            return
        message = _OutgoingPost(self, lease, schedule, post)
        if post.state != "sent":
            await Outbox(self.clock).resume(message, ticket, held=_is_paused(schedule, post))
        await self._follow_up(schedule, message.post, ticket)

    async def postpone(self, post: Post) -> None:
        """Put off a post that can't even be tried, and give it up in the end."""
        found = await self.units.read(lambda unit: unit.stores.posts.post(post.id)) or post
        if self.clock() - found.due_at < LATEST:
            await self.settle(replace(found, retry_at=self.clock() + PUT_OFF))
        else:
            await self.settle(replace(found, state=_final_state(found), retry_at=None, reason="refused"))

    async def settle(
        self, post: Post, paused: PauseReason | None = None, notice: Notice | None = None
    ) -> None:
        """Store the result of a post."""
        await self.units.write(lambda unit: unit.stores.posts.settle_post(post, paused, notice))

    async def choose(self, schedule: Schedule, post: Post, attempt: Attempt) -> tuple[Post, Notice | None]:
        """Return a claimed post with what it shows, and notices to the staff about it."""
        left = await self.units.read(lambda unit: unit.post_content.next_item(schedule))
        tried = post.item if post.attempts else None  # a repeat never shows something else
        thread: ThreadState = "wanted" if schedule.thread else "none"
        publish: PublishState = "wanted" if schedule.publish else "none"
        claimed = replace(_at(post, attempt), item=tried or left.item, thread=thread, publish=publish)
        if tried or left.count > AHEAD + 1:
            return claimed, None
        kind: NoticeKind = "course-ends" if left.count else "course-ended"
        once = f"{schedule.id}:{schedule.course}:{schedule.content}:{kind}"
        return claimed, notice_about(schedule, once, kind, self.clock(), posts=max(left.count - 1, 0))

    async def _occasions(self, schedule: Schedule, now: int) -> tuple[list[Post], Schedule, Notice | None]:
        """Return the posts for the occasions up to now, the last one claimed, and the schedule after them."""
        times = [(schedule.next_date, schedule.next_at)]
        times += [
            (each.date.isoformat(), each.at) for each in schedule.recurrence.between(schedule.next_at, now)
        ]
        following = schedule.recurrence.after(max(now, schedule.next_at))
        after = replace(schedule, next_at=following.at, next_date=following.date.isoformat())
        posts = [
            replace(next_post(schedule, None), occasion=day, due_at=at, state="missed", thread="none")
            for day, at in times[-SHOWN:]
        ]
        attempt, action = advance(Attempt(posts[-1].due_at), Taken(), now)
        if action == "stop":
            return posts, after, None
        if await self._is_disallowed(schedule):
            return [*posts[:-1], replace(posts[-1], state="skipped")], after, None
        claimed, notice = await self.choose(schedule, posts[-1], attempt)
        if self._maybe_sent(claimed, now):
            claimed = replace(claimed, first_at=claimed.due_at)
        return [*posts[:-1], claimed], after, notice

    def _maybe_sent(self, post: Post, now: int) -> bool:
        """Return whether an earlier process may have sent a post that the database knows nothing about: an
        older copy may have been restored since."""
        return post.due_at < self.started and now - post.due_at >= SAME_NONCE

    async def _is_disallowed(self, schedule: Schedule) -> bool:
        """Return whether moderators have since switched daily posts off or disallowed the channel."""
        settings = await self.units.read(lambda unit: unit.stores.servers.settings(schedule.guild))
        return "daily" in settings.off or not settings.allows(schedule.channel)

    async def _follow_up(self, schedule: Schedule, post: Post, ticket: Ticket) -> None:
        await PostFollowUps(self.units, self.clock, self.messenger).run(schedule, post, ticket)

    async def give_up(self, schedule: Schedule, reason: PauseReason = "refused") -> None:
        """Pause a schedule whose post can't even be made, and tell the staff why."""
        now = self.clock()
        notice = notice_about(schedule, f"{schedule.id}:{now}:{reason}", "paused", now, reason)
        await self.units.write(lambda unit: unit.stores.schedules.pause_schedule(schedule.id, reason, notice))


@dataclass
class _OutgoingPost:
    """One daily post on its way. See `bot.services.delivery.outbox.Outgoing`."""

    sender: PostSender
    lease: Lease
    schedule: Schedule
    post: Post
    requests: int = 1
    delivery: PreparedPost | None = None
    notice: Notice | None = None  # for the staff, once it's sent

    def __str__(self) -> str:
        return f"post {self.post.id} of daily post {self.schedule.id}"

    @property
    def attempt(self) -> Attempt:
        post = self.post
        state: State = "claimed" if post.state == "claimed" else "due"
        return Attempt(post.due_at, state, post.first_at, post.retry_at, post.attempts)

    async def claim(self, attempt: Attempt) -> bool:
        notice = None
        if attempt.fresh:
            here = replace(self.post, channel=self.schedule.channel)  # moderators may have moved it
            self.post, notice = await self.sender.choose(self.schedule, here, attempt)
        else:
            self.post = _at(self.post, attempt)
        return await self._retake(notice) and await self.build()

    async def build(self) -> bool:
        heard = await self._mentioning()
        self.delivery = await self.sender.units.read(lambda unit: unit.post_content.deliver(heard, self.post))
        return True

    async def send(self) -> int:
        assert self.delivery
        return await self.sender.messenger.send(self.delivery)

    async def find(self, ago: int | None) -> int | None:
        return await self.sender.messenger.find(self.post.guild, self.post.channel, self.post.id, ago)

    async def settle(self, attempt: Attempt, event: Event) -> None:
        """Store the result; pause the schedule and tell the staff if it can't go on."""
        now = self.sender.clock()
        post, paused, notice = _at(self.post, attempt), None, None
        match event, attempt.state:
            case Arrived(message), _:
                again = now if "wanted" in (post.thread, post.publish) else None
                post, notice = replace(post, message=message, sent_at=now, retry_at=again), self.notice
            case _, "uncertain":
                post = replace(post, reason="history")
                notice = notice_about(self.schedule, f"{post.id}:uncertain", "uncertain", now, "history")
            case UserError() | Undeliverable(), _:
                reason = event.reason if isinstance(event, Undeliverable) else "course-gone"
                missing = event.missing if isinstance(event, Undeliverable) else ()
                post, paused = replace(post, reason=reason), REASONS.get(reason, "refused")
                notice = notice_about(self.schedule, f"{post.id}:{now}", "paused", now, reason, missing)
            case Delayed(), "missed":
                post = replace(post, reason="discord")
            case Taken(held=True), "failed":
                post = replace(post, reason="paused")
        self.post = post
        if isinstance(event, Taken | Absent):
            await self._retake()
        else:  # even without the lease: Discord's answer is the truth
            await self.sender.settle(post, paused, notice)

    async def _retake(self, notice: Notice | None = None) -> bool:
        return await self.sender.units.write(
            lambda unit: unit.stores.posts.reclaim_post(self.lease, self.post, notice)
        )

    async def _mentioning(self) -> Schedule:
        """Return the schedule without a role that can't be mentioned anymore, and notify the staff.

        Discord would show the mention but ping nobody.
        """
        schedule, role = self.schedule, self.schedule.role
        messenger, now = self.sender.messenger, self.sender.clock()
        if role is None or await messenger.can_mention(schedule.guild, schedule.channel, role):
            return schedule
        self.notice = notice_about(schedule, f"{schedule.id}:role:{role}", "role-silent", now, str(role))
        return replace(schedule, role=None)


def _at(post: Post, attempt: Attempt) -> Post:
    return replace(
        post,
        state=attempt.state,
        first_at=attempt.first_at,
        retry_at=attempt.retry_at,
        attempts=attempt.attempts,
    )


def _is_paused(schedule: Schedule, post: Post) -> bool:
    """Return whether its schedule is paused. A post that a moderator asked for is sent anyway."""
    return schedule.paused is not None and not post.occasion.startswith("now-")


def _final_state(post: Post) -> PostState:
    """Return the state of an open post that's dropped."""
    return post.state if post.state == "sent" else "uncertain" if post.first_at else "skipped"
