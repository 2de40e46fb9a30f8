"""Roles: created, given and taken away with the sandbox's own routes."""

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
