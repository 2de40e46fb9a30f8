"""Rate limits: headers, refusals, and how discord.py waits and retries."""

import asyncio

import pytest

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.api.routes import Limit
from discord_sandbox.middleware.ratelimit import GLOBAL_LIMIT, RateLimits
from tests.e2e.sandbox.clients import online
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness, open_sandbox


def test_a_bucket_counts_down_and_fills_again() -> None:
    """After the allowed requests, the next one is told how long to wait. After that time, it passes."""
    now = [100.0]
    limits = RateLimits(lambda: now[0])
    ask = lambda channel: limits.take("send", Limit(2, 5.0), {"channel_id": channel}, exempt=True)  # noqa: E731
    assert [ask("1").headers["X-RateLimit-Remaining"] for _ in range(2)] == ["1", "0"]
    now[0] = 101.0
    refused = ask("1")
    assert refused.body == {"message": "You are being rate limited.", "retry_after": 4.0, "global": False}
    assert (refused.headers["Via"], refused.headers["X-RateLimit-Scope"]) == ("1.1 google", "user")
    assert ask("2").retry_after is None
    now[0] = 105.0
    assert ask("1").retry_after is None


def test_the_global_limit_spares_answers_to_interactions() -> None:
    """The fifty-first request in a second is refused everywhere, but an exempt one passes."""
    limits = RateLimits(lambda: 100.0)
    wide = Limit(1000, 1.0)
    for _ in range(GLOBAL_LIMIT):
        assert limits.take("any", wide, {}, exempt=False).retry_after is None
    refused = limits.take("any", wide, {}, exempt=False)
    assert (refused.everywhere, refused.headers["X-RateLimit-Global"]) == (True, "true")
    assert limits.take("any", wide, {}, exempt=True).retry_after is None


async def test_the_sixth_message_of_five_seconds_is_refused() -> None:
    """The refusal has Discord's shape, headers and exact content type."""
    async with open_sandbox(Sandbox(DEMO_WORLD)) as harness:
        path = f"/channels/{harness.channel('general')['id']}/messages"
        sent = [await harness.bot.ask("POST", path, {"content": "x"}) for _ in range(6)]
        assert [status for status, _ in sent] == [200] * 5 + [429]
        assert set(sent[5][1]) == {"message", "retry_after", "global"}


async def test_ten_messages_an_hour_are_published() -> None:
    """The eleventh waits for most of an hour, but only in that channel."""
    async with open_sandbox(Sandbox(DEMO_WORLD)) as harness:
        path = f"/channels/{harness.channel('announcements')['id']}/messages/1/crosspost"
        answers = [await harness.bot.ask("POST", path) for _ in range(11)]
        assert [status for status, _ in answers] == [404] * 10 + [429]
        assert 3500 < answers[10][1]["retry_after"] <= 3600
        other = f"/channels/{harness.channel('general')['id']}/messages/1/crosspost"
        assert (await harness.bot.ask("POST", other))[0] == 404


async def test_discord_py_waits_and_tries_again(
    harness: SandboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py doesn't mistake a 429 for a ban: the message arrives once, after the wait."""
    async with online(harness.sandbox) as client:
        channel = client.get_channel(int(harness.channel("general")["id"]))
        await harness.fault(kind="rate_limit", match="POST /api/v10/channels/*/messages", retry_after=0.2)
        real, waits = asyncio.sleep, []

        async def wait(seconds: float) -> None:
            waits.append((seconds, len(harness.sandbox.world.history(str(channel.id)))))
            await real(0)

        monkeypatch.setattr("discord.http.asyncio.sleep", wait)
        await channel.send("patience")
        assert (0.2, 0) in waits
        assert len(harness.sandbox.world.history(str(channel.id))) == 1


async def test_discord_py_repeats_without_doubling(
    harness: SandboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that took effect and then failed is repeated under its nonce: one message."""
    async with online(harness.sandbox) as client:
        channel = client.get_channel(int(harness.channel("general")["id"]))
        await harness.fault(kind="status", match="POST /api/v10/channels/*/messages", effect=True)
        real = asyncio.sleep
        monkeypatch.setattr("discord.http.asyncio.sleep", lambda seconds: real(seconds / 100))
        message = await channel.send("once")
        assert [each.id for each in harness.sandbox.world.history(str(channel.id))] == [str(message.id)]
