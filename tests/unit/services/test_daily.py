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
from bot.errors import (
    ChannelNotAllowed,
    CourseNotFound,
    Delayed,
    NoDays,
    NotAnsweredYet,
    PostNotFound,
    ScheduleChanged,
    ScheduleExists,
    ScheduleNotFound,
    ScheduleRests,
    StaleControl,
    TooManySchedules,
    Undeliverable,
)
from bot.services.posts.post_content import next_post
from bot.services.posts.schedules import Wish
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
    Office,
    wish,
)


async def test_what_is_set_is_due_at_its_next_time(office: Office) -> None:
    """An hour before nine it is due today; set at ten, tomorrow; and who set it is in the log."""
    made = await office.set()
    assert (made.next_at, made.next_date) == (DUE, "2026-03-30")
    office.now = DUE + HOUR
    late = await office.set()
    assert (late.next_at, late.next_date) == (DUE + DAY, "2026-03-31")
    entries = await office.services.servers.log(GUILD)
    assert [(each.action, each.actor) for each in entries] == [("daily.set", MODERATOR)] * 2
    assert entries[0].detail["time"] == "09:00"
    [standing, _] = await office.services.schedules.list(GUILD)
    assert standing.left
    assert (standing.schedule, standing.last, standing.left.item.page) == (made, None, 0)


async def test_what_cannot_be_set_is_refused(office: Office) -> None:
    """Without days, in a channel that is kept free, for a course that isn't taught, in too many numbers."""
    with pytest.raises(NoDays):
        await office.set(cadence=replace(CADENCE, days=frozenset()))
    with pytest.raises(CourseNotFound):
        await office.set(course="nowhere")
    with pytest.raises(ScheduleNotFound):
        await office.services.schedules.create(office.who(guild=None), wish(CHANNEL))
    await office.services.servers.set(office.who(), ServerSettings(GUILD, channels=frozenset({STAFF})))
    with pytest.raises(ChannelNotAllowed):
        await office.set()
    for minute in range(MOST):
        await office.set(channel=STAFF, cadence=replace(CADENCE, minute=minute))
    with pytest.raises(TooManySchedules):
        await office.set(channel=STAFF)


async def test_another_servers_schedule_is_not_found(office: Office) -> None:
    """Moderators change what belongs to their own server."""
    made = await office.set()
    daily = office.services.schedules
    stranger = office.who(guild=GUILD + 1)
    for act in (daily.pause, daily.resume, daily.skip, daily.remove, daily.post_now):
        with pytest.raises(ScheduleNotFound):
            await act(stranger, made.id)
    with pytest.raises(ScheduleNotFound):
        await daily.preview(stranger.guild, made.id)
    assert await office.found(made.id) == made


async def test_a_change_keeps_the_place_in_the_course(office: Office) -> None:
    """Another time and channel: it goes on with the next page; a date that had its post gets no other."""
    made = await office.set()
    await office.at(DUE)
    evening = wish(STAFF, replace(CADENCE, minute=1200), thread=True)
    changed = await office.services.schedules.change(office.who(), made.id, evening)
    assert changed.next_date == "2026-03-31"
    assert changed == await office.found(made.id)
    await office.at(changed.next_at)
    assert [(each.post.channel, each.post.item.page) for each in office.courier.sent if each.post.item] == [
        (CHANNEL, 0),
        (STAFF, 1),
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
    office: Office, given: dict[str, Any], changed: dict[str, Any]
) -> None:
    """Role, thread, content, days and course stay as they were when a moderator leaves them out."""
    weekdays = replace(CADENCE, days=frozenset(range(5)))
    made = await office.set(cadence=weekdays, content="questions", role=77, thread=True)
    typed = Wish(made.channel, 1200, CADENCE.zone, **given)
    now = await office.services.schedules.change(office.who(), made.id, typed)
    cadence = replace(weekdays, minute=1200, days=changed.get("days", weekdays.days))
    rest = {name: value for name, value in changed.items() if name not in ("minute", "days")}
    at = {"next_at": now.next_at, "next_date": now.next_date, "revision": now.revision}
    assert now == replace(made, cadence=cadence, **rest, **at)


async def test_a_role_is_left_out_by_its_own_button(office: Office) -> None:
    """An empty option keeps the role, so there's another way; without a role nothing happens."""
    made = await office.set(role=77)
    daily = office.services.schedules
    quiet = await daily.stop_mentioning(office.who(), made.id)
    assert quiet == replace(made, role=None, revision=made.revision + 1)
    assert await daily.stop_mentioning(office.who(), made.id) == quiet


async def test_a_pause_and_what_follows(office: Office) -> None:
    """Paused twice is paused; nothing comes; resumed, it goes on at its next time without making up."""
    made = await office.set()
    daily = office.services.schedules
    assert (await daily.pause(office.who(), made.id)).paused == "moderator"
    await daily.pause(office.who(), made.id)
    assert await office.at(DUE + 2 * DAY + HOUR) is None
    assert office.courier.sent == []
    resumed = await daily.resume(office.who(), made.id)
    assert (resumed.paused, resumed.next_at) == (None, DUE + 3 * DAY)
    assert await daily.resume(office.who(), made.id) == resumed
    actions = [each.action for each in await office.services.servers.log(GUILD)]
    assert sorted(actions) == ["daily.pause", "daily.resume", "daily.set"]


async def test_a_change_of_what_was_paused_keeps_it_paused(office: Office) -> None:
    """A moderator's pause outlives a change; a failure's doesn't, for the change was made to mend it."""
    made = await office.set()
    await office.services.schedules.pause(office.who(), made.id)
    staff = wish(STAFF)
    assert (await office.services.schedules.change(office.who(), made.id, staff)).paused == "moderator"
    other = await office.set()
    await office.record.change_schedule(replace(other, paused="channel-gone"))
    later = replace(staff, minute=600)
    assert (await office.services.schedules.change(office.who(), other.id, later)).paused is None


async def test_the_same_is_not_posted_twice(office: Office) -> None:
    """Neither added nor changed into: the same at the same times there. Anything else may be."""
    made = await office.set(channel=CHANNEL)
    with pytest.raises(ScheduleExists):
        await office.set(channel=CHANNEL, thread=True)
    other = await office.set(channel=CHANNEL, content="facts")
    daily, same = office.services.schedules, wish(CHANNEL)
    with pytest.raises(ScheduleExists):
        await daily.change(office.who(), other.id, same)
    assert (await daily.change(office.who(), made.id, replace(same, thread=True))).thread
    assert await daily.create(replace(office.who(), interaction=made.id), same) == await office.found(made.id)


async def test_nothing_is_next_while_it_is_paused(office: Office) -> None:
    """So nothing can be left out, and nothing is."""
    made = await office.set()
    paused = await office.services.schedules.pause(office.who(), made.id)
    with pytest.raises(ScheduleRests):
        await office.services.schedules.skip(office.who(), made.id)
    assert await office.found(made.id) == paused
    assert await office.posts(made.id) == []


async def test_a_date_left_out_in_the_future_is_not_the_last(office: Office) -> None:
    """The last post is the one that was; and one that failed comes when resumed, whatever was left out."""
    made = await office.set()
    await office.services.schedules.post_now(office.who(), made.id)
    office.courier.plans = [Undeliverable("permission")]
    await office.services.schedules.skip(office.who(), made.id)
    await office.at(office.now)
    [standing] = await office.services.schedules.list(GUILD)
    [checked] = (await office.check(GUILD)).schedules
    assert standing.last == checked.last
    assert standing.last
    assert standing.last.state == "failed"
    await office.services.schedules.resume(office.who(), made.id)
    await office.at(office.now)
    assert len(office.courier.sent) == 1
    await office.at(DUE)
    [standing] = await office.services.schedules.list(GUILD)
    assert standing.last
    assert standing.last.state == "skipped"


async def test_a_preview_has_the_letters_of_the_post(office: Office) -> None:
    """At once or at its time, the options come in the order that the preview showed."""
    made = await office.set(content="questions")
    for at_once in (True, False):
        shown = await office.services.schedules.preview(GUILD, made.id)
        if at_once:
            await office.services.schedules.post_now(office.who(), made.id)
        await office.at(office.now if at_once else DUE)
        assert office.courier.sent[-1].post.seed == shown.post.seed
        asked = await office.services.question_of_the_day.open(office.who(), office.courier.sent[-1].post.id)
        assert asked.order == shuffled(asked.question, shown.post.seed, 0)
    one, two = (each.post.seed for each in office.courier.sent)
    assert one != two


async def test_skipping_leaves_out_a_date_and_no_page(office: Office) -> None:
    """The next date has no post, the one after shows what it would have; skipping again goes further."""
    made = await office.set()
    assert (await office.services.schedules.skip(office.who(), made.id)).next_date == "2026-03-31"
    assert (await office.services.schedules.skip(office.who(), made.id)).next_date == "2026-04-01"
    dates = {each.detail.get("date") for each in await office.services.servers.log(GUILD)}
    assert dates == {None, "2026-03-30", "2026-03-31"}
    await office.at(DUE + 2 * DAY)
    assert [each.state for each in await office.posts(made.id)] == ["skipped", "skipped", "sent"]
    assert [each.post.item.page for each in office.courier.sent if each.post.item] == [0]


async def test_two_moderators_at_once(office: Office) -> None:
    """Of two changes made in the same moment one is told that the other was first."""
    made = await office.set()
    daily = office.services.schedules
    both = await asyncio.gather(
        *(daily.skip(office.who(), made.id) for _ in range(2)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, ScheduleChanged) for each in both) in (0, 1)
    assert len(await office.posts(made.id)) == sum(not isinstance(each, Exception) for each in both)


async def test_removed_is_removed(office: Office) -> None:
    """It is listed no more, nothing comes, and a second removal is told so."""
    made = await office.set()
    await office.services.schedules.remove(office.who(), made.id)
    with pytest.raises(ScheduleNotFound):
        await office.services.schedules.remove(office.who(), made.id)
    assert await office.services.schedules.list(GUILD) == []
    assert await office.at(DUE) is None


async def test_now_posts_besides_the_daily_time(office: Office) -> None:
    """Posted at once, even while it rests, each time the next page; the daily post comes all the same."""
    made = await office.set()
    for _ in range(2):
        asked = await office.services.schedules.post_now(office.who(), made.id)
        assert (asked.post.state, asked.repeated) == ("due", False)
    await office.at(office.now)
    await office.at(DUE)
    await office.services.schedules.pause(office.who(), made.id)
    await office.services.schedules.post_now(office.who(), made.id)
    await office.at(DUE)
    assert [each.post.item.page for each in office.courier.sent if each.post.item] == [0, 1, 2, 3]


async def test_one_button_posts_once(office: Office) -> None:
    """Pressed twice at once and again after it was posted: one post; the next button posts the next page."""
    made = await office.set()
    daily, button = office.services.schedules, 7
    both = await asyncio.gather(*(daily.post_now(office.who(), made.id, button) for _ in range(2)))
    assert sorted(each.repeated for each in both) == [False, True]
    await office.at(office.now)
    again = await daily.post_now(office.who(), made.id, button)
    assert (again.repeated, again.post.state) == (True, "sent")
    await daily.post_now(office.who(), made.id, button + 1)
    await office.at(office.now)
    assert [each.post.item.page for each in office.courier.sent if each.post.item] == [0, 1]
    actions = [each.action for each in await office.services.servers.log(GUILD)]
    assert actions.count("daily.now") == 2


async def test_a_preview_changes_nothing(office: Office) -> None:
    """It shows the next post, as often as one looks."""
    made = await office.set(content="questions")
    first = await office.services.schedules.preview(GUILD, made.id)
    assert first.shown.question
    assert first == await office.services.schedules.preview(GUILD, made.id)
    assert await office.posts(made.id) == []
    await office.at(DUE)
    assert office.courier.sent[0].shown == first.shown


async def test_an_answer_to_the_question_of_the_day(office: Office) -> None:
    """The first answer stands; how others answered is shown after one's own; pages have no question."""
    made = await office.set(content="questions")
    await office.at(DUE)
    [post] = await office.posts(made.id)
    days = office.services.question_of_the_day
    learner = office.who(LEARNER)
    asked = await days.open(learner, post.id)
    assert asked.answer is None
    with pytest.raises(NotAnsweredYet):
        await days.results(learner, post.id)
    right, wrong = _choices(asked.question)
    with pytest.raises(StaleControl):
        await days.answer(office.who(LEARNER), post.id, asked.question.fingerprint, [99])
    assert (await days.answer(office.who(LEARNER), post.id, "0" * 8, right)).reworded
    given = await days.answer(office.who(LEARNER), post.id, asked.question.fingerprint[:8], right)
    assert given.answer
    assert (given.answer.score, given.answer.mode, given.answer.guild, given.repeated) == (
        100,
        "daily",
        GUILD,
        False,
    )
    again = await days.answer(office.who(LEARNER), post.id, asked.question.fingerprint[:8], wrong)
    assert (again.answer, again.repeated) == (given.answer, True)
    assert not (await days.results(learner, post.id)).enough
    with pytest.raises(PostNotFound):
        await days.open(learner, 12345)
    with pytest.raises(PostNotFound):
        await days.open(office.who(LEARNER, GUILD + 1), post.id)


async def test_the_next_post_says_how_the_server_answered(office: Office) -> None:
    """Counts of five or more, on the next question's post."""
    made = await office.set(content="questions")
    await office.at(DUE)
    [post] = await office.posts(made.id)
    days = office.services.question_of_the_day
    question = (await days.open(office.who(LEARNER), post.id)).question
    right, wrong = _choices(question)
    for number in range(12):
        choice = right if number < 7 else wrong
        await days.answer(office.who(LEARNER + number), post.id, question.fingerprint, choice)
    await office.at(DUE + DAY)
    previous = office.courier.sent[-1].previous
    assert previous
    assert previous.question == question
    assert (previous.enough, previous.people, previous.right) == (True, 12, 7)


async def test_a_question_changed_overnight_is_told_as_it_was_answered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next post shows the wording that people answered and their counts, not today's with none."""
    made = await office.set(content="questions")
    await office.at(DUE)
    [post] = await office.posts(made.id)
    days = office.services.question_of_the_day
    question = (await days.open(office.who(LEARNER), post.id)).question
    for number in range(5):
        await days.answer(office.who(LEARNER + number), post.id, question.fingerprint, _choices(question)[0])
    reworded = question.model_copy(update={"options": question.options[::-1]})
    monkeypatch.setitem(COURSE.default.questions, question.id, reworded)  # type: ignore[arg-type]
    await office.at(DUE + DAY)
    previous = office.courier.sent[-1].previous
    assert previous
    assert previous.question == question
    assert (previous.enough, previous.people, previous.right) == (True, 5, 5)


async def test_in_a_mix_the_result_comes_with_the_next_post(office: Office) -> None:
    """Page, question, fact, page: the fact tells of the question, once."""
    made = await office.set(content="mix")
    for day in range(5):
        await office.at(DUE + day * DAY)
    told = [each.previous is not None for each in office.courier.sent]
    kinds = [each.post.item.kind for each in office.courier.sent if each.post.item]
    assert kinds == ["page", "question", "fact", "page", "question"]
    assert told == [False, False, True, False, False]
    assert (
        await office.services.question_of_the_day.show(office.who(), (await office.posts(made.id))[0].id)
    ).step


async def test_a_question_that_the_course_has_lost(office: Office) -> None:
    """Between the claim and the sending the course was edited: another item is chosen, nothing raises."""
    made = await office.set()
    item = (await office.services.schedules.preview(GUILD, made.id)).post.item
    assert item
    composing = office.services.post_content
    lost = next_post(made, replace(item, name="gone"))
    with pytest.raises(PostNotFound):
        composing.show(lost)
    with pytest.raises(PostNotFound):
        composing.show(next_post(made, None))
    with pytest.raises(PostNotFound):
        composing.show(next_post(made, replace(item, page=99)))


async def test_settings_are_checked_and_logged(office: Office) -> None:
    """What changed is logged, what didn't is not; the check names what is missing where."""
    servers = office.services.servers
    wanted = ServerSettings(GUILD, staff_channel=STAFF, channels=frozenset({STAFF}))
    made = await office.set()
    await servers.set(office.who(), wanted)
    await servers.set(office.who(), wanted)
    logged = [each for each in await servers.log(GUILD) if each.action == "server.set"]
    assert [dict(each.detail) for each in logged] == [{"staff_channel": STAFF, "channels": str(STAFF)}]
    assert await servers.settings(GUILD) == wanted
    office.courier.lacks, office.courier.gone = {CHANNEL: ("Send Messages",)}, {STAFF}
    check = await office.check(GUILD)
    [schedule] = check.schedules
    assert (schedule.schedule, schedule.last, schedule.allowed) == (made, None, False)
    assert schedule.channel.missing == ("Send Messages",)
    assert check.staff
    assert check.staff.there is False
    office.courier.finds = Delayed("503", sure=False)
    assert (await office.check(GUILD)).schedules[0].channel.there is None


async def test_a_cleared_setting_is_logged_as_nothing(office: Office) -> None:
    """Taking the staff channel away again is a change too."""
    servers = office.services.servers
    await servers.set(office.who(), ServerSettings(GUILD, staff_channel=STAFF))
    office.now += 1
    await servers.set(office.who(), ServerSettings(GUILD))
    [latest, _] = await servers.log(GUILD)
    assert dict(latest.detail) == {"staff_channel": None}
    assert (await office.check(GUILD)).staff is None


def test_a_cadence_of_its_own_zone() -> None:
    """The example that everything here stands on: nine in Berlin on the 30th of March 2026."""
    assert Recurrence(540, "Europe/Berlin").on(date(2026, 3, 30)) == DUE


def _choices(question):  # type: ignore[no-untyped-def]
    right = sorted(question.correct)
    wrong = [next(n for n in range(len(question.options)) if n not in question.correct)]
    return right, wrong
