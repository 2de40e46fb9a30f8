"""A post comes once and on time, whatever fails between the claim and the channel."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from bot.chat.screens.posts.notices import told
from bot.domain.posts.post import Left, Post, PostItem, PostState, Schedule
from bot.domain.posts.server import LogEntry, Notice, ServerSettings
from bot.errors import Delayed, RecordUnavailable, Undeliverable, Unreadable
from bot.services.delivery.rate_limiter import Ticket
from bot.services.delivery.scheduler_loop import LEASE
from bot.services.ports.messenger import DeliveryResult
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
    Office,
    wish,
)

UNSURE, SURE = Delayed("500", sure=False), Delayed("429", sure=True, seconds=8.0)
MINUTE = 60 * SECOND


async def test_a_post_comes_at_its_time_and_once(office: Office) -> None:
    """Not before; then once, whatever is asked again; and the day after the next one."""
    made = await office.set()
    assert await office.at(DUE - 1) == DUE
    assert office.courier.sent == []
    assert await office.at(DUE) == DUE + DAY
    assert await office.at(DUE + MINUTE) == DUE + DAY
    [post] = await office.posts(made.id)
    assert (post.state, post.message, post.occasion) == ("sent", 1000, "2026-03-30")
    await office.at(DUE + DAY)
    assert [each.post.item.page for each in office.courier.sent if each.post.item] == [0, 1]


async def test_the_nonce_follows_from_schedule_and_date(office: Office) -> None:
    """At most 25 characters; the same for the same date, another for any other."""
    made = await office.set()
    nonces = {
        Post(made.id, day, GUILD, CHANNEL, "c", None, 0, "claimed").nonce for day in ("a", "b", "c", "a")
    }
    assert len(nonces) == 3
    assert all(len(nonce) <= 25 for nonce in nonces)


async def test_after_a_crash_it_is_sent_again_under_its_nonce(office: Office) -> None:
    """The bot died after claiming. Within a minute it sends once more: Discord knows the nonce."""
    made = await office.set()
    office.courier.arrives, office.courier.plans = True, [Killed()]
    with pytest.raises(Killed):
        await office.at(DUE)
    assert [each.state for each in await office.posts(made.id)] == ["claimed"]
    office.dispatcher = office.new_process()
    await office.at(DUE + LEASE + SECOND)
    assert len(office.courier.sent) == 2
    assert len(office.courier.known) == 1
    [post] = await office.posts(made.id)
    assert (post.state, post.message) == ("sent", 1000)


@pytest.mark.parametrize("arrived", [True, False])
async def test_later_the_channel_is_searched(office: Office, arrived: bool) -> None:
    """Minutes after the crash the history tells whether the post arrived; it is sent only if it didn't."""
    made = await office.set()
    office.courier.arrives, office.courier.plans = arrived, [Killed()]
    with pytest.raises(Killed):
        await office.at(DUE)
    office.dispatcher = office.new_process()
    await office.at(DUE + 2 * MINUTE)
    assert len(office.courier.sent) == 1
    assert [each.state for each in await office.posts(made.id)] == ["sent"]


@pytest.mark.parametrize("arrived", [True, False])
async def test_an_older_record_put_back_doubles_no_post(office: Office, arrived: bool) -> None:
    """The record was put back as it was before today's post: the channel is searched before a late one."""
    made = await office.set()
    office.now = DUE + HOUR
    if arrived:
        office.courier.known[next_post(made, None).nonce] = 1000
    office.dispatcher = office.new_process()
    assert await office.at(office.now) == DUE + DAY
    [post] = await office.posts(made.id)
    assert post.state == "sent"
    assert len(office.courier.sent) == (0 if arrived else 1)


async def test_an_absence_does_not_hide_the_last_question(office: Office) -> None:
    """After twelve days away the post still says how the question before was answered."""
    await office.set(content="questions")
    await office.at(DUE)
    await office.at(DUE + 12 * DAY)
    first, late = office.courier.sent
    assert late.previous
    assert first.post.item
    assert late.previous.question.id == first.post.item.name


async def test_where_history_cannot_be_read_it_is_not_repeated(office: Office) -> None:
    """Better a post too few than one twice: it is marked uncertain, and the staff is told."""
    made = await office.set()
    office.courier.plans = [Killed()]
    with pytest.raises(Killed):
        await office.at(DUE)
    office.courier.finds = Unreadable()
    office.dispatcher = office.new_process()
    assert await office.at(DUE + 2 * MINUTE) == DUE + DAY
    assert office.courier.sent == []
    [post] = await office.posts(made.id)
    assert post.state == "uncertain"
    [(kind, whom, notice)] = office.courier.told
    assert (kind, whom, notice.kind) == ("person", MODERATOR, "uncertain")
    await office.at(DUE + DAY)
    assert len(office.courier.sent) == 1  # it goes on


async def test_a_search_that_fails_is_made_again(office: Office) -> None:
    """Discord is down when the channel is to be searched: it is searched later, and nothing sent blindly."""
    made = await office.set()
    office.courier.arrives, office.courier.plans = True, [UNSURE]
    await office.at(DUE)
    office.courier.finds = UNSURE
    later = await office.at(DUE + 2 * MINUTE)
    assert later
    assert later > office.now
    office.courier.finds = None
    await office.at(later)
    assert len(office.courier.sent) == 1
    assert [each.state for each in await office.posts(made.id)] == ["sent"]


async def test_a_channel_that_is_gone_when_searched(office: Office) -> None:
    """What can't be found out any more fails, and the schedule rests."""
    made = await office.set()
    office.courier.plans = [UNSURE]
    await office.at(DUE)
    office.courier.finds = Undeliverable("channel-gone")
    await office.at(DUE + 2 * MINUTE)
    assert (await office.found(made.id)).paused == "channel-gone"


async def test_passing_failures_are_tried_again_more_and_more_slowly(office: Office) -> None:
    """5 seconds, 10, 20 … under the same nonce; then it is there, once."""
    made = await office.set()
    office.courier.plans = [UNSURE, UNSURE, UNSURE]
    waits, due = [], await office.at(DUE)
    while due and due < DUE + HOUR:
        waits.append(due - office.now)
        due = await office.at(due)
    assert waits == [5 * SECOND, 10 * SECOND, 20 * SECOND]
    assert len(office.courier.sent) == 1
    assert [each.state for each in await office.posts(made.id)] == ["sent"]


async def test_what_waits_goes_where_the_schedule_has_moved(office: Office) -> None:
    """Discord refused for now, and moderators chose another channel: the post comes there."""
    made = await office.set()
    office.courier.plans = [SURE]
    due = await office.at(DUE)
    await office.services.schedules.change(office.who(), made.id, wish(CHANNEL + 5))
    assert due
    await office.at(due)
    [post] = await office.posts(made.id)
    assert [each.post.channel for each in office.courier.sent] == [post.channel] == [CHANNEL + 5]


async def test_a_refusal_for_now_waits_as_long_as_discord_says(office: Office) -> None:
    """A rate limit is certainly no post: what Discord asks for is waited, and no history searched."""
    await office.set()
    office.courier.plans, office.courier.finds = [SURE], AssertionError("searched")
    assert await office.at(DUE) == DUE + 8 * SECOND
    await office.at(DUE + 3 * MINUTE)
    assert len(office.courier.sent) == 1


async def test_a_repeat_shows_what_the_first_attempt_did(office: Office) -> None:
    """The network is down for a moment: the pages still come in their order."""
    await office.set()
    office.courier.plans = [SURE]
    await office.at(DUE)
    await office.at(DUE + 3 * MINUTE)
    await office.at(DUE + DAY)
    assert [each.post.item.page for each in office.courier.sent if each.post.item] == [0, 1]


async def test_what_may_have_arrived_is_looked_for_after_a_refusal(office: Office) -> None:
    """Sent without an answer, then refused, then resumed: it is found in the channel, and not sent again."""
    made = await office.set()
    office.courier.plans, office.courier.arrives = [UNSURE], True
    await office.at(DUE)
    office.courier.plans, office.courier.arrives = [Undeliverable("permission")], False
    await office.at(DUE + 30 * SECOND)
    assert [each.state for each in await office.posts(made.id)] == ["failed"]
    office.now = DUE + 10 * MINUTE
    await office.services.schedules.resume(office.who(), made.id)
    await office.at(DUE + 10 * MINUTE)
    assert [each.state for each in await office.posts(made.id)] == ["sent"]
    assert len(office.courier.sent) == 1


async def test_a_refusal_after_a_repeat_is_looked_into(office: Office) -> None:
    """One sending may have arrived before its repeat was refused: resumed, it is found, not sent again."""
    made = await office.set()
    office.courier.plans, office.courier.arrives = [Undeliverable("permission", sure=False)], True
    await office.at(DUE)
    assert [each.state for each in await office.posts(made.id)] == ["failed"]
    office.now = DUE + 10 * MINUTE
    await office.services.schedules.resume(office.who(), made.id)
    await office.at(DUE + 10 * MINUTE)
    assert [each.state for each in await office.posts(made.id)] == ["sent"]
    assert len(office.courier.sent) == 1


async def test_a_picture_is_drawn_before_the_turn(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes a tenth of a second, in which others may send: nobody waits for it in the line."""
    events: list[str] = []
    turn, illustrate = Ticket.turn, office.courier.illustrate

    def noted(ticket: Ticket, requests: int = 1) -> AbstractAsyncContextManager[None]:
        events.append("turn")
        return turn(ticket, requests)

    async def drawn(delivery: DeliveryResult) -> DeliveryResult:
        events.append("draw")
        return await illustrate(delivery)

    monkeypatch.setattr(Ticket, "turn", noted)
    monkeypatch.setattr(office.courier, "illustrate", drawn)
    await office.set()
    await office.at(DUE)
    assert events == ["draw", "turn"]


async def test_discord_is_down_for_hours(office: Office) -> None:
    """After six hours it is too late: missed if it certainly never arrived, else uncertain."""
    made = await office.set()
    due: int | None = DUE
    while due and due < DUE + 7 * HOUR:
        office.courier.plans = [Delayed("no network", sure=True)]
        due = await office.at(due)
    assert [(each.state, each.reason) for each in await office.posts(made.id)] == [("missed", "discord")]
    other = await office.set()
    office.now = DUE + DAY
    due = DUE + DAY
    while due and due < DUE + DAY + 7 * HOUR:
        office.courier.plans, office.courier.finds = [UNSURE, UNSURE], UNSURE
        due = await office.at(due)
    assert [each.state for each in await office.posts(other.id)] == ["uncertain"]


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
async def test_one_late_post_at_most(office: Office, away: int, states: list[str]) -> None:
    """The latest post comes if it is less than six hours late; the others are shown as missed."""
    made = await office.set()
    following = await office.at(DUE + away)
    assert [each.state for each in await office.posts(made.id)] == states
    assert len(office.courier.sent) == states.count("sent")
    assert following
    assert office.now < following <= office.now + DAY
    assert all(each.late for each in office.courier.sent)
    assert all(each.post.item and each.post.item.page == 0 for each in office.courier.sent)


@pytest.mark.parametrize("reason", ["channel-gone", "permission", "refused"])
async def test_a_lasting_failure_lets_it_rest_and_is_told(office: Office, reason: str) -> None:
    """Nothing is tried in vain day after day; the staff channel is told why, once."""
    await office.record.set_settings(ServerSettings(GUILD, staff_channel=STAFF), _entry(office))
    made = await office.set()
    office.courier.plans = [Undeliverable(reason, ("Send Messages",))]
    assert await office.at(DUE) is None
    found = await office.found(made.id)
    assert found.paused == reason
    [(kind, whom, notice)] = office.courier.told
    assert (kind, whom, notice.kind, notice.reason) == ("channel", STAFF, "paused", reason)
    assert notice.missing == ("Send Messages",)
    assert await office.at(DUE + 3 * DAY) is None
    assert len(office.courier.told) == 1
    assert await office.services.servers.news(GUILD) == []


async def test_what_failed_comes_when_it_is_resumed_in_time(office: Office) -> None:
    """The permission is back an hour later: the post of that day comes, and the next day the next."""
    made = await office.set()
    office.courier.plans = [Undeliverable("permission")]
    await office.at(DUE)
    office.now = DUE + HOUR
    await office.services.schedules.resume(office.who(), made.id)
    await office.at(DUE + HOUR)
    assert [each.state for each in await office.posts(made.id)] == ["sent"]
    await office.at(DUE + DAY)
    assert [each.post.item.page for each in office.courier.sent if each.post.item] == [0, 1]


async def test_what_failed_long_ago_is_not_made_up_for(office: Office) -> None:
    """Resumed a day later, it goes on at its next time, with the page that didn't come."""
    made = await office.set()
    office.courier.plans = [Undeliverable("permission")]
    await office.at(DUE)
    office.now = DUE + DAY + HOUR
    await office.services.schedules.resume(office.who(), made.id)
    assert await office.at(office.now) == DUE + 2 * DAY
    await office.at(DUE + 2 * DAY)
    assert [each.state for each in await office.posts(made.id)] == ["failed", "sent"]
    assert [each.post.item.page for each in office.courier.sent if each.post.item] == [0]


async def test_whoever_can_be_told_is(office: Office) -> None:
    """No staff channel, or a closed one: who set it; nobody at all: the next moderator, once."""
    made = await office.set()
    office.courier.closed = {MODERATOR}
    office.courier.plans = [Undeliverable("permission")]
    await office.at(DUE)
    assert office.courier.told == []
    [(notice, schedule)] = await office.services.servers.news(GUILD)
    assert notice.schedule == made.id
    assert schedule == await office.found(made.id)
    assert await office.services.servers.news(GUILD) == []
    office.courier.closed = {STAFF}
    await office.record.set_settings(ServerSettings(GUILD, staff_channel=STAFF), _entry(office))
    await office.services.schedules.resume(office.who(), made.id)
    office.courier.plans = [Undeliverable("permission")]
    await office.at(DUE + HOUR)
    assert [(kind, whom) for kind, whom, _ in office.courier.told] == [("person", MODERATOR)]
    assert {each.id for each in office.courier.about if each} == {made.id}


async def test_only_the_holder_of_the_lease_sends(office: Office) -> None:
    """One of two processes sends; when it dies the other takes over after its lease has run out."""
    await office.set()
    assert await office.record.acquire_lease(Lease("another process", DUE + LEASE), DUE)
    again = await office.at(DUE)
    assert office.courier.sent == []
    assert again
    assert DUE < again <= DUE + LEASE
    await office.at(DUE + LEASE)
    assert len(office.courier.sent) == 1


async def test_two_processes_at_once_send_once(office: Office) -> None:
    """Both wake at the same time; every post comes once."""
    for _ in range(15):
        await office.set()
    office.now = DUE
    others = [office.new_process() for _ in range(3)]
    await asyncio.gather(*(each.round() for each in others))
    for each in others:
        await each.round()
    assert len(office.courier.sent) == 15
    assert len(office.courier.known) == 15


async def test_posts_go_out_in_the_order_of_their_times(office: Office) -> None:
    """After an absence what was due first is sent first, though many are under way at once."""
    for number in range(60):
        wanted = wish(CHANNEL, replace(CADENCE, minute=540 + number * 7 % 60))
        await office.services.schedules.create(office.who(guild=GUILD + number % 5), wanted)
    await office.at(DUE + HOUR)
    order = [(each.post.due_at, each.schedule.id) for each in office.courier.sent]
    assert len(order) == 60
    assert order == sorted(order)


async def test_a_role_that_cannot_be_mentioned_is_left_out_and_told_once(office: Office) -> None:
    """Posts go on without the mention, the staff hears of it once, and it comes back with the role."""
    made = await office.set(role=77)
    for day, mute in enumerate([set(), {77}, {77}, set()]):
        office.courier.mute = mute
        await office.at(DUE + day * DAY)
    assert [each.schedule.role for each in office.courier.sent] == [77, None, None, 77]
    assert [(each.kind, each.reason) for *_, each in office.courier.told] == [("role-silent", "77")]
    assert "<@&77>" in told(office.courier.told[0][2])
    found = await office.found(made.id)
    assert (found.role, found.paused) == (77, None)


async def test_a_thread_is_opened_and_tried_again(office: Office) -> None:
    """The thread fails for a moment: the post stands, and the thread comes later, once."""
    made = await office.set(thread=True)
    office.courier.thread_plans = [UNSURE]
    due = await office.at(DUE)
    assert due
    assert due < DUE + MINUTE
    await office.at(due)
    await office.at(due + MINUTE)
    assert len(office.courier.sent) == len(office.courier.threads) == 1
    assert [each.thread for each in await office.posts(made.id)] == ["open"]


async def test_a_thread_that_may_not_be_opened_stops_nothing(office: Office) -> None:
    """The post stands and the schedule goes on; the staff is told once, not every day."""
    made = await office.set(thread=True)
    for day in range(3):
        office.courier.thread_plans = [Undeliverable("permission", ("Create Public Threads",))]
        await office.at(DUE + day * DAY)
    assert (await office.found(made.id)).paused is None
    assert [each.thread for each in await office.posts(made.id)] == ["failed"] * 3
    told = [notice.kind for *_, notice in office.courier.told]
    assert told == ["thread-failed"] * 2  # March ends in these days, and April is told once more


@pytest.mark.parametrize("reason", ["threads-full", "post-gone"])
async def test_a_thread_is_not_always_a_matter_of_permissions(office: Office, reason: str) -> None:
    """The staff hears what's in the way; when they deleted the post themselves, there's nothing to say."""
    await office.set(thread=True)
    office.courier.thread_plans = [Undeliverable(reason)]
    await office.at(DUE)
    said = [told(notice) for *_, notice in office.courier.told]
    assert len(said) == (1 if reason == "threads-full" else 0)
    assert all("active threads" in each and "permission" not in each.casefold() for each in said)


async def test_a_thread_is_given_up_in_the_end(office: Office) -> None:
    """A thread that fails for six hours is not tried for ever."""
    made = await office.set(thread=True)
    due: int | None = DUE
    while due and due < DUE + 7 * HOUR:
        office.courier.thread_plans = [UNSURE]
        due = await office.at(due)
    assert [(each.state, each.thread) for each in await office.posts(made.id)] == [("sent", "failed")]


async def test_the_staff_is_told_before_the_course_ends(office: Office) -> None:
    """Three posts before the end, and when it has ended; then the posts go on with questions."""
    made = await office.set(content="lessons")
    lessons = len(office.services.library.default.units)
    for day in range(lessons + 2):
        await office.at(DUE + day * DAY)
    kinds = [(notice.kind, notice.posts) for *_, notice in office.courier.told]
    assert kinds == [("course-ends", min(lessons - 1, 3)), ("course-ended", 0)]
    shown = [each.post.item for each in office.courier.sent]
    assert [item.kind for item in shown if item] == ["lesson"] * lessons + ["question"] * 2
    assert [item.again for item in shown if item] == [False] * lessons + [True] * 2
    assert (await office.found(made.id)).paused is None


async def test_a_course_that_is_gone_lets_it_rest(office: Office) -> None:
    """The course was taken away: the schedule rests and says why, and others are not held up."""
    made = await office.set()
    other = await office.set()
    await office.record.change_schedule(replace(made, course="no-such-course"))
    await office.at(DUE)
    assert (await office.found(made.id)).paused == "course-gone"
    assert [each.schedule.id for each in office.courier.sent] == [other.id]
    assert [notice.reason for *_, notice in office.courier.told] == ["course-gone"]


async def test_a_fault_of_our_own_holds_up_nobody_else(office: Office) -> None:
    """A zone that is no more raises inside: that schedule rests, the next one is posted."""
    made = await office.set()
    other = await office.set()
    await office.record.change_schedule(replace(made, cadence=replace(CADENCE, zone="Mars/Olympus")))
    await office.at(DUE)
    assert (await office.found(made.id)).paused == "zone-gone"
    assert [each.schedule.id for each in office.courier.sent] == [other.id]
    assert [notice.reason for *_, notice in office.courier.told] == ["zone-gone"]


async def test_a_post_that_raises_is_put_off(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen error in trying again costs a minute, not the processor; after hours it ends."""
    made = await office.set()
    office.courier.plans, office.courier.finds = [UNSURE], RuntimeError("unforeseen")
    await office.at(DUE)
    assert await office.at(DUE + 2 * MINUTE) == DUE + 3 * MINUTE
    await office.at(DUE + 7 * HOUR)
    assert [each.state for each in await office.posts(made.id)] == ["uncertain"]


async def test_a_repeat_that_raises_is_put_off(office: Office) -> None:
    """The same when it was claimed once more before the error."""
    made = await office.set()
    office.courier.plans = [UNSURE, RuntimeError("unforeseen")]
    await office.at(DUE)
    again = DUE + 10 * SECOND
    assert await office.at(again) == again + MINUTE
    assert [(each.state, each.attempts) for each in await office.posts(made.id)] == [("claimed", 2)]


async def test_a_process_that_slept_looks_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine was suspended between claim and sending: somebody else may have sent it meanwhile."""
    await office.set()
    deliver = office.services.post_content.deliver

    async def asleep(*arguments: object) -> object:
        monkeypatch.undo()
        office.now += HOUR
        return await deliver(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(PostContent, "deliver", lambda _, *rest: asleep(*rest))
    await office.at(DUE)
    assert len(office.courier.sent) == 1  # found absent from the channel's history, then sent
    assert office.courier.sent[0].post.attempts > 1


async def test_a_removed_schedule_leaves_nothing_open(office: Office) -> None:
    """Removed while its post waited to be tried again: it isn't sent any more."""
    made = await office.set()
    office.courier.plans = [SURE]
    await office.at(DUE)
    await office.services.schedules.remove(office.who(), made.id)
    assert await office.at(DUE + MINUTE) is None
    assert office.courier.sent == []
    assert [each.state for each in await office.posts(made.id)] == ["skipped"]


async def test_what_waits_for_hours_is_missed(office: Office) -> None:
    """The bot was away while a post that certainly hadn't arrived waited: too late is too late."""
    made = await office.set()
    office.courier.plans = [SURE]
    await office.at(DUE)
    await office.at(DUE + 7 * HOUR)
    assert [each.state for each in await office.posts(made.id)] == ["missed"]
    assert office.courier.sent == []


async def test_a_course_that_goes_while_a_post_waits(office: Office) -> None:
    """A post that was asked for can't be made any more: it fails, and the schedule rests and says why."""
    made = await office.set()
    await office.services.schedules.post_now(office.who(), made.id)
    await office.record.change_schedule(replace(made, course="no-such-course"))
    await office.at(office.now)
    assert [(each.state, each.reason) for each in await office.posts(made.id)] == [("failed", "course-gone")]
    assert (await office.found(made.id)).paused == "course-gone"


@pytest.mark.parametrize("state", ["claimed", "sent"])
async def test_a_course_that_is_edited_while_a_post_is_open(office: Office, state: PostState) -> None:
    """After a restart the page of an open post is no more: nothing is guessed, and nothing loops."""
    made = await office.set(thread=True)
    office.courier.plans = [UNSURE] if state == "claimed" else []
    office.courier.thread_plans = [UNSURE]
    await office.at(DUE)
    [post] = await office.posts(made.id)
    assert post.state == state
    await office.record.settle_post(replace(post, item=PostItem("page", "gone")))
    assert await office.at(DUE + 30 * SECOND) == DUE + DAY
    [after] = await office.posts(made.id)
    assert after.state == ("uncertain" if state == "claimed" else "sent")
    assert after.thread == ("wanted" if state == "claimed" else "failed")


async def test_what_the_server_switched_off_is_left_out(office: Office) -> None:
    """Daily posts are switched off, or the channel is closed to the bot: no post, nothing rests, and on again
    it goes on with the page that was next."""
    made = await office.set()
    await office.record.set_settings(ServerSettings(GUILD, off=frozenset({"daily"})), _entry(office))
    await office.at(DUE)
    await office.record.set_settings(ServerSettings(GUILD, channels=frozenset({STAFF})), _entry(office))
    await office.at(DUE + DAY)
    await office.record.set_settings(ServerSettings(GUILD), _entry(office))
    await office.at(DUE + 2 * DAY)
    assert [each.state for each in await office.posts(made.id)] == ["skipped", "skipped", "sent"]
    assert [each.post.item.page for each in office.courier.sent if each.post.item] == [0]


async def test_a_lease_that_is_lost_stops_new_claims(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process took over while this one was at it: what is left is left to that one."""
    await office.set()
    office.courier.plans = [SURE]
    await office.at(DUE)
    take = office.record.acquire_lease

    async def lose(lease: Lease, now: int) -> bool:
        held = await take(lease, now)
        await office.record.release_lease(lease)
        await take(Lease("another", now + DAY), now)
        return held

    monkeypatch.setattr(office.record, "acquire_lease", lose)
    async with asyncio.timeout(20):
        monkeypatch.setattr("bot.services.delivery.scheduler_loop.RENEWAL", 0.05)
        await office.at(DUE + 10 * SECOND)
    assert office.courier.sent == []


async def test_a_renewal_that_fails_once_is_made_up_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record fails for a moment while a post is under way: the right to send is renewed after all."""
    monkeypatch.setattr("bot.services.delivery.scheduler_loop.RENEWAL", 0.02)
    await office.set()
    office.courier.slow = 0.2
    take, tries = office.record.acquire_lease, 0

    async def fails_once(lease: Lease, now: int) -> bool:
        nonlocal tries
        tries += 1
        if tries == 2:
            raise RecordUnavailable("The disk was full for a moment.", "full")
        return await take(lease, now)

    monkeypatch.setattr(office.record, "acquire_lease", fails_once)
    await office.at(DUE)
    assert len(office.courier.sent) == 1
    assert tries > 3


async def test_a_lost_lease_ends_the_round_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is claimed again and again in vain until the next renewal finds out."""
    await office.set()
    claim, claims = office.record.claim_posts, 0

    async def robbed(*arguments: object) -> bool:
        nonlocal claims
        claims += 1
        lease = arguments[0]
        assert isinstance(lease, Lease)
        await office.record.release_lease(lease)
        await office.record.acquire_lease(Lease("another", DUE + DAY), DUE)
        return await claim(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(office.record, "claim_posts", robbed)
    async with asyncio.timeout(3):
        await office.at(DUE)
    assert (claims, office.courier.sent) == (1, [])


async def test_staff_is_told_later_when_discord_fails(office: Office) -> None:
    """A notice that could not be sent for a passing reason is sent with the next round."""
    await office.set()
    office.courier.plans = [Undeliverable("permission")]
    office.courier.tell_plans = [UNSURE]
    await office.at(DUE)
    assert office.courier.told == []
    await office.at(DUE + MINUTE)
    assert [kind for kind, *_ in office.courier.told] == ["person"]


async def test_notices_that_must_wait_hold_up_no_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More of them than a round tries can't be told for now: the one behind them is, with the next round; and
    in the end all are, each once."""
    monkeypatch.setattr("bot.services.delivery.scheduler_loop.TOGETHER", 2)
    for _ in range(5):
        made = await office.set()
        notice = Notice(made.id, GUILD, made.id, made.channel, "paused", "permission", (), 0, office.now)
        await office.record.pause_schedule(made.id, "permission", notice)
    last = (await office.record.notices(GUILD))[-1]
    office.courier.tell_plans = [UNSURE] * 4
    for _ in range(3):
        await office.at(office.now)
    assert [each.id for *_, each in office.courier.told] == [last.id]
    for _ in range(3):
        await office.at(office.now)
    assert len({each.id for *_, each in office.courier.told}) == len(office.courier.told) == 5


async def test_whoever_was_erased_is_not_told(office: Office) -> None:
    """Nobody is known any more who set it: the next moderator is told."""
    made = await office.set()
    await office.record.erase(MODERATOR)
    office.courier.plans = [Undeliverable("permission")]
    await office.at(DUE)
    assert office.courier.told == []
    assert [each.schedule for each, _ in await office.services.servers.news(GUILD)] == [made.id]


async def test_an_erasure_beside_a_claim_stands(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A moderator is erased between reading and claiming: the post comes, and nothing says who had set it."""
    made = await office.set()
    claimed = office.services.post_content.next_item

    async def erased(_: object, schedule: Schedule) -> Left:
        monkeypatch.undo()
        await office.record.erase(MODERATOR)
        return await claimed(schedule)

    monkeypatch.setattr(PostContent, "next_item", erased)
    await office.at(DUE)
    assert len(office.courier.sent) == 1
    assert (await office.found(made.id)).set_by == 0
    assert not any((await office.record.export(MODERATOR)).values())


async def test_an_erasure_beside_a_failure_stands(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Erased while Discord refuses the post: the notice names nobody, and the next moderator is told."""
    await office.set()

    async def erased(_: DeliveryResult) -> int:
        await office.record.erase(MODERATOR)
        raise Undeliverable("permission")

    monkeypatch.setattr(office.courier, "send", erased)
    await office.at(DUE)
    assert office.courier.told == []
    assert not any((await office.record.export(MODERATOR)).values())
    assert [each.set_by for each, _ in await office.services.servers.news(GUILD)] == [0]


async def test_what_is_under_way_is_finished_when_stopping(office: Office) -> None:
    """A stop in the middle of a sending waits for it, and it is marked."""
    made = await office.set()
    office.now = DUE
    office.courier.slow = 0.1
    running = asyncio.create_task(office.dispatcher.run())
    async with asyncio.timeout(5):
        while not await office.record.posts(made.id, 1):
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait({running})
    assert [each.state for each in await office.posts(made.id)] == ["sent"]


async def test_a_stop_between_two_rounds_is_heard(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancelled at the very moment at which it lets go of the lease, it ends all the same."""
    await office.set()
    office.now = DUE
    running = asyncio.create_task(office.dispatcher.run())
    loop = asyncio.get_running_loop()

    async def stop(count: int, *_: object) -> list[Notice]:
        if count > 1:  # the last thing that a round does with the lease
            loop.call_soon(running.cancel)
        return []

    monkeypatch.setattr(office.record, "untried_notices", stop)
    done, _ = await asyncio.wait({running}, timeout=2)
    running.cancel()
    assert done == {running}
    assert running.cancelled()


async def test_a_sending_that_hangs_does_not_hold_up_the_stop(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a few seconds it is cut off; the post stays claimed, to be found out about at the next start."""
    monkeypatch.setattr("bot.services.delivery.scheduler_loop.GRACE", 0.05)
    made = await office.set()
    office.now = DUE
    office.courier.slow = 60
    running = asyncio.create_task(office.dispatcher.run())
    async with asyncio.timeout(5):
        while not await office.record.posts(made.id, 1):
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait({running}, timeout=5)
    assert running.done()
    assert [each.state for each in await office.posts(made.id)] == ["claimed"]


async def test_a_pause_stops_what_is_tried_again(office: Office) -> None:
    """Paused while its post waited to be tried again: it waits for the moderator, who gets it on resuming."""
    made = await office.set()
    office.courier.plans = [SURE]
    await office.at(DUE)
    await office.services.schedules.pause(office.who(), made.id)
    await office.at(DUE + MINUTE)
    assert office.courier.sent == []
    await office.services.schedules.resume(office.who(), made.id)
    await office.at(DUE + 2 * MINUTE)
    assert len(office.courier.sent) == 1


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_pause_stops_a_repeat_within_a_minute(office: Office, arrived: bool) -> None:
    """It may have arrived when a moderator pauses: it isn't sent again meanwhile. When the minute is over the
    channel tells, and resuming sends what it hasn't."""
    made = await office.set()
    office.courier.plans, office.courier.arrives = [UNSURE], arrived
    await office.at(DUE)
    office.courier.arrives = True
    before = len(office.courier.sent)
    await office.services.schedules.pause(office.who(), made.id)
    for second in range(5, 120, 5):
        await office.at(DUE + second * SECOND)
    assert len(office.courier.sent) == before
    assert [each.state for each in await office.posts(made.id)] == ["sent" if arrived else "failed"]
    await office.services.schedules.resume(office.who(), made.id)
    await office.at(DUE + 3 * MINUTE)
    assert len(office.courier.sent) == 1


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
    office: Office, failure: Exception, arrived: bool
) -> None:
    """Whatever became of the first attempt, and however often it is paused: its date has one post."""
    made = await office.set()
    office.courier.plans, office.courier.arrives = [failure], arrived
    await office.at(DUE)
    for second in range(6, 60, 6):
        await office.services.schedules.pause(office.who(), made.id)
        await office.services.schedules.resume(office.who(), made.id)
        await office.at(DUE + second * SECOND)
    await office.at(DUE + 2 * MINUTE)
    assert len({each.post.nonce for each in office.courier.sent}) == len(office.courier.known) == 1
    assert [each.state for each in await office.posts(made.id)] == ["sent"]
    assert (await office.found(made.id)).next_date == "2026-03-31"


async def test_what_may_have_arrived_is_shown_by_nothing_else(office: Office) -> None:
    """Resumed, it is still not known whether it arrived when a moderator posts the next one at once."""
    made = await office.set()
    office.courier.plans, office.courier.arrives = [Undeliverable("permission", sure=False)], True
    await office.at(DUE)
    office.courier.plans = [UNSURE]
    await office.services.schedules.resume(office.who(), made.id)
    await office.at(DUE + SECOND)
    await office.services.schedules.post_now(office.who(), made.id)
    await office.at(DUE + 2 * SECOND)
    shown = {each.post.nonce: each.post.item.page for each in office.courier.sent if each.post.item}
    assert sorted(shown.values()) == [0, 1]


async def test_it_sleeps_until_something_is_due_and_wakes_for_what_is_earlier(office: Office) -> None:
    """Idle with nothing to do; a post asked for now wakes it at once; stopped, it lets go of the lease."""
    made = await office.set()
    running = asyncio.create_task(office.dispatcher.run())
    await asyncio.sleep(0.05)
    assert office.courier.sent == []
    await office.services.schedules.post_now(office.who(), made.id)
    async with asyncio.timeout(5):
        while not office.courier.sent:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    running.cancel()
    await asyncio.wait({running})
    assert await office.record.acquire_lease(Lease("another", office.now + 1), office.now)


async def test_an_unusable_record_is_waited_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record fails for a moment: the task lives on."""
    tried = asyncio.Event()

    async def broken(*_: object) -> int:
        tried.set()
        raise RecordUnavailable("The disk is gone.", "unreachable")

    monkeypatch.setattr(office.record, "next_due", broken)
    running = asyncio.create_task(office.dispatcher.run())
    await asyncio.wait_for(tried.wait(), 5)
    assert not running.done()
    running.cancel()
    await asyncio.wait({running})


def _entry(office: Office) -> LogEntry:
    office.acts += 1
    return LogEntry(office.acts, GUILD, MODERATOR, office.now, "server.set", {})
