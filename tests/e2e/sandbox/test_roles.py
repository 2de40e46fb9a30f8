"""Roles: created, given and taken away with the sandbox's own routes."""

import asyncio

from discord_sandbox import Sandbox
from tests.e2e.sandbox.clients import online
from tests.e2e.sandbox.sandbox_fixture import open_sandbox
from tests.e2e.sandbox.test_seed import CLUB

GUILD, CLEO, BOT_ROLE = "12582912000", "8388608002", "12582912003"


async def test_a_member_has_a_role_until_it_is_taken_away() -> None:
    """The bot knows the role at once, and an interaction says which roles the person has."""
    async with open_sandbox(Sandbox(CLUB)) as harness, online(harness.sandbox) as client:
        await harness.register()
        status, role = await harness.admin.ask(
            "POST", f"/sandbox/guilds/{GUILD}/roles", {"name": "Arbiters", "mentionable": True}
        )
        assert (status, role["name"], role["permissions"], role["mentionable"]) == (
            201,
            "Arbiters",
            "0",
            True,
        )
        path = f"/sandbox/guilds/{GUILD}/members/{CLEO}/roles/{role['id']}"
        cleo, games = await harness.member("cleo"), harness.channel("games")
        for method, held in (("PUT", True), ("PUT", True), ("DELETE", False), ("DELETE", False)):
            assert (await harness.admin.ask(method, path))[0] == 204
            await cleo.run(games, "hello")
            asked = await client.next()
            assert (role["id"] in {str(each.id) for each in asked.user.roles}) is held
            await asked.response.send_message("done", ephemeral=True)
        assert client.get_guild(int(GUILD)).get_role(int(role["id"])).name == "Arbiters"


async def test_what_discord_refuses_is_refused() -> None:
    """People and servers that aren't there, @everyone, an unknown role, and the bot's own role."""
    async with open_sandbox(Sandbox(CLUB)) as harness:
        members = f"/sandbox/guilds/{GUILD}/members"
        for path, code in (
            (f"/sandbox/guilds/1/members/{CLEO}/roles/1", 10004),
            (f"{members}/1/roles/1", 10007),
            (f"{members}/{CLEO}/roles/1", 10011),
            (f"{members}/{CLEO}/roles/{GUILD}", 10011),
            (f"{members}/{CLEO}/roles/{BOT_ROLE}", 50028),
        ):
            assert (await harness.admin.ask("PUT", path))[1]["code"] == code
        roles = f"/sandbox/guilds/{GUILD}/roles"
        assert (await harness.admin.ask("POST", roles, {"name": "  "}))[1]["code"] == 50035


async def test_a_role_becomes_mentionable_and_a_channel_changes_its_type() -> None:
    """The bot hears of both at once. Other types, and channels or roles that aren't there, are refused."""
    async with open_sandbox(Sandbox(CLUB)) as harness, online(harness.sandbox) as client:
        ask, guild = harness.admin.ask, client.get_guild(int(GUILD))
        role = next(each for each in guild.roles if each.mentionable)
        games = guild.get_channel(int(harness.channel("games")["id"]))
        status, body = await ask("PATCH", f"/sandbox/guilds/{GUILD}/roles/{role.id}", {"mentionable": False})
        assert (status, body["mentionable"]) == (200, False)
        status, body = await ask("PATCH", f"/sandbox/channels/{games.id}", {"type": 5})
        assert (status, body["type"]) == (200, 5)
        async with asyncio.timeout(5):
            while guild.get_role(role.id).mentionable or not guild.get_channel(games.id).is_news():
                await asyncio.sleep(0.01)
        assert (await ask("PATCH", f"/sandbox/channels/{games.id}", {"type": 2}))[1]["code"] == 50035
        assert (await ask("PATCH", "/sandbox/channels/1", {"type": 0}))[1]["code"] == 10003
        everyone = f"/sandbox/guilds/{GUILD}/roles/{GUILD}"
        assert (await ask("PATCH", everyone, {"mentionable": True}))[1]["code"] == 10011
