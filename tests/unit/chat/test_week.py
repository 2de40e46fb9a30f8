"""The calendar of a server with several daily posts: a short line for each of the next seven days."""

from dataclasses import replace

import pytest

from bot.chat.screens.posts.week import week
from bot.chat.words.dates import read_in
from bot.domain.calendar.recurrence import EVERY_DAY, Recurrence
from bot.domain.posts.post import Content, Schedule
from bot.services.posts.schedules import ScheduleStatus

NOW = 1_774_839_600_000  # 2026-03-30, a Monday, at 3:00 UTC: 5:00 in Berlin
HOUR, DAY = 3_600_000, 86_400_000


def status(
    minute: int, content: Content = "pages", days: frozenset[int] = EVERY_DAY, zone: str = "Europe/Berlin"
) -> ScheduleStatus:
    """Return a daily post in a channel of its own, from now on."""
    recurrence = Recurrence(minute, zone, days)
    first = recurrence.after(NOW)
    about = (minute, 1, minute, "course", recurrence, content, None, False, 1, 0)
    return ScheduleStatus(Schedule(*about, first.at, first.date.isoformat()), None, None)


def changed(of: ScheduleStatus, **changes: object) -> ScheduleStatus:
    """Return the same daily post with other settings."""
    return replace(of, schedule=replace(of.schedule, **changes))  # type: ignore[arg-type]


def test_each_day_has_a_line() -> None:
    """In the order of the times, in words that a screen reader reads well."""
    found = [status(720, "questions", frozenset({0, 3})), status(510), status(1230, "mix", frozenset({3}))]
    assert week(found, NOW) == [
        "**The next 7 days**\n"
        "Today: 08:30 card in <#510>, 12:00 question in <#720>\n"
        "Tomorrow: 08:30 card in <#510>\n"
        "Wednesday: 08:30 card in <#510>\n"
        "Thursday: 08:30 card in <#510>, 12:00 question in <#720>, 20:30 mixed post in <#1230>\n"
        "Friday: 08:30 card in <#510>\n"
        "Saturday: 08:30 card in <#510>\n"
        "Sunday: 08:30 card in <#510>\n"
        "-# Times in Europe/Berlin."
    ]


def test_what_does_not_go_out_is_not_in_it() -> None:
    """Skipped dates, paused posts, channels that aren't allowed; and one post alone needs no calendar."""
    weekly = status(720, "facts", frozenset({1}))
    skipped = changed(weekly, next_at=weekly.schedule.next_at + 7 * DAY)
    [said] = week([status(510, days=frozenset({0})), skipped], NOW)
    assert "Tomorrow: nothing\n" in said
    assert "fact" not in said
    assert week([status(510), changed(weekly, paused="moderator")], NOW) == []
    assert week([status(510), replace(weekly, allowed=False)], NOW) == []
    assert week([status(510)], NOW) == []


def test_all_times_are_in_one_zone() -> None:
    """In that of the oldest daily post. Elsewhere it can be another day."""
    [said] = week([status(510), status(480, "facts", frozenset({1}), "Pacific/Auckland")], NOW)
    assert "Today: 08:30 card in <#510>, 21:00 fact in <#480>" in said
    assert week([changed(status(510), recurrence=Recurrence(510, "Not/There")), status(600)], NOW) == []


@pytest.mark.parametrize(("count", "more"), [(4, False), (6, True)])
def test_a_full_day_stays_short(count: int, more: bool) -> None:
    """At most four posts are listed."""
    [said] = week([status(480 + each) for each in range(count)], NOW)
    assert all(line.count("<#") <= 4 for line in said.splitlines())
    assert ("2 more" in said) is more


def test_times_look_like_on_the_readers_clock() -> None:
    """8:30 AM in American English."""
    read_in("en-US")
    try:
        assert "Today: 8:30 AM card" in week([status(510), status(720)], NOW)[0]
    finally:
        read_in("")
