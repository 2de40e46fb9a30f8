"""A notice reaches a server's staff once, whatever fails on the way."""

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.posts.server import LogEntry, Notice, ServerSettings
from bot.errors.delivery import Delayed, Undeliverable, Unreadable
from bot.services.delivery.scheduler_loop import LEASE
from tests.unit.services.service_fixture import (
    DAY,
    DUE,
    GUILD,
    MODERATOR,
    SECOND,
    STAFF,
    Killed,
    ServiceHarness,
)

MINUTE = 60 * SECOND
CUT, UNAVAILABLE = Delayed("cut", sure=False), Delayed("the server is unavailable", sure=True)


async def due(harness: ServiceHarness, *, staff: bool = False) -> Notice:
    """Store a notice that's due."""
    made = await harness.create_schedule()
    if staff:
        entry = LogEntry(1, GUILD, MODERATOR, 1, "server.set", {})
        await harness.record.set_settings(ServerSettings(GUILD, staff_channel=STAFF), entry)
    notice = Notice(7, GUILD, made.id, made.channel, "paused", "permission", (), 0, harness.now, MODERATOR)
    await harness.record.pause_schedule(made.id, "permission", notice)
    return notice


def told(harness: ServiceHarness) -> list[str]:
    """Return where notices arrived."""
    return [kind for kind, *_ in harness.messenger.notified]


@pytest.mark.parametrize("staff", [True, False])
@pytest.mark.parametrize("arrived", [True, False])
@pytest.mark.parametrize(("later", "sent"), [(LEASE + SECOND, 2), (2 * MINUTE, 1)])
async def test_a_notice_is_told_once_after_a_crash(
    harness: ServiceHarness, staff: bool, arrived: bool, later: int, sent: int
) -> None:
    """Within a minute it's sent again under its nonce. After that it's looked up, and sent if not found."""
    await due(harness, staff=staff)
    harness.messenger.arrives, harness.messenger.tell_plans = arrived, [Killed()]
    with pytest.raises(Killed):
        await harness.run_at(DUE)
    harness.scheduler = harness.new_process()
    await harness.run_at(DUE + later)
    await harness.run_at(DUE + DAY)
    assert told(harness) == ["channel" if staff else "person"]
    assert len(harness.messenger.about) == (sent if arrived else 2)
    assert await harness.services.servers.take_notices(GUILD) == []


async def test_a_direct_message_is_found_although_the_staff_channel_is_readable(
    harness: ServiceHarness,
) -> None:
    """The bot can read the staff channel but not send there, so it told the person and then crashed."""
    await due(harness, staff=True)
    harness.messenger.closed, harness.messenger.arrives = {STAFF}, True
    harness.messenger.tell_plans = [Undeliverable("permission"), Killed()]
    with pytest.raises(Killed):
        await harness.run_at(DUE)
    harness.scheduler = harness.new_process()
    await harness.run_at(DUE + 2 * MINUTE)
    await harness.run_at(DUE + DAY)
    assert told(harness) == ["person"]
    assert len(harness.messenger.about) == 2


@pytest.mark.parametrize("failure", [CUT, UNAVAILABLE])
async def test_a_notice_waits_out_a_failure(harness: ServiceHarness, failure: Delayed) -> None:
    """A cut connection or an unavailable server only delays it, even for more than a day."""
    await due(harness)
    harness.messenger.tell_plans, harness.messenger.finds = [failure] * 3, failure
    for days in range(3):
        await harness.run_at(DUE + days * DAY)
        assert told(harness) == []
    harness.messenger.tell_plans, harness.messenger.finds = [], None
    for days in range(3, 5):
        await harness.run_at(DUE + days * DAY)
        await harness.run_at(DUE + days * DAY + SECOND)
    assert told(harness) == ["person"]


async def test_a_notice_that_waits_is_not_tried_in_every_round(harness: ServiceHarness) -> None:
    """The wait doubles, and the bot sleeps until then."""
    await due(harness)
    harness.messenger.tell_plans = [UNAVAILABLE] * 9
    assert await harness.run_at(DUE) == DUE + 5 * SECOND
    await harness.run_at(DUE + 4 * SECOND)
    assert len(harness.messenger.about) == 1
    assert await harness.run_at(DUE + 5 * SECOND) == DUE + 15 * SECOND


async def test_a_moderator_is_not_told_what_is_being_sent(harness: ServiceHarness) -> None:
    """A command that comes while Discord's answer is awaited doesn't tell it a second time."""
    await due(harness)
    harness.messenger.arrives, harness.messenger.tell_plans = True, [CUT]
    await harness.run_at(DUE)
    assert await harness.services.servers.take_notices(GUILD) == []
    await harness.run_at(DUE + MINUTE)
    assert told(harness) == ["person"]


async def test_a_notice_that_cannot_be_looked_up_waits_for_a_moderator(harness: ServiceHarness) -> None:
    """Nobody knows whether the staff has it, so it isn't sent again, but the next command shows it."""
    await due(harness, staff=True)
    harness.messenger.tell_plans, harness.messenger.finds = [CUT], Unreadable()
    await harness.run_at(DUE)
    await harness.run_at(DUE + 2 * MINUTE)
    assert len(harness.messenger.about) == 1
    assert [each.id for each, _ in await harness.services.servers.take_notices(GUILD)] == [7]


@pytest.mark.parametrize("what", ["person", "server"])
async def test_nothing_is_told_after_an_erasure(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The person or the server is erased after the notice was read and before it's claimed."""
    await due(harness)
    await harness.record.leave_guild(GUILD, 1)
    settings: Callable[[int], Awaitable[ServerSettings]] = harness.record.settings

    async def erased(guild: int) -> ServerSettings:
        monkeypatch.undo()
        if what == "person":
            await harness.record.erase(MODERATOR)
        else:
            assert await harness.record.erase_guild(GUILD, 1)
        return await settings(guild)

    monkeypatch.setattr(harness.record, "settings", erased)
    for later in range(3):
        await harness.run_at(DUE + later * MINUTE)
    assert harness.messenger.about == []
    left = [each.set_by for each, _ in await harness.services.servers.take_notices(GUILD)]
    assert left == ([0] if what == "person" else [])


async def test_a_clock_put_back_does_not_hold_up_a_notice(harness: ServiceHarness) -> None:
    """It was tried while the clock ran ahead. After that it's looked up and told at once."""
    await due(harness)
    harness.messenger.tell_plans = [CUT]
    await harness.run_at(DUE + 70 * DAY)
    await harness.run_at(DUE)
    await harness.run_at(DUE + SECOND)
    assert told(harness) == ["person"]


async def test_a_notice_that_raises_is_left_to_a_moderator(harness: ServiceHarness) -> None:
    """Something unforeseen goes wrong while it's sent: it isn't tried over and over."""
    await due(harness)
    harness.messenger.tell_plans = [RuntimeError("unforeseen")] * 9
    await harness.run_at(DUE)
    assert len(harness.messenger.about) == 1
    assert [each.id for each, _ in await harness.services.servers.take_notices(GUILD)] == [7]
