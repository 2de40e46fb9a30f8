"""Servers: joining, leaving, moderators, shards, and registering the commands."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp

from bot.chat.interaction.interaction_context import PERMISSIONS
from discord_sandbox.clients.person import Reply
from discord_sandbox.clients.person.typed import usages
from tests.e2e.bot_fixture import BotHarness, open_bot


async def call(harness: BotHarness, method: str, path: str, body: Any = None) -> Any:
    """Use the sandbox's own controls."""
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, harness.sandbox.url + path, json=body) as response,
    ):
        assert response.status < 300, await response.text()
        return await response.json() if response.status != 204 else None


async def greetings(harness: BotHarness, guild: str) -> list[dict[str, Any]]:
    """The greetings in a server's channels."""
    world = await call(harness, "GET", "/sandbox/world")
    [found] = [each for each in world["guilds"] if each["id"] == guild]
    moderator = await harness.person("maren")
    messages = [m.raw for c in found["channels"] if c["type"] == 0 for m in await moderator.messages(c["id"])]
    return [message for message in messages if message["author"].get("bot")]


async def until(condition: Any) -> None:
    """Wait for what another process of the world brings about."""
    async with asyncio.timeout(5):
        while not await condition():
            await asyncio.sleep(0.02)


async def test_a_server_is_greeted_once_a_joining(harness: BotHarness) -> None:
    """The greeting lets anyone start and moderators set up; a restart doesn't repeat it, a return does."""
    guild = (await call(harness, "POST", "/sandbox/guilds", {"name": "Night School"}))["id"]

    async def greeted() -> bool:
        return len(await greetings(harness, guild)) == 1

    await until(greeted)
    [greeting] = await greetings(harness, guild)
    reply = Reply(greeting)
    assert harness.library.default.about.summary in reply.text
    assert [each.label for each in reply.controls] == ["Start ▸", "Moderators: set up daily posts"]
    await harness.restart_bot()
    await harness.bot.on_guild_join(harness.bot.get_guild(int(guild)))  # type: ignore[arg-type]
    assert len(await greetings(harness, guild)) == 1
    await harness.bot.on_guild_remove(harness.bot.get_guild(int(guild)))  # type: ignore[arg-type]
    await harness.bot.on_guild_join(harness.bot.get_guild(int(guild)))  # type: ignore[arg-type]
    assert len(await greetings(harness, guild)) == 2


async def test_a_server_where_nothing_may_be_written_is_left_in_peace(harness: BotHarness) -> None:
    """Without a channel to write in there is no greeting, and no error."""
    guild = harness.bot.guilds[0]
    for channel in guild.text_channels:
        body = {"kind": "permission", "channel_id": str(channel.id), "deny": ["SEND_MESSAGES"]}
        await call(harness, "POST", "/sandbox/faults", body)

    async def silent() -> bool:
        return not any(c.permissions_for(guild.me).send_messages for c in guild.text_channels)

    await until(silent)
    before = len(await greetings(harness, str(guild.id)))
    await harness.bot.on_guild_join(guild)
    assert len(await greetings(harness, str(guild.id))) == before


async def test_a_moderator_sees_and_uses_every_command(harness: BotHarness) -> None:
    """Moderators learn as everyone else does."""
    maren = await harness.person("maren")
    for usage in usages(await maren.commands()):
        if "<" not in usage.line:
            assert (await maren.run(usage.line.partition(" [")[0])).private


async def test_two_shards_serve_both_servers(tmp_path: Path) -> None:
    """With two connections each server is answered over its own, and direct messages over the first."""
    async with open_bot(tmp_path, shards=2) as harness:
        assert {guild.shard_id for guild in harness.bot.guilds} == {0, 1}
        maren = await harness.person("maren")
        for guild in harness.bot.guilds:
            reply = await maren.run("/lesson", channel=f"{guild.name}/general")
            assert reply.private
            assert "Vorher fragen" in reply.text
        assert (await maren.run("/lesson", channel="dm")).text


async def test_commands_are_registered_only_when_they_changed(harness: BotHarness) -> None:
    """A restart sends nothing; commands that someone took away at Discord's side come back."""

    def registrations() -> int:
        return sum(request["method"] == "PUT" for request in harness.requests())

    assert registrations() == 1
    await harness.restart_bot()
    assert registrations() == 1
    await harness.bot.http.bulk_upsert_global_commands(harness.bot.application_id or 0, [])
    await harness.restart_bot()
    assert registrations() == 3


def test_the_bot_asks_for_few_permissions() -> None:
    """The invite link asks for what greeting a server and daily posts need, and no more."""
    assert {name for name, allowed in PERMISSIONS if allowed} == {
        "read_messages",  # discord.py's name for viewing channels
        "send_messages",
        "embed_links",
        "read_message_history",
        "create_public_threads",
        "send_messages_in_threads",
    }
