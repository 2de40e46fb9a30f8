"""The gateway: transports, sessions, shards, and who gets which events."""

import asyncio
import time
import zlib

import discord
import pytest
import zstandard

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.middleware.faults import Faults
from tests.e2e.sandbox.clients import TIMEOUT, ManualClient, online
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness, open_sandbox


async def identify(harness: SandboxHarness, **more: object) -> dict[str, object]:
    """Return what a bot sends first."""
    return {"token": harness.sandbox.bot_token, "intents": 1, "properties": {}, **more}


async def test_two_shards_get_one_server_each(client: ManualClient) -> None:
    """Both shards come online, and each one knows its own server."""
    assert sorted(client.shards) == [0, 1]
    assert sorted(guild.shard_id for guild in client.guilds) == [0, 1]
    assert {guild.name for guild in client.guilds} == {"Riverside College", "Harbour Goods Marketing"}


@pytest.mark.parametrize("name", ["_ZlibDecompressionContext", "_ZstdDecompressionContext"])
async def test_discord_py_reads_both_transports(
    harness: SandboxHarness, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """discord.py comes online with zlib and with zstandard."""
    chosen = getattr(discord.utils, name, None) or decompression(name)
    monkeypatch.setattr(discord.utils, "_ActiveDecompressionContext", chosen)
    async with online(harness.sandbox) as client:
        assert len(client.guilds) == 2


def decompression(name: str) -> type:
    """Return a minimal class for the compression that discord.py didn't choose here."""

    class Context:
        COMPRESSION_TYPE = "zlib-stream" if "Zlib" in name else "zstd-stream"

        def __init__(self) -> None:
            zstd = zstandard.ZstdDecompressor().decompressobj
            self.stream = zlib.decompressobj() if "Zlib" in name else zstd()

        def decompress(self, data: bytes) -> str:
            return self.stream.decompress(data).decode()

    return Context


async def test_a_heartbeat_is_acknowledged(harness: SandboxHarness) -> None:
    """Even before login."""
    wire = await harness.wire()
    assert (await wire.hear())["d"]["heartbeat_interval"] == 41250
    await wire.say(1, None)
    assert (await wire.hear())["op"] == 11


async def test_a_client_without_heartbeats_is_disconnected() -> None:
    """A client that misses its heartbeats is closed with 4009."""
    async with open_sandbox(Sandbox(DEMO_WORLD, heartbeat_interval=0.05)) as harness:
        assert await (await harness.wire()).closed_with() == 4009


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"token": "MTI4MDEzNTEzNTIzNjE5ODQwMA.AAAAAA.wrong"}, 4004),
        ({"shard": [2, 2]}, 4010),
        ({"intents": 1 << 30}, 4013),
        ({"intents": 1 | 1 << 15}, 4014),
    ],
)
async def test_a_bad_login_is_closed(harness: SandboxHarness, change: dict[str, object], code: int) -> None:
    """A wrong token, shard or intent closes the connection with Discord's code."""
    wire = await harness.wire()
    await wire.say(2, await identify(harness, **change))
    assert await wire.closed_with() == code


@pytest.mark.parametrize(("op", "data", "code"), [(99, None, 4001), (3, {}, 4003), (2, "x", 4002)])
async def test_nonsense_is_closed(harness: SandboxHarness, op: int, data: object, code: int) -> None:
    """Anything outside the protocol closes the connection with Discord's code."""
    wire = await harness.wire()
    await wire.say(op, data)
    assert await wire.closed_with() == code


async def test_a_cut_connection_is_resumed(harness: SandboxHarness, client: ManualClient) -> None:
    """After resuming, discord.py gets each event that it missed, once."""
    learner = await harness.member("tomasz")
    await harness.fault(kind="gateway_close", code=1006)
    await learner.run(harness.channel("general"), "hello")
    assert await asyncio.wait_for(client.resumed.get(), TIMEOUT) in (0, 1)
    interaction = await client.next()
    await interaction.response.send_message("late but there")
    await learner.wire.until("INTERACTION_SUCCESS")
    assert client.interactions.empty()


async def cut(harness: SandboxHarness, client: ManualClient, code: int) -> None:
    """Close both shards' connections, and delete a channel before either can be back."""
    for _ in client.shards:
        await asyncio.wait_for(client.identified.get(), TIMEOUT)
    state, faults = harness.sandbox._running, Faults()
    faults.add(state, {"kind": "gateway_close", "code": code})
    faults.add(state, {"kind": "channel_delete", "channel_id": harness.channel("lessons")["id"]})


@pytest.mark.parametrize("code", [1000, 1001, 1006, 1012, 4000, 4002, 4005, 4008])
async def test_a_session_outlives_closes_that_discord_resumes(
    harness: SandboxHarness, client: ManualClient, code: int
) -> None:
    """discord.py resumes both sessions, and gets each missed event once."""
    await cut(harness, client, code)
    assert sorted([await asyncio.wait_for(client.resumed.get(), TIMEOUT) for _ in (0, 1)]) == [0, 1]
    assert client.deleted == ["lessons"]
    assert client.identified.empty()


@pytest.mark.parametrize("code", [4001, 4003, 4007, 4009])
async def test_a_session_ends_with_closes_that_discord_never_resumes(
    harness: SandboxHarness, client: ManualClient, code: int
) -> None:
    """discord.py tries to resume, learns that it can't, and starts a session with the current state."""
    await cut(harness, client, code)
    assert sorted([await asyncio.wait_for(client.identified.get(), TIMEOUT) for _ in (0, 1)]) == [0, 1]
    assert client.resumed.empty()
    assert client.deleted == []
    assert client.get_channel(int(harness.channel("lessons")["id"])) is None


async def test_a_sequence_that_was_never_sent_ends_the_session(harness: SandboxHarness) -> None:
    """It closes the connection with 4007. The right number then comes too late."""
    wire = await harness.wire()
    await wire.say(2, await identify(harness))
    session = (await wire.until("READY"))["session_id"]
    await wire.socket.close(code=4000)
    about = {"token": harness.sandbox.bot_token, "session_id": session}
    again = await harness.wire()
    await again.say(6, about | {"seq": 99})
    assert await again.closed_with() == 4007
    late = await harness.wire()
    await late.hear()
    await late.say(6, about | {"seq": 1})
    assert await late.hear() == {"op": 9, "t": None, "s": None, "d": False}


async def test_a_token_may_have_the_prefix_of_http(harness: SandboxHarness) -> None:
    """The gateway takes "Bot " before the token, when logging in and when resuming."""
    token = f"Bot {harness.sandbox.bot_token}"
    wire = await harness.wire()
    await wire.say(2, await identify(harness, token=token))
    session = (await wire.until("READY"))["session_id"]
    await wire.socket.close(code=4000)
    again = await harness.wire()
    await again.say(6, {"token": token, "session_id": session, "seq": 1})
    await again.until("RESUMED")


@pytest.mark.parametrize(("size", "code"), [(4096, None), (4097, 4002)])
async def test_a_message_has_at_most_4096_bytes(harness: SandboxHarness, size: int, code: int | None) -> None:
    """A longer one closes the connection with 4002. Bytes count, not characters."""
    wire = await harness.wire()
    await wire.hear()
    frame = '{"op":1,"d":"%s"}'
    text = "ä" * 1000
    await wire.socket.send_str(frame % (text + "x" * (size - len((frame % text).encode()))))
    if code is None:
        assert (await wire.hear())["op"] == 11
    else:
        assert await wire.closed_with() == code


async def test_a_client_may_send_120_messages_a_minute() -> None:
    """The next one closes the connection with 4008. A minute later, it wouldn't."""
    now = time.time()
    async with open_sandbox(Sandbox(DEMO_WORLD, clock=lambda: now)) as harness:
        wire = await harness.wire()
        await wire.hear()
        for _ in range(2):
            for _ in range(120):
                await wire.say(1, None)
            for _ in range(120):
                assert (await wire.hear())["op"] == 11
            now += 60
        for _ in range(121):
            await wire.say(1, None)
        assert await wire.closed_with() == 4008


async def test_only_missed_events_are_replayed(harness: SandboxHarness) -> None:
    """A resumed session gets the events after the sequence number it names, then RESUMED."""
    wire = await harness.wire()
    await wire.say(2, await identify(harness))
    session = (await wire.until("READY"))["session_id"]
    assert (await wire.until("GUILD_CREATE"))["unavailable"] is False
    await wire.until("GUILD_CREATE")
    await wire.socket.close(code=4000)
    again = await harness.wire()
    await again.say(6, {"token": harness.sandbox.bot_token, "session_id": session, "seq": 2})
    await again.until("RESUMED")
    assert [message["t"] for message in again.heard] == [None, "GUILD_CREATE", "RESUMED"]


async def test_a_session_that_said_goodbye_is_over(harness: SandboxHarness) -> None:
    """After a client closes with 1000, its session can't be resumed."""
    wire = await harness.wire()
    await wire.say(2, await identify(harness))
    session = (await wire.until("READY"))["session_id"]
    await wire.socket.close(code=1000)
    again = await harness.wire()
    await again.hear()
    await again.say(6, {"token": harness.sandbox.bot_token, "session_id": session, "seq": 1})
    assert await again.hear() == {"op": 9, "t": None, "s": None, "d": False}


async def test_an_invalid_session_is_replaced(harness: SandboxHarness, client: ManualClient) -> None:
    """After INVALID_SESSION discord.py logs in again and still takes interactions."""
    await harness.fault(kind="invalid_session", resumable=False)
    learner = await harness.member("tomasz")
    async with asyncio.timeout(TIMEOUT):
        while len(harness.sandbox._running.sessions.connections()) < 3:
            await asyncio.sleep(0.02)
    await learner.run(harness.channel("general"), "hello")
    assert (await client.next()).type is discord.InteractionType.application_command


async def test_the_bot_is_invited_and_removed(harness: SandboxHarness, client: ManualClient) -> None:
    """Joining a server triggers on_guild_join, and being removed triggers on_guild_remove."""
    _, made = await harness.admin.ask("POST", "/sandbox/guilds", {"name": "Night School"})
    guild = await asyncio.wait_for(client.joined.get(), TIMEOUT)
    assert (guild.name, str(guild.id)) == ("Night School", made["id"])
    assert guild.system_channel is not None
    assert guild.system_channel.permissions_for(guild.me).send_messages
    await harness.admin.ask("DELETE", f"/sandbox/guilds/{made['id']}")
    assert (await asyncio.wait_for(client.left.get(), TIMEOUT)).id == guild.id
    status, body = await harness.bot.ask("GET", f"/guilds/{made['id']}")
    assert (status, body["code"]) == (404, 10004)


async def test_without_the_members_intent_only_the_bot_is_listed(client: ManualClient) -> None:
    """A server says how many members it has, but not who they are."""
    guild = next(each for each in client.guilds if each.name == "Riverside College")
    assert (guild.member_count, [member.id for member in guild.members]) == (5, [client.user.id])


async def test_people_get_events_of_channels_they_see(harness: SandboxHarness) -> None:
    """A message in the staff channel reaches the moderator and not the learner."""
    moderator, learner = await harness.member("maren"), await harness.member("tomasz")
    await harness.bot.ask(
        "POST", f"/channels/{harness.channel('staff')['id']}/messages", {"content": "secret"}
    )
    await harness.bot.ask(
        "POST", f"/channels/{harness.channel('general')['id']}/messages", {"content": "open"}
    )
    assert (await moderator.wire.until("MESSAGE_CREATE"))["content"] == "secret"
    assert (await learner.wire.until("MESSAGE_CREATE"))["content"] == "open"
