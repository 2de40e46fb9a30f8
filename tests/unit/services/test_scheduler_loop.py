"""A post comes once and on time, whatever fails between the claim and the channel."""

import asyncio
from dataclasses import replace

import pytest

from bot.chat.screens.posts.notices import sentence
from bot.domain.posts.post import Post, PostItem, PostState, RemainingItems, Schedule
from bot.domain.posts.server import LogEntry, Notice, ServerSettings
from bot.errors.delivery import Delayed, Undeliverable, Unreadable
from bot.errors.storage import RecordUnavailable
from bot.services.delivery.scheduler_loop import LEASE
from bot.services.ports.messenger import PreparedPost
from bot.services.ports.posts.leases import Lease
from bot.services.posts.post_content import PostContent, next_post
from tests.unit.services.service_fixture import (
    CADENCE,
    CHANNEL,
    DAY,
    DUE,
    GUILD,
    HOUR,
    MODERATOR,
    SECOND,
    STAFF,
    Killed,
    ServiceHarness,
    wish,
)

UNSURE, SURE = Delayed("500", sure=False), Delayed("429", sure=True, seconds=8.0)
MINUTE = 60 * SECOND


async def test_a_post_comes_at_its_time_and_once(harness: ServiceHarness) -> None:
    """Not before; then once, whatever is asked again; and the day after the next one."""
    made = await harness.create_schedule()
    assert await harness.run_at(DUE - 1) == DUE
    assert harness.messenger.sent == []
    assert await harness.run_at(DUE) == DUE + DAY
    assert await harness.run_at(DUE + MINUTE) == DUE + DAY
    [post] = await harness.posts(made.id)
    assert (post.state, post.message, post.occasion) == ("sent", 1000, "2026-03-30")
    await harness.run_at(DUE + DAY)
    assert [each.post.item.page for each in harness.messenger.sent if each.post.item] == [1, 2]


async def test_the_nonce_follows_from_schedule_and_date(harness: ServiceHarness) -> None:
    """At most 25 characters; the same for the same date, another for any other."""
    made = await harness.create_schedule()
    nonces = {
        Post(made.id, day, GUILD, CHANNEL, "c", None, 0, "claimed").nonce for day in ("a", "b", "c", "a")
    }
    assert len(nonces) == 3
    assert all(len(nonce) <= 25 for nonce in nonces)


async def test_after_a_crash_it_is_sent_again_under_its_nonce(harness: ServiceHarness) -> None:
    """The bot died after claiming. Within a minute it sends once more: Discord knows the nonce."""
    made = await harness.create_schedule()
    harness.messenger.arrives, harness.messenger.plans = True, [Killed()]
    with pytest.raises(Killed):
        await harness.run_at(DUE)
    assert [each.state for each in await harness.posts(made.id)] == ["claimed"]
    harness.scheduler = harness.new_process()
    await harness.run_at(DUE + LEASE + SECOND)
    assert len(harness.messenger.sent) == 2
    assert len(harness.messenger.known) == 1
    [post] = await harness.posts(made.id)
    assert (post.state, post.message) == ("sent", 1000)


@pytest.mark.parametrize("arrived", [True, False])
async def test_later_the_channel_is_searched(harness: ServiceHarness, arrived: bool) -> None:
    """Minutes after the crash the history tells whether the post arrived; it is sent only if it didn't."""
    made = await harness.create_schedule()
    harness.messenger.arrives, harness.messenger.plans = arrived, [Killed()]
    with pytest.raises(Killed):
        await harness.run_at(DUE)
    harness.scheduler = harness.new_process()
    await harness.run_at(DUE + 2 * MINUTE)
    assert len(harness.messenger.sent) == 1
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]


@pytest.mark.parametrize("arrived", [True, False])
async def test_an_older_record_put_back_doubles_no_post(harness: ServiceHarness, arrived: bool) -> None:
    """The record was put back as it was before today's post: the channel is searched before a late one."""
    made = await harness.create_schedule()
    harness.now = DUE + HOUR
    if arrived:
        harness.messenger.known[next_post(made, None).nonce] = 1000
    harness.scheduler = harness.new_process()
    assert await harness.run_at(harness.now) == DUE + DAY
    [post] = await harness.posts(made.id)
    assert post.state == "sent"
    assert len(harness.messenger.sent) == (0 if arrived else 1)


async def test_an_absence_does_not_hide_the_last_question(harness: ServiceHarness) -> None:
    """After twelve days away the post still says how the question before was answered."""
    await harness.create_schedule(content="questions")
    await harness.run_at(DUE)
    await harness.run_at(DUE + 12 * DAY)
    first, late = harness.messenger.sent
    assert late.previous
    assert first.post.item
    assert late.previous.question.id == first.post.item.name


async def test_where_history_cannot_be_read_it_is_not_repeated(harness: ServiceHarness) -> None:
    """Better a post too few than one twice: it is marked uncertain, and the staff is told."""
    made = await harness.create_schedule()
    harness.messenger.plans = [Killed()]
    with pytest.raises(Killed):
        await harness.run_at(DUE)
    harness.messenger.finds = Unreadable()
    harness.scheduler = harness.new_process()
    assert await harness.run_at(DUE + 2 * MINUTE) == DUE + DAY
    assert harness.messenger.sent == []
    [post] = await harness.posts(made.id)
    assert post.state == "uncertain"
    [(kind, whom, notice)] = harness.messenger.notified
    assert (kind, whom, notice.kind) == ("person", MODERATOR, "uncertain")
    await harness.run_at(DUE + DAY)
    assert len(harness.messenger.sent) == 1  # it goes on


async def test_a_search_that_fails_is_made_again(harness: ServiceHarness) -> None:
    """Discord is down when the channel is to be searched: it is searched later, and nothing sent blindly."""
    made = await harness.create_schedule()
    harness.messenger.arrives, harness.messenger.plans = True, [UNSURE]
    await harness.run_at(DUE)
    harness.messenger.finds = UNSURE
    later = await harness.run_at(DUE + 2 * MINUTE)
    assert later
    assert later > harness.now
    harness.messenger.finds = None
    await harness.run_at(later)
    assert len(harness.messenger.sent) == 1
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]


async def test_a_channel_that_is_gone_when_searched(harness: ServiceHarness) -> None:
    """What can't be found out any more fails, and the schedule rests."""
    made = await harness.create_schedule()
    harness.messenger.plans = [UNSURE]
    await harness.run_at(DUE)
    harness.messenger.finds = Undeliverable("channel-gone")
    await harness.run_at(DUE + 2 * MINUTE)
    assert (await harness.schedule(made.id)).paused == "channel-gone"


async def test_passing_failures_are_tried_again_more_and_more_slowly(harness: ServiceHarness) -> None:
    """5 seconds, 10, 20 … under the same nonce; then it is there, once."""
    made = await harness.create_schedule()
    harness.messenger.plans = [UNSURE, UNSURE, UNSURE]
    waits, due = [], await harness.run_at(DUE)
    while due and due < DUE + HOUR:
        waits.append(due - harness.now)
        due = await harness.run_at(due)
    assert waits == [5 * SECOND, 10 * SECOND, 20 * SECOND]
    assert len(harness.messenger.sent) == 1
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]


async def test_what_waits_goes_where_the_schedule_has_moved(harness: ServiceHarness) -> None:
    """Discord refused for now, and moderators chose another channel: the post comes there."""
    made = await harness.create_schedule()
    harness.messenger.plans = [SURE]
    due = await harness.run_at(DUE)
    await harness.services.schedules.change(harness.actor(), made.id, wish(CHANNEL + 5))
    assert due
    await harness.run_at(due)
    [post] = await harness.posts(made.id)
    assert [each.post.channel for each in harness.messenger.sent] == [post.channel] == [CHANNEL + 5]


async def test_a_refusal_for_now_waits_as_long_as_discord_says(harness: ServiceHarness) -> None:
    """A rate limit is certainly no post: what Discord asks for is waited, and no history searched."""
    await harness.create_schedule()
    harness.messenger.plans, harness.messenger.finds = [SURE], AssertionError("searched")
    assert await harness.run_at(DUE) == DUE + 8 * SECOND
    await harness.run_at(DUE + 3 * MINUTE)
    assert len(harness.messenger.sent) == 1


async def test_a_repeat_shows_what_the_first_attempt_did(harness: ServiceHarness) -> None:
    """The network is down for a moment: the pages still come in their order."""
    await harness.create_schedule()
    harness.messenger.plans = [SURE]
    await harness.run_at(DUE)
    await harness.run_at(DUE + 3 * MINUTE)
    await harness.run_at(DUE + DAY)
    assert [each.post.item.page for each in harness.messenger.sent if each.post.item] == [1, 2]


async def test_what_may_have_arrived_is_looked_for_after_a_refusal(harness: ServiceHarness) -> None:
    """Sent without an answer, then refused, then resumed: it is found in the channel, and not sent again."""
    made = await harness.create_schedule()
    harness.messenger.plans, harness.messenger.arrives = [UNSURE], True
    await harness.run_at(DUE)
    harness.messenger.plans, harness.messenger.arrives = [Undeliverable("permission")], False
    await harness.run_at(DUE + 30 * SECOND)
    assert [each.state for each in await harness.posts(made.id)] == ["failed"]
    harness.now = DUE + 10 * MINUTE
    await harness.services.schedules.resume(harness.actor(), made.id)
    await harness.run_at(DUE + 10 * MINUTE)
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]
    assert len(harness.messenger.sent) == 1


async def test_a_refusal_after_a_repeat_is_looked_into(harness: ServiceHarness) -> None:
    """One sending may have arrived before its repeat was refused: resumed, it is found, not sent again."""
    made = await harness.create_schedule()
    harness.messenger.plans, harness.messenger.arrives = [Undeliverable("permission", sure=False)], True
    await harness.run_at(DUE)
    assert [each.state for each in await harness.posts(made.id)] == ["failed"]
    harness.now = DUE + 10 * MINUTE
    await harness.services.schedules.resume(harness.actor(), made.id)
    await harness.run_at(DUE + 10 * MINUTE)
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]
    assert len(harness.messenger.sent) == 1


async def test_discord_is_down_for_hours(harness: ServiceHarness) -> None:
    """After six hours it is too late: missed if it certainly never arrived, else uncertain."""
    made = await harness.create_schedule()
    due: int | None = DUE
    while due and due < DUE + 7 * HOUR:
        harness.messenger.plans = [Delayed("no network", sure=True)]
        due = await harness.run_at(due)
    assert [(each.state, each.reason) for each in await harness.posts(made.id)] == [("missed", "discord")]
    other = await harness.create_schedule()
    harness.now = DUE + DAY
    due = DUE + DAY
    while due and due < DUE + DAY + 7 * HOUR:
        harness.messenger.plans, harness.messenger.finds = [UNSURE, UNSURE], UNSURE
        due = await harness.run_at(due)
    assert [each.state for each in await harness.posts(other.id)] == ["uncertain"]


@pytest.mark.parametrize(
    ("away", "states"),
    [
        (HOUR, ["sent"]),
        (6 * HOUR - 1, ["sent"]),
        (6 * HOUR, ["missed"]),
        (3 * DAY + HOUR, ["missed", "missed", "missed", "sent"]),
        (3 * DAY + 7 * HOUR, ["missed"] * 4),
        (100 * DAY + HOUR, ["missed"] * 30 + ["sent"]),
    ],
)
async def test_one_late_post_at_most(harness: ServiceHarness, away: int, states: list[str]) -> None:
    """The latest post comes if it is less than six hours late; the others are shown as missed."""
    made = await harness.create_schedule()
    following = await harness.run_at(DUE + away)
    assert [each.state for each in await harness.posts(made.id)] == states
    assert len(harness.messenger.sent) == states.count("sent")
    assert following
    assert harness.now < following <= harness.now + DAY
    assert all(each.post.item and each.post.item.page == 1 for each in harness.messenger.sent)


@pytest.mark.parametrize("reason", ["channel-gone", "permission", "refused"])
async def test_a_lasting_failure_lets_it_rest_and_is_told(harness: ServiceHarness, reason: str) -> None:
    """Nothing is tried in vain day after day; the staff channel is told why, once."""
    await harness.record.set_settings(ServerSettings(GUILD, staff_channel=STAFF), _entry(harness))
    made = await harness.create_schedule()
    harness.messenger.plans = [Undeliverable(reason, ("Send Messages",))]
    assert await harness.run_at(DUE) is None
    found = await harness.schedule(made.id)
    assert found.paused == reason
    [(kind, whom, notice)] = harness.messenger.notified
    assert (kind, whom, notice.kind, notice.reason) == ("channel", STAFF, "paused", reason)
    assert notice.missing == ("Send Messages",)
    assert await harness.run_at(DUE + 3 * DAY) is None
    assert len(harness.messenger.notified) == 1
    assert await harness.services.servers.take_notices(GUILD) == []


async def test_what_failed_comes_when_it_is_resumed_in_time(harness: ServiceHarness) -> None:
    """The permission is back an hour later: the post of that day comes, and the next day the next."""
    made = await harness.create_schedule()
    harness.messenger.plans = [Undeliverable("permission")]
    await harness.run_at(DUE)
    harness.now = DUE + HOUR
    await harness.services.schedules.resume(harness.actor(), made.id)
    await harness.run_at(DUE + HOUR)
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]
    await harness.run_at(DUE + DAY)
    assert [each.post.item.page for each in harness.messenger.sent if each.post.item] == [1, 2]


async def test_what_failed_long_ago_is_not_made_up_for(harness: ServiceHarness) -> None:
    """Resumed a day later, it goes on at its next time, with the page that didn't come."""
    made = await harness.create_schedule()
    harness.messenger.plans = [Undeliverable("permission")]
    await harness.run_at(DUE)
    harness.now = DUE + DAY + HOUR
    await harness.services.schedules.resume(harness.actor(), made.id)
    assert await harness.run_at(harness.now) == DUE + 2 * DAY
    await harness.run_at(DUE + 2 * DAY)
    assert [each.state for each in await harness.posts(made.id)] == ["failed", "sent"]
    assert [each.post.item.page for each in harness.messenger.sent if each.post.item] == [1]


async def test_everyone_who_can_be_notified_is(harness: ServiceHarness) -> None:
    """No staff channel, or a closed one: who set it; nobody at all: the next moderator, once."""
    made = await harness.create_schedule()
    harness.messenger.closed = {MODERATOR}
    harness.messenger.plans = [Undeliverable("permission")]
    await harness.run_at(DUE)
    assert harness.messenger.notified == []
    [(notice, schedule)] = await harness.services.servers.take_notices(GUILD)
    assert notice.schedule == made.id
    assert schedule == await harness.schedule(made.id)
    assert await harness.services.servers.take_notices(GUILD) == []
    harness.messenger.closed = {STAFF}
    await harness.record.set_settings(ServerSettings(GUILD, staff_channel=STAFF), _entry(harness))
    await harness.services.schedules.resume(harness.actor(), made.id)
    harness.messenger.plans = [Undeliverable("permission")]
    await harness.run_at(DUE + HOUR)
    assert [(kind, whom) for kind, whom, _ in harness.messenger.notified] == [("person", MODERATOR)]
    assert {each.id for each in harness.messenger.about if each} == {made.id}


async def test_only_the_holder_of_the_lease_sends(harness: ServiceHarness) -> None:
    """One of two processes sends; when it dies the other takes over after its lease has run out."""
    await harness.create_schedule()
    assert await harness.record.acquire_lease(Lease("another process", DUE + LEASE), DUE)
    again = await harness.run_at(DUE)
    assert harness.messenger.sent == []
    assert again
    assert DUE < again <= DUE + LEASE
    await harness.run_at(DUE + LEASE)
    assert len(harness.messenger.sent) == 1


async def test_two_processes_at_once_send_once(harness: ServiceHarness) -> None:
    """Both wake at the same time; every post comes once."""
    for _ in range(15):
        await harness.create_schedule()
    harness.now = DUE
    others = [harness.new_process() for _ in range(3)]
    await asyncio.gather(*(each.round() for each in others))
    for each in others:
        await each.round()
    assert len(harness.messenger.sent) == 15
    assert len(harness.messenger.known) == 15


async def test_posts_go_out_in_the_order_of_their_times(harness: ServiceHarness) -> None:
    """After an absence what was due first is sent first, though many are under way at once."""
    for number in range(60):
        wanted = wish(CHANNEL, replace(CADENCE, minute=540 + number * 7 % 60))
        await harness.services.schedules.create(harness.actor(guild=GUILD + number % 5), wanted)
    await harness.run_at(DUE + HOUR)
    order = [(each.post.due_at, each.schedule.id) for each in harness.messenger.sent]
    assert len(order) == 60
    assert order == sorted(order)


async def test_a_role_that_cannot_be_mentioned_is_left_out_and_told_once(harness: ServiceHarness) -> None:
    """Posts go on without the mention, the staff hears of it once, and it comes back with the role."""
    made = await harness.create_schedule(role=77)
    for day, mute in enumerate([set(), {77}, {77}, set()]):
        harness.messenger.mute = mute
        await harness.run_at(DUE + day * DAY)
    assert [each.schedule.role for each in harness.messenger.sent] == [77, None, None, 77]
    assert [(each.kind, each.reason) for *_, each in harness.messenger.notified] == [("role-silent", "77")]
    assert "<@&77>" in sentence(harness.messenger.notified[0][2])
    found = await harness.schedule(made.id)
    assert (found.role, found.paused) == (77, None)


async def test_a_thread_is_opened_and_tried_again(harness: ServiceHarness) -> None:
    """The thread fails for a moment: the post stands, and the thread comes later, once."""
    made = await harness.create_schedule(thread=True)
    harness.messenger.thread_plans = [UNSURE]
    due = await harness.run_at(DUE)
    assert due
    assert due < DUE + MINUTE
    await harness.run_at(due)
    await harness.run_at(due + MINUTE)
    assert len(harness.messenger.sent) == len(harness.messenger.threads) == 1
    assert [each.thread for each in await harness.posts(made.id)] == ["open"]


async def test_a_thread_that_may_not_be_opened_stops_nothing(harness: ServiceHarness) -> None:
    """The post stands and the schedule goes on; the staff is told once, not every day."""
    made = await harness.create_schedule(thread=True)
    for day in range(3):
        harness.messenger.thread_plans = [Undeliverable("permission", ("Create Public Threads",))]
        await harness.run_at(DUE + day * DAY)
    assert (await harness.schedule(made.id)).paused is None
    assert [each.thread for each in await harness.posts(made.id)] == ["failed"] * 3
    told = [notice.kind for *_, notice in harness.messenger.notified]
    assert told == ["thread-failed"] * 2  # March ends in these days, and April is told once more


@pytest.mark.parametrize("reason", ["threads-full", "post-gone"])
async def test_a_thread_is_not_always_a_matter_of_permissions(harness: ServiceHarness, reason: str) -> None:
    """The staff hears what's in the way; when they deleted the post themselves, there's nothing to say."""
    await harness.create_schedule(thread=True)
    harness.messenger.thread_plans = [Undeliverable(reason)]
    await harness.run_at(DUE)
    said = [sentence(notice) for *_, notice in harness.messenger.notified]
    assert len(said) == (1 if reason == "threads-full" else 0)
    assert all("active threads" in each and "permission" not in each.casefold() for each in said)


async def test_a_thread_is_given_up_in_the_end(harness: ServiceHarness) -> None:
    """A thread that fails for six hours is not tried for ever."""
    made = await harness.create_schedule(thread=True)
    due: int | None = DUE
    while due and due < DUE + 7 * HOUR:
        harness.messenger.thread_plans = [UNSURE]
        due = await harness.run_at(due)
    assert [(each.state, each.thread) for each in await harness.posts(made.id)] == [("sent", "failed")]


async def test_the_staff_is_told_before_the_course_ends(harness: ServiceHarness) -> None:
    """Three posts before the end, and when it has ended; then the posts go on with questions."""
    made = await harness.create_schedule(content="lessons")
    lessons = len(harness.services.library.default.units)
    for day in range(lessons + 2):
        await harness.run_at(DUE + day * DAY)
    kinds = [(notice.kind, notice.posts) for *_, notice in harness.messenger.notified]
    assert kinds == [("course-ends", min(lessons - 1, 3)), ("course-ended", 0)]
    shown = [each.post.item for each in harness.messenger.sent]
    assert [item.kind for item in shown if item] == ["lesson"] * lessons + ["question"] * 2
    assert [item.again for item in shown if item] == [False] * lessons + [True] * 2
    assert (await harness.schedule(made.id)).paused is None


async def test_a_course_that_is_gone_lets_it_rest(harness: ServiceHarness) -> None:
    """The course was taken away: the schedule rests and says why, and others are not held up."""
    made = await harness.create_schedule()
    other = await harness.create_schedule()
    await harness.record.change_schedule(replace(made, course="no-such-course"))
    await harness.run_at(DUE)
    assert (await harness.schedule(made.id)).paused == "course-gone"
    assert [each.schedule.id for each in harness.messenger.sent] == [other.id]
    assert [notice.reason for *_, notice in harness.messenger.notified] == ["course-gone"]


async def test_a_fault_of_our_own_holds_up_nobody_else(harness: ServiceHarness) -> None:
    """A zone that is no more raises inside: that schedule rests, the next one is posted."""
    made = await harness.create_schedule()
    other = await harness.create_schedule()
    await harness.record.change_schedule(replace(made, recurrence=replace(CADENCE, zone="Mars/Olympus")))
    await harness.run_at(DUE)
    assert (await harness.schedule(made.id)).paused == "zone-gone"
    assert [each.schedule.id for each in harness.messenger.sent] == [other.id]
    assert [notice.reason for *_, notice in harness.messenger.notified] == ["zone-gone"]


async def test_a_post_that_raises_is_put_off(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unforeseen error in trying again costs a minute, not the processor; after hours it ends."""
    made = await harness.create_schedule()
    harness.messenger.plans, harness.messenger.finds = [UNSURE], RuntimeError("unforeseen")
    await harness.run_at(DUE)
    assert await harness.run_at(DUE + 2 * MINUTE) == DUE + 3 * MINUTE
    await harness.run_at(DUE + 7 * HOUR)
    assert [each.state for each in await harness.posts(made.id)] == ["uncertain"]


async def test_a_repeat_that_raises_is_put_off(harness: ServiceHarness) -> None:
    """The same when it was claimed once more before the error."""
    made = await harness.create_schedule()
    harness.messenger.plans = [UNSURE, RuntimeError("unforeseen")]
    await harness.run_at(DUE)
    again = DUE + 10 * SECOND
    assert await harness.run_at(again) == again + MINUTE
    assert [(each.state, each.attempts) for each in await harness.posts(made.id)] == [("claimed", 2)]


async def test_a_process_that_slept_looks_again(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine was suspended between claim and sending: someone else may have sent it meanwhile."""
    await harness.create_schedule()
    deliver = harness.services.post_content.deliver

    async def asleep(*arguments: object) -> object:
        monkeypatch.undo()
        harness.now += HOUR
        return await deliver(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(PostContent, "deliver", lambda _, *rest: asleep(*rest))
    await harness.run_at(DUE)
    assert len(harness.messenger.sent) == 1  # found absent from the channel's history, then sent
    assert harness.messenger.sent[0].post.attempts > 1


async def test_a_removed_schedule_leaves_nothing_open(harness: ServiceHarness) -> None:
    """Removed while its post waited to be tried again: it isn't sent any more."""
    made = await harness.create_schedule()
    harness.messenger.plans = [SURE]
    await harness.run_at(DUE)
    await harness.services.schedules.remove(harness.actor(), made.id)
    assert await harness.run_at(DUE + MINUTE) is None
    assert harness.messenger.sent == []
    assert [each.state for each in await harness.posts(made.id)] == ["skipped"]


async def test_what_waits_for_hours_is_missed(harness: ServiceHarness) -> None:
    """The bot was away while a post that certainly hadn't arrived waited: too late is too late."""
    made = await harness.create_schedule()
    harness.messenger.plans = [SURE]
    await harness.run_at(DUE)
    await harness.run_at(DUE + 7 * HOUR)
    assert [each.state for each in await harness.posts(made.id)] == ["missed"]
    assert harness.messenger.sent == []


async def test_a_course_that_goes_while_a_post_waits(harness: ServiceHarness) -> None:
    """A post that was asked for can't be made any more: it fails, and the schedule rests and says why."""
    made = await harness.create_schedule()
    await harness.services.schedules.post_now(harness.actor(), made.id)
    await harness.record.change_schedule(replace(made, course="no-such-course"))
    await harness.run_at(harness.now)
    assert [(each.state, each.reason) for each in await harness.posts(made.id)] == [("failed", "course-gone")]
    assert (await harness.schedule(made.id)).paused == "course-gone"


@pytest.mark.parametrize("state", ["claimed", "sent"])
async def test_a_course_that_is_edited_while_a_post_is_open(
    harness: ServiceHarness, state: PostState
) -> None:
    """After a restart the page of an open post is no more: nothing is guessed, and nothing loops."""
    made = await harness.create_schedule(thread=True)
    harness.messenger.plans = [UNSURE] if state == "claimed" else []
    harness.messenger.thread_plans = [UNSURE]
    await harness.run_at(DUE)
    [post] = await harness.posts(made.id)
    assert post.state == state
    await harness.record.settle_post(replace(post, item=PostItem("page", "gone")))
    assert await harness.run_at(DUE + 30 * SECOND) == DUE + DAY
    [after] = await harness.posts(made.id)
    assert after.state == ("uncertain" if state == "claimed" else "sent")
    assert after.thread == ("wanted" if state == "claimed" else "failed")


async def test_what_the_server_switched_off_is_left_out(harness: ServiceHarness) -> None:
    """Daily posts are switched off, or the channel is closed to the bot: no post, nothing rests, and on again
    it goes on with the page that was next."""
    made = await harness.create_schedule()
    await harness.record.set_settings(ServerSettings(GUILD, off=frozenset({"daily"})), _entry(harness))
    await harness.run_at(DUE)
    await harness.record.set_settings(ServerSettings(GUILD, channels=frozenset({STAFF})), _entry(harness))
    await harness.run_at(DUE + DAY)
    await harness.record.set_settings(ServerSettings(GUILD), _entry(harness))
    await harness.run_at(DUE + 2 * DAY)
    assert [each.state for each in await harness.posts(made.id)] == ["skipped", "skipped", "sent"]
    assert [each.post.item.page for each in harness.messenger.sent if each.post.item] == [1]


async def test_a_lease_that_is_lost_stops_new_claims(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process took over while this one was at it: what is left is left to that one."""
    await harness.create_schedule()
    harness.messenger.plans = [SURE]
    await harness.run_at(DUE)
    take = harness.record.acquire_lease

    async def lose(lease: Lease, now: int) -> bool:
        held = await take(lease, now)
        await harness.record.release_lease(lease)
        await take(Lease("another", now + DAY), now)
        return held

    monkeypatch.setattr(harness.record, "acquire_lease", lose)
    async with asyncio.timeout(20):
        monkeypatch.setattr("bot.services.delivery.scheduler_loop.RENEWAL", 0.05)
        await harness.run_at(DUE + 10 * SECOND)
    assert harness.messenger.sent == []


async def test_a_renewal_that_fails_once_is_made_up_for(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record fails for a moment while a post is under way: the right to send is renewed after all."""
    monkeypatch.setattr("bot.services.delivery.scheduler_loop.RENEWAL", 0.02)
    await harness.create_schedule()
    harness.messenger.slow = 0.2
    take, tries = harness.record.acquire_lease, 0

    async def fails_once(lease: Lease, now: int) -> bool:
        nonlocal tries
        tries += 1
        if tries == 2:
            raise RecordUnavailable("The disk was full for a moment.", "full")
        return await take(lease, now)

    monkeypatch.setattr(harness.record, "acquire_lease", fails_once)
    await harness.run_at(DUE)
    assert len(harness.messenger.sent) == 1
    assert tries > 3


async def test_a_lost_lease_ends_the_round_at_once(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is claimed again and again in vain until the next renewal finds out."""
    await harness.create_schedule()
    claim, claims = harness.record.claim_posts, 0

    async def robbed(*arguments: object) -> bool:
        nonlocal claims
        claims += 1
        lease = arguments[0]
        assert isinstance(lease, Lease)
        await harness.record.release_lease(lease)
        await harness.record.acquire_lease(Lease("another", DUE + DAY), DUE)
        return await claim(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(harness.record, "claim_posts", robbed)
    async with asyncio.timeout(3):
        await harness.run_at(DUE)
    assert (claims, harness.messenger.sent) == (1, [])


async def test_staff_is_told_later_when_discord_fails(harness: ServiceHarness) -> None:
    """A notice that could not be sent for a passing reason is sent with the next round."""
    await harness.create_schedule()
    harness.messenger.plans = [Undeliverable("permission")]
    harness.messenger.tell_plans = [UNSURE]
    await harness.run_at(DUE)
    assert harness.messenger.notified == []
    await harness.run_at(DUE + MINUTE)
    assert [kind for kind, *_ in harness.messenger.notified] == ["person"]


async def test_notices_that_must_wait_hold_up_no_others(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some notices can't be sent for now, more than are sent at a time. The one behind them still goes out in
    the same round, and in the end each is told once."""
    monkeypatch.setattr("bot.services.delivery.scheduler_loop.TOGETHER", 2)
    monkeypatch.setattr("bot.services.delivery.scheduler_loop.ROOM", 1)
    for _ in range(5):
        made = await harness.create_schedule()
        notice = Notice(made.id, GUILD, made.id, made.channel, "paused", "permission", (), 0, harness.now)
        await harness.record.pause_schedule(made.id, "permission", notice)
    last = (await harness.record.notices(GUILD))[-1]
    harness.messenger.tell_plans = [UNSURE] * 4
    await harness.run_at(harness.now)
    assert [each.id for *_, each in harness.messenger.notified] == [last.id]
    await harness.run_at(harness.now + 5 * SECOND)
    assert len({each.id for *_, each in harness.messenger.notified}) == len(harness.messenger.notified) == 5


async def test_erased_people_are_not_notified(harness: ServiceHarness) -> None:
    """Nobody is known any more who set it: the next moderator is told."""
    made = await harness.create_schedule()
    await harness.record.erase(MODERATOR)
    harness.messenger.plans = [Undeliverable("permission")]
    await harness.run_at(DUE)
    assert harness.messenger.notified == []
    assert [each.schedule for each, _ in await harness.services.servers.take_notices(GUILD)] == [made.id]


async def test_an_erasure_beside_a_claim_stands(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moderator is erased between reading and claiming: the post comes, and nothing says who had set it."""
    made = await harness.create_schedule()
    claimed = harness.services.post_content.next_item

    async def erased(_: object, schedule: Schedule) -> RemainingItems:
        monkeypatch.undo()
        await harness.record.erase(MODERATOR)
        return await claimed(schedule)

    monkeypatch.setattr(PostContent, "next_item", erased)
    await harness.run_at(DUE)
    assert len(harness.messenger.sent) == 1
    assert (await harness.schedule(made.id)).set_by == 0
    assert not any((await harness.record.export(MODERATOR)).values())


async def test_an_erasure_beside_a_failure_stands(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Erased while Discord refuses the post: the notice names nobody, and the next moderator is told."""
    await harness.create_schedule()

    async def erased(_: PreparedPost) -> int:
        await harness.record.erase(MODERATOR)
        raise Undeliverable("permission")

    monkeypatch.setattr(harness.messenger, "send", erased)
    await harness.run_at(DUE)
    assert harness.messenger.notified == []
    assert not any((await harness.record.export(MODERATOR)).values())
    assert [each.set_by for each, _ in await harness.services.servers.take_notices(GUILD)] == [0]


async def test_what_is_under_way_is_finished_when_stopping(harness: ServiceHarness) -> None:
    """A stop in the middle of a sending waits for it, and it is marked."""
    made = await harness.create_schedule()
    harness.now = DUE
    harness.messenger.slow = 0.1
    running = asyncio.create_task(harness.scheduler.run())
    async with asyncio.timeout(5):
        while not await harness.record.posts(made.id, 1):
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait({running})
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]


async def test_a_stop_between_two_rounds_is_heard(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled at the very moment at which it lets go of the lease, it ends all the same."""
    await harness.create_schedule()
    harness.now = DUE
    running = asyncio.create_task(harness.scheduler.run())
    loop = asyncio.get_running_loop()

    async def stop(*_: object) -> list[Notice]:
        if harness.messenger.sent:  # the last thing that a round does with the lease
            loop.call_soon(running.cancel)
        return []

    monkeypatch.setattr(harness.record, "due_notices", stop)
    done, _ = await asyncio.wait({running}, timeout=2)
    running.cancel()
    assert done == {running}
    assert running.cancelled()


async def test_a_sending_that_hangs_does_not_hold_up_the_stop(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a few seconds it is cut off; the post stays claimed, to be found out about at the next start."""
    monkeypatch.setattr("bot.services.delivery.scheduler_loop.GRACE", 0.05)
    made = await harness.create_schedule()
    harness.now = DUE
    harness.messenger.slow = 60
    running = asyncio.create_task(harness.scheduler.run())
    async with asyncio.timeout(5):
        while not await harness.record.posts(made.id, 1):
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait({running}, timeout=5)
    assert running.done()
    assert [each.state for each in await harness.posts(made.id)] == ["claimed"]


async def test_a_pause_stops_what_is_tried_again(harness: ServiceHarness) -> None:
    """Paused while its post waited to be tried again: it waits for the moderator, who gets it on resuming."""
    made = await harness.create_schedule()
    harness.messenger.plans = [SURE]
    await harness.run_at(DUE)
    await harness.services.schedules.pause(harness.actor(), made.id)
    await harness.run_at(DUE + MINUTE)
    assert harness.messenger.sent == []
    await harness.services.schedules.resume(harness.actor(), made.id)
    await harness.run_at(DUE + 2 * MINUTE)
    assert len(harness.messenger.sent) == 1


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_pause_stops_a_repeat_within_a_minute(harness: ServiceHarness, arrived: bool) -> None:
    """It may have arrived when a moderator pauses: it isn't sent again meanwhile. When the minute is over the
    channel tells, and resuming sends what it hasn't."""
    made = await harness.create_schedule()
    harness.messenger.plans, harness.messenger.arrives = [UNSURE], arrived
    await harness.run_at(DUE)
    harness.messenger.arrives = True
    before = len(harness.messenger.sent)
    await harness.services.schedules.pause(harness.actor(), made.id)
    for second in range(5, 120, 5):
        await harness.run_at(DUE + second * SECOND)
    assert len(harness.messenger.sent) == before
    assert [each.state for each in await harness.posts(made.id)] == ["sent" if arrived else "failed"]
    await harness.services.schedules.resume(harness.actor(), made.id)
    await harness.run_at(DUE + 3 * MINUTE)
    assert len(harness.messenger.sent) == 1


@pytest.mark.parametrize(
    ("failure", "arrived"),
    [
        (SURE, False),
        (UNSURE, False),
        (UNSURE, True),
        (Undeliverable("permission"), False),
        (Undeliverable("permission", sure=False), True),
    ],
)
async def test_a_pause_and_its_end_within_a_minute_post_once(
    harness: ServiceHarness, failure: Exception, arrived: bool
) -> None:
    """Whatever became of the first attempt, and however often it is paused: its date has one post."""
    made = await harness.create_schedule()
    harness.messenger.plans, harness.messenger.arrives = [failure], arrived
    await harness.run_at(DUE)
    for second in range(6, 60, 6):
        await harness.services.schedules.pause(harness.actor(), made.id)
        await harness.services.schedules.resume(harness.actor(), made.id)
        await harness.run_at(DUE + second * SECOND)
    await harness.run_at(DUE + 2 * MINUTE)
    assert len({each.post.nonce for each in harness.messenger.sent}) == len(harness.messenger.known) == 1
    assert [each.state for each in await harness.posts(made.id)] == ["sent"]
    assert (await harness.schedule(made.id)).next_date == "2026-03-31"


async def test_what_may_have_arrived_is_shown_by_nothing_else(harness: ServiceHarness) -> None:
    """Resumed, it is still not known whether it arrived when a moderator posts the next one at once."""
    made = await harness.create_schedule()
    harness.messenger.plans, harness.messenger.arrives = [Undeliverable("permission", sure=False)], True
    await harness.run_at(DUE)
    harness.messenger.plans = [UNSURE]
    await harness.services.schedules.resume(harness.actor(), made.id)
    await harness.run_at(DUE + SECOND)
    await harness.services.schedules.post_now(harness.actor(), made.id)
    await harness.run_at(DUE + 2 * SECOND)
    shown = {each.post.nonce: each.post.item.page for each in harness.messenger.sent if each.post.item}
    assert sorted(shown.values()) == [1, 2]


async def test_it_sleeps_until_something_is_due_and_wakes_for_what_is_earlier(
    harness: ServiceHarness,
) -> None:
    """Idle with nothing to do; a post asked for now wakes it at once; stopped, it lets go of the lease."""
    made = await harness.create_schedule()
    running = asyncio.create_task(harness.scheduler.run())
    await asyncio.sleep(0.05)
    assert harness.messenger.sent == []
    await harness.services.schedules.post_now(harness.actor(), made.id)
    async with asyncio.timeout(5):
        while not harness.messenger.sent:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    running.cancel()
    await asyncio.wait({running})
    assert await harness.record.acquire_lease(Lease("another", harness.now + 1), harness.now)


async def test_an_unusable_record_is_waited_for(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record fails for a moment: the task lives on."""
    tried = asyncio.Event()

    async def broken(*_: object) -> int:
        tried.set()
        raise RecordUnavailable("The disk is gone.", "unreachable")

    monkeypatch.setattr(harness.record, "next_due", broken)
    running = asyncio.create_task(harness.scheduler.run())
    await asyncio.wait_for(tried.wait(), 5)
    assert not running.done()
    running.cancel()
    await asyncio.wait({running})


def _entry(harness: ServiceHarness) -> LogEntry:
    harness.acts += 1
    return LogEntry(harness.acts, GUILD, MODERATOR, harness.now, "server.set", {})
