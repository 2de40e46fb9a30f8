"""Undoing what a moderator did to a daily post, and what the log says changed."""

from dataclasses import replace

import pytest

from bot.domain.posts.post import Schedule
from bot.errors.user import ScheduleExists, ScheduleNotFound, StaleControl
from bot.services.posts.post_content import next_post
from bot.services.posts.schedule_request import ScheduleRequest
from tests.unit.services.service_fixture import CADENCE, DAY, DUE, GUILD, STAFF, ServiceHarness, wish


async def test_a_skipped_date_comes_back_until_it_has_passed(harness: ServiceHarness) -> None:
    """Undone in time, the post goes out. Afterward, and for what wasn't skipped, there's nothing to undo."""
    made = await harness.create_schedule()
    daily, number = harness.services.schedules, next_post(made, None).id
    with pytest.raises(StaleControl):
        await daily.undo_skip(harness.actor(), made.id, number)
    await daily.skip(harness.actor(), made.id)
    stranger = harness.actor(guild=GUILD + 1)
    with pytest.raises(ScheduleNotFound):
        await daily.undo_skip(stranger, made.id, number)
    assert (await daily.undo_skip(harness.actor(), made.id, number)).next_at == DUE
    await harness.run_at(DUE)
    assert [each.post.id for each in harness.messenger.sent] == [number]
    again = await harness.schedule(made.id)
    assert again
    await daily.skip(harness.actor(), made.id)
    harness.now = DUE + DAY
    with pytest.raises(StaleControl):
        await daily.undo_skip(harness.actor(), made.id, next_post(again, None).id)


async def test_a_removed_daily_post_comes_back_where_it_was(harness: ServiceHarness) -> None:
    """It goes on with the next card, unless the same was set up meanwhile."""
    made = await harness.create_schedule()
    daily = harness.services.schedules
    await harness.run_at(DUE)
    await daily.remove(harness.actor(), made.id)
    with pytest.raises(ScheduleNotFound):
        await daily.restore(harness.actor(guild=GUILD + 1), made.id)
    harness.now = DUE + 3 * DAY
    back = await daily.restore(harness.actor(), made.id)
    assert back.next_at == DUE + 4 * DAY
    assert await daily.restore(harness.actor(), made.id) == back
    await harness.run_at(back.next_at)
    assert [each.post.item.page for each in harness.messenger.sent if each.post.item] == [1, 2]
    await daily.remove(harness.actor(), made.id)
    await harness.create_schedule()
    with pytest.raises(ScheduleExists):
        await daily.restore(harness.actor(), made.id)


async def test_two_edits_at_once_both_count(harness: ServiceHarness) -> None:
    """Each changes what's stored when it's written, not what its screen showed."""
    made = await harness.create_schedule(role=77)
    daily, who = harness.services.schedules, harness.actor()

    def base(now: Schedule) -> ScheduleRequest:
        return ScheduleRequest(now.channel, now.recurrence.minute, now.recurrence.zone)

    await daily.edit(who, made.id, lambda now: replace(base(now), channel=STAFF))
    await daily.edit(who, made.id, lambda now: replace(base(now), minute=600))
    after = await daily.edit(who, made.id, lambda now: replace(base(now), role=0))
    assert (after.channel, after.recurrence.minute, after.role) == (STAFF, 600, None)


async def test_the_log_says_what_it_was_before(harness: ServiceHarness) -> None:
    """Only for what changed."""
    made = await harness.create_schedule(role=77)
    later = replace(wish(STAFF, replace(CADENCE, minute=600)), role=0)
    await harness.services.schedules.change(harness.actor(), made.id, later)
    [entry] = [each for each in await harness.services.servers.log(GUILD) if each.action == "daily.change"]
    was = {name: value for name, value in entry.detail.items() if name.startswith("was_")}
    assert was == {"was_channel": made.channel, "was_time": "09:00", "was_role": 77}
    assert (entry.detail["channel"], entry.detail["time"], entry.detail["role"]) == (STAFF, "10:00", None)
