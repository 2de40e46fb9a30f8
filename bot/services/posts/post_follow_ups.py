"""What's done once a daily post is out: publish it, and open its thread. If that fails, the post stands."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace

from bot.domain.posts.attempt import LATEST, retry_at
from bot.domain.posts.post import Post, Schedule
from bot.domain.posts.server import Notice, NoticeKind, notice_about
from bot.errors.delivery import Delayed, Undeliverable
from bot.errors.user import UserError
from bot.services.delivery.rate_limiter import Ticket
from bot.services.ports.clock import Clock
from bot.services.ports.messenger import Messenger
from bot.services.unit import Units


@dataclass(frozen=True)
class _Outcome:
    """How a step went. `retry_at` is set if it has to be tried again."""

    done: bool = False
    retry_at: int | None = None
    notice: Notice | None = None


@dataclass(frozen=True)
class PostFollowUps:
    """Publishes posts that are out and opens their threads. Discord refuses to do either twice."""

    units: Units
    clock: Clock
    messenger: Messenger

    async def run(self, schedule: Schedule, post: Post, ticket: Ticket) -> None:
        """Do what a sent post still needs, each step by itself, and store how it went."""
        if post.state != "sent" or "wanted" not in (post.publish, post.thread):
            return
        post, later = replace(post, attempts=post.attempts + 1), []
        if post.publish == "wanted":
            tried = await self._try(schedule, post, "publish-failed", self._publish(post, ticket))
            later += [tried.retry_at] if tried.retry_at else []
            if not tried.retry_at:
                post = replace(post, publish="published" if tried.done else "failed")
            again = self.clock() if post.thread == "wanted" else tried.retry_at
            await self._store(replace(post, retry_at=again), tried)
        if post.thread == "wanted":
            tried = await self._try(schedule, post, "thread-failed", self._open(schedule, post, ticket))
            later += [tried.retry_at] if tried.retry_at else []
            if not tried.retry_at:
                post = replace(post, thread="open" if tried.done else "failed")
            await self._store(replace(post, retry_at=min(later, default=None)), tried)

    async def _publish(self, post: Post, ticket: Ticket) -> None:
        async with ticket.turn():
            await self.messenger.publish(post)

    async def _open(self, schedule: Schedule, post: Post, ticket: Ticket) -> None:
        delivery = await self.units.read(lambda unit: unit.post_content.deliver(schedule, post))
        async with ticket.turn(2):
            await self.messenger.open_thread(delivery)

    async def _try(self, schedule: Schedule, post: Post, kind: NoticeKind, step: Awaitable[None]) -> _Outcome:
        """Take one step. Staff hear once a month why it fails, unless they deleted the post themselves."""
        missing: tuple[str, ...] = ()
        try:
            await step
        except Delayed as error:
            if self.clock() - post.due_at < LATEST:
                return _Outcome(retry_at=retry_at(self.clock(), post.attempts, error))
            reason = "outage"
        except Undeliverable as error:
            if error.reason == "post-gone":
                return _Outcome()
            reason, missing = error.reason, error.missing
        except UserError:  # what it shows isn't in the course anymore
            return _Outcome()
        else:
            return _Outcome(done=True)
        once = f"{schedule.id}:{kind.removesuffix('-failed')}:{reason}:{post.occasion[:7]}"
        return _Outcome(notice=notice_about(schedule, once, kind, self.clock(), reason, missing))

    async def _store(self, post: Post, tried: _Outcome) -> None:
        await self.units.write(lambda unit: unit.stores.posts.settle_post(post, None, tried.notice))
