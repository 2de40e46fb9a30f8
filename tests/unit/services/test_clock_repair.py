"""A clock that was set far ahead and back leaves nothing behind that would keep posts from coming."""

from dataclasses import replace

import pytest

from bot.errors import Delayed
from tests.unit.services.service_fixture import CADENCE, DAY, DUE, HOUR, LEARNER, Office

UNSURE = Delayed("500", sure=False)


async def put_back(office: Office, restarted: bool) -> None:
    """The clock shows the true time again, an hour after the first post: noticed at once, or at the next
    start."""
    if restarted:
        office.dispatcher = office.new_process()
    await office.at(DUE + HOUR)


@pytest.mark.parametrize("restarted", [True, False])
@pytest.mark.parametrize("days", [1, 10, 3700])
async def test_daily_posts_go_on_when_a_clock_is_put_back(office: Office, days: int, restarted: bool) -> None:
    """Every date to come has its post, once; the one that came too early isn't posted again."""
    made = await office.set()
    await office.at(DUE)
    await office.at(DUE + days * DAY)
    await put_back(office, restarted)
    assert (await office.found(made.id)).next_at == DUE + (1 if days > 1 else 2) * DAY
    for day in range(1, 12):
        await office.at(DUE + day * DAY)
    posts = await office.posts(made.id)
    dates = sorted(each.occasion for each in posts if each.state == "sent")
    early = days > 11
    assert len(dates) == len(set(dates)) == len(office.courier.sent) == 12 + early
    assert [each.state for each in posts if each.due_at <= office.now] == ["sent"] * 12


@pytest.mark.parametrize("away", [7, 14])
async def test_a_date_missed_by_a_wrong_clock_is_not_missed(office: Office, away: int) -> None:
    """The clock was so far ahead that a date seemed long past: it comes at its time."""
    made = await office.set()
    await office.at(DUE)
    await office.at(DUE + DAY + away * HOUR)
    assert [each.state for each in await office.posts(made.id)] == ["sent", "missed"]
    await put_back(office, restarted=False)
    assert (await office.found(made.id)).next_at == DUE + DAY
    await office.at(DUE + DAY)
    assert [each.state for each in await office.posts(made.id)] == ["sent", "sent"]


async def test_what_a_moderator_left_out_stays_left_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every start, and when the clock goes back by a second; rarer days of the week are no mistake."""
    monkeypatch.setattr("bot.services.delivery.clock_repair.PAGE", 1)
    mondays = replace(CADENCE, days=frozenset({0}))
    both = [await office.set(), await office.set(cadence=mondays)]
    for made in both:
        await office.services.schedules.skip(office.who(), made.id)
        await office.services.schedules.skip(office.who(), made.id)
    before = [await office.found(each.id) for each in both]
    for second in (0, -1000):
        office.dispatcher = office.new_process()
        await office.at(office.now + second)
        await office.at(office.now - 1)
    assert [await office.found(each.id) for each in both] == before


async def test_all_are_corrected(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many, and those that rest; an unknown zone stands in nobody's way."""
    monkeypatch.setattr("bot.services.delivery.clock_repair.PAGE", 2)
    made = [await office.set() for _ in range(5)]
    await office.services.schedules.pause(office.who(), made[4].id)
    for number, each in enumerate(made):
        found = await office.found(each.id)
        far = replace(found, next_at=DUE + 900 * DAY, next_date="2028-09-15")
        lost = replace(CADENCE, zone="Mars/Olympus") if number == 1 else found.cadence
        await office.record.change_schedule(replace(far, cadence=lost))
    await office.at(office.now)
    dates = [(await office.found(each.id)).next_date for each in made]
    assert dates == ["2026-03-30", "2028-09-15", "2026-03-30", "2026-03-30", "2026-03-30"]


async def test_reminders_go_on_when_a_clock_is_put_back(office: Office) -> None:
    """A day that the wrong clock has reminded of already is not reminded of again."""
    me = office.who(LEARNER, None)
    for days, following in ((1, 2), (100, 1)):
        await office.services.reminders.set(me, "page", CADENCE)
        office.courier.nudges.clear()
        await office.at(DUE)
        await office.at(DUE + days * DAY)
        await put_back(office, restarted=False)
        found = await office.services.reminders.get(me)
        assert found
        assert found.next_at == DUE + following * DAY
        await office.at(DUE + following * DAY)
        days_sent = [each.reminder.claimed for each in office.courier.nudges]
        assert len(days_sent) == len(set(days_sent)) == 3
        office.now = DUE - HOUR


async def test_an_open_reminder_of_a_wrong_clock_is_closed(office: Office) -> None:
    """It may have arrived, so it isn't repeated; the next one comes at its time."""
    me = office.who(LEARNER, None)
    await office.services.reminders.set(me, "page", CADENCE)
    office.courier.plans = [UNSURE]
    await office.at(DUE + 100 * DAY)
    await put_back(office, restarted=False)
    assert office.courier.nudges == []
    await office.at(DUE + DAY)
    assert [each.reminder.claimed for each in office.courier.nudges] == ["2026-03-31"]


async def test_an_open_reminder_of_a_clock_hours_ahead_is_closed(office: Office) -> None:
    """Its own day may have had it, so that the next one is tomorrow's."""
    me = office.who(LEARNER, None)
    await office.services.reminders.set(me, "page", CADENCE)
    office.courier.plans, office.courier.arrives = [UNSURE], True
    await office.at(DUE)
    await office.at(DUE - 3 * HOUR)
    found = await office.services.reminders.get(me)
    assert found
    assert (found.claimed, found.next_at) == (None, DUE + DAY)
    await office.at(DUE + HOUR)
    await office.at(DUE + DAY)
    assert [each.reminder.claimed for each in office.courier.nudges] == ["2026-03-30", "2026-03-31"]


async def test_an_open_post_of_a_clock_hours_ahead_is_looked_for_at_once(office: Office) -> None:
    """In all of the channel, since nobody can tell how long ago it was sent."""
    made = await office.set()
    office.courier.plans, office.courier.arrives = [UNSURE], True
    await office.at(DUE)
    await office.at(DUE - 3 * HOUR)
    assert [each.state for each in await office.posts(made.id)] == ["sent"]
    assert office.courier.searched == [None]


@pytest.mark.parametrize("arrived", [True, False])
async def test_an_open_post_of_a_wrong_clock_is_found_or_sent(office: Office, arrived: bool) -> None:
    """Whether it arrived is asked at once, not in years, and its nonce isn't relied on."""
    made = await office.set()
    office.courier.plans, office.courier.arrives = [UNSURE], arrived
    await office.at(DUE + 100 * DAY)
    await put_back(office, restarted=False)
    assert len(office.courier.sent) == 1
    assert [each.state for each in await office.posts(made.id)] == ["sent"]
