"""A delivery is sent once, never blindly after its nonce is forgotten, and always comes to an end."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.posts.attempt import (
    LATEST,
    SAME_NONCE,
    STALE,
    Absent,
    Action,
    Arrived,
    Attempt,
    Event,
    State,
    Taken,
    advance,
    retry_at,
)
from bot.errors.delivery import Delayed, Undeliverable, Unreadable
from bot.errors.user import CourseNotFound

DUE = 1_774_854_000_000
SURE, UNSURE = Delayed("429", sure=True, seconds=8.0), Delayed("500", sure=False)
GONE, REFUSED_UNSURE = Undeliverable("channel-gone"), Undeliverable("refused", sure=False)
CLAIMED = advance(Attempt(DUE), Taken(), DUE)[0]
LEFT = replace(CLAIMED, fresh=False)  # as a crash leaves it

ENDED: tuple[State, ...] = ("sent", "missed", "failed", "uncertain")
SEND_RESULTS = (Arrived(1), SURE, UNSURE, GONE, REFUSED_UNSURE, CourseNotFound("gone"))
LOOK_RESULTS = (Arrived(1), Absent(), Unreadable(), SURE, UNSURE, GONE)
CRASHES = 5


@pytest.mark.parametrize(
    ("attempt", "event", "after", "state", "action"),
    [
        (Attempt(DUE), Taken(), 0, "claimed", "send"),
        (Attempt(DUE), Taken(), LATEST - 1, "claimed", "send"),
        (Attempt(DUE), Taken(), LATEST, "missed", "stop"),
        (Attempt(DUE), Taken(held=True), 0, "failed", "stop"),
        (LEFT, Taken(), SAME_NONCE - 1, "claimed", "send"),
        (LEFT, Taken(), SAME_NONCE, "claimed", "find"),
        (LEFT, Taken(), -1, "claimed", "find"),
        (LEFT, Taken(held=True), 1, "claimed", "wait"),
        (LEFT, Taken(held=True), SAME_NONCE, "claimed", "find"),
        (CLAIMED, Arrived(1), 1, "sent", "stop"),
        (LEFT, Absent(), SAME_NONCE, "due", "wait"),
        (LEFT, Unreadable(), SAME_NONCE, "uncertain", "stop"),
        (CLAIMED, GONE, 1, "failed", "stop"),
        (CLAIMED, CourseNotFound("gone"), 1, "failed", "stop"),
        (LEFT, CourseNotFound("gone"), 1, "uncertain", "stop"),
        (CLAIMED, UNSURE, 1, "claimed", "wait"),
        (CLAIMED, SURE, LATEST, "missed", "stop"),
        (LEFT, SURE, LATEST, "uncertain", "stop"),
        (CLAIMED, UNSURE, LATEST, "uncertain", "stop"),
    ],
)
def test_each_event_has_its_answer(
    attempt: Attempt, event: Event, after: int, state: State, action: Action
) -> None:
    """One line per arrow of the diagram."""
    result, todo = advance(attempt, event, DUE + after)
    assert (result.state, todo) == (state, action)


@pytest.mark.parametrize(
    ("attempt", "event", "known_absent"),
    [
        (CLAIMED, SURE, True),
        (CLAIMED, UNSURE, False),
        (LEFT, SURE, False),
        (CLAIMED, GONE, True),
        (CLAIMED, REFUSED_UNSURE, False),
        (LEFT, GONE, False),
    ],
)
def test_only_a_sure_failure_of_a_first_attempt_clears_it(
    attempt: Attempt, event: Event, known_absent: bool
) -> None:
    """A repeat that surely failed says nothing of the attempt before it."""
    result, _ = advance(attempt, event, DUE + 1)
    assert (result.first_at is None) == known_absent


def test_the_wait_doubles_up_to_five_minutes() -> None:
    """Discord's own wish counts when it's longer."""
    waits = [retry_at(0, attempts, UNSURE) for attempts in (1, 2, 3, 7, 100)]
    assert waits == [5_000, 10_000, 20_000, 300_000, 300_000]
    assert retry_at(0, 1, SURE) == 8_000


def test_a_claim_that_waited_in_line_too_long_is_not_sent() -> None:
    """Another process may have taken over by then."""
    assert [CLAIMED.is_stale(DUE + after) for after in (0, STALE, STALE + 1)] == [False, False, True]


def test_a_clock_put_back_leaves_the_age_unknown() -> None:
    """The whole history is searched then."""
    assert [LEFT.ago(DUE + after) for after in (5, 0, -1)] == [5, 0, None]


def _delivered(data: st.DataObject) -> tuple[list[tuple[int, Action]], Attempt]:
    """Drive a delivery to its end; return what was done at which instants, in order, and the last state."""
    attempt, now, crashes = Attempt(DUE), DUE, CRASHES
    done: list[tuple[int, Action]] = []
    for _ in range(2000):
        now = max(now, attempt.retry_at or now) + data.draw(st.integers(0, 2 * SAME_NONCE))
        attempt, action = advance(replace(attempt, fresh=False), Taken(data.draw(st.booleans())), now)
        if action in ("send", "find"):
            now += data.draw(st.integers(0, 2 * STALE))  # its turn in line
            if action == "send" and attempt.is_stale(now):
                continue
            done.append((now, action))
            if crashes and data.draw(st.booleans()):
                crashes -= 1
                continue
            results = SEND_RESULTS if action == "send" else LOOK_RESULTS
            attempt, action = advance(attempt, data.draw(st.sampled_from(results)), now)
            done.extend([(now, "wait")] if attempt.first_at is None else [])
        if action == "stop":
            return done, attempt
    raise AssertionError("It doesn't end")


@given(st.data())
def test_a_delivery_ends_and_is_never_repeated_blindly(data: st.DataObject) -> None:
    """Whatever fails: two sends are close together, or it's known before the second that the first failed."""
    done, last = _delivered(data)
    assert last.state in ENDED
    assert last.retry_at is None
    first: int | None = None
    for at, action in done:
        if action == "wait":  # known for certain: it isn't there
            first = None
        elif action == "send":
            first = at if first is None else first
            assert at - first < SAME_NONCE + STALE


@given(st.data(), st.sampled_from(ENDED))
def test_nothing_follows_an_end(data: st.DataObject, state: State) -> None:
    """A delivery that's over stays as it is, and nothing is sent."""
    over = replace(LEFT, state=state, retry_at=None)
    event = data.draw(st.sampled_from([Taken(), *SEND_RESULTS, *LOOK_RESULTS]))
    assert advance(over, event, DUE + data.draw(st.integers(0, LATEST))) == (over, "stop")
