"""A live round: which phase it's in, when that ends, and what comes next."""

from dataclasses import dataclass, field, replace
from typing import Literal

from bot.domain.classes.assignment import Delivery
from bot.domain.posts.attempt import Attempt
from bot.domain.posts.post import number_of

Phase = Literal["lobby", "question", "results", "podium", "over"]
"""lobby: people join; question: one is open; results: it's closed, and its message shows how it went;
podium: the end. Each phase but the last shows one message, and begins with sending or editing it."""

Ending = Literal["", "stopped", "idle", "off", "blocked"]
"""Why a round ends before its last question, if it does: someone stopped it; nobody went on; a moderator
switched live quizzes off or doesn't allow the channel anymore; the bot can't post."""

FEWEST, MOST = 3, 20
"""Questions in a round."""

SHORTEST, LONGEST = 10, 120
"""Seconds per question."""

LOBBY = 30_000
"""Milliseconds in which people can join before an automatic round starts."""

BREAK = 12_000
"""Milliseconds for which an automatic round shows the results of a question."""

IDLE = 15 * 60_000
"""Milliseconds after which a round ends because nobody went on."""

GRACE = 3_000
"""Milliseconds after its time for which a question stays open: every press that Discord still lets the bot
acknowledge is counted if it was made in time."""

DISCORD_EPOCH = 1_420_070_400_000
"""When Discord's snowflakes begin, in UTC milliseconds."""


@dataclass(frozen=True)
class LiveRound:
    """A live round. Ids are Discord's, times in UTC milliseconds; `seconds` is the time for a question.

    `changes` lets people change their answer until time is up. An `automatic` round goes on by itself.
    `position` is the current question's, from 0; -1 before the first one. `next_at` is when the phase ends by
    itself, once its message is out. `ending` is why the round ends early; "" means that it doesn't.
    """

    id: int
    guild: int
    channel: int
    course: str
    lesson: str | None
    host: int
    questions: int
    seconds: int
    changes: bool
    automatic: bool
    started_at: int
    due_at: int
    phase: Phase = "lobby"
    position: int = -1
    delivery: Delivery = field(default_factory=Delivery)
    next_at: int | None = None
    ending: Ending = ""

    @property
    def number(self) -> int:
        """Return the number that the buttons of the phase's message carry."""
        return message_number(self.id, self.phase, self.position)

    @property
    def nonce(self) -> str:
        """Return the nonce by which Discord recognizes the phase's message if it's sent again."""
        return f"lb{self.number}"

    @property
    def wake_at(self) -> int | None:
        """Return when the round has to go on. None: it's over."""
        if self.phase == "over":
            return None
        if self.delivery.state in ("due", "claimed"):
            return self.due_at if self.delivery.retry_at is None else self.delivery.retry_at
        return self.next_at

    @property
    def is_out(self) -> bool:
        """Return whether the phase's message is out."""
        return self.delivery.state == "sent"

    @property
    def is_paused(self) -> bool:
        """Return whether the bot couldn't show the phase, so that the round waits for someone."""
        return self.delivery.state in ("failed", "uncertain", "missed")

    @property
    def attempt(self) -> Attempt:
        """Return the state machine's view of the phase's message."""
        return self.delivery.attempt(self.due_at)

    @property
    def is_last(self) -> bool:
        """Return whether no question follows the current one."""
        return self.position + 1 >= self.questions


def message_number(live: int, phase: Phase, position: int) -> int:
    """Return the number of a phase's message. A question's is also the question's id."""
    return number_of(f"live:{live}:{phase}:{position}")


def moment(snowflake: int) -> int:
    """Return when Discord made a snowflake, in UTC milliseconds by its own clock."""
    return (snowflake >> 22) + DISCORD_EPOCH


def is_late(press: int, message: int, seconds: int) -> bool:
    """Return whether a press came after a question's time. Both ids are Discord's, so its clock decides."""
    return moment(press) > moment(message) + seconds * 1000


def settled(live: LiveRound, attempt: Attempt, now: int, message: int | None = None) -> LiveRound:
    """Return the round after an attempt to show its phase. `message` is the message's id, once it's out.

    If the bot can't show it, the round waits for someone to fix that and go on.
    """
    live = replace(live, delivery=Delivery.of(attempt))
    if live.phase == "podium" and (live.is_out or live.is_paused):
        return replace(live, phase="over")
    if live.is_out:
        return replace(live, next_at=_end(live, attempt, now, message))
    return replace(live, next_at=now if live.ending else now + IDLE) if live.is_paused else live


def _end(live: LiveRound, attempt: Attempt, now: int, message: int | None) -> int:
    """Return when a phase ends by itself whose message is out."""
    if live.ending:
        return now
    if live.phase == "question":
        # Discord's clock may differ from ours, but the message was surely sent between the claim and now.
        first = now if attempt.first_at is None else min(attempt.first_at, now)
        sent = min(max(moment(message), first), now) if message else now
        return sent + live.seconds * 1000 + GRACE
    if not live.automatic:
        return now + IDLE
    return now + (LOBBY if live.phase == "lobby" else BREAK)


def go_on(live: LiveRound, now: int, *, asked: bool = False) -> LiveRound:
    """Return the round in its next phase. `asked` says that someone wants it; otherwise, its time is up."""
    if live.phase == "question" and live.is_out:
        return _begin(live, "results", now)
    if live.ending:
        return _begin(live, "podium", now)
    if live.is_paused:
        return _begin(live, live.phase, now) if asked else end(live, "blocked", now)
    if not asked and not live.automatic:
        return end(live, "idle", now)
    if live.phase == "lobby" or (live.phase == "results" and not live.is_last):
        return _begin(replace(live, position=live.position + 1), "question", now)
    return _begin(live, "podium", now)


def end(live: LiveRound, why: Ending, now: int) -> LiveRound:
    """Return the round on its way to an early end. An open question is closed first, and its answers count.

    If the phase's message is being sent, that's finished first, so that no message is left behind.
    """
    live = replace(live, ending=live.ending or why)
    if live.phase in ("podium", "over") or live.delivery.state == "claimed":
        return live
    if live.phase == "question" and live.is_out:
        return _begin(live, "results", now)
    if live.phase == "results" and not live.is_out and not live.is_paused:
        return live
    return _begin(live, "podium", now)


def _begin(live: LiveRound, phase: Phase, now: int) -> LiveRound:
    return replace(live, phase=phase, delivery=Delivery(), due_at=now, next_at=None)
