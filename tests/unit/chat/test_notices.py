"""Advice to moderators names the right daily post, fixes that one, and blames the real cause."""

from typing import Any, get_args

import discord
import pytest

from bot.chat.messages.discord_messenger import DiscordMessenger
from bot.chat.screens.people import server, server_log
from bot.chat.screens.posts import notices
from bot.chat.words.posts import CHANGE, CONTENTS, rule
from bot.chat.words.refusals import refusal
from bot.domain.posts.post import PauseReason
from bot.domain.posts.server import LogEntry, Notice, NoticeKind, ServerSettings
from bot.errors.user import ChannelNotFound
from bot.services.people.server_check import ChannelCheck, Check, ScheduleCheck
from tests.unit.chat.test_discord_messenger import ALL, Channels, member_of
from tests.unit.chat.test_posts import make_notice, make_schedule
from tests.unit.services.service_fixture import GUILD, ServiceHarness

NOTICES = [
    *(make_notice(kind) for kind in get_args(NoticeKind)),
    *(make_notice("paused", reason) for reason in get_args(PauseReason)),
]


def shown(check: Check) -> str:
    """Return the screen of a check."""
    return str(server.check(check).to_components())


@pytest.mark.parametrize("notice", NOTICES, ids=lambda each: f"{each.kind}-{each.reason}")
def test_advice_changes_the_daily_post_that_it_is_about(notice: Notice) -> None:
    """/daily set would add a second one."""
    said = notices.sentence(notice)
    assert "/daily set" not in said


def test_a_missing_channel_is_replaced_where_it_was_set() -> None:
    """A daily post's channel by changing the post, the staff channel in the settings."""
    gone = ChannelCheck(1, False, ())
    checks = [ScheduleCheck(make_schedule(), None, gone, allowed=True)]
    said = shown(Check(ServerSettings(1), checks, ChannelCheck(2, True, ()), ()))
    assert "it's gone. Choose another one below" in said
    assert "Pick another in /server settings" in shown(Check(ServerSettings(1), (), gone, ()))
    assert CHANGE in refusal(ChannelNotFound(1))


@pytest.mark.parametrize("notice", NOTICES, ids=lambda each: f"{each.kind}-{each.reason}")
def test_a_notice_names_its_daily_post(notice: Notice) -> None:
    """A channel may have several. Notices about the server, or about a class, name none."""
    schedule = make_schedule()
    said = notices.sentence(notice, schedule)
    assert len(said) <= 2000
    if notice.kind == "results-from":
        assert "now show once 3 people have answered. Change it in /server settings." in said
        return
    if notice.kind == "weekly":
        assert "1000000 people practiced. Badges earned: 10000000." in said
        return
    if notice.kind == "live":
        assert "To try again, run /live next. Every answer so far is kept." in said
        return
    if notice.kind == "class-post":
        assert "Run /class post in another channel." in said
        return
    assert rule(schedule) in said
    assert CONTENTS[schedule.content] in said
    assert len(notices.sentence(notice, schedule, "x" * 200)) <= 2000


async def test_a_direct_message_names_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moderator may have several; the link leads there even while the server's name isn't known."""
    client = discord.Client(intents=discord.Intents.none())
    member_of(client, ALL)
    sent: list[str] = []

    async def open_channel(_: object) -> dict[str, Any]:
        return {"id": "30", "type": 1, "recipients": []}

    async def send(_: object, *, params: Any) -> dict[str, Any]:
        sent.append(params.payload["content"])
        raise discord.RateLimited(1)

    monkeypatch.setattr(client.http, "start_private_message", open_channel)
    monkeypatch.setattr(client.http, "send_message", send)
    for guild in (10, 11):
        about = Notice(1, guild, 2, 20, "paused", "permission", (), 0, 1, set_by=40)
        with pytest.raises(Exception, match="rate limit"):
            await DiscordMessenger(client, Channels()).notify(about, make_schedule())
    assert "on [a server](https://discord.com/channels/10/20)" in sent[0]
    assert "on [your server](https://discord.com/channels/11/20)" in sent[1]
    assert rule(make_schedule()) in sent[0]


async def test_the_disk_is_checked(harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk doesn't keep a post from going out today, but the staff should know."""
    await harness.create_schedule()
    for left, low in ((None, False), (10**12, False), (12_000_000, True)):

        async def free_space(left: int | None = left) -> int | None:
            return left

        monkeypatch.setattr(harness.record, "free_space", free_space)
        said = shown(await harness.check(GUILD))
        assert ("disk is nearly full (12 MB left)" in said) == low
        assert ("Everything works" in said) != low


async def test_the_disk_is_that_of_the_record(harness: ServiceHarness) -> None:
    """The database reports its disk's free bytes."""
    left = await harness.record.free_space()
    assert left is not None
    assert left > 0


def test_all_channels_allowed_are_called_all() -> None:
    """An empty list means that every channel is allowed, in the log as in the settings."""
    entry = LogEntry(1, 2, 3, 4, "server.set", {"channels": "", "staff_channel": None})
    said = str(server_log.log([entry], more=False).to_components())
    assert "allowed channels all, staff channel none" in said
