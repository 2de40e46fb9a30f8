"""Live rounds: start one, go on, and stop it."""

from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.course.library import Library, Place
from bot.domain.learning.quiz import draw
from bot.domain.live.live_round import LiveRound, end, go_on, message_number
from bot.domain.live.votes import LiveQuestion
from bot.errors.live import LiveBusy, LiveNotFound, LiveOver, LiveRunning, NotLiveHost
from bot.errors.user import ChannelNotAllowed, NoQuestions, StaleControl
from bot.services.delivery.wakeup import Waker
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.live import LiveStore
from bot.services.ports.posts.servers import ServerStore


@dataclass(frozen=True)
class LiveWish:
    """What a host wants: how many questions, how many seconds for each, and from which lesson, if any."""

    channel: int
    place: Place | None
    questions: int
    seconds: int
    changes: bool
    automatic: bool


@dataclass(frozen=True)
class Host:
    """Someone who wants to go on with a round or stop it. `entitled` says that Discord let them run the
    command, or that they're a moderator; otherwise it takes the teacher role, or being the host.
    """

    actor: Actor
    roles: frozenset[int] = frozenset()
    entitled: bool = False


@dataclass(frozen=True)
class LiveRounds:
    """Live rounds in a server's channels, one at a time in each."""

    library: Library
    live_store: LiveStore
    server_store: ServerStore
    clock: Clock
    wakeup: Waker

    async def start(self, who: Actor, course: Course, wish: LiveWish) -> LiveRound:
        """Start a round. Raises LiveRunning, NoQuestions and ChannelNotAllowed."""
        guild, now = who.guild or 0, self.clock()
        if not (await self.server_store.settings(guild)).allows(wish.channel):
            raise ChannelNotAllowed(wish.channel)
        lesson = wish.place.lesson if wish.place else None
        pool = course.units[lesson.id].questions if lesson else tuple(course.questions.values())
        items = draw([each for each in pool if each.rules.one_press], wish.questions, who.interaction)
        if not items:
            raise NoQuestions
        live = LiveRound(
            id=who.interaction,
            guild=guild,
            channel=wish.channel,
            course=course.id,
            lesson=lesson.id if lesson else None,
            host=who.learner,
            questions=len(items),
            seconds=wish.seconds,
            changes=wish.changes,
            automatic=wish.automatic,
            started_at=now,
            due_at=now,
        )
        questions = [course.questions[item.question] for item in items]
        asked = [
            LiveQuestion(
                message_number(live.id, "question", place), live.id, place, q.id, q.version, q.fingerprint
            )
            for place, q in enumerate(questions)
        ]
        if not await self.live_store.add_round(live, list(zip(asked, questions, strict=True))):
            if await self.live_store.round(live.id):  # the same command, delivered twice
                return live
            raise LiveRunning
        self.wakeup.wake()
        return live

    async def in_channel(self, channel: int) -> LiveRound:
        """Return the round that's on in a channel. Raises LiveNotFound."""
        found = await self.live_store.open_round(channel)
        if found is None:
            raise LiveNotFound
        return found

    async def next(self, by: Host, live: int, position: int | None = None) -> LiveRound:
        """Go on with a round: start it, close the open question, ask the next one, or show the podium.

        `position` is where it was when the button was shown. Raises LiveNotFound, LiveOver, NotLiveHost,
        LiveBusy if its message is still being sent, and StaleControl if it has gone on since.
        """
        found = await self._steered(by, live)
        if position is not None and position != found.position:
            raise StaleControl
        if not (found.is_out or found.is_paused) or found.ending:
            raise LiveBusy
        return await self._store(go_on(found, self.clock(), asked=True))

    async def stop(self, by: Host, live: int) -> LiveRound:
        """Stop a round. An open question is closed, and its answers count. Raises what `next` does."""
        found = await self._steered(by, live)
        return await self._store(end(found, "stopped", self.clock()))

    async def _steered(self, by: Host, live: int) -> LiveRound:
        found = await self.live_store.lock_round(live)
        if found is None or found.guild != by.actor.guild:
            raise LiveNotFound
        if found.phase in ("podium", "over"):
            raise LiveOver(live)
        settings = await self.server_store.settings(found.guild)
        if by.entitled or by.actor.learner == found.host or settings.teaches(by.roles):
            return found
        raise NotLiveHost

    async def _store(self, live: LiveRound) -> LiveRound:
        await self.live_store.update_round(live)
        self.wakeup.wake()
        return live
