"""Reminders come once a day, at the local time people chose, until they stop them."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.posts.post import Post
from bot.domain.posts.reminder import Reminder
from bot.errors.delivery import Delayed, Undeliverable, Unreadable
from bot.errors.user import (
    CourseNotFound,
    NoDays,
    NotYourQuiz,
    ReminderNotFound,
    StaleControl,
    ZoneNotFound,
)
from bot.services.delivery.scheduler_loop import LEASE
from bot.services.people.preferences import Preferences
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


async def press(harness: ServiceHarness, message: int = 7, place: int = 0) -> Any:
    """Press an option of the latest reminder, in the message with this id."""
    asked = harness.messenger.sent_reminders[-1].asked
    assert asked
    key = (asked.number, asked.label, asked.question.fingerprint[:8])
    return await harness.services.reminders.answer(harness.actor(LEARNER, None), message, key, place)


def asked(harness: ServiceHarness) -> list[str]:
    """Return the questions that were sent."""
    return [message.asked.question.id for message in harness.messenger.sent_reminders if message.asked]


async def test_a_question_a_day(harness: ServiceHarness) -> None:
    """It's about the current lesson, one press answers it, and each day brings another one."""
    me = harness.actor(LEARNER, None)
    await harness.set_reminder()
    assert await harness.run_at(DUE - 1) == DUE
    for day in range(2):
        assert await harness.run_at(DUE + day * DAY) == DUE + (day + 1) * DAY
        await press(harness, day)
    assert sorted(asked(harness)) == ["vorher-fragen-01", "vorher-fragen-03"]
    found = await harness.services.reminders.get(me)
    assert found
    assert (found.sent_at, found.sent_on, found.unanswered) == (DUE + DAY, "2026-03-31", 0)


async def test_unanswered_reminders_ask_something_else(harness: ServiceHarness) -> None:
    """Even if a review stays due, and even if the bot only found out later that a message had arrived."""
    course = harness.services.library.default
    await harness.answer_wrongly(course, course.questions["vorher-fragen-01"], DUE - DAY)
    await harness.set_reminder()
    await harness.run_at(DUE)
    [first] = asked(harness)
    harness.messenger.plans, harness.messenger.arrives = [UNSURE], True
    again = await harness.run_at(DUE + DAY)
    harness.messenger.arrives = False
    assert again
    await harness.run_at(again)
    found = await harness.record.reminder(LEARNER)
    assert found
    assert (found.unanswered, found.asked) == (2, tuple(dict.fromkeys(asked(harness))))
    assert len({first, *asked(harness)}) == 2
    await press(harness)
    await harness.run_at(DUE + 2 * DAY)
    found = await harness.record.reminder(LEARNER)
    assert found
    assert found.asked == (asked(harness)[-1],)


async def test_sending_a_question_does_not_mark_anything_as_read(harness: ServiceHarness) -> None:
    """Nobody opened a card of a lesson."""
    await harness.set_reminder()
    await harness.run_at(DUE)
    await press(harness)
    course = harness.services.library.default
    assert await harness.record.pages_read(LEARNER, course.id) == {}


async def test_a_due_review_comes_first(harness: ServiceHarness) -> None:
    """An order question is due. One that a press can answer replaces it, and counts as its review."""
    course = harness.services.library.default
    wrong = course.questions["vorher-fragen-04"]
    await harness.answer_wrongly(course, wrong, DUE - DAY)
    await harness.set_reminder()
    await harness.run_at(DUE)
    [sent] = asked(harness)
    assert course.questions[sent].objective == wrong.objective
    [before] = await harness.record.cards(LEARNER, course.id)
    answer = (await press(harness, place=min(course.questions[sent].correct))).answer
    assert (answer.right, answer.instead_of) == (True, wrong.id)
    after = {card.question: card for card in await harness.record.cards(LEARNER, course.id)}
    assert after[wrong.id].due_day > before.due_day


async def test_an_answer_is_a_review_under_the_messages_id(harness: ServiceHarness) -> None:
    """A double tap, or a press on another device, gets the stored answer."""
    await harness.set_reminder()
    await harness.run_at(DUE)
    first = await press(harness, place=0)
    again = await press(harness, place=1)
    assert (first.repeated, again.repeated) == (False, True)
    assert again.answer == first.answer
    assert (first.answer.quiz, first.answer.mode, first.answer.chosen) == (7, "review", (0,))
    quiz = await harness.record.quiz(7)
    assert quiz
    assert (len(quiz.items), quiz.closed_at is None, quiz.seed) == (1, False, first.asked.quiz.seed)
    message = harness.messenger.sent_reminders[-1]
    assert message.asked
    assert first.asked.order == message.asked.order


async def test_an_unfinished_review_does_not_replace_the_reminder(harness: ServiceHarness) -> None:
    """Someone opened /review, got one question, and left."""
    me = harness.actor(LEARNER, None)
    course = harness.services.library.default
    await harness.answer_wrongly(course, course.questions["vorher-fragen-03"], DUE - DAY)
    opened = await harness.services.reviews.open(me)
    await harness.set_reminder()
    await harness.run_at(DUE)
    assert (await press(harness)).answer.quiz == 7
    assert (await harness.record.quiz(opened.quiz.id)).answers == {}


async def test_a_reworded_question_is_asked_again(harness: ServiceHarness) -> None:
    """An answer to a wording the learner didn't see isn't stored, and a deleted question is reported."""
    await harness.set_reminder()
    await harness.run_at(DUE)
    message = harness.messenger.sent_reminders[-1].asked
    assert message
    me, answer = harness.actor(LEARNER, None), harness.services.reminders.answer
    assert await answer(me, 7, (message.number, message.label, "0" * 8), 0) == message
    assert await answer(me, 7, (message.number, "0" * 8, "0" * 8), 0) is None
    assert await harness.record.quiz(7) is None
    with pytest.raises(StaleControl):
        await answer(me, 7, (message.number, message.label, message.question.fingerprint[:8]), 99)
    await press(harness)
    assert (await answer(me, 7, (message.number, "0" * 8, "0" * 8), 0)).repeated


async def test_nobody_answers_another_persons_question(harness: ServiceHarness) -> None:
    """A message's question belongs to the person who answered it first."""
    await harness.set_reminder()
    await harness.run_at(DUE)
    await press(harness)
    with pytest.raises(NotYourQuiz):
        await harness.services.reminders.answer(harness.actor(LEARNER + 1, None), 7, (1, "", ""), 0)


async def test_unanswered_reminders_taper_then_say_goodbye(harness: ServiceHarness) -> None:
    """After the goodbye it stays paused, even after a restart. One press brings it back, daily."""
    await harness.set_reminder()
    days = []
    for day in range(60):
        harness.scheduler = harness.new_process()
        sent = len(harness.messenger.sent_reminders)
        if await harness.run_at(DUE + day * DAY) is None:
            break
        days += [day] * (len(harness.messenger.sent_reminders) - sent)
    assert days == [0, 1, 2, 5, 8, 11, 18, 25]
    assert day == 32
    assert [message.asked is None for message in harness.messenger.sent_reminders] == [False] * 8 + [True]
    me = harness.actor(LEARNER, None)
    assert (await harness.services.reminders.get(me)).paused == "unanswered"
    assert await harness.services.reminders.take_notices(me) is None
    assert (await harness.services.reminders.resume(me)).unanswered == 0
    for more in (33, 34, 35):
        await harness.run_at(DUE + more * DAY)
    assert len(harness.messenger.sent_reminders) == 12


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_any_answer_makes_it_daily_again(harness: ServiceHarness, elsewhere: bool) -> None:
    """An answer counts in the message or anywhere else. Without one, nothing would come for days."""
    await harness.set_reminder()
    for day in range(3):
        await harness.run_at(DUE + day * DAY)
    if elsewhere:
        course = harness.services.library.default
        await harness.answer_wrongly(course, course.questions["offen-antworten-01"], DUE + 2 * DAY + HOUR)
    else:
        await press(harness)
    await harness.run_at(DUE + 3 * DAY)
    assert len(harness.messenger.sent_reminders) == 4


async def test_the_next_message_that_is_shown_is_the_one_that_comes(harness: ServiceHarness) -> None:
    """After three without an answer, the next one is three days off. After an answer, it comes tomorrow."""
    await harness.set_reminder()
    for day in range(3):
        await harness.run_at(DUE + day * DAY)
    me = harness.actor(LEARNER, None)
    assert (await harness.services.reminders.get(me)).following().at == DUE + 5 * DAY
    await press(harness)
    assert (await harness.services.reminders.get(me)).following().at == DUE + 3 * DAY


async def test_a_press_proves_that_the_message_arrived(harness: ServiceHarness) -> None:
    """The bot died before it stored that. The message counts, and isn't looked up or sent again."""
    await harness.set_reminder()
    harness.messenger.arrives, harness.messenger.plans = True, [Killed()]
    with pytest.raises(Killed):
        await harness.run_at(DUE)
    await press(harness)
    harness.scheduler = harness.new_process()
    harness.messenger.known.clear()
    assert await harness.run_at(DUE + 2 * MINUTE) == DUE + DAY
    assert len(harness.messenger.sent_reminders) == 1
    found = await harness.record.reminder(LEARNER)
    assert (found.claimed, found.sent_on) == (None, "2026-03-30")


async def test_reminders_are_offered_once(harness: ServiceHarness) -> None:
    """No matter what the learner chooses, and never to someone who has one."""
    me, other = harness.actor(LEARNER, None), harness.actor(LEARNER + 1, None)
    offer = harness.services.reminders.offer
    assert [await offer(me), await offer(me), await offer(other)] == [True, False, True]
    fresh = harness.actor(LEARNER + 2, None)
    await harness.services.preferences.set_zone(fresh, "Europe/Berlin")
    await harness.services.reminders.set(fresh, 0)
    assert not await offer(fresh)
    await harness.services.reminders.stop(fresh)
    assert await offer(fresh)


async def test_the_same_time_tomorrow(harness: ServiceHarness) -> None:
    """Without a time, it's the current time on the learner's clock. An accepted offer starts tomorrow."""
    me, reminders = harness.actor(LEARNER, None), harness.services.reminders
    assert await reminders.set(me, None) is None
    await harness.services.preferences.set_zone(me, "Asia/Kathmandu")
    harness.now = DUE + 61 * SECOND
    made = await reminders.set(me, None)
    assert (made.recurrence.minute, made.next_at) == (12 * 60 + 46, DUE + MINUTE + DAY)
    assert made.next_date == "2026-03-31"
    evening = 19 * 60
    assert (await reminders.set(me, evening)).next_date == "2026-03-30"
    assert (await reminders.set(me, evening, from_tomorrow=True)).next_date == "2026-03-31"
    await harness.record.set_zone(LEARNER, "Mars/Olympus", harness.now)
    assert await reminders.set(me, evening) is None


async def test_another_time_keeps_the_days_and_todays_message(harness: ServiceHarness) -> None:
    """A day that already had its message gets no second one."""
    await harness.set_reminder(frozenset({0, 1}))
    await harness.run_at(DUE)
    made = await harness.services.reminders.set(harness.actor(LEARNER, None), 20 * 60)
    assert made.recurrence.days == {0, 1}
    assert made.following().date.isoformat() == "2026-03-31"
    assert await harness.run_at(DUE + 12 * HOUR) == DUE + DAY + 11 * HOUR
    assert len(harness.messenger.sent_reminders) == 1


async def test_no_reminder_comes_on_other_days(harness: ServiceHarness) -> None:
    """Nothing comes on days that weren't chosen."""
    weekend = replace(CADENCE, days=frozenset({5, 6}))
    await harness.set_reminder(weekend.days)
    for day in range(7):
        await harness.run_at(DUE + day * DAY)
    assert [each.reminder.claimed for each in harness.messenger.sent_reminders] == [
        "2026-04-04",
        "2026-04-05",
    ]


async def test_closed_direct_messages_pause_it_and_are_mentioned_once(harness: ServiceHarness) -> None:
    """The bot doesn't try again each day. The person hears about it at the next command and can resume."""
    me = harness.actor(LEARNER)
    reminders = harness.services.reminders
    await harness.set_reminder()
    assert await reminders.take_notices(me) is None
    harness.messenger.plans = [Undeliverable("closed")]
    assert await harness.run_at(DUE) is None
    said = await reminders.take_notices(me)
    assert said
    assert said.paused == "closed"
    assert await reminders.take_notices(me) is None
    assert (await reminders.resume(me)).next_at == DUE + DAY
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.sent_reminders) == 1


@pytest.mark.parametrize("reason", ["permission", "refused", "channel-gone"])
async def test_only_closed_messages_stop_reminders(harness: ServiceHarness, reason: str) -> None:
    """Any other failure isn't the person's fault: the next reminder comes, and nobody is blamed."""
    me = harness.actor(LEARNER)
    await harness.set_reminder()
    harness.messenger.plans = [Undeliverable(reason)]
    assert await harness.run_at(DUE) == DUE + DAY
    assert await harness.services.reminders.take_notices(me) is None
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.sent_reminders) == 1


async def test_one_button_stops_it(harness: ServiceHarness) -> None:
    """Stopping deletes it. Afterward there's nothing to stop, pause or resume."""
    me = harness.actor(LEARNER)
    reminders = harness.services.reminders
    await harness.set_reminder()
    await reminders.stop(me)
    assert await reminders.get(me) is None
    assert await harness.run_at(DUE) is None
    for act in (reminders.stop, reminders.pause, reminders.resume):
        with pytest.raises(ReminderNotFound):
            await act(me)
    assert await reminders.take_notices(me) is None


async def test_invalid_reminders_are_refused(harness: ServiceHarness) -> None:
    """With no days, or for a course that isn't taught."""
    with pytest.raises(NoDays):
        await harness.set_reminder(frozenset())
    with pytest.raises(CourseNotFound):
        await harness.services.reminders.set(harness.actor(LEARNER), 0, "nowhere")


async def test_a_pause_is_quiet(harness: ServiceHarness) -> None:
    """Your own pause isn't reported to you, and the reminders it skipped don't come later."""
    me = harness.actor(LEARNER)
    await harness.set_reminder()
    await harness.services.reminders.pause(me)
    assert await harness.run_at(DUE + HOUR) is None
    assert await harness.services.reminders.take_notices(me) is None
    await harness.services.reminders.resume(me)
    assert await harness.run_at(DUE + HOUR) == DUE + DAY
    assert harness.messenger.sent_reminders == []


async def test_it_follows_the_learners_time_zone(harness: ServiceHarness) -> None:
    """After a move to Lisbon, nine means nine there, an hour later, no matter where the zone was set."""
    me, preferences = harness.actor(LEARNER), harness.services.preferences
    await harness.set_reminder()
    await preferences.set_zone(me, "Europe/Lisbon")
    assert (await preferences.get(me)).zone == "Europe/Lisbon"
    assert await harness.run_at(DUE) == DUE + HOUR
    await preferences.set(me, Preferences("Europe/Athens", 10))
    assert await harness.run_at(DUE) == DUE + 23 * HOUR


async def test_at_most_one_late_reminder(harness: ServiceHarness) -> None:
    """After days without the bot, one comes, unless it's six hours late."""
    await harness.set_reminder()
    await harness.run_at(DUE + 3 * DAY + HOUR)
    await harness.run_at(DUE + 4 * DAY + 7 * HOUR)
    assert [each.reminder.claimed for each in harness.messenger.sent_reminders] == ["2026-04-02"]


@pytest.mark.parametrize("away", [LEASE + SECOND, 2 * MINUTE])
@pytest.mark.parametrize("arrived", [True, False])
async def test_a_crash_neither_repeats_nor_loses_a_reminder(
    harness: ServiceHarness, away: int, arrived: bool
) -> None:
    """It's sent again under its nonce at once, or looked up first if it's later."""
    await harness.set_reminder()
    harness.messenger.arrives, harness.messenger.plans = arrived, [Killed()]
    with pytest.raises(Killed):
        await harness.run_at(DUE)
    harness.scheduler = harness.new_process()
    await harness.run_at(DUE + away)
    assert len(harness.messenger.known) == 1
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.known) == 2


async def test_temporary_failures_are_retried(harness: ServiceHarness) -> None:
    """After an outage it comes once, late. If looking it up fails, the bot looks again."""
    await harness.set_reminder()
    harness.messenger.plans, harness.messenger.finds = [SURE, UNSURE], UNSURE
    due = await harness.run_at(DUE)
    assert due == DUE + 8 * SECOND
    due = await harness.run_at(due)
    assert due
    due = await harness.run_at(due + 2 * MINUTE)
    assert due
    harness.messenger.finds = None
    await harness.run_at(due)
    assert len(harness.messenger.sent_reminders) == 1


async def test_a_day_without_discord_is_left_out(harness: ServiceHarness) -> None:
    """If the next one is due before it could be sent, it's given up."""
    await harness.set_reminder()
    due: int | None = DUE
    while due and due < DUE + DAY + HOUR:
        harness.messenger.plans = [Delayed("no network", sure=True, seconds=7200.0)]
        due = await harness.run_at(due)
    harness.messenger.plans = []
    assert due
    await harness.run_at(due)
    assert [each.reminder.claimed for each in harness.messenger.sent_reminders] == ["2026-03-31"]


async def test_a_reminder_that_cannot_be_looked_up_is_not_repeated(harness: ServiceHarness) -> None:
    """It isn't sent twice, nobody hears that their messages are closed, and the next one comes."""
    await harness.set_reminder()
    harness.messenger.plans, harness.messenger.finds = [UNSURE], Unreadable()
    await harness.run_at(DUE)
    assert await harness.run_at(DUE + 2 * MINUTE) == DUE + DAY
    assert harness.messenger.sent_reminders == []
    assert await harness.services.reminders.take_notices(harness.actor(LEARNER)) is None
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.sent_reminders) == 1


async def test_a_process_that_slept_looks_again(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine was suspended after the claim, and another process sent the reminder meanwhile."""
    await harness.set_reminder()
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
    assert harness.messenger.sent_reminders == []  # found among the direct messages
    assert await harness.run_at(harness.now) == DUE + DAY


async def test_a_removed_course_is_replaced(harness: ServiceHarness) -> None:
    """If the course isn't taught anymore, reminders continue with the default one."""
    made = await harness.set_reminder()
    await harness.record.set_reminder(replace(made, course="gone"))
    await harness.run_at(DUE)
    assert [each.asked.course for each in harness.messenger.sent_reminders if each.asked] == [
        harness.services.library.default
    ]


async def test_a_bug_costs_one_reminder(harness: ServiceHarness) -> None:
    """After an unexpected error, that one is skipped, and the next day's comes."""
    await harness.set_reminder()
    harness.messenger.plans = [RuntimeError("unforeseen")]
    assert await harness.run_at(DUE) == DUE + DAY
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.sent_reminders) == 1


async def test_a_removed_time_zone_pauses_it(harness: ServiceHarness) -> None:
    """Without a zone there's no next time. The reminder is paused, and the person hears it once."""
    me = harness.actor(LEARNER)
    made = await harness.set_reminder()
    await harness.record.set_reminder(replace(made, recurrence=replace(CADENCE, zone="Mars/Olympus")))
    async with asyncio.timeout(5):
        assert await harness.run_at(DUE) is None
    said = await harness.services.reminders.take_notices(me)
    assert said
    assert said.paused == "zone-gone"
    assert await harness.services.reminders.take_notices(me) is None
    with pytest.raises(ZoneNotFound):
        await harness.services.reminders.resume(me)
    await harness.set_reminder()
    assert await harness.run_at(DUE) == DUE + DAY


@pytest.mark.parametrize("sure", [True, False])
async def test_six_hours_late_is_too_late(harness: ServiceHarness, sure: bool) -> None:
    """After an outage of six hours, the reminder is skipped, even if the next one is far off."""
    monday = replace(CADENCE, days=frozenset({0}))
    await harness.set_reminder(monday.days)
    due: int | None = DUE
    while due and due < DUE + 7 * HOUR:
        harness.messenger.plans = [Delayed("no network", sure=sure, seconds=1000)]
        harness.messenger.finds = Delayed("no network", sure=False, seconds=1000)
        due = await harness.run_at(due)
    assert due == DUE + 7 * DAY
    assert harness.messenger.sent_reminders == []


async def test_a_reminder_that_waited_for_hours_is_skipped(harness: ServiceHarness) -> None:
    """The bot was offline while a reminder waited for its retry."""
    await harness.set_reminder()
    harness.messenger.plans = [SURE]
    await harness.run_at(DUE)
    assert await harness.run_at(DUE + 6 * HOUR) == DUE + DAY
    assert harness.messenger.sent_reminders == []


@pytest.mark.parametrize("back", [False, True])
async def test_an_erasure_while_it_is_sent_is_kept(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    """Nothing is stored about a person who was erased while the message was on its way, even if they have
    just started over."""
    await harness.set_reminder()
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


async def test_a_change_while_it_is_sent_is_kept(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reminder paused while its message is on the way stays paused."""
    me = harness.actor(LEARNER)
    await harness.set_reminder()

    async def paused(_: object) -> int:
        await harness.services.reminders.pause(me)
        return 1

    monkeypatch.setattr(harness.messenger, "remind", paused)
    await harness.run_at(DUE)
    found = await harness.services.reminders.get(me)
    assert found
    assert found.paused == "moderator"


def test_a_reminders_nonce_is_short() -> None:
    """At most 25 characters, like a post's."""
    assert len(Post(1, "x", 1, 1, "c", None, 0, "due").nonce) <= 25
