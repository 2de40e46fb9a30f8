"""Daily posts, reminders and servers are kept, and what must happen once can happen once only."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.posts.post import MOST, PostItem, Tally
from bot.domain.posts.server import ServerSettings
from bot.errors.delivery import LeaseLost
from bot.errors.user import ScheduleAdded, ScheduleExists, TooManySchedules
from bot.services.ports.people import Preferences
from bot.services.ports.posts.leases import Lease
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question
from tests.contract.samples_daily import CADENCE, entry, notice, post, reminder, schedule
from tests.records import SqlRecord

MINE, THEIRS = Lease("mine", 15_000), Lease("theirs", 15_000)


async def test_a_schedule_is_kept_as_it_was_set(record: SqlRecord) -> None:
    """All of it comes back; the same interaction again makes no second one, and one log entry tells of it."""
    assert await record.add_schedule(schedule(), entry()) == schedule()
    assert await record.add_schedule(schedule(channel=1), entry(901)) == schedule()
    assert await record.schedule(700) == schedule()
    assert await record.schedules(GUILD) == [schedule()]
    assert await record.schedules(GUILD + 1) == []
    assert await record.log_entries(GUILD, 9) == [entry()]


async def test_of_two_changes_at_once_one_is_done(record: SqlRecord) -> None:
    """A change is made to what was seen, or not at all; only the one that was made is logged."""
    await record.add_schedule(schedule(), entry())
    changes = (record.change_schedule(schedule(channel=n), entry(1000 + n)) for n in range(1, 6))
    assert sorted(await asyncio.gather(*changes)) == [False] * 4 + [True]
    found = await record.schedule(700)
    assert found
    assert found.revision == 1
    assert [each.id for each in await record.log_entries(GUILD, 9)] == [1000 + found.channel, 900]


async def test_of_several_that_would_post_the_same_one_is_kept(record: SqlRecord) -> None:
    """Set in the same instant by several moderators: one is there, the others are told so and leave no trace.
    The same interaction once more, or one in place of a removed one, is no repetition."""
    same = [record.add_schedule(schedule(700 + n, channel=1), entry(900 + n)) for n in range(6)]
    outcomes = await asyncio.gather(*same, return_exceptions=True)
    assert sum(isinstance(each, ScheduleExists) for each in outcomes) == 5
    [kept] = await record.schedules(GUILD)
    assert len(await record.log_entries(GUILD, 9)) == 1
    assert await record.add_schedule(kept, entry(910)) == kept
    assert await record.add_schedule(schedule(800, channel=1, guild=GUILD + 1), entry(911, guild=GUILD + 1))
    assert await record.remove_schedule(kept.id, entry(912))
    assert await record.add_schedule(schedule(801, channel=1), entry(913))
    assert await record.settings(GUILD) == ServerSettings(GUILD)


async def test_of_several_first_ones_one_is_kept(record: SqlRecord) -> None:
    """Set in the same instant by moderators who all saw none: one is there, and the others are told so."""
    several = [record.add_schedule(schedule(700 + n, channel=n), entry(900 + n), known=0) for n in range(6)]
    outcomes = await asyncio.gather(*several, return_exceptions=True)
    assert sum(isinstance(each, ScheduleAdded) for each in outcomes) == 5
    [kept] = await record.schedules(GUILD)
    assert await record.add_schedule(kept, entry(910), known=0) == kept
    assert await record.add_schedule(schedule(800, channel=80), entry(911), known=1)


async def test_of_several_changed_into_the_same_one_is(record: SqlRecord) -> None:
    """Each is changed to where the others go as well, and one gets there. It doesn't repeat itself."""
    for n in range(4):
        await record.add_schedule(schedule(700 + n, channel=n), entry(900 + n))
    changes = [
        record.change_schedule(schedule(700 + n, channel=9), entry(910 + n), alone=True) for n in range(4)
    ]
    outcomes = await asyncio.gather(*changes, return_exceptions=True)
    assert outcomes.count(True) == 1
    assert sum(isinstance(each, ScheduleExists) for each in outcomes) == 3
    assert sum(each.channel == 9 for each in await record.schedules(GUILD)) == 1
    [kept] = [each for each in await record.schedules(GUILD) if each.channel == 9]
    assert await record.change_schedule(replace(kept, thread=False), alone=True)


async def test_a_server_never_has_more_than_it_may(record: SqlRecord) -> None:
    """However many are set in the same instant; once one is removed another fits."""
    for n in range(MOST - 2):
        await record.add_schedule(schedule(1000 + n, channel=n), entry(2000 + n))
    more = [record.add_schedule(schedule(3000 + n, channel=3000 + n), entry(4000 + n)) for n in range(6)]
    outcomes = await asyncio.gather(*more, return_exceptions=True)
    assert sum(isinstance(each, TooManySchedules) for each in outcomes) == 4
    assert len(await record.schedules(GUILD)) == MOST
    assert await record.remove_schedule(1000, entry(5000))
    assert await record.add_schedule(schedule(6000, channel=6000), entry(6000))


async def test_the_last_that_fits_is_found_when_it_comes_twice(record: SqlRecord) -> None:
    """By one interaction, in the same instant: it is one daily post, and none too many."""
    for n in range(MOST - 1):
        await record.add_schedule(schedule(1000 + n, channel=n), entry(2000 + n))
    last = schedule(3000, channel=3000)
    found = await asyncio.gather(*(record.add_schedule(last, entry(4000 + n)) for n in range(6)))
    assert found == [last] * 6
    assert len(await record.schedules(GUILD)) == MOST
    assert len(await record.log_entries(GUILD, 99)) == MOST


async def test_a_removed_schedule_is_gone_but_its_posts_stay(record: SqlRecord) -> None:
    """It is listed no more, is never due, and can't be removed twice; a button of its post finds the post."""
    await record.add_schedule(schedule(), entry())
    await record.acquire_lease(MINE, 0)
    assert await record.claim_posts(MINE, [post()], schedule())
    assert await record.remove_schedule(700, entry(901))
    assert not await record.remove_schedule(700, entry(902))
    assert await record.schedule(700) is None
    assert await record.due_schedules(9**15, 9) == []
    assert await record.post(post().id) == post()
    assert not await record.change_schedule(schedule(revision=2))


async def test_an_occasion_is_claimed_once(record: SqlRecord) -> None:
    """Many processes claim the same date at once: one has it, and the schedule goes on once."""
    await record.add_schedule(schedule(), entry())
    await record.acquire_lease(MINE, 0)
    press_next = schedule(next_at=2000, next_date="2026-04-01")
    claims = [record.claim_posts(MINE, [post()], press_next) for _ in range(8)]
    assert sorted(await asyncio.gather(*claims)) == [False] * 7 + [True]
    assert await record.posts(700, 9) == [post()]
    assert await record.schedules(GUILD) == [replace(press_next, revision=1)]


async def test_a_date_that_has_a_post_is_passed_over(record: SqlRecord) -> None:
    """If the occasion is taken nothing is claimed, but the schedule goes on and doesn't stand still."""
    await record.add_schedule(schedule(), entry())
    await record.acquire_lease(MINE, 0)
    assert await record.claim_posts(MINE, [post()], schedule(next_at=2000))
    assert not await record.claim_posts(MINE, [post()], schedule(next_at=3000, revision=1))
    [found] = await record.schedules(GUILD)
    assert (found.next_at, found.revision) == (3000, 2)


async def test_only_the_holder_of_the_lease_claims(record: SqlRecord) -> None:
    """Without the lease nothing is claimed or tried again, and the schedule stays where it is."""
    await record.add_schedule(schedule(), entry())
    await record.acquire_lease(MINE, 0)
    with pytest.raises(LeaseLost):
        await record.claim_posts(THEIRS, [post()], schedule(next_at=2000), notice())
    assert await record.schedules(GUILD) == [schedule()]
    assert await record.notices(GUILD) == []
    assert await record.claim_posts(MINE, [post()], schedule())
    with pytest.raises(LeaseLost):
        await record.reclaim_post(THEIRS, post(attempts=9))
    assert await record.posts(700, 9) == [post()]
    await record.set_reminder(reminder())
    with pytest.raises(LeaseLost):
        await record.update_reminder(reminder(claimed="2026-03-30"), THEIRS)
    assert await record.reminder(LEARNER) == reminder()


async def test_one_process_holds_the_lease(record: SqlRecord) -> None:
    """Of many that want it one gets it; it keeps it by renewing, and loses it when it doesn't, or lets go."""
    wanted = [Lease(str(number), 15_000) for number in range(6)]
    got = await asyncio.gather(*(record.acquire_lease(each, 0) for each in wanted))
    assert sorted(got) == [False] * 5 + [True]
    holder = wanted[got.index(True)].holder
    assert await record.acquire_lease(Lease(holder, 20_000), 14_000)
    assert not await record.acquire_lease(Lease("new", 34_000), 19_999)
    assert await record.acquire_lease(Lease("new", 35_000), 20_000)
    await record.release_lease(Lease(holder, 0))  # not its own any more
    assert not await record.acquire_lease(Lease(holder, 40_000), 25_000)
    await record.release_lease(Lease("new", 0))
    assert await record.acquire_lease(Lease(holder, 40_000), 25_000)


async def test_a_lease_taken_by_a_clock_that_ran_ahead_holds_nobody_up(record: SqlRecord) -> None:
    """Its end lies over an hour after what anybody could ask for now; a clock a little ahead is respected."""
    hour = 3_600_000
    assert await record.acquire_lease(Lease("mine", 15_000 + hour), 0)
    assert not await record.acquire_lease(THEIRS, 0)
    assert await record.acquire_lease(Lease("mine", 15_001 + hour), 0)
    assert await record.acquire_lease(THEIRS, 0)


async def test_times_too_far_ahead_are_found_and_made_earlier(record: SqlRecord) -> None:
    """Schedules, those that rest too, and reminders, page by page; posts that wait; what was tried in a time
    to come; and what was missed in one is forgotten, nothing else."""
    for number, at in enumerate((1000, 5000, 6000, 7000)):
        paused = "moderator" if number == 3 else None
        await record.add_schedule(schedule(700 + number, next_at=at, paused=paused), entry(900 + number))
        await record.set_reminder(reminder(LEARNER + number, next_at=at))
    assert [each.id for each in await record.schedules_due_after(1000, -1, 2)] == [701, 702]
    assert [each.id for each in await record.schedules_due_after(1000, 702, 2)] == [703]
    assert [each.next_at for each in await record.reminders_due_after(1000, 9000, -1, 2)] == [5000, 6000]
    assert [each.next_at for each in await record.reminders_due_after(1000, 9000, LEARNER + 2, 2)] == [7000]
    for number, first in ((4, 9000), (5, 9001)):
        await record.set_reminder(reminder(LEARNER + number, next_at=1000, retry_at=1000, first_at=first))
    assert [each.first_at for each in await record.reminders_due_after(1000, 9000, LEARNER + 3, 9)] == [9001]
    for place, state in enumerate(("missed", "skipped", "failed")):
        for due in (10, 90):
            row = post(occasion=f"{state}-{due}", state=state, item=None, due_at=due, retry_at=None)
            await record.add_post(row, entry(2000 + 10 * place + due))
    await record.delete_missed_posts(700, 50)
    kept = {each.occasion for each in await record.posts(700, 9)}
    assert kept == {"missed-10", "skipped-10", "skipped-90", "failed-10", "failed-90"}
    for retry in (40, 60, 99):
        await record.add_post(post(occasion=str(retry), retry_at=retry), entry(3000 + retry))
    for first in (9000, 9001):
        tried = post(occasion=f"tried-{first}", first_at=first, retry_at=60)
        await record.add_post(tried, entry(4000 + first))
    await record.retry_now(50, 60, 9000)
    assert {each.occasion for each in await record.due_posts(50, 9)} == {"40", "99", "tried-9001"}


async def test_what_is_due_comes_in_the_order_of_its_time(record: SqlRecord) -> None:
    """Schedules are due from their instant on, the earliest first; what rests is not due."""
    for number, at in ((1, 3000), (2, 1000), (3, 2000)):
        await record.add_schedule(schedule(number, next_at=at), entry(number))
    await record.add_schedule(schedule(4, next_at=500, paused="moderator"), entry(4))
    assert [each.id for each in await record.due_schedules(2999, 9)] == [2, 3]
    assert [each.id for each in await record.due_schedules(3000, 2)] == [2, 3]
    assert await record.due_schedules(999, 9) == []
    assert await record.next_due() == 1000


async def test_the_earliest_of_everything_is_known(record: SqlRecord) -> None:
    """Schedules, posts to be tried again and reminders all count; nothing at all is None."""
    assert await record.next_due() is None
    await record.set_reminder(reminder(next_at=5000))
    assert await record.next_due() == 5000
    await record.add_schedule(schedule(next_at=4000), entry())
    await record.acquire_lease(MINE, 0)
    await record.claim_posts(MINE, [post(retry_at=3000)], schedule(next_at=4000))
    assert await record.next_due() == 3000
    assert await record.due_posts(2999, 9) == []
    assert await record.due_posts(3000, 9) == [post(retry_at=3000)]
    await record.set_reminder(reminder(claimed="2026-03-30", next_at=9000, retry_at=2000))
    assert await record.next_due() == 2000
    await record.set_reminder(reminder(paused="closed", next_at=10))
    await record.settle_post(post(state="sent", retry_at=None))
    assert await record.next_due() == 4000


async def test_what_came_of_a_post_is_kept(record: SqlRecord) -> None:
    """State and reason are stored no matter who has the lease; a permanent failure pauses the schedule."""
    await record.add_schedule(schedule(), entry())
    await record.acquire_lease(MINE, 0)
    await record.claim_posts(MINE, [post()], schedule())
    failed = post(state="failed", first_at=None, retry_at=None, reason="permission")
    await record.settle_post(failed, "permission", notice())
    assert await record.posts(700, 1) == [failed]
    skipped = post(occasion="2026-04-01", due_at=2000, state="skipped", item=None, retry_at=None)
    assert await record.add_post(skipped, entry(901))
    assert await record.last_posts(GUILD, 1999) == {700: failed}
    assert await record.last_posts(GUILD, 2000) == {700: skipped}
    [found] = await record.schedules(GUILD)
    assert found.paused == "permission"
    assert await record.notices(GUILD) == [notice()]
    await record.pause_schedule(700, "course-gone", notice(801))
    [found] = await record.schedules(GUILD)
    assert found.paused == "permission"  # it rested already


async def test_a_slow_process_undoes_nothing(record: SqlRecord) -> None:
    """It lost the lease while it waited for Discord. Whether the post was sent, or is tried again, by another
    process since: what it says of its own attempt changes nothing, unless that it was sent."""
    await record.add_schedule(schedule(), entry())
    await record.acquire_lease(MINE, 0)
    await record.claim_posts(MINE, [post()], schedule())
    second = post(attempts=2, retry_at=2000)
    assert await record.reclaim_post(MINE, second)
    failed = post(state="failed", first_at=None, retry_at=None, reason="permission")
    await record.settle_post(failed, "permission", notice())
    assert await record.posts(700, 1) == [second]
    sent = post(state="sent", message=5, sent_at=3, attempts=0, retry_at=None)
    await record.settle_post(sent)
    for late in (failed, second, post(attempts=9, first_at=None)):
        await record.settle_post(late, "permission", notice())
        assert not await record.reclaim_post(MINE, late)
    opened = replace(sent, thread="open")
    await record.settle_post(opened)
    await record.settle_post(sent)
    assert await record.posts(700, 1) == [opened]
    assert await record.notices(GUILD) == []
    assert [each.paused for each in await record.schedules(GUILD)] == [None]


async def test_what_was_posted_is_known_in_order(record: SqlRecord) -> None:
    """Missed, skipped and failed posts have shown nothing; the others have."""
    await record.add_schedule(schedule(), entry())
    states = ("sent", "missed", "failed", "uncertain", "skipped", "claimed", "due")
    for place, state in enumerate(states):
        item = PostItem("page", state, place, again=state == "sent")
        row = post(occasion=str(place), state=state, item=item, due_at=100 - place)
        assert await record.add_post(row, entry(1000 + place))
    assert [item.name for item in await record.posted(700)] == ["claimed", "uncertain", "sent"]
    assert (await record.posted(700))[-1].again


async def test_skipping_is_done_once(record: SqlRecord) -> None:
    """A skipped date has a post that says so, and the schedule goes on; a second at once isn't skipped."""
    await record.add_schedule(schedule(), entry())
    skipped = post(state="skipped", item=None, retry_at=None)
    both = [record.add_post(skipped, entry(1001), schedule(next_at=2000)) for _ in range(2)]
    assert sorted(await asyncio.gather(*both)) == [False, True]
    assert await record.posts(700, 9) == [skipped]


async def test_a_date_that_has_a_post_is_not_skipped(record: SqlRecord) -> None:
    """Nothing at all is done then: the schedule stays where it is."""
    await record.add_schedule(schedule(), entry())
    await record.acquire_lease(MINE, 0)
    await record.claim_posts(MINE, [post()], schedule())
    again = post(state="skipped", item=None, retry_at=None)
    assert not await record.add_post(again, entry(1001), schedule(next_at=2000, revision=1))
    assert await record.posts(700, 9) == [post()]
    assert [each.next_at for each in await record.schedules(GUILD)] == [1000]
    assert [each.id for each in await record.log_entries(GUILD, 9)] == [900]


async def test_the_first_answer_to_a_daily_question_stands(record: SqlRecord) -> None:
    """However many arrive at once, a person has one answer to a post, and it is counted once."""
    await record.add_schedule(schedule(), entry())
    await record.acquire_lease(MINE, 0)
    await record.claim_posts(MINE, [post()], schedule())
    given = [answer(n, None, None, mode="daily", chosen=(n % 2,), score=100 * (n % 2)) for n in range(1, 9)]
    stands = await asyncio.gather(*(record.add_daily_answer(post().id, each, question()) for each in given))
    assert len({each.id for each in stands}) == 1
    assert await record.daily_answer(post().id, LEARNER) == stands[0]
    assert await record.daily_answer(post().id, LEARNER + 1) is None
    assert len(await record.answers(LEARNER, COURSE)) == 1
    assert [each.answered for each in await record.counters(COURSE)] == [1]
    other = answer(99, None, None, learner=LEARNER + 1, mode="daily")
    await record.add_daily_answer(post().id, other, question())
    choices = await record.daily_choices(post().id)
    assert {wording: sorted(each) for wording, each in choices.items()} == {
        question().fingerprint: sorted([stands[0].chosen, (0,)])
    }
    assert await record.daily_choices(post().id + 1) == {}
    right = int(stands[0].score == 100) + 1
    assert await record.tallies(GUILD, COURSE) == [Tally("first-01", 2, right)]
    assert await record.tallies(GUILD + 1, COURSE) == []


async def test_a_reminder_is_kept_and_replaced(record: SqlRecord) -> None:
    """A person has one at most. Setting it again outdates pending writes of the old one."""
    assert await record.reminder(LEARNER) is None
    await record.set_reminder(reminder())
    assert await record.reminder(LEARNER) == reminder()
    changed = reminder(recurrence=replace(CADENCE, minute=3), unanswered=2, sent_on="2026-03-29")
    await record.set_reminder(changed)
    found = await record.reminder(LEARNER)
    assert found == replace(changed, revision=1)
    assert not await record.update_reminder(reminder(sent_at=5))
    settled = replace(
        found, sent_at=5, notified=True, unanswered=3, sent_on="2026-03-30", paused="unanswered"
    )
    assert await record.update_reminder(settled)
    assert await record.reminder(LEARNER) == replace(settled, revision=2)
    assert await record.due_reminders(1000, 9) == []
    assert await record.update_reminder(replace(settled, paused=None, revision=2))
    assert await record.due_reminders(999, 9) == []
    assert [each.sent_at for each in await record.due_reminders(1000, 9)] == [5]
    assert await record.remove_reminder(LEARNER)
    assert not await record.remove_reminder(LEARNER)


async def test_reminders_are_offered_to_each_learner_once(record: SqlRecord) -> None:
    """Even if two presses ask at the same time."""
    offered = await asyncio.gather(*(record.mark_offered(LEARNER, 1) for _ in range(4)))
    assert sorted(offered) == [False, False, False, True]
    assert await record.mark_offered(LEARNER + 1, 2)


async def test_a_time_zone_is_kept(record: SqlRecord) -> None:
    """The last one told counts."""
    assert await record.zone(LEARNER) is None
    await record.set_zone(LEARNER, "Asia/Kathmandu", 1)
    await record.set_zone(LEARNER, "Europe/Berlin", 2)
    assert await record.zone(LEARNER) == "Europe/Berlin"


async def test_a_zone_that_nobody_chose_stays_unknown(record: SqlRecord) -> None:
    """Saving other preferences doesn't turn the default into a choice, or a choice into none."""
    await record.set_preferences(LEARNER, Preferences(reviews=5), 1)
    assert await record.zone(LEARNER) is None
    await record.set_preferences(LEARNER, Preferences("Asia/Tokyo", 5), 2)
    assert await record.zone(LEARNER) == "Asia/Tokyo"
    await record.set_preferences(LEARNER, Preferences(reviews=5), 3)
    assert await record.zone(LEARNER) == "UTC"


async def test_a_servers_settings_are_kept(record: SqlRecord) -> None:
    """Defaults before, all of them after; each change is in the log, the latest first, page by page."""
    assert await record.settings(GUILD) == ServerSettings(GUILD)
    wanted = ServerSettings(GUILD, 5, 6, frozenset({7, 8}), frozenset({"quiz"}), 10, "c", 11)
    await record.set_settings(ServerSettings(GUILD), entry(1, action="server.set"))
    await record.set_settings(wanted, entry(2, action="server.set"))
    assert await record.settings(GUILD) == wanted
    entries = await record.log_entries(GUILD, 1)
    assert [each.id for each in entries] == [2]
    assert [each.id for each in await record.log_entries(GUILD, 9, before=entries[0].at)] == [1]


async def test_a_notice_is_told_once(record: SqlRecord) -> None:
    """A notice is stored once, and only one caller can mark it as shown. One that failed waits."""
    await record.add_schedule(schedule(), entry())
    for _ in range(2):
        await record.pause_schedule(700, "permission", notice())
    assert await record.due_notices(0, 9) == [notice()]
    others = [notice(801, at=800), notice(799, at=801)]
    for each in reversed(others):
        await record.pause_schedule(700, "permission", each)
    assert await record.due_notices(0, 2) == [notice(), others[0]]
    assert await record.next_due() == 0
    assert await record.update_notice(replace(notice(), first_at=850, retry_at=900, attempts=1))
    assert await record.due_notices(899, 9) == others
    assert [each.id for each in await record.due_notices(900, 9)] == [801, 799, 800]
    for each in others:
        await record.mark_notified(each.id)
    assert not await record.mark_notified(800)  # it's being sent
    tried = notice(attempts=1, tried=True)
    assert await record.update_notice(tried)
    assert await record.due_notices(900, 9) == []
    assert await record.notices(GUILD) == [tried]
    told = await asyncio.gather(*(record.mark_notified(800) for _ in range(4)))
    assert sorted(told) == [False] * 3 + [True]
    assert await record.notices(GUILD) == []
