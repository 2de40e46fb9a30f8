"""Daily posts as moderators set them, and the question of the day."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.learning.quiz import shuffled
from bot.domain.posts.post import MOST
from bot.domain.posts.server import ServerSettings
from bot.errors.delivery import Delayed, Undeliverable
from bot.errors.user import (
    ChannelNotAllowed,
    CourseNotFound,
    NoDays,
    NotAnsweredYet,
    PostNotFound,
    ScheduleChanged,
    ScheduleExists,
    ScheduleNotFound,
    ScheduleRests,
    StaleControl,
    TooManySchedules,
)
from bot.services.posts.post_content import next_post
from bot.services.posts.schedule_request import ScheduleRequest
from tests.unit.services.service_fixture import (
    CADENCE,
    CHANNEL,
    COURSE,
    DAY,
    DUE,
    GUILD,
    HOUR,
    LEARNER,
    MODERATOR,
    STAFF,
    ServiceHarness,
    wish,
)


async def test_what_is_set_is_due_at_its_next_time(harness: ServiceHarness) -> None:
    """An hour before nine it is due today; set at ten, tomorrow; and who set it is in the log."""
    made = await harness.create_schedule()
    assert (made.next_at, made.next_date) == (DUE, "2026-03-30")
    harness.now = DUE + HOUR
    late = await harness.create_schedule()
    assert (late.next_at, late.next_date) == (DUE + DAY, "2026-03-31")
    entries = await harness.services.servers.log(GUILD)
    assert [(each.action, each.actor) for each in entries] == [("daily.set", MODERATOR)] * 2
    assert entries[0].detail["time"] == "09:00"
    [status, _] = await harness.services.schedules.list(GUILD)
    assert status.left
    assert (status.schedule, status.last, status.left.item.page) == (made, None, 1)


async def test_what_cannot_be_set_is_refused(harness: ServiceHarness) -> None:
    """Without days, in a channel that is kept free, for a course that isn't taught, in too many numbers."""
    with pytest.raises(NoDays):
        await harness.create_schedule(recurrence=replace(CADENCE, days=frozenset()))
    with pytest.raises(CourseNotFound):
        await harness.create_schedule(course="nowhere")
    with pytest.raises(ScheduleNotFound):
        await harness.services.schedules.create(harness.actor(guild=None), wish(CHANNEL))
    await harness.services.servers.set(harness.actor(), ServerSettings(GUILD, channels=frozenset({STAFF})))
    with pytest.raises(ChannelNotAllowed):
        await harness.create_schedule()
    for minute in range(MOST):
        await harness.create_schedule(channel=STAFF, recurrence=replace(CADENCE, minute=minute))
    with pytest.raises(TooManySchedules):
        await harness.create_schedule(channel=STAFF)


async def test_another_servers_schedule_is_not_found(harness: ServiceHarness) -> None:
    """Moderators change what belongs to their own server."""
    made = await harness.create_schedule()
    daily = harness.services.schedules
    stranger = harness.actor(guild=GUILD + 1)
    for act in (daily.pause, daily.resume, daily.skip, daily.remove, daily.post_now):
        with pytest.raises(ScheduleNotFound):
            await act(stranger, made.id)
    with pytest.raises(ScheduleNotFound):
        await daily.preview(stranger.guild, made.id)
    assert await harness.schedule(made.id) == made


async def test_a_change_keeps_the_place_in_the_course(harness: ServiceHarness) -> None:
    """Another time and channel: it goes on with the next page; a date that had its post gets no other."""
    made = await harness.create_schedule()
    await harness.run_at(DUE)
    evening = wish(STAFF, replace(CADENCE, minute=1200), thread=True)
    changed = await harness.services.schedules.change(harness.actor(), made.id, evening)
    assert changed.next_date == "2026-03-31"
    assert changed == await harness.schedule(made.id)
    await harness.run_at(changed.next_at)
    assert [
        (each.post.channel, each.post.item.page) for each in harness.messenger.sent if each.post.item
    ] == [
        (CHANNEL, 1),
        (STAFF, 2),
    ]


@pytest.mark.parametrize(
    ("given", "changed"),
    [
        ({}, {"minute": 1200}),
        ({"content": "mix"}, {"content": "mix"}),
        ({"role": 78}, {"role": 78}),
        ({"thread": False}, {"thread": False}),
        ({"days": frozenset({5})}, {"days": frozenset({5})}),
        ({"course": COURSE.default.id}, {"course": COURSE.default.id}),
    ],
)
async def test_a_change_changes_only_what_was_typed(
    harness: ServiceHarness, given: dict[str, Any], changed: dict[str, Any]
) -> None:
    """Role, thread, content, days and course stay as they were when a moderator leaves them out."""
    weekdays = replace(CADENCE, days=frozenset(range(5)))
    made = await harness.create_schedule(recurrence=weekdays, content="questions", role=77, thread=True)
    typed = ScheduleRequest(made.channel, 1200, CADENCE.zone, **given)
    now = await harness.services.schedules.change(harness.actor(), made.id, typed)
    recurrence = replace(weekdays, minute=1200, days=changed.get("days", weekdays.days))
    rest = {name: value for name, value in changed.items() if name not in ("minute", "days")}
    at = {"next_at": now.next_at, "next_date": now.next_date, "revision": now.revision}
    assert now == replace(made, recurrence=recurrence, **rest, **at)


async def test_a_role_is_left_out_by_its_own_button(harness: ServiceHarness) -> None:
    """An empty option keeps the role, so there's another way; without a role nothing happens."""
    made = await harness.create_schedule(role=77)
    daily = harness.services.schedules
    quiet = await daily.stop_mentioning(harness.actor(), made.id)
    assert quiet == replace(made, role=None, revision=made.revision + 1)
    assert await daily.stop_mentioning(harness.actor(), made.id) == quiet


async def test_a_pause_and_what_follows(harness: ServiceHarness) -> None:
    """Paused twice is paused; nothing comes; resumed, it goes on at its next time without making up."""
    made = await harness.create_schedule()
    daily = harness.services.schedules
    assert (await daily.pause(harness.actor(), made.id)).paused == "moderator"
    await daily.pause(harness.actor(), made.id)
    assert await harness.run_at(DUE + 2 * DAY + HOUR) is None
    assert harness.messenger.sent == []
    resumed = await daily.resume(harness.actor(), made.id)
    assert (resumed.paused, resumed.next_at) == (None, DUE + 3 * DAY)
    assert await daily.resume(harness.actor(), made.id) == resumed
    actions = [each.action for each in await harness.services.servers.log(GUILD)]
    assert sorted(actions) == ["daily.pause", "daily.resume", "daily.set"]


async def test_a_change_of_what_was_paused_keeps_it_paused(harness: ServiceHarness) -> None:
    """A change doesn't end a moderator's pause, but it ends a pause after a failure: it's the fix."""
    made = await harness.create_schedule()
    await harness.services.schedules.pause(harness.actor(), made.id)
    staff = wish(STAFF)
    assert (await harness.services.schedules.change(harness.actor(), made.id, staff)).paused == "moderator"
    other = await harness.create_schedule()
    await harness.record.change_schedule(replace(other, paused="channel-gone"))
    later = replace(staff, minute=600)
    assert (await harness.services.schedules.change(harness.actor(), other.id, later)).paused is None


async def test_the_same_is_not_posted_twice(harness: ServiceHarness) -> None:
    """Neither added nor changed into: the same at the same times there. Anything else may be."""
    made = await harness.create_schedule(channel=CHANNEL)
    with pytest.raises(ScheduleExists):
        await harness.create_schedule(channel=CHANNEL, thread=True)
    other = await harness.create_schedule(channel=CHANNEL, content="facts")
    daily, same = harness.services.schedules, wish(CHANNEL)
    with pytest.raises(ScheduleExists):
        await daily.change(harness.actor(), other.id, same)
    assert (await daily.change(harness.actor(), made.id, replace(same, thread=True))).thread
    assert await daily.create(replace(harness.actor(), interaction=made.id), same) == await harness.schedule(
        made.id
    )


async def test_nothing_is_next_while_it_is_paused(harness: ServiceHarness) -> None:
    """So nothing can be left out, and nothing is."""
    made = await harness.create_schedule()
    paused = await harness.services.schedules.pause(harness.actor(), made.id)
    with pytest.raises(ScheduleRests):
        await harness.services.schedules.skip(harness.actor(), made.id)
    assert await harness.schedule(made.id) == paused
    assert await harness.posts(made.id) == []


async def test_a_date_left_out_in_the_future_is_not_the_last(harness: ServiceHarness) -> None:
    """The last post is the one that was; and one that failed comes when resumed, whatever was left out."""
    made = await harness.create_schedule()
    await harness.services.schedules.post_now(harness.actor(), made.id)
    harness.messenger.plans = [Undeliverable("permission")]
    await harness.services.schedules.skip(harness.actor(), made.id)
    await harness.run_at(harness.now)
    [status] = await harness.services.schedules.list(GUILD)
    [checked] = (await harness.check(GUILD)).schedules
    assert status.last == checked.last
    assert status.last
    assert status.last.state == "failed"
    await harness.services.schedules.resume(harness.actor(), made.id)
    await harness.run_at(harness.now)
    assert len(harness.messenger.sent) == 1
    await harness.run_at(DUE)
    [status] = await harness.services.schedules.list(GUILD)
    assert status.last
    assert status.last.state == "skipped"


async def test_a_preview_has_the_letters_of_the_post(harness: ServiceHarness) -> None:
    """At once or at its time, the options come in the order that the preview showed."""
    made = await harness.create_schedule(content="questions")
    for at_once in (True, False):
        shown = await harness.services.schedules.preview(GUILD, made.id)
        if at_once:
            await harness.services.schedules.post_now(harness.actor(), made.id)
        await harness.run_at(harness.now if at_once else DUE)
        assert harness.messenger.sent[-1].post.seed == shown.post.seed
        asked = await harness.services.question_of_the_day.open(
            harness.actor(), harness.messenger.sent[-1].post.id
        )
        assert asked.order == shuffled(asked.question, shown.post.seed, 0)
    one, two = (each.post.seed for each in harness.messenger.sent)
    assert one != two


async def test_skipping_leaves_out_a_date_and_no_page(harness: ServiceHarness) -> None:
    """The next date has no post, the one after shows what it would have; skipping again goes further."""
    made = await harness.create_schedule()
    assert (await harness.services.schedules.skip(harness.actor(), made.id)).next_date == "2026-03-31"
    assert (await harness.services.schedules.skip(harness.actor(), made.id)).next_date == "2026-04-01"
    dates = {each.detail.get("date") for each in await harness.services.servers.log(GUILD)}
    assert dates == {None, "2026-03-30", "2026-03-31"}
    await harness.run_at(DUE + 2 * DAY)
    assert [each.state for each in await harness.posts(made.id)] == ["skipped", "skipped", "sent"]
    assert [each.post.item.page for each in harness.messenger.sent if each.post.item] == [1]


async def test_two_moderators_at_once(harness: ServiceHarness) -> None:
    """Of two changes made in the same moment one is told that the other was first."""
    made = await harness.create_schedule()
    daily = harness.services.schedules
    both = await asyncio.gather(
        *(daily.skip(harness.actor(), made.id) for _ in range(2)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, ScheduleChanged) for each in both) in (0, 1)
    assert len(await harness.posts(made.id)) == sum(not isinstance(each, Exception) for each in both)


async def test_removed_is_removed(harness: ServiceHarness) -> None:
    """It is listed no more, nothing comes, and a second removal is told so."""
    made = await harness.create_schedule()
    await harness.services.schedules.remove(harness.actor(), made.id)
    with pytest.raises(ScheduleNotFound):
        await harness.services.schedules.remove(harness.actor(), made.id)
    assert await harness.services.schedules.list(GUILD) == []
    assert await harness.run_at(DUE) is None


async def test_now_posts_besides_the_daily_time(harness: ServiceHarness) -> None:
    """Posted at once, even while it rests, each time the next page; the daily post comes all the same."""
    made = await harness.create_schedule()
    for _ in range(2):
        asked = await harness.services.schedules.post_now(harness.actor(), made.id)
        assert (asked.post.state, asked.repeated) == ("due", False)
    await harness.run_at(harness.now)
    await harness.run_at(DUE)
    await harness.services.schedules.pause(harness.actor(), made.id)
    await harness.services.schedules.post_now(harness.actor(), made.id)
    await harness.run_at(DUE)
    assert [each.post.item.page for each in harness.messenger.sent if each.post.item] == [1, 2, 3, 4]


async def test_one_button_posts_once(harness: ServiceHarness) -> None:
    """Pressed twice at once and again after it was posted: one post; the next button posts the next page."""
    made = await harness.create_schedule()
    daily, button = harness.services.schedules, 7
    both = await asyncio.gather(*(daily.post_now(harness.actor(), made.id, button) for _ in range(2)))
    assert sorted(each.repeated for each in both) == [False, True]
    await harness.run_at(harness.now)
    again = await daily.post_now(harness.actor(), made.id, button)
    assert (again.repeated, again.post.state) == (True, "sent")
    await daily.post_now(harness.actor(), made.id, button + 1)
    await harness.run_at(harness.now)
    assert [each.post.item.page for each in harness.messenger.sent if each.post.item] == [1, 2]
    actions = [each.action for each in await harness.services.servers.log(GUILD)]
    assert actions.count("daily.now") == 2


async def test_a_preview_changes_nothing(harness: ServiceHarness) -> None:
    """It shows the next post, no matter how often you look."""
    made = await harness.create_schedule(content="questions")
    first = await harness.services.schedules.preview(GUILD, made.id)
    assert first.shown.question
    assert first == await harness.services.schedules.preview(GUILD, made.id)
    assert await harness.posts(made.id) == []
    await harness.run_at(DUE)
    assert harness.messenger.sent[0].shown == first.shown


async def test_an_answer_to_the_question_of_the_day(harness: ServiceHarness) -> None:
    """The first answer counts, and results are only shown after it. Cards have no question."""
    made = await harness.create_schedule(content="questions")
    await harness.run_at(DUE)
    [post] = await harness.posts(made.id)
    days = harness.services.question_of_the_day
    learner = harness.actor(LEARNER)
    asked = await days.open(learner, post.id)
    assert asked.answer is None
    with pytest.raises(NotAnsweredYet):
        await days.results(learner, post.id)
    right, wrong = _choices(asked.question)
    with pytest.raises(StaleControl):
        await days.answer(harness.actor(LEARNER), post.id, asked.question.fingerprint, [99])
    assert (await days.answer(harness.actor(LEARNER), post.id, "0" * 8, right)).reworded
    given = await days.answer(harness.actor(LEARNER), post.id, asked.question.fingerprint[:8], right)
    assert given.answer
    assert (given.answer.score, given.answer.mode, given.answer.guild, given.repeated) == (
        100,
        "daily",
        GUILD,
        False,
    )
    again = await days.answer(harness.actor(LEARNER), post.id, asked.question.fingerprint[:8], wrong)
    assert (again.answer, again.repeated) == (given.answer, True)
    assert not (await days.results(learner, post.id)).enough
    with pytest.raises(PostNotFound):
        await days.open(learner, 12345)
    with pytest.raises(PostNotFound):
        await days.open(harness.actor(LEARNER, GUILD + 1), post.id)


async def test_the_next_post_says_how_the_server_answered(harness: ServiceHarness) -> None:
    """Counts of five or more, on the next question's post."""
    made = await harness.create_schedule(content="questions")
    await harness.run_at(DUE)
    [post] = await harness.posts(made.id)
    days = harness.services.question_of_the_day
    question = (await days.open(harness.actor(LEARNER), post.id)).question
    right, wrong = _choices(question)
    for number in range(12):
        choice = right if number < 7 else wrong
        await days.answer(harness.actor(LEARNER + number), post.id, question.fingerprint, choice)
    await harness.run_at(DUE + DAY)
    previous = harness.messenger.sent[-1].previous
    assert previous
    assert previous.question == question
    assert (previous.enough, previous.people, previous.right) == (True, 12, 7)


async def test_a_question_changed_overnight_is_told_as_it_was_answered(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next post shows the wording that people answered and their counts, not today's with none."""
    made = await harness.create_schedule(content="questions")
    await harness.run_at(DUE)
    [post] = await harness.posts(made.id)
    days = harness.services.question_of_the_day
    question = (await days.open(harness.actor(LEARNER), post.id)).question
    for number in range(5):
        await days.answer(
            harness.actor(LEARNER + number), post.id, question.fingerprint, _choices(question)[0]
        )
    reworded = question.model_copy(update={"options": question.options[::-1]})
    monkeypatch.setitem(COURSE.default.questions, question.id, reworded)  # type: ignore[arg-type]
    await harness.run_at(DUE + DAY)
    previous = harness.messenger.sent[-1].previous
    assert previous
    assert previous.question == question
    assert (previous.enough, previous.people, previous.right) == (True, 5, 5)


async def test_in_a_mix_the_result_comes_with_the_next_post(harness: ServiceHarness) -> None:
    """Card, question, fact, card: the fact tells of the question, once."""
    made = await harness.create_schedule(content="mix")
    for day in range(5):
        await harness.run_at(DUE + day * DAY)
    told = [each.previous is not None for each in harness.messenger.sent]
    kinds = [each.post.item.kind for each in harness.messenger.sent if each.post.item]
    assert kinds == ["page", "question", "fact", "page", "question"]
    assert told == [False, False, True, False, False]
    assert (
        await harness.services.question_of_the_day.show(harness.actor(), (await harness.posts(made.id))[0].id)
    ).card


async def test_a_question_that_the_course_has_lost(harness: ServiceHarness) -> None:
    """Between the claim and the sending the course was edited: another item is chosen, nothing raises."""
    made = await harness.create_schedule()
    item = (await harness.services.schedules.preview(GUILD, made.id)).post.item
    assert item
    post_content = harness.services.post_content
    lost = next_post(made, replace(item, name="gone"))
    with pytest.raises(PostNotFound):
        post_content.show(lost)
    with pytest.raises(PostNotFound):
        post_content.show(next_post(made, None))
    with pytest.raises(PostNotFound):
        post_content.show(next_post(made, replace(item, page=99)))


async def test_settings_are_checked_and_logged(harness: ServiceHarness) -> None:
    """What changed is logged, what didn't is not; the check names what is missing where."""
    servers = harness.services.servers
    wanted = ServerSettings(GUILD, staff_channel=STAFF, channels=frozenset({STAFF}))
    made = await harness.create_schedule()
    await servers.set(harness.actor(), wanted)
    await servers.set(harness.actor(), wanted)
    logged = [each for each in await servers.log(GUILD) if each.action == "server.set"]
    changed = {"staff_channel": STAFF, "was_staff_channel": None, "channels": str(STAFF), "was_channels": ""}
    assert [dict(each.detail) for each in logged] == [changed]
    assert await servers.settings(GUILD) == wanted
    harness.messenger.lacks, harness.messenger.gone = {CHANNEL: ("Send Messages",)}, {STAFF}
    check = await harness.check(GUILD)
    [schedule] = check.schedules
    assert (schedule.schedule, schedule.last, schedule.allowed) == (made, None, False)
    assert schedule.channel.missing == ("Send Messages",)
    assert check.staff
    assert check.staff.there is False
    harness.messenger.finds = Delayed("503", sure=False)
    assert (await harness.check(GUILD)).schedules[0].channel.there is None


async def test_a_cleared_setting_is_logged_as_nothing(harness: ServiceHarness) -> None:
    """Taking the staff channel away again is a change too."""
    servers = harness.services.servers
    await servers.set(harness.actor(), ServerSettings(GUILD, staff_channel=STAFF))
    harness.now += 1
    await servers.set(harness.actor(), ServerSettings(GUILD))
    [latest, _] = await servers.log(GUILD)
    assert dict(latest.detail) == {"staff_channel": None, "was_staff_channel": STAFF}
    assert (await harness.check(GUILD)).staff is None


def test_a_cadence_of_its_own_zone() -> None:
    """The example that everything here stands on: nine in Berlin on the 30th of March 2026."""
    assert Recurrence(540, "Europe/Berlin").on(date(2026, 3, 30)) == DUE


def _choices(question):  # type: ignore[no-untyped-def]
    right = sorted(question.correct)
    wrong = [next(n for n in range(len(question.options)) if n not in question.correct)]
    return right, wrong
