"""Publishing daily posts to the channels that follow: a step of its own, which never posts again."""

import pytest

from bot.chat.screens.posts.notices import sentence
from bot.errors.delivery import Delayed, Undeliverable
from tests.unit.services.service_fixture import DAY, DUE, HOUR, Killed, ServiceHarness

MINUTE = 60_000
UNSURE = Delayed("timeout", sure=False)


async def test_a_post_is_published_only_if_that_was_chosen(harness: ServiceHarness) -> None:
    """Once each, in the channel where it is."""
    quiet = await harness.create_schedule()
    made = await harness.create_schedule(publish=True, content="facts")
    await harness.run_at(DUE)
    await harness.run_at(DUE + DAY)
    assert [(each.schedule, each.channel) for each in harness.messenger.published] == [
        (made.id, made.channel)
    ] * 2
    assert [each.publish for each in await harness.posts(made.id)] == ["published"] * 2
    assert [each.publish for each in await harness.posts(quiet.id)] == ["none"] * 2


async def test_publishing_is_tried_again_without_posting_again(harness: ServiceHarness) -> None:
    """The thread doesn't wait for it."""
    made = await harness.create_schedule(publish=True, thread=True)
    harness.messenger.publish_plans = [UNSURE, Delayed("rate limit", sure=True, seconds=3000)]
    due = await harness.run_at(DUE)
    assert due
    assert due < DUE + MINUTE
    assert len(harness.messenger.threads) == 1
    later = await harness.run_at(due)
    assert later == due + 3_000_000
    await harness.run_at(later)
    assert len(harness.messenger.sent) == len(harness.messenger.published) == 1
    assert len(harness.messenger.threads) == 1
    [post] = await harness.posts(made.id)
    assert (post.publish, post.thread, post.retry_at) == ("published", "open", None)


async def test_a_thread_is_retried_after_publishing(harness: ServiceHarness) -> None:
    """What's published isn't published again for it."""
    made = await harness.create_schedule(publish=True, thread=True)
    harness.messenger.thread_plans = [UNSURE]
    due = await harness.run_at(DUE)
    assert due
    await harness.run_at(due)
    assert len(harness.messenger.published) == len(harness.messenger.threads) == 1
    [post] = await harness.posts(made.id)
    assert (post.publish, post.thread) == ("published", "open")


async def test_what_cant_be_published_stands(harness: ServiceHarness) -> None:
    """The daily post goes on, and staff hear it once, not every day."""
    made = await harness.create_schedule(publish=True)
    for day in range(2, 5):  # all in April
        harness.messenger.publish_plans = [Undeliverable("channel-gone")]
        await harness.run_at(DUE + day * DAY)
    assert (await harness.schedule(made.id)).paused is None
    assert [each.state for each in await harness.posts(made.id)][-3:] == ["sent"] * 3
    assert [each.publish for each in await harness.posts(made.id)][-3:] == ["failed"] * 3
    [(_, _, notice)] = harness.messenger.notified
    assert "**Not published:** the daily post in" in sentence(notice)
    assert 'press "Don\'t publish" in /daily edit' in sentence(notice)
    assert len(harness.messenger.sent) == 3


async def test_a_deleted_post_is_nobodys_concern(harness: ServiceHarness) -> None:
    """The staff deleted it before it could be published."""
    made = await harness.create_schedule(publish=True)
    harness.messenger.publish_plans = [Undeliverable("post-gone")]
    await harness.run_at(DUE)
    assert [each.publish for each in await harness.posts(made.id)] == ["failed"]
    assert harness.messenger.notified == []


async def test_publishing_is_given_up_in_the_end(harness: ServiceHarness) -> None:
    """After six hours. Staff can still publish it by hand."""
    made = await harness.create_schedule(publish=True)
    due: int | None = DUE
    while due and due < DUE + 7 * HOUR:
        harness.messenger.publish_plans = [UNSURE]
        due = await harness.run_at(due)
    assert [(each.state, each.publish) for each in await harness.posts(made.id)] == [("sent", "failed")]
    assert ["press Publish below it" in sentence(each) for *_, each in harness.messenger.notified] == [True]


@pytest.mark.parametrize("thread", [True, False])
async def test_a_crash_before_publishing(harness: ServiceHarness, thread: bool) -> None:
    """The next process publishes the post that's out, and posts nothing."""
    made = await harness.create_schedule(publish=True, thread=thread)
    harness.messenger.publish_plans = [Killed()]
    with pytest.raises(Killed):
        await harness.run_at(DUE)
    harness.scheduler = harness.new_process()
    await harness.run_at(DUE + MINUTE)
    assert len(harness.messenger.sent) == len(harness.messenger.published) == 1
    [post] = await harness.posts(made.id)
    assert (post.state, post.publish) == ("sent", "published")
