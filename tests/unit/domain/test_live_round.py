"""A live round goes from phase to phase, whoever goes on and whatever goes wrong."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.classes.assignment import Delivery
from bot.domain.live.live_round import (
    BREAK,
    DISCORD_EPOCH,
    GRACE,
    IDLE,
    LOBBY,
    LiveRound,
    end,
    go_on,
    is_late,
    moment,
    settled,
)
from bot.domain.posts.attempt import Attempt

NOW = 1_800_000_000_000
SECOND = 1000


def snowflake(at: int, number: int = 0) -> int:
    """Return an id that Discord makes at this time."""
    return (at - DISCORD_EPOCH << 22) + number


def live(**changes: Any) -> LiveRound:
    """Return an automatic round of two questions, 20 seconds each, that was just opened."""
    made = LiveRound(1, 2, 3, "course", None, 4, 2, 20, False, True, started_at=NOW, due_at=NOW)
    return replace(made, **changes)


def out(found: LiveRound, now: int = NOW, message_at: int | None = None) -> LiveRound:
    """Return the round with its phase's message out."""
    sent = Attempt(found.due_at, "sent", found.due_at)
    return settled(found, sent, now, snowflake(message_at or now))


def failed(found: LiveRound) -> LiveRound:
    """Return the round when the bot can't show its phase."""
    return settled(found, Attempt(NOW, "failed", attempts=1), NOW)


def test_an_automatic_round_goes_on_by_itself() -> None:
    """Lobby, then each question and its results, then the podium; each phase has its time."""
    found, story = live(), []
    while found.phase != "over":
        found = out(found)
        story.append((found.phase, found.position, found.wake_at and found.wake_at - NOW))
        found = go_on(found, NOW) if found.phase != "over" else found
    asked = 20 * SECOND + GRACE
    assert story == [
        ("lobby", -1, LOBBY),
        ("question", 0, asked),
        ("results", 0, BREAK),
        ("question", 1, asked),
        ("results", 1, BREAK),
        ("over", 1, None),
    ]


def test_a_host_goes_on_when_they_like() -> None:
    """Questions still end by themselves; everything else waits for the host, for a while."""
    found = out(live(automatic=False))
    assert found.wake_at == NOW + IDLE
    found = out(go_on(found, NOW, asked=True))
    assert (found.phase, found.wake_at) == ("question", NOW + 20 * SECOND + GRACE)
    found = out(go_on(found, NOW))
    assert (found.phase, found.wake_at) == ("results", NOW + IDLE)
    assert go_on(found, NOW, asked=True).phase == "question"
    idle = go_on(found, NOW)
    assert (idle.phase, idle.ending) == ("podium", "idle")


def test_a_question_can_be_closed_early() -> None:
    """Its results come at once."""
    found = out(live(phase="question", position=0))
    assert go_on(found, NOW, asked=True).phase == "results"


@pytest.mark.parametrize("phase", ["lobby", "question", "results"])
def test_a_stopped_round_shows_its_podium(phase: Any) -> None:
    """An open question is closed first, so that its answers count and everyone sees the right one."""
    found = end(out(live(phase=phase, position=-1 if phase == "lobby" else 0)), "stopped", NOW)
    if phase == "question":
        assert (found.phase, found.ending) == ("results", "stopped")
        found = out(found)
        assert found.wake_at == NOW
        found = go_on(found, NOW)
    assert (found.phase, found.ending) == ("podium", "stopped")
    assert out(found).phase == "over"


def test_a_round_that_is_stopped_while_a_message_is_sent_ends_after_it() -> None:
    """So no message with buttons is left behind."""
    sending = live(phase="question", position=0, delivery=Delivery("claimed", NOW))
    stopped = end(sending, "stopped", NOW)
    assert (stopped.phase, stopped.ending) == ("question", "stopped")
    stopped = out(stopped)
    assert stopped.wake_at == NOW
    assert go_on(stopped, NOW).phase == "results"


def test_the_first_reason_to_end_stands() -> None:
    """Stopping a round that's ending already changes nothing."""
    ending = out(end(out(live(phase="question", position=0)), "off", NOW))
    assert end(ending, "stopped", NOW).ending == "off"
    podium = end(ending, "stopped", NOW)
    assert end(podium, "idle", NOW) == podium


def test_a_round_waits_when_the_bot_cannot_post() -> None:
    """Someone can fix it and go on; if nobody does, it ends, and its podium is tried once."""
    paused = failed(live(phase="question", position=1))
    assert (paused.is_paused, paused.wake_at) == (True, NOW + IDLE)
    again = go_on(paused, NOW, asked=True)
    assert (again.phase, again.position, again.wake_at) == ("question", 1, NOW)
    given_up = go_on(paused, NOW)
    assert (given_up.phase, given_up.ending) == ("podium", "blocked")
    assert failed(given_up).phase == "over"


def test_a_round_that_ends_does_not_wait_for_a_fix() -> None:
    """Nobody wants to see its question anymore."""
    paused = failed(live(phase="question", position=1, ending="stopped"))
    assert paused.wake_at == NOW
    assert go_on(paused, NOW).phase == "podium"


@pytest.mark.parametrize(("after", "late"), [(0, False), (19_999, False), (20_000, False), (20_001, True)])
def test_discords_clock_says_what_is_late(after: int, late: bool) -> None:
    """A press counts up to the last millisecond, in whatever order presses arrive."""
    assert is_late(snowflake(NOW + after, 4_194_303), snowflake(NOW), 20) is late


@pytest.mark.parametrize(
    ("discord", "expected"),
    [(-5_000, 0), (0, 0), (700, 700), (1_500, 1_000), (3_600_000, 1_000)],
)
def test_a_question_is_open_for_its_whole_time(discord: int, expected: int) -> None:
    """It was sent between the claim and now, whatever Discord's clock says."""
    found = out(live(phase="question", position=0), NOW + 1_000, NOW + discord)
    assert found.next_at == NOW + expected + 20 * SECOND + GRACE


def test_a_snowflake_has_its_time() -> None:
    """Discord's own example: 175928847299117063 was made on 2016-04-30 at 11:18:25.796 UTC."""
    assert moment(175928847299117063) == 1_462_015_105_796
