"""Faults that tests request: they hit only the bot, as often as requested."""

import asyncio

import aiohttp
import pytest
from yarl import URL

from tests.e2e.sandbox.sandbox_fixture import SandboxHarness

MATCH = "POST /api/v10/channels/*/messages"


async def send(harness: SandboxHarness, content: str = "x") -> int:
    """Send a message as the bot and return the status."""
    path = f"/channels/{harness.channel('general')['id']}/messages"
    return (await harness.bot.ask("POST", path, {"content": content}))[0]


async def test_a_status_fault_hits_as_often_as_requested(harness: SandboxHarness) -> None:
    """After two failures, requests work. The failed ones sent nothing, and people notice nothing."""
    await harness.fault(kind="status", match=MATCH, status=500, times=2)
    learner = await harness.member("tomasz")
    assert await send(harness) == 500
    path = f"/channels/{harness.channel('general')['id']}/messages"
    assert (await learner.raw.ask("POST", path, {"content": "mine"}))[0] == 200
    assert [await send(harness), await send(harness)] == [500, 200]
    assert await learner.sees(harness.channel("general")) == ["x", "mine"]


async def test_a_failure_may_take_effect(harness: SandboxHarness) -> None:
    """With an effect, the message is there even though the bot got an error."""
    await harness.fault(kind="status", match=MATCH, status=502, effect=True)
    assert await send(harness) == 502
    assert len(harness.sandbox.world.history(harness.channel("general")["id"])) == 1


async def test_a_failure_may_have_a_code(harness: SandboxHarness) -> None:
    """A test can request one of Discord's error codes, for example for closed direct messages."""
    await harness.fault(kind="status", match=MATCH, status=403, code=50007)
    path = f"/channels/{harness.channel('general')['id']}/messages"
    assert (await harness.bot.ask("POST", path, {"content": "x"}))[1] == {
        "message": "Cannot send messages to this user",
        "code": 50007,
    }


@pytest.mark.parametrize(
    ("status", "message"),
    [(500, "500: Internal Server Error"), (503, "503: Service Unavailable"), (401, "401: Unauthorized")],
)
async def test_a_failure_without_a_code_says_its_status(
    harness: SandboxHarness, status: int, message: str
) -> None:
    """A server's error isn't called "401: Unauthorized"."""
    await harness.fault(kind="status", match=MATCH, status=status)
    path = f"/channels/{harness.channel('general')['id']}/messages"
    answered = await harness.bot.ask("POST", path, {"content": "x"})
    assert answered == (status, {"message": message, "code": 0})


async def test_a_request_is_delayed(harness: SandboxHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    """A latency fault waits before the request takes effect."""
    await harness.fault(kind="latency", match=MATCH, milliseconds=120)
    channel, real, waits = harness.channel("general")["id"], asyncio.sleep, []

    async def wait(seconds: float) -> None:
        waits.append((seconds, len(harness.sandbox.world.history(channel))))
        await real(0)

    monkeypatch.setattr("discord_sandbox.middleware.pipeline.asyncio.sleep", wait)
    assert await send(harness) == 200
    assert waits == [(0.12, 0)]
    assert len(harness.sandbox.world.history(channel)) == 1


@pytest.mark.parametrize(("effect", "messages"), [(False, 0), (True, 1)])
async def test_a_connection_is_dropped(harness: SandboxHarness, effect: bool, messages: int) -> None:
    """A drop ends the connection without a response, before or after the effect."""
    await harness.fault(kind="drop", match=MATCH, effect=effect)
    with pytest.raises(aiohttp.ClientError):
        await send(harness)
    assert len(harness.sandbox.world.history(harness.channel("general")["id"])) == messages


async def test_clear_undoes_everything(harness: SandboxHarness) -> None:
    """After clear, no fault is waiting, and every permission is what it was."""
    before = harness.sandbox.world.channels[harness.channel("general")["id"]]["permission_overwrites"]
    await harness.fault(kind="status", match=MATCH, times=9)
    await harness.fault(
        kind="permission", channel_id=harness.channel("general")["id"], deny=["SEND_MESSAGES"]
    )
    assert len((await harness.admin.ask("GET", "/sandbox/faults"))[1]) == 1
    assert await harness.fault(kind="clear") == []
    after = harness.sandbox.world.channels[harness.channel("general")["id"]]["permission_overwrites"]
    assert (after, await send(harness)) == (before, 200)


@pytest.mark.parametrize(
    "order",
    [
        {"kind": "earthquake"},
        {"kind": "status"},
        {"kind": "status", "match": "x", "tmies": 3},
        {"kind": "permission", "channel_id": "1"},
        {"kind": "status", "match": 5},
        {"kind": "status", "match": "x", "times": "many"},
        {"kind": "gateway_close", "code": "soon"},
        {"kind": ["status"]},
        "status",
    ],
)
async def test_an_invalid_fault_is_refused(harness: SandboxHarness, order: object) -> None:
    """A misspelled fault is refused instead of ignored."""
    status, body = await harness.admin.ask("POST", "/sandbox/faults", order)
    assert (status, body["code"]) == (400, 50035)


async def test_a_client_that_dies_while_sending_is_not_an_error(
    harness: SandboxHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """Killing the bot while it sends leaves no traceback, and nothing is listed as unsupported."""
    channel, port = harness.channel("general")["id"], URL(harness.sandbox.url).port
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (
        f"POST /api/v10/channels/{channel}/messages HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Authorization: Bot {harness.sandbox.bot_token}\r\nContent-Type: application/json\r\n"
        "Content-Length: 100\r\n\r\n{"
    )
    writer.write(head.encode())
    await writer.drain()
    await asyncio.sleep(0.05)  # until the sandbox reads the body
    writer.transport.abort()
    await asyncio.sleep(0.05)
    assert harness.sandbox.world.history(channel) == []
    assert harness.sandbox.unsupported == []
    assert not [each for each in caplog.records if each.exc_info]
