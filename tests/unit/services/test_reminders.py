"""Reminders that people set for themselves come once, at their local time, until they are stopped."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.course.library import Place
from bot.domain.posts.post import Post
from bot.domain.posts.reminder import Reminder
from bot.errors import (
    CourseNotFound,
    Delayed,
    NoDays,
    ReminderNotFound,
    Undeliverable,
    Unreadable,
    ZoneNotFound,
)
from bot.services.delivery.scheduler_loop import LEASE
from bot.services.ports.posts.leases import Lease
from tests.unit.services.service_fixture import CADENCE, DAY, DUE, HOUR, LEARNER, SECOND, Killed, Office

UNSURE, SURE = Delayed("500", sure=False), Delayed("429", sure=True, seconds=8.0)
MINUTE = 60 * SECOND


async def read_on(office: Office) -> None:
    """Move past the page of the latest reminder, as its button does."""
    nudge = office.courier.nudges[-1]
    if nudge.lesson:
        await office.services.study.mark_read(LEARNER, Place(nudge.course, nudge.lesson), nudge.page)


async def test_a_page_a_day(office: Office) -> None:
    """Each day the next page that the learner hasn't read."""
    me = office.who(LEARNER, None)
    await office.services.reminders.set(me, "page", CADENCE)
    assert await office.at(DUE - 1) == DUE
    for day in range(3):
        assert await office.at(DUE + day * DAY) == DUE + (day + 1) * DAY
        await read_on(office)
    assert [each.page for each in office.courier.nudges] == [0, 1, 2]
    course = office.services.library.default
    read = await office.record.pages_read(LEARNER, course.id)
    assert [sorted(pages) for pages in read.values()] == [[0, 1, 2]]
    found = await office.services.reminders.get(me)
    assert found
    assert found.sent_at == DUE + 2 * DAY


async def test_a_page_that_was_sent_is_not_read(office: Office) -> None:
    """Nobody opened it or moved past it: it doesn't count, and the next message shows it again."""
    await office.services.reminders.set(office.who(LEARNER, None), "page", CADENCE)
    await office.at(DUE)
    course = office.services.library.default
    assert await office.record.pages_read(LEARNER, course.id) == {}
    assert (await office.services.study.progress(LEARNER, course)).lessons[0].read == 0
    await office.at(DUE + DAY)
    assert [each.page for each in office.courier.nudges] == [0, 0]


async def test_quiet_days_are_quiet(office: Office) -> None:
    """On days that were not chosen nothing comes."""
    weekend = replace(CADENCE, days=frozenset({5, 6}))
    await office.services.reminders.set(office.who(LEARNER), "page", weekend)
    for day in range(7):
        await office.at(DUE + day * DAY)
    assert [each.reminder.claimed for each in office.courier.nudges] == ["2026-04-04", "2026-04-05"]


async def test_reviews_are_reminded_of_only_when_some_are_due(office: Office) -> None:
    """With nothing due there is no message; two objectives answered wrong are two reviews."""
    await office.services.reminders.set(office.who(LEARNER), "reviews", CADENCE)
    await office.at(DUE)
    assert office.courier.nudges == []
    course = office.services.library.default
    objectives = {each.objective: each for each in course.questions.values()}
    for question in list(objectives.values())[:2]:
        await office.miss(course, question, 0)
    await office.at(DUE + DAY)
    assert [each.due for each in office.courier.nudges] == [2]


async def test_after_the_last_page_come_reviews_or_nothing(office: Office) -> None:
    """All pages read: no page is sent twice."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    for day in range(14):
        await office.at(DUE + day * DAY)
        await read_on(office)
    pages = [(each.lesson.id, each.page) for each in office.courier.nudges if each.lesson]
    assert len(pages) == len(set(pages)) == 11


async def test_closed_messages_let_it_rest_and_are_said_once(office: Office) -> None:
    """Nothing is tried day after day; the person hears of it at the next command, and can go on."""
    me = office.who(LEARNER)
    reminders = office.services.reminders
    await reminders.set(me, "page", CADENCE)
    assert await reminders.news(me) is None
    office.courier.plans = [Undeliverable("closed")]
    assert await office.at(DUE) is None
    said = await reminders.news(me)
    assert said
    assert said.paused == "closed"
    assert await reminders.news(me) is None
    assert (await reminders.resume(me)).next_at == DUE + DAY
    await office.at(DUE + DAY)
    assert [each.page for each in office.courier.nudges] == [0]


@pytest.mark.parametrize("reason", ["permission", "refused", "channel-gone"])
async def test_only_closed_messages_stop_reminders(office: Office, reason: str) -> None:
    """Whatever else keeps one out is no fault of the person's: the next one comes, and nobody is blamed."""
    me = office.who(LEARNER)
    await office.services.reminders.set(me, "page", CADENCE)
    office.courier.plans = [Undeliverable(reason)]
    assert await office.at(DUE) == DUE + DAY
    assert await office.services.reminders.news(me) is None
    await office.at(DUE + DAY)
    assert len(office.courier.nudges) == 1


async def test_one_button_stops_it(office: Office) -> None:
    """Stopped is gone; there is nothing to stop, pause or resume after."""
    me = office.who(LEARNER)
    reminders = office.services.reminders
    await reminders.set(me, "page", CADENCE)
    await reminders.stop(me)
    assert await reminders.get(me) is None
    assert await office.at(DUE) is None
    for act in (reminders.stop, reminders.pause, reminders.resume):
        with pytest.raises(ReminderNotFound):
            await act(me)
    assert await reminders.news(me) is None


async def test_what_cannot_be_set(office: Office) -> None:
    """No days, or a course that isn't taught."""
    with pytest.raises(NoDays):
        await office.services.reminders.set(office.who(), "page", replace(CADENCE, days=frozenset()))
    with pytest.raises(CourseNotFound):
        await office.services.reminders.set(office.who(), "page", CADENCE, "nowhere")


async def test_a_pause_is_quiet(office: Office) -> None:
    """Paused by oneself it isn't news, and nothing is made up for."""
    me = office.who(LEARNER)
    await office.services.reminders.set(me, "page", CADENCE)
    await office.services.reminders.pause(me)
    assert await office.at(DUE + HOUR) is None
    assert await office.services.reminders.news(me) is None
    await office.services.reminders.resume(me)
    assert await office.at(DUE + HOUR) == DUE + DAY
    assert office.courier.nudges == []


async def test_it_follows_ones_time_zone(office: Office) -> None:
    """Moving to Lisbon: nine is nine there, an hour later."""
    me = office.who(LEARNER)
    assert await office.services.reminders.zone(me) == "UTC"
    await office.services.reminders.set_zone(me, "Europe/Berlin")
    await office.services.reminders.set(me, "page", CADENCE)
    await office.services.reminders.set_zone(me, "Europe/Lisbon")
    assert await office.services.reminders.zone(me) == "Europe/Lisbon"
    assert await office.at(DUE) == DUE + HOUR


async def test_at_most_one_late_reminder(office: Office) -> None:
    """After days away one comes, if it isn't six hours late."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    await office.at(DUE + 3 * DAY + HOUR)
    await office.at(DUE + 4 * DAY + 7 * HOUR)
    assert [each.reminder.claimed for each in office.courier.nudges] == ["2026-04-02"]


@pytest.mark.parametrize("away", [LEASE + SECOND, 2 * MINUTE])
@pytest.mark.parametrize("arrived", [True, False])
async def test_a_crash_doubles_and_loses_none(office: Office, away: int, arrived: bool) -> None:
    """Sent again under its nonce at once, or searched for later."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    office.courier.arrives, office.courier.plans = arrived, [Killed()]
    with pytest.raises(Killed):
        await office.at(DUE)
    office.dispatcher = office.new_process()
    await office.at(DUE + away)
    assert len(office.courier.known) == 1
    await office.at(DUE + DAY)
    assert len(office.courier.known) == 2


async def test_passing_failures_are_tried_again(office: Office) -> None:
    """Discord fails for a while: it comes later, once; a search that fails is made again."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    office.courier.plans, office.courier.finds = [SURE, UNSURE], UNSURE
    due = await office.at(DUE)
    assert due == DUE + 8 * SECOND
    due = await office.at(due)
    assert due
    due = await office.at(due + 2 * MINUTE)
    assert due
    office.courier.finds = None
    await office.at(due)
    assert len(office.courier.nudges) == 1


async def test_a_day_without_discord_is_left_out(office: Office) -> None:
    """When the next one is due before it could be sent, the one before is given up."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    due: int | None = DUE
    while due and due < DUE + DAY + HOUR:
        office.courier.plans = [Delayed("no network", sure=True, seconds=7200.0)]
        due = await office.at(due)
    office.courier.plans = []
    assert due
    await office.at(due)
    assert [each.reminder.claimed for each in office.courier.nudges] == ["2026-03-31"]


async def test_what_cannot_be_looked_up_is_not_repeated(office: Office) -> None:
    """It isn't sent twice; nobody is told that their messages are closed, and the next one comes."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    office.courier.plans, office.courier.finds = [UNSURE], Unreadable()
    await office.at(DUE)
    assert await office.at(DUE + 2 * MINUTE) == DUE + DAY
    assert office.courier.nudges == []
    assert await office.services.reminders.news(office.who(LEARNER)) is None
    await office.at(DUE + DAY)
    assert len(office.courier.nudges) == 1


async def test_a_process_that_slept_looks_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine was suspended after the claim, and another process sent the reminder meanwhile."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    update = office.record.update_reminder

    async def asleep(reminder: Reminder, lease: Lease | None = None) -> bool:
        updated = await update(reminder, lease)
        if lease:
            monkeypatch.undo()
            office.courier.known[reminder.nonce] = 1000
            office.now += 10 * MINUTE
        return updated

    monkeypatch.setattr(office.record, "update_reminder", asleep)
    await office.at(DUE)
    assert office.courier.nudges == []  # found among the direct messages
    assert await office.at(office.now) == DUE + DAY


async def test_a_course_that_is_gone_gives_way(office: Office) -> None:
    """The course isn't taught any more: the default one is gone on with."""
    me = office.who(LEARNER)
    made = await office.services.reminders.set(me, "page", CADENCE)
    await office.record.set_reminder(replace(made, course="gone"))
    await office.at(DUE)
    assert [each.course for each in office.courier.nudges] == [office.services.library.default]


async def test_a_fault_of_our_own_costs_one_reminder(office: Office) -> None:
    """Something unforeseen raises: that one is left out, and the next day's comes."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    office.courier.plans = [RuntimeError("unforeseen")]
    assert await office.at(DUE) == DUE + DAY
    await office.at(DUE + DAY)
    assert len(office.courier.nudges) == 1


async def test_a_zone_that_is_gone_lets_it_rest(office: Office) -> None:
    """No zone to tell the next time by: it rests, is not tried for ever, and the person is told once."""
    me = office.who(LEARNER)
    made = await office.services.reminders.set(me, "page", CADENCE)
    await office.record.set_reminder(replace(made, cadence=replace(CADENCE, zone="Mars/Olympus")))
    async with asyncio.timeout(5):
        assert await office.at(DUE) is None
    said = await office.services.reminders.news(me)
    assert said
    assert said.paused == "zone-gone"
    assert await office.services.reminders.news(me) is None
    with pytest.raises(ZoneNotFound):
        await office.services.reminders.resume(me)
    await office.services.reminders.set(me, "page", CADENCE)
    assert await office.at(DUE) == DUE + DAY


@pytest.mark.parametrize("sure", [True, False])
async def test_six_hours_late_is_too_late(office: Office, sure: bool) -> None:
    """Discord fails all morning: what could not be sent in six hours is left out, though the next is far."""
    monday = replace(CADENCE, days=frozenset({0}))
    await office.services.reminders.set(office.who(LEARNER), "page", monday)
    due: int | None = DUE
    while due and due < DUE + 7 * HOUR:
        office.courier.plans = [Delayed("no network", sure=sure, seconds=1000)]
        office.courier.finds = Delayed("no network", sure=False, seconds=1000)
        due = await office.at(due)
    assert due == DUE + 7 * DAY
    assert office.courier.nudges == []


async def test_a_reminder_left_for_hours_is_left_out(office: Office) -> None:
    """The bot was away while one waited to be tried again."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    office.courier.plans = [SURE]
    await office.at(DUE)
    assert await office.at(DUE + 6 * HOUR) == DUE + DAY
    assert office.courier.nudges == []


@pytest.mark.parametrize("back", [False, True])
async def test_an_erasure_while_it_is_sent_stands(
    office: Office, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    """Erased while the message is under way: nothing is written about the person, even if they have just
    begun anew."""
    await office.services.reminders.set(office.who(LEARNER), "page", CADENCE)
    course = office.services.library.default

    async def erased(_: object) -> int:
        await office.record.erase(LEARNER)
        if back:
            await office.record.set_zone(LEARNER, "Europe/Berlin", office.now)
        return 1

    monkeypatch.setattr(office.courier, "remind", erased)
    assert await office.at(DUE) is None
    assert await office.record.pages_read(LEARNER, course.id) == {}
    assert any((await office.record.export(LEARNER)).values()) == back


async def test_a_change_while_it_is_sent_stands(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paused while the message is under way: it stays paused."""
    me = office.who(LEARNER)
    await office.services.reminders.set(me, "page", CADENCE)

    async def paused(_: object) -> int:
        await office.services.reminders.pause(me)
        return 1

    monkeypatch.setattr(office.courier, "remind", paused)
    await office.at(DUE)
    found = await office.services.reminders.get(me)
    assert found
    assert found.paused == "moderator"


def test_a_reminders_nonce_is_short() -> None:
    """At most 25 characters, as a post's."""
    assert len(Post(1, "x", 1, 1, "c", None, 0, "due").nonce) <= 25
