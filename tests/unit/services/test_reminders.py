"""Reminders that people set for themselves come once, at their local time, until they are stopped."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.course.library import Place
from bot.domain.posts.post import Post
from bot.domain.posts.reminder import Reminder
from bot.errors.delivery import Delayed, Undeliverable, Unreadable
from bot.errors.user import CourseNotFound, NoDays, ReminderNotFound, ZoneNotFound
from bot.services.delivery.scheduler_loop import LEASE
from bot.services.ports.posts.leases import Lease
from tests.unit.services.service_fixture import (
    CADENCE,
    DAY,
    DUE,
    HOUR,
    LEARNER,
    SECOND,
    Killed,
    ServiceHarness,
)

UNSURE, SURE = Delayed("500", sure=False), Delayed("429", sure=True, seconds=8.0)
MINUTE = 60 * SECOND


async def read_on(harness: ServiceHarness) -> None:
    """Move past the page of the latest reminder, as its button does."""
    nudge = harness.messenger.nudges[-1]
    if nudge.lesson:
        await harness.services.study.mark_read(LEARNER, Place(nudge.course, nudge.lesson), nudge.page)


async def test_a_page_a_day(harness: ServiceHarness) -> None:
    """Each day the next page that the learner hasn't read."""
    me = harness.actor(LEARNER, None)
    await harness.services.reminders.set(me, "page", CADENCE)
    assert await harness.run_at(DUE - 1) == DUE
    for day in range(3):
        assert await harness.run_at(DUE + day * DAY) == DUE + (day + 1) * DAY
        await read_on(harness)
    assert [each.page for each in harness.messenger.nudges] == [0, 1, 2]
    course = harness.services.library.default
    read = await harness.record.pages_read(LEARNER, course.id)
    assert [sorted(pages) for pages in read.values()] == [[0, 1, 2]]
    found = await harness.services.reminders.get(me)
    assert found
    assert found.sent_at == DUE + 2 * DAY


async def test_a_page_that_was_sent_is_not_read(harness: ServiceHarness) -> None:
    """Nobody opened it or moved past it: it doesn't count, and the next message shows it again."""
    await harness.services.reminders.set(harness.actor(LEARNER, None), "page", CADENCE)
    await harness.run_at(DUE)
    course = harness.services.library.default
    assert await harness.record.pages_read(LEARNER, course.id) == {}
    assert (await harness.services.study.progress(LEARNER, course)).lessons[0].read == 0
    await harness.run_at(DUE + DAY)
    assert [each.page for each in harness.messenger.nudges] == [0, 0]


async def test_quiet_days_are_quiet(harness: ServiceHarness) -> None:
    """On days that were not chosen nothing comes."""
    weekend = replace(CADENCE, days=frozenset({5, 6}))
    await harness.services.reminders.set(harness.actor(LEARNER), "page", weekend)
    for day in range(7):
        await harness.run_at(DUE + day * DAY)
    assert [each.reminder.claimed for each in harness.messenger.nudges] == ["2026-04-04", "2026-04-05"]


async def test_reviews_are_reminded_of_only_when_some_are_due(harness: ServiceHarness) -> None:
    """With nothing due there is no message; two objectives answered wrong are two reviews."""
    await harness.services.reminders.set(harness.actor(LEARNER), "reviews", CADENCE)
    await harness.run_at(DUE)
    assert harness.messenger.nudges == []
    course = harness.services.library.default
    objectives = {each.objective: each for each in course.questions.values()}
    for question in list(objectives.values())[:2]:
        await harness.answer_wrongly(course, question, 0)
    await harness.run_at(DUE + DAY)
    assert [each.due for each in harness.messenger.nudges] == [2]


async def test_after_the_last_page_come_reviews_or_nothing(harness: ServiceHarness) -> None:
    """All pages read: no page is sent twice."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    for day in range(14):
        await harness.run_at(DUE + day * DAY)
        await read_on(harness)
    pages = [(each.lesson.id, each.page) for each in harness.messenger.nudges if each.lesson]
    assert len(pages) == len(set(pages)) == 11


async def test_closed_messages_let_it_rest_and_are_said_once(harness: ServiceHarness) -> None:
    """Nothing is tried day after day; the person hears of it at the next command, and can go on."""
    me = harness.actor(LEARNER)
    reminders = harness.services.reminders
    await reminders.set(me, "page", CADENCE)
    assert await reminders.news(me) is None
    harness.messenger.plans = [Undeliverable("closed")]
    assert await harness.run_at(DUE) is None
    said = await reminders.news(me)
    assert said
    assert said.paused == "closed"
    assert await reminders.news(me) is None
    assert (await reminders.resume(me)).next_at == DUE + DAY
    await harness.run_at(DUE + DAY)
    assert [each.page for each in harness.messenger.nudges] == [0]


@pytest.mark.parametrize("reason", ["permission", "refused", "channel-gone"])
async def test_only_closed_messages_stop_reminders(harness: ServiceHarness, reason: str) -> None:
    """Whatever else keeps one out is no fault of the person's: the next one comes, and nobody is blamed."""
    me = harness.actor(LEARNER)
    await harness.services.reminders.set(me, "page", CADENCE)
    harness.messenger.plans = [Undeliverable(reason)]
    assert await harness.run_at(DUE) == DUE + DAY
    assert await harness.services.reminders.news(me) is None
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.nudges) == 1


async def test_one_button_stops_it(harness: ServiceHarness) -> None:
    """Stopped is gone; there is nothing to stop, pause or resume after."""
    me = harness.actor(LEARNER)
    reminders = harness.services.reminders
    await reminders.set(me, "page", CADENCE)
    await reminders.stop(me)
    assert await reminders.get(me) is None
    assert await harness.run_at(DUE) is None
    for act in (reminders.stop, reminders.pause, reminders.resume):
        with pytest.raises(ReminderNotFound):
            await act(me)
    assert await reminders.news(me) is None


async def test_what_cannot_be_set(harness: ServiceHarness) -> None:
    """No days, or a course that isn't taught."""
    with pytest.raises(NoDays):
        await harness.services.reminders.set(harness.actor(), "page", replace(CADENCE, days=frozenset()))
    with pytest.raises(CourseNotFound):
        await harness.services.reminders.set(harness.actor(), "page", CADENCE, "nowhere")


async def test_a_pause_is_quiet(harness: ServiceHarness) -> None:
    """Paused by oneself it isn't news, and nothing is made up for."""
    me = harness.actor(LEARNER)
    await harness.services.reminders.set(me, "page", CADENCE)
    await harness.services.reminders.pause(me)
    assert await harness.run_at(DUE + HOUR) is None
    assert await harness.services.reminders.news(me) is None
    await harness.services.reminders.resume(me)
    assert await harness.run_at(DUE + HOUR) == DUE + DAY
    assert harness.messenger.nudges == []


async def test_it_follows_ones_time_zone(harness: ServiceHarness) -> None:
    """Moving to Lisbon: nine is nine there, an hour later."""
    me = harness.actor(LEARNER)
    assert await harness.services.reminders.zone(me) == "UTC"
    await harness.services.reminders.set_zone(me, "Europe/Berlin")
    await harness.services.reminders.set(me, "page", CADENCE)
    await harness.services.reminders.set_zone(me, "Europe/Lisbon")
    assert await harness.services.reminders.zone(me) == "Europe/Lisbon"
    assert await harness.run_at(DUE) == DUE + HOUR


async def test_at_most_one_late_reminder(harness: ServiceHarness) -> None:
    """After days away one comes, if it isn't six hours late."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    await harness.run_at(DUE + 3 * DAY + HOUR)
    await harness.run_at(DUE + 4 * DAY + 7 * HOUR)
    assert [each.reminder.claimed for each in harness.messenger.nudges] == ["2026-04-02"]


@pytest.mark.parametrize("away", [LEASE + SECOND, 2 * MINUTE])
@pytest.mark.parametrize("arrived", [True, False])
async def test_a_crash_doubles_and_loses_none(harness: ServiceHarness, away: int, arrived: bool) -> None:
    """Sent again under its nonce at once, or searched for later."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    harness.messenger.arrives, harness.messenger.plans = arrived, [Killed()]
    with pytest.raises(Killed):
        await harness.run_at(DUE)
    harness.scheduler = harness.new_process()
    await harness.run_at(DUE + away)
    assert len(harness.messenger.known) == 1
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.known) == 2


async def test_passing_failures_are_tried_again(harness: ServiceHarness) -> None:
    """Discord fails for a while: it comes later, once; a search that fails is made again."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    harness.messenger.plans, harness.messenger.finds = [SURE, UNSURE], UNSURE
    due = await harness.run_at(DUE)
    assert due == DUE + 8 * SECOND
    due = await harness.run_at(due)
    assert due
    due = await harness.run_at(due + 2 * MINUTE)
    assert due
    harness.messenger.finds = None
    await harness.run_at(due)
    assert len(harness.messenger.nudges) == 1


async def test_a_day_without_discord_is_left_out(harness: ServiceHarness) -> None:
    """When the next one is due before it could be sent, the one before is given up."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    due: int | None = DUE
    while due and due < DUE + DAY + HOUR:
        harness.messenger.plans = [Delayed("no network", sure=True, seconds=7200.0)]
        due = await harness.run_at(due)
    harness.messenger.plans = []
    assert due
    await harness.run_at(due)
    assert [each.reminder.claimed for each in harness.messenger.nudges] == ["2026-03-31"]


async def test_what_cannot_be_looked_up_is_not_repeated(harness: ServiceHarness) -> None:
    """It isn't sent twice; nobody is told that their messages are closed, and the next one comes."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    harness.messenger.plans, harness.messenger.finds = [UNSURE], Unreadable()
    await harness.run_at(DUE)
    assert await harness.run_at(DUE + 2 * MINUTE) == DUE + DAY
    assert harness.messenger.nudges == []
    assert await harness.services.reminders.news(harness.actor(LEARNER)) is None
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.nudges) == 1


async def test_a_process_that_slept_looks_again(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine was suspended after the claim, and another process sent the reminder meanwhile."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    update = harness.record.update_reminder

    async def asleep(reminder: Reminder, lease: Lease | None = None) -> bool:
        updated = await update(reminder, lease)
        if lease:
            monkeypatch.undo()
            harness.messenger.known[reminder.nonce] = 1000
            harness.now += 10 * MINUTE
        return updated

    monkeypatch.setattr(harness.record, "update_reminder", asleep)
    await harness.run_at(DUE)
    assert harness.messenger.nudges == []  # found among the direct messages
    assert await harness.run_at(harness.now) == DUE + DAY


async def test_a_course_that_is_gone_gives_way(harness: ServiceHarness) -> None:
    """The course isn't taught any more: the default one is gone on with."""
    me = harness.actor(LEARNER)
    made = await harness.services.reminders.set(me, "page", CADENCE)
    await harness.record.set_reminder(replace(made, course="gone"))
    await harness.run_at(DUE)
    assert [each.course for each in harness.messenger.nudges] == [harness.services.library.default]


async def test_a_fault_of_our_own_costs_one_reminder(harness: ServiceHarness) -> None:
    """Something unforeseen raises: that one is left out, and the next day's comes."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    harness.messenger.plans = [RuntimeError("unforeseen")]
    assert await harness.run_at(DUE) == DUE + DAY
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.nudges) == 1


async def test_a_zone_that_is_gone_lets_it_rest(harness: ServiceHarness) -> None:
    """No zone to tell the next time by: it rests, is not tried for ever, and the person is told once."""
    me = harness.actor(LEARNER)
    made = await harness.services.reminders.set(me, "page", CADENCE)
    await harness.record.set_reminder(replace(made, cadence=replace(CADENCE, zone="Mars/Olympus")))
    async with asyncio.timeout(5):
        assert await harness.run_at(DUE) is None
    said = await harness.services.reminders.news(me)
    assert said
    assert said.paused == "zone-gone"
    assert await harness.services.reminders.news(me) is None
    with pytest.raises(ZoneNotFound):
        await harness.services.reminders.resume(me)
    await harness.services.reminders.set(me, "page", CADENCE)
    assert await harness.run_at(DUE) == DUE + DAY


@pytest.mark.parametrize("sure", [True, False])
async def test_six_hours_late_is_too_late(harness: ServiceHarness, sure: bool) -> None:
    """Discord fails all morning: what could not be sent in six hours is left out, though the next is far."""
    monday = replace(CADENCE, days=frozenset({0}))
    await harness.services.reminders.set(harness.actor(LEARNER), "page", monday)
    due: int | None = DUE
    while due and due < DUE + 7 * HOUR:
        harness.messenger.plans = [Delayed("no network", sure=sure, seconds=1000)]
        harness.messenger.finds = Delayed("no network", sure=False, seconds=1000)
        due = await harness.run_at(due)
    assert due == DUE + 7 * DAY
    assert harness.messenger.nudges == []


async def test_a_reminder_left_for_hours_is_left_out(harness: ServiceHarness) -> None:
    """The bot was away while one waited to be tried again."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    harness.messenger.plans = [SURE]
    await harness.run_at(DUE)
    assert await harness.run_at(DUE + 6 * HOUR) == DUE + DAY
    assert harness.messenger.nudges == []


@pytest.mark.parametrize("back", [False, True])
async def test_an_erasure_while_it_is_sent_stands(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    """Erased while the message is under way: nothing is written about the person, even if they have just
    begun anew."""
    await harness.services.reminders.set(harness.actor(LEARNER), "page", CADENCE)
    course = harness.services.library.default

    async def erased(_: object) -> int:
        await harness.record.erase(LEARNER)
        if back:
            await harness.record.set_zone(LEARNER, "Europe/Berlin", harness.now)
        return 1

    monkeypatch.setattr(harness.messenger, "remind", erased)
    assert await harness.run_at(DUE) is None
    assert await harness.record.pages_read(LEARNER, course.id) == {}
    assert any((await harness.record.export(LEARNER)).values()) == back


async def test_a_change_while_it_is_sent_stands(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paused while the message is under way: it stays paused."""
    me = harness.actor(LEARNER)
    await harness.services.reminders.set(me, "page", CADENCE)

    async def paused(_: object) -> int:
        await harness.services.reminders.pause(me)
        return 1

    monkeypatch.setattr(harness.messenger, "remind", paused)
    await harness.run_at(DUE)
    found = await harness.services.reminders.get(me)
    assert found
    assert found.paused == "moderator"


def test_a_reminders_nonce_is_short() -> None:
    """At most 25 characters, as a post's."""
    assert len(Post(1, "x", 1, 1, "c", None, 0, "due").nonce) <= 25
