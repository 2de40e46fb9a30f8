"""Live rounds with a simulated clock: their phases, late votes, crashes, and who may go on."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import make_live_loop
from bot.domain.live.live_round import BREAK, DISCORD_EPOCH, GRACE, IDLE, LOBBY, LiveRound
from bot.domain.posts.server import ServerSettings
from bot.errors.delivery import Undeliverable
from bot.errors.live import LiveBusy, LiveNotFound, LiveOver, LiveRunning, NotLiveHost, TimeUp
from bot.errors.user import ChannelNotAllowed, StaleControl
from bot.services.delivery.rate_limiter import RateLimiter
from bot.services.learning.quiz_state import Actor
from bot.services.live.live_loop import LiveLoop
from bot.services.live.rounds import Host, LiveWish
from bot.services.ports.messenger import LivePost
from tests.unit.services.service_fixture import (
    CHANNEL,
    COURSE,
    DUE,
    GUILD,
    LEARNER,
    MODERATOR,
    STAFF,
    Killed,
    ServiceHarness,
    open_harness,
)

SECONDS, TEACHER_ROLE = 20, 60


@dataclass
class LiveHarness:
    """A server whose moderator hosts live rounds, with a clock that the test moves."""

    base: ServiceHarness

    def __post_init__(self) -> None:
        self.base.now = DUE
        self.loop = self.new_process()
        self.services: Any = self.base.services
        self.messenger = self.base.messenger

    def new_process(self) -> LiveLoop:
        """Return the loop of another process on the same database."""
        return make_live_loop(self.base.services, self.base.messenger, RateLimiter())

    async def start(self, **changes: Any) -> LiveRound:
        """Open a round of two questions, and let its lobby be posted."""
        wish = LiveWish(CHANNEL, None, 2, SECONDS, changes=False, automatic=True)
        live: LiveRound = await self.services.live_rounds.start(
            self.base.actor(), COURSE.default, replace(wish, **changes)
        )
        await self.run()
        return live

    async def run(self, seconds: float = 0.0) -> None:
        """Move the clock, and let the loop do all that's due."""
        self.base.now += int(seconds * 1000)
        while True:
            due = await self.base.record.stores.live.next_wake()
            if due is None or due > self.base.now:
                break
            await self.loop.round()
            await asyncio.gather(*self.loop._under_way.values())
        while await self.loop.sender.record():
            pass

    async def vote(self, right: bool = True, learner: int = LEARNER, late: float = 0.0) -> Any:
        """Vote on the open question, by the clock, or so many seconds after it opened."""
        post = self.shown("question")
        assert post.question
        choice = next(place for place in post.order if (place in post.question.correct) is right)
        message = self.messenger.known[post.live.nonce]
        opened = (message >> 22) + DISCORD_EPOCH
        self.base.acts += 1
        at = opened + int(late * 1000) if late else self.base.now
        press = (at - DISCORD_EPOCH << 22) + self.base.acts
        actor = Actor(learner, GUILD, press)
        return await self.services.live_answers.vote(actor, post.live.number, choice, message)

    def shown(self, phase: str) -> LivePost:
        """Return the latest message of this phase."""
        return next(post for post in reversed(self.messenger.live) if post.live.phase == phase)

    @property
    def phases(self) -> list[tuple[str, int]]:
        """Return every message so far: its phase and its question."""
        return [(post.live.phase, post.live.position) for post in self.messenger.live]

    async def live(self, id: int) -> LiveRound:
        """Return a round as it's stored."""
        found: LiveRound = await self.base.record.stores.live.round(id)
        return found

    async def answers(self, learner: int = LEARNER) -> list[bool]:
        """Return whether each of a person's answers was right, oldest first."""
        return [each.right for each in await self.base.record.answers(learner, COURSE.default.id)]


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[LiveHarness]:
    """Return a server with nothing going on."""
    async with open_harness(tmp_path) as base:
        yield LiveHarness(base)


WHOLE = [("lobby", -1), ("question", 0), ("results", 0), ("question", 1), ("results", 1), ("podium", 1)]


async def test_an_automatic_round_goes_from_the_lobby_to_the_podium(harness: LiveHarness) -> None:
    """Each message once and on time; votes count, and become answers."""
    live = await harness.start()
    for phase in ((LOBBY, True), (BREAK, False)):
        await harness.run(phase[0] / 1000)
        await harness.vote(phase[1])
        await harness.vote(learner=LEARNER + 1)
        await harness.run(SECONDS + GRACE / 1000)
        results = harness.shown("results")
        assert sum(results.choices.values()) == 2
    await harness.run(BREAK / 1000)
    assert harness.phases == WHOLE
    ranks = [(rank.place, rank.points, rank.learners) for rank in harness.shown("podium").ranks]
    assert ranks == [(1, 200, [LEARNER + 1]), (2, 100, [LEARNER])]
    assert (await harness.live(live.id)).phase == "over"
    assert await harness.answers() == [True, False]
    assert await harness.answers(LEARNER + 1) == [True, True]


async def test_not_answering_is_not_wrong(harness: LiveHarness) -> None:
    """Nothing is stored about a question that someone let pass."""
    live = await harness.start()
    await harness.run(LOBBY / 1000)
    await harness.services.live_answers.join(harness.base.actor(LEARNER), live.id)
    for seconds in (SECONDS + GRACE / 1000, BREAK / 1000):
        await harness.run(seconds)
    await harness.vote()
    for seconds in (SECONDS + GRACE / 1000, BREAK / 1000):
        await harness.run(seconds)
    assert await harness.answers() == [True]
    result = await harness.services.live_answers.result(harness.base.actor(LEARNER), live.id)
    assert (result.points, result.rank.place, len(result.quiz.items)) == (100, 1, 1)


async def test_a_press_counts_by_discords_clock(harness: LiveHarness) -> None:
    """In time if it was made in time, even if it arrives later; too late otherwise."""
    await harness.start()
    await harness.run(LOBBY / 1000)
    await harness.run(SECONDS + 2)
    await harness.vote(late=SECONDS)
    with pytest.raises(TimeUp):
        await harness.vote(learner=LEARNER + 1, late=SECONDS + 0.001)
    await harness.run(GRACE / 1000)
    with pytest.raises(TimeUp):
        await harness.vote(learner=LEARNER + 2, late=1)
    assert sum(harness.shown("results").choices.values()) == 1


async def test_changing_an_answer(harness: LiveHarness) -> None:
    """If the host allowed it, the last press counts; otherwise, the first."""
    for changes, points in ((True, 100), (False, 0)):
        live = await harness.start(changes=changes)
        await harness.run(LOBBY / 1000)
        assert not (await harness.vote(right=False)).repeated
        assert (await harness.vote(right=True)).repeated is not changes
        await harness.services.live_rounds.stop(Host(harness.base.actor()), live.id)
        await harness.run()
        found = await harness.services.live_answers.result(harness.base.actor(LEARNER), live.id)
        assert found.points == points


async def test_a_channel_has_one_round(harness: LiveHarness) -> None:
    """The second is refused; a command that's delivered twice opens one."""
    first = await harness.start()
    with pytest.raises(LiveRunning):
        await harness.start()
    actor = Actor(MODERATOR, GUILD, first.id)
    wish = LiveWish(CHANNEL, None, 2, SECONDS, changes=False, automatic=True)
    assert (await harness.services.live_rounds.start(actor, COURSE.default, wish)).id == first.id
    await harness.start(channel=CHANNEL + 1)


async def test_who_can_go_on(harness: LiveHarness) -> None:
    """The host, moderators and teachers, but not everyone; and only from where the button says."""
    live = await harness.start(automatic=False)
    rounds, actor = harness.services.live_rounds, harness.base.actor
    await harness.base.record.set_settings(
        ServerSettings(GUILD, teacher_role=TEACHER_ROLE), await _entry(harness)
    )
    with pytest.raises(NotLiveHost):
        await rounds.next(Host(actor(LEARNER)), live.id)
    with pytest.raises(NotLiveHost):
        await rounds.stop(Host(actor(LEARNER)), live.id)
    with pytest.raises(LiveNotFound):
        await rounds.next(Host(actor(MODERATOR, GUILD + 1)), live.id)
    with pytest.raises(StaleControl):
        await rounds.next(Host(actor()), live.id, 0)
    await rounds.next(Host(actor(LEARNER), frozenset([TEACHER_ROLE])), live.id, -1)
    with pytest.raises(LiveBusy):
        await rounds.next(Host(actor()), live.id)
    await harness.run()
    await rounds.next(Host(actor(LEARNER), entitled=True), live.id)
    await harness.run()
    await rounds.stop(Host(actor()), live.id)
    await harness.run()
    assert harness.phases == [("lobby", -1), ("question", 0), ("results", 0), ("podium", 0)]
    with pytest.raises(LiveOver):
        await rounds.next(Host(actor()), live.id)


async def _entry(harness: LiveHarness) -> Any:
    from tests.contract.samples_daily import entry

    return entry(harness.base.acts, guild=GUILD)


async def test_a_host_who_leaves_ends_the_round_with_its_results(harness: LiveHarness) -> None:
    """After a quarter of an hour without anyone going on."""
    live = await harness.start(automatic=False)
    await harness.services.live_rounds.next(Host(harness.base.actor()), live.id)
    await harness.run()
    await harness.vote()
    await harness.run(SECONDS + GRACE / 1000)
    await harness.run(IDLE / 1000 - 1)
    assert harness.phases[-1] == ("results", 0)
    await harness.run(1)
    podium = harness.shown("podium")
    assert (podium.live.ending, [rank.points for rank in podium.ranks]) == ("idle", [100])
    assert await harness.answers() == [True]


async def test_stopping_counts_the_open_question(harness: LiveHarness) -> None:
    """What was locked in stays, everyone sees the right answer, then the podium."""
    live = await harness.start()
    await harness.run(LOBBY / 1000)
    await harness.vote()
    await harness.services.live_rounds.stop(Host(harness.base.actor()), live.id)
    await harness.run()
    assert harness.phases == [("lobby", -1), ("question", 0), ("results", 0), ("podium", 0)]
    assert harness.shown("podium").live.ending == "stopped"
    assert await harness.answers() == [True]


async def test_a_permission_taken_away_pauses_the_round(harness: LiveHarness) -> None:
    """The host hears what's missing. Once it's back, they go on where it was, with every vote."""
    live = await harness.start()
    await harness.run(LOBBY / 1000)
    await harness.vote()
    await harness.run(SECONDS + GRACE / 1000)
    harness.messenger.plans.append(Undeliverable("permission", ("Send Messages",)))
    await harness.run(BREAK / 1000)
    assert (await harness.live(live.id)).is_paused
    [notice] = await harness.base.record.notices(GUILD)
    assert (notice.kind, notice.missing, notice.set_by) == ("live", ("Send Messages",), MODERATOR)
    await harness.services.live_rounds.next(Host(harness.base.actor()), live.id)
    await harness.run()
    await harness.vote()
    for seconds in (SECONDS + GRACE / 1000, BREAK / 1000):
        await harness.run(seconds)
    assert harness.phases == WHOLE
    assert await harness.answers() == [True, True]


async def test_a_round_that_nobody_fixes_ends_and_keeps_its_votes(harness: LiveHarness) -> None:
    """Even if the podium can't be posted, either: the channel is free again."""
    live = await harness.start()
    await harness.run(LOBBY / 1000)
    await harness.vote()
    harness.messenger.plans += [Undeliverable("channel-gone")] * 2
    await harness.run(SECONDS + GRACE / 1000)
    await harness.run(IDLE / 1000)
    found = await harness.live(live.id)
    assert (found.phase, found.ending) == ("over", "blocked")
    assert await harness.answers() == [True]
    await harness.start()


async def test_a_round_ends_where_it_is_not_allowed_anymore(harness: LiveHarness) -> None:
    """A moderator can switch live quizzes off, or limit the channels, in the middle of one."""
    await harness.start()
    await harness.run(LOBBY / 1000)
    await harness.vote()
    settings = ServerSettings(GUILD, staff_channel=STAFF, channels=frozenset([CHANNEL + 1]))
    await harness.base.record.set_settings(settings, await _entry(harness))
    await harness.run(SECONDS + GRACE / 1000)
    await harness.run()
    assert harness.phases == [("lobby", -1), ("question", 0), ("results", 0), ("podium", 0)]
    assert harness.shown("podium").live.ending == "off"
    assert await harness.answers() == [True]
    with pytest.raises(ChannelNotAllowed):
        await harness.start()


@pytest.mark.parametrize("arrives", [False, True])
@pytest.mark.parametrize("step", range(len(WHOLE)))
async def test_a_process_killed_while_sending_loses_nothing(
    harness: LiveHarness, step: int, arrives: bool
) -> None:
    """Whichever message it was, and whether or not Discord got it: the next process goes on."""
    harness.messenger.arrives = arrives
    live = None
    asked = SECONDS * 1000 + GRACE
    for number, seconds in enumerate((0, LOBBY, asked, BREAK, asked, BREAK)):
        if number == step:
            harness.messenger.plans.append(Killed())
        try:
            if live is None:
                live = True
                await harness.start()
            else:
                await harness.run(seconds / 1000)
        except Killed:
            harness.loop = harness.new_process()
            harness.base.now += 10_000  # the lease of the dead process has expired
            await harness.run()
        if WHOLE[number][0] == "question":
            await harness.vote()
    assert list(dict.fromkeys(harness.phases)) == WHOLE
    assert len(harness.messenger.known) == 4  # a lobby, two questions and a podium, each under one nonce
    assert await harness.answers() == [True, True]
    assert harness.shown("podium").ranks[0].points == 200


async def test_a_round_that_was_away_for_long_ends(harness: LiveHarness) -> None:
    """Nobody is asked a question in the middle of the night."""
    live = await harness.start()
    harness.messenger.plans.append(Killed())
    with pytest.raises(Killed):
        await harness.run(LOBBY / 1000)
    harness.messenger.known.pop((await harness.live(live.id)).nonce, None)
    harness.loop = harness.new_process()
    await harness.run(8 * 3600)
    assert (await harness.live(live.id)).phase == "over"
    assert harness.phases[-1][0] == "podium"
