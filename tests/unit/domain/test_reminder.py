"""Reminders come less often while they aren't answered, and at last they stop."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.day import EPOCH
from bot.domain.calendar.recurrence import EVERY_DAY, Recurrence
from bot.domain.posts.reminder import GAPS, LAST, Reminder

FIRST = date(2026, 3, 30)
"""A Monday."""


def made(**changes: object) -> Reminder:
    """Return a reminder that's due on the first day at nine in Berlin."""
    recurrence = Recurrence(540, "Europe/Berlin")
    reminder = Reminder(1, "course", recurrence, set_at=0, next_at=1_774_854_000_000, next_date="2026-03-30")
    return replace(reminder, **changes)  # type: ignore[arg-type]


def play(reminder: Reminder, answers: list[int], days: int) -> list[tuple[int, str]]:
    """Return what's sent on which day from the first one on, if these days have an answer."""
    sent = []
    for number in range(days):
        day = FIRST + timedelta(days=number)
        if reminder.paused or day.weekday() not in reminder.recurrence.days:
            continue
        reminder = reminder.answered([(FIRST - EPOCH).days + given for given in answers if given < number])
        if reminder.is_due(day.isoformat()):
            sent.append((number, reminder.sending))
            reminder = replace(reminder, claimed=day.isoformat()).sent(at=number)
    return sent


def test_unanswered_messages_taper_and_end_with_a_goodbye() -> None:
    """Three a day apart, three every third day, two weekly ones, the goodbye, and then nothing."""
    sent = play(made(), [], 400)
    assert [day for day, _ in sent] == [0, 1, 2, 5, 8, 11, 18, 25, 32]
    assert [what for _, what in sent] == ["question"] * 8 + ["goodbye"]


@pytest.mark.parametrize("unanswered", range(LAST + 1))
def test_each_number_of_unanswered_messages_has_its_gap(unanswered: int) -> None:
    """Nothing comes earlier than that many days after the last message, and something does then."""
    reminder = made(sent_on="2026-03-30", unanswered=unanswered)
    due = [day for day in range(1, 10) if reminder.is_due((FIRST + timedelta(days=day)).isoformat())]
    assert due == list(range(GAPS[unanswered], 10))
    assert reminder.sending == ("goodbye" if unanswered == 8 else "question")
    after = replace(reminder, claimed="2026-05-01").sent(at=7)
    assert (after.unanswered, after.sent_on, after.sent_at) == (unanswered + 1, "2026-05-01", 7)
    assert after.paused == ("unanswered" if unanswered == 8 else None)
    assert (after.claimed, after.first_at, after.retry_at, after.attempts) == (None, None, None, 0)


@pytest.mark.parametrize("answered", range(32))
def test_one_answer_brings_back_the_daily_rhythm(answered: int) -> None:
    """On whatever day it's given, the next message comes the day after, and the count starts over."""
    sent = [day for day, _ in play(made(), [answered], 60)]
    before = [day for day in (0, 1, 2, 5, 8, 11, 18, 25, 32) if day <= answered]
    assert sent[: len(before)] == before
    again = [day - answered - 1 for day in sent[len(before) :]]
    assert again[:4] == [0, 1, 2, 5]


def test_an_answer_on_the_day_of_the_message_counts_and_an_older_one_does_not() -> None:
    """Even one that was given before the message came: the learner was here that day."""
    reminder = made(sent_on="2026-03-30", unanswered=5)
    monday = (FIRST - EPOCH).days
    for days, left in (([], 5), ([monday - 1], 5), ([monday - 1, monday], 0), ([monday + 9], 0)):
        assert reminder.answered(days).unanswered == left
    assert made(unanswered=5).answered([monday]).unanswered == 5


def test_gaps_end_on_a_chosen_day() -> None:
    """Only on Mondays: a gap of three days ends on the next one."""
    mondays = made(recurrence=Recurrence(540, "Europe/Berlin", frozenset({0})))
    assert [day for day, _ in play(mondays, [], 400)] == [7 * week for week in range(9)]


@given(st.integers(0, LAST), st.sets(st.integers(0, 6), min_size=1))
def test_the_next_message_is_known(unanswered: int, days: set[int]) -> None:
    """What's shown as its time is the first chosen day after the gap."""
    recurrence = Recurrence(540, "Europe/Berlin", frozenset(days))
    noon = 1_774_864_800_000
    first = recurrence.after(noon)
    reminder = made(
        recurrence=recurrence,
        next_at=first.at,
        next_date=first.date.isoformat(),
        sent_on="2026-03-30",
        unanswered=unanswered,
    )
    found = reminder.following()
    assert found.date >= FIRST + timedelta(days=GAPS[unanswered])
    assert found.date.weekday() in days
    assert found.at == recurrence.on(found.date)
    passed = (first.date + timedelta(days=day) for day in range((found.date - first.date).days))
    assert not any(day.weekday() in days and reminder.is_due(day.isoformat()) for day in passed)


def test_the_first_message_is_due_at_once() -> None:
    """A reminder that has sent nothing waits for nothing, and neither does an old one."""
    assert made().is_due("2026-03-30")
    assert made().recurrence.days == EVERY_DAY
    assert made().following().date == FIRST
