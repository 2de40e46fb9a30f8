"""A clock that was set far ahead and back leaves nothing behind that would keep posts from coming."""

from dataclasses import replace

import pytest

from bot.errors.delivery import Delayed
from tests.unit.services.service_fixture import CADENCE, DAY, DUE, HOUR, LEARNER, ServiceHarness

UNSURE = Delayed("500", sure=False)


async def put_back(harness: ServiceHarness, restarted: bool) -> None:
    """The clock shows the true time again, an hour after the first post: noticed at once, or at the next
    start."""
    if restarted:
        harness.scheduler = harness.new_process()
    await harness.run_at(DUE + HOUR)


@pytest.mark.parametrize("restarted", [True, False])
@pytest.mark.parametrize("days", [1, 10, 3700])
async def test_daily_posts_go_on_when_a_clock_is_put_back(
    harness: ServiceHarness, days: int, restarted: bool
) -> None:
    """Every date to come has its post, once; the one that came too early isn't posted again."""
    made = await harness.create_schedule()
    await harness.run_at(DUE)
    await harness.run_at(DUE + days * DAY)
    await put_back(harness, restarted)
    assert (await harness.schedule(made.id)).next_at == DUE + (1 if days > 1 else 2) * DAY
    for day in range(1, 12):
        await harness.run_at(DUE + day * DAY)
    posts = await harness.posts(made.id)
    dates = sorted(each.occasion for each in posts if each.state == "sent")
    early = days > 11
    assert len(dates) == len(set(dates)) == len(harness.messenger.sent) == 12 + early
    assert [each.state for each in posts if each.due_at <= harness.now] == ["sent"] * 12


@pytest.mark.parametrize("away", [7, 14])
async def test_a_date_missed_by_a_wrong_clock_is_not_missed(harness: ServiceHarness, away: int) -> None:
    """The clock was so far ahead that a date seemed long past: it comes at its time."""
    made = await harness.create_schedule()
    await harness.run_at(DUE)
    await harness.run_at(DUE + DAY + away * HOUR)
    assert [each.state for each in await harness.posts(made.id)] == ["sent", "missed"]
    await put_back(harness, restarted=False)
    assert (await harness.schedule(made.id)).next_at == DUE + DAY
    await harness.run_at(DUE + DAY)
    assert [each.state for each in await harness.posts(made.id)] == ["sent", "sent"]


async def test_what_a_moderator_left_out_stays_left_out(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every start, and when the clock goes back by a second; rarer days of the week are no mistake."""
    monkeypatch.setattr("bot.services.delivery.clock_repair.PAGE", 1)
    mondays = replace(CADENCE, days=frozenset({0}))
    both = [await harness.create_schedule(), await harness.create_schedule(recurrence=mondays)]
    for made in both:
        await harness.services.schedules.skip(harness.actor(), made.id)
        await harness.services.schedules.skip(harness.actor(), made.id)
    before = [await harness.schedule(each.id) for each in both]
    for second in (0, -1000):
        harness.scheduler = harness.new_process()
        await harness.run_at(harness.now + second)
        await harness.run_at(harness.now - 1)
    assert [await harness.schedule(each.id) for each in both] == before


async def test_all_are_corrected(harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many, and those that rest; an unknown zone stands in nobody's way."""
    monkeypatch.setattr("bot.services.delivery.clock_repair.PAGE", 2)
    made = [await harness.create_schedule() for _ in range(5)]
    await harness.services.schedules.pause(harness.actor(), made[4].id)
    for number, each in enumerate(made):
        found = await harness.schedule(each.id)
        far = replace(found, next_at=DUE + 900 * DAY, next_date="2028-09-15")
        lost = replace(CADENCE, zone="Mars/Olympus") if number == 1 else found.recurrence
        await harness.record.change_schedule(replace(far, recurrence=lost))
    await harness.run_at(harness.now)
    dates = [(await harness.schedule(each.id)).next_date for each in made]
    assert dates == ["2026-03-30", "2028-09-15", "2026-03-30", "2026-03-30", "2026-03-30"]


async def test_reminders_go_on_when_a_clock_is_put_back(harness: ServiceHarness) -> None:
    """A day that the wrong clock has reminded of already is not reminded of again."""
    me = harness.actor(LEARNER, None)
    for days, following in ((1, 2), (100, 1)):
        await harness.set_reminder()
        harness.messenger.sent_reminders.clear()
        await harness.run_at(DUE)
        await harness.run_at(DUE + days * DAY)
        await put_back(harness, restarted=False)
        found = await harness.services.reminders.get(me)
        assert found
        assert found.next_at == DUE + following * DAY
        await harness.run_at(DUE + following * DAY)
        days_sent = [each.reminder.claimed for each in harness.messenger.sent_reminders]
        assert len(days_sent) == len(set(days_sent)) == 3
        harness.now = DUE - HOUR


async def test_an_open_reminder_of_a_wrong_clock_is_closed(harness: ServiceHarness) -> None:
    """It may have arrived, so it isn't repeated; the next one comes at its time."""
    await harness.set_reminder()
    harness.messenger.plans = [UNSURE]
    await harness.run_at(DUE + 100 * DAY)
    await put_back(harness, restarted=False)
    assert harness.messenger.sent_reminders == []
    await harness.run_at(DUE + DAY)
    assert [each.reminder.claimed for each in harness.messenger.sent_reminders] == ["2026-03-31"]


async def test_an_open_reminder_of_a_clock_hours_ahead_is_closed(harness: ServiceHarness) -> None:
    """Its own day may have had it, so that the next one is tomorrow's."""
    me = harness.actor(LEARNER, None)
    await harness.set_reminder()
    harness.messenger.plans, harness.messenger.arrives = [UNSURE], True
    await harness.run_at(DUE)
    await harness.run_at(DUE - 3 * HOUR)
    found = await harness.services.reminders.get(me)
    assert found
    assert (found.claimed, found.next_at) == (None, DUE + DAY)
    await harness.run_at(DUE + HOUR)
    await harness.run_at(DUE + DAY)
    assert [each.reminder.claimed for each in harness.messenger.sent_reminders] == [
        "2026-03-30",
        "2026-03-31",
    ]


async def test_an_open_post_of_a_clock_hours_ahead_is_looked_for_at_once(harness: ServiceHarness) -> None:
    """In all of the channel, since nobody can tell how long ago it was sent."""
    made = await harness.create_schedule()
    harness.messenger.plans, harness.messenger.arrives = [UNSURE], True
    await harness.run_at(DUE)
    await harness.run_at(DUE - 3 * HOUR)
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]
    assert harness.messenger.searched == [None]


@pytest.mark.parametrize("arrived", [True, False])
async def test_an_open_post_of_a_wrong_clock_is_found_or_sent(harness: ServiceHarness, arrived: bool) -> None:
    """Whether it arrived is asked at once, not in years, and its nonce isn't relied on."""
    made = await harness.create_schedule()
    harness.messenger.plans, harness.messenger.arrives = [UNSURE], arrived
    await harness.run_at(DUE + 100 * DAY)
    await put_back(harness, restarted=False)
    assert len(harness.messenger.sent) == 1
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]
