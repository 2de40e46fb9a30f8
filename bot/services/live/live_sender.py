"""Take live rounds through their phases: post each one's message, and go on when its time is up."""

from dataclasses import dataclass, replace

from bot.domain.classes.assignment import Delivery
from bot.domain.learning.quiz import shuffled
from bot.domain.live.live_round import BREAK, IDLE, LOBBY, LiveRound, end, go_on, settled
from bot.domain.live.scoring import ranks
from bot.domain.posts.attempt import Arrived, Attempt, Event, Taken
from bot.domain.posts.server import Notice, notice_number
from bot.errors.delivery import Undeliverable
from bot.services.delivery.outbox import Outbox
from bot.services.delivery.rate_limiter import Ticket
from bot.services.ports.clock import Clock
from bot.services.ports.messenger import LivePost, Messenger
from bot.services.ports.posts.leases import Lease
from bot.services.unit import Unit, Units

TOGETHER = 25
"""Votes that one unit stores as answers. Presses wait for no longer than that."""


@dataclass(frozen=True)
class LiveSender:
    """Shows the phases of live rounds, and stores votes as answers once their question is closed."""

    units: Units
    clock: Clock
    messenger: Messenger

    async def advance(self, lease: Lease, live: LiveRound, ticket: Ticket) -> None:
        """Show a round's phase, or go on to the next one because its time is up."""
        if await self._go_on(lease, live):
            message = _OutgoingPhase(self, lease, live, live.attempt)
            await Outbox(self.clock).resume(message, ticket)

    async def give_up(self, live: LiveRound) -> None:
        """End a round that can't even be tried. Its answers count."""

        async def store(unit: Unit) -> None:
            if found := await unit.stores.live.lock_round(live.id):
                await unit.stores.live.update_round(replace(found, phase="over", ending="blocked"))

        await self.units.write(store)

    async def record(self) -> bool:
        """Store some votes on closed questions as answers. Return whether there may be more."""
        return await self.units.write(lambda unit: unit.live_answers.record(TOGETHER)) == TOGETHER

    async def _go_on(self, lease: Lease, live: LiveRound) -> bool:
        """Begin the next phase if it's time. Return True if there's a message to show first."""
        now = self.clock()
        waits = live.delivery.state in ("due", "claimed")
        too_late = live.phase in ("lobby", "question") and now - live.due_at > IDLE

        async def store(unit: Unit) -> bool:
            found = await unit.stores.live.lock_round(live.id)
            if found != live:  # someone else went on
                return False
            settings = await unit.servers.settings(live.guild)
            allowed = "live" not in settings.off and settings.allows(live.channel)
            if waits and allowed and not too_late:
                return True
            if not allowed:
                following = end(live, "off", now)
            elif waits:
                following = end(live, "idle", now)
            else:
                following = go_on(live, now)
            if following == live:  # it's ending already, and its last message is still to be shown
                return waits
            await unit.stores.live.update_round(following, lease)
            return False

        return await self.units.write(store)


async def _look(unit: Unit, live: LiveRound, now: int) -> LivePost:
    """Return what a phase shows. Raises WordingLost."""
    store, course = unit.stores.live, unit.library.known(live.course)
    question = None
    if live.phase in ("question", "results"):
        asked = (await store.questions(live.id))[live.position]
        question = await unit.live_answers.wording(live, asked)
    shown = live.phase in ("results", "podium")
    return LivePost(
        live=live,
        course=course,
        lesson=course.unit(live.lesson or "") if course else None,
        question=question,
        order=shuffled(question, live.id, live.position) if question else (),
        choices=await store.choices(live.id, live.position) if live.phase == "results" else {},
        ranks=ranks(await store.scores(live.id)) if shown else (),
        players=await store.count_players(live.id),
        next_at=_next_at(live, now),
    )


def _next_at(live: LiveRound, now: int) -> int | None:
    """Return when a phase that's about to be shown ends by itself."""
    if live.phase == "question":
        return now + live.seconds * 1000
    if not live.automatic or live.ending or live.phase == "podium":
        return None
    return now + (LOBBY if live.phase == "lobby" else BREAK)


@dataclass
class _OutgoingPhase:
    """A phase's message on its way. See `bot.services.delivery.outbox.Outgoing`."""

    sender: LiveSender
    lease: Lease
    live: LiveRound
    attempt: Attempt
    requests: int = 1
    content: LivePost | None = None

    def __str__(self) -> str:
        return f"the {self.live.phase} {self.live.position} of live round {self.live.id}"

    async def claim(self, attempt: Attempt) -> bool:
        """Store the attempt unless the round has gone on."""
        claimed, now = replace(self.live, delivery=Delivery.of(attempt)), self.sender.clock()

        async def store(unit: Unit) -> bool:
            if await unit.stores.live.lock_round(self.live.id) != self.live:
                return False
            await unit.stores.live.update_round(claimed, self.lease)
            return True

        if not await self.sender.units.write(store):
            return False
        self.content = await self.sender.units.read(lambda unit: _look(unit, claimed, now))
        return True

    async def send(self) -> int:
        assert self.content
        if self.live.phase == "results":
            return await self._edit(self.content)
        return await self.sender.messenger.post_live(self.content)

    async def find(self, ago: int | None) -> int | None:
        live = self.live
        if live.phase == "results":  # editing twice does no harm, and needs no history
            now = self.sender.clock()
            return await self._edit(await self.sender.units.read(lambda unit: _look(unit, live, now)))
        return await self.sender.messenger.find(live.guild, live.channel, live.number, ago)

    async def _edit(self, content: LivePost) -> int:
        """Show the results in the question's message, unless it's unknown."""
        live = self.live
        asked = await self.sender.units.read(lambda unit: unit.stores.live.questions(live.id))
        message = asked[live.position].message
        return await self.sender.messenger.edit_live(content, message) if message else 0

    async def settle(self, attempt: Attempt, event: Event) -> None:
        """Store how it went. If the bot can't show the phase, tell the host."""
        live, now = self.live, self.sender.clock()
        message = event.message if isinstance(event, Arrived) else None
        lease = self.lease if isinstance(event, Taken) else None

        async def store(unit: Unit) -> None:
            if message and live.phase == "question":
                await unit.stores.live.set_message(live.number, message)
            found = await unit.stores.live.lock_round(live.id)
            if found is None or (found.phase, found.position) != (live.phase, live.position):
                return
            after = settled(found, attempt, now, message)
            notice = _notice(after, event, now) if after.is_paused or attempt.state == "failed" else None
            await unit.stores.live.update_round(after, lease, notice)
            if notice:
                unit.wakeup.wake()

        await self.sender.units.write(store)


def _notice(live: LiveRound, event: Event, now: int) -> Notice:
    reason = event.reason if isinstance(event, Undeliverable) else "refused"
    missing = event.missing if isinstance(event, Undeliverable) else ()
    number = notice_number(f"{live.nonce}:{reason}:{live.delivery.attempts}")
    return Notice(number, live.guild, live.id, live.channel, "live", reason, missing, 1, now)
