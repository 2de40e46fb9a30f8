"""Apps installed without their bot, and how a server's settings change their replies."""

import discord
import pytest

from discord_sandbox.wire import Json
from tests.e2e.sandbox.clients import ManualClient, Member
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness

ANYWHERE: list[Json] = [
    {"name": "hello", "description": "Hi", "integration_types": [0, 1], "contexts": [0, 1, 2]},
    {"name": "served", "description": "For servers", "integration_types": [0], "contexts": [0, 1, 2]},
    {"name": "alone", "description": "With the bot", "integration_types": [1], "contexts": [0, 1]},
]
USE_EXTERNAL_APPS = 1 << 50


async def open_private(member: Member, *people: Json) -> Json:
    """Return a DM or group DM that this person opens."""
    recipients = {"recipients": [each["id"] for each in people]}
    status, channel = await member.raw.ask("POST", "/users/@me/channels", recipients)
    assert status == 200, channel
    return dict(channel)


async def add_guild(harness: SandboxHarness, install: str) -> Json:
    """Return the first channel of a new server with the application installed in this way."""
    order = {"name": "Night School", "install": install}
    _, made = await harness.admin.ask("POST", "/sandbox/guilds", order)
    _, world = await harness.admin.ask("GET", "/sandbox/world")
    guild = next(each for each in world["guilds"] if each["id"] == made["id"])
    return dict(guild["channels"][0])


async def test_a_persons_app_among_other_people(harness: SandboxHarness, client: ManualClient) -> None:
    """In a group DM, a command comes with context 2 and no server. Everyone reads the reply, and the bot
    itself sees nothing of the channel."""
    await harness.register(ANYWHERE)
    tomasz, maren = await harness.member("tomasz"), await harness.member("maren")
    place = await open_private(tomasz, maren.user, harness.user("adaeze"))
    assert place["type"] == 3
    await tomasz.run(place, "hello")
    interaction = await client.next()
    assert interaction.context.private_channel
    assert not interaction.context.dm_channel
    assert interaction.guild_id is None
    assert isinstance(interaction.channel, discord.GroupChannel)
    assert interaction.is_user_integration()
    assert not interaction.app_permissions.send_messages
    await interaction.response.send_message("for all")
    await interaction.followup.send("for one", ephemeral=True)
    assert await maren.sees(place) == ["for all"]
    assert await tomasz.sees(place) == ["for one", "for all"]
    for method, body in (("GET", None), ("POST", {"content": "no"})):
        status, error = await harness.bot.ask(method, f"/channels/{place['id']}/messages", body)
        assert (status, error["code"]) == (403, 50001)


async def test_who_may_run_what_among_people(harness: SandboxHarness) -> None:
    """It takes the person's own app and a command for these places. The bot's DMs are separate."""
    await harness.register(ANYWHERE)
    tomasz, adaeze = await harness.member("tomasz"), await harness.member("adaeze")
    place = await open_private(tomasz, adaeze.user)
    assert (await open_private(adaeze, tomasz.user))["id"] == place["id"]
    assert place["type"] == 1
    for member, command, status in (
        (tomasz, "hello", 204),
        (adaeze, "hello", 404),
        (tomasz, "served", 404),
        (tomasz, "alone", 404),
    ):
        assert (await member.run(place, command))[0] == status
    outsider = await harness.member("maren")
    assert (await outsider.run(place, "hello"))[0] == 403
    to_bot = {"recipient_id": harness.world["bot_user_id"]}
    assert (await tomasz.raw.ask("POST", "/users/@me/channels", to_bot))[1]["id"] != place["id"]


async def test_a_server_that_added_the_commands_alone(harness: SandboxHarness, client: ManualClient) -> None:
    """Commands name the server as their owner. The bot gets no events and can do nothing there."""
    await harness.register(ANYWHERE)
    channel = await add_guild(harness, "commands")
    adaeze = await harness.member("adaeze")
    assert (await adaeze.run(channel, "served"))[0] == 204
    interaction = await client.next()
    assert interaction.is_guild_integration()
    assert client.get_guild(interaction.guild_id or 0) is None
    assert client.joined.empty()
    status, error = await harness.bot.ask("POST", f"/channels/{channel['id']}/messages", {"content": "no"})
    assert (status, error["code"]) == (403, 50001)
    assert (await harness.bot.ask("GET", f"/guilds/{channel['guild_id']}"))[0] == 404


async def test_a_server_without_the_app_has_only_peoples_own(harness: SandboxHarness) -> None:
    """Without the app in the server, a command needs the person's own installation."""
    await harness.register(ANYWHERE)
    channel = await add_guild(harness, "none")
    tomasz, adaeze = await harness.member("tomasz"), await harness.member("adaeze")
    assert [(await each.run(channel, "hello"))[0] for each in (tomasz, adaeze)] == [204, 404]
    assert (await tomasz.run(channel, "served"))[0] == 404


async def test_without_use_external_apps_only_the_person_sees_replies(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """Discord makes its replies and follow-ups private, but not those of an app that the server added."""
    await harness.register(ANYWHERE)
    tomasz, adaeze = await harness.member("tomasz"), await harness.member("adaeze")
    for install, seen in (("none", []), ("commands", ["more", "first"])):
        channel = await add_guild(harness, install)
        everyone = harness.sandbox.world.guilds[channel["guild_id"]]["roles"][0]
        everyone["permissions"] = str(int(everyone["permissions"]) & ~USE_EXTERNAL_APPS)
        await tomasz.run(channel, "hello")
        interaction = await client.next()
        await interaction.response.send_message("first")
        await interaction.followup.send("more")
        assert await adaeze.sees(channel) == seen
        assert await tomasz.sees(channel) == ["more", "first"]


async def test_a_member_in_timeout_only_reads(harness: SandboxHarness, client: ManualClient) -> None:
    """Messages and commands are refused until it ends. People with every permission are exempt."""
    await harness.register(ANYWHERE)
    tomasz, channel = await harness.member("tomasz"), harness.channel("general")
    about = {"guild_id": channel["guild_id"], "user_id": tomasz.user["id"]}
    path = f"/channels/{channel['id']}/messages"
    await harness.fault(kind="timeout", seconds=600, **about)
    assert (await tomasz.run(channel, "hello"))[0] == 403
    assert (await tomasz.raw.ask("POST", path, {"content": "hi"}))[0] == 403
    assert await tomasz.sees(channel) == []
    await harness.fault(kind="timeout", seconds=-1, **about)
    assert (await tomasz.run(channel, "hello"))[0] == 204
    assert not (await client.next()).user.is_timed_out()  # type: ignore[union-attr]


async def test_threads_in_an_announcement_channel_have_their_own_type(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """They have type 10, under a message or alone. Other types are refused there, and type 10 elsewhere."""
    news = harness.channel("announcements")
    assert news["type"] == 5
    found = client.get_channel(int(news["id"]))
    assert isinstance(found, discord.TextChannel)
    assert found.is_news()
    _, message = await harness.bot.ask("POST", f"/channels/{news['id']}/messages", {"content": "news"})
    path = f"/channels/{news['id']}/messages/{message['id']}/threads"
    assert (await harness.bot.ask("POST", path, {"name": "Talk"}))[1]["type"] == 10
    for channel, kind, status in ((news, 11, 400), (news, 10, 201), (harness.channel("lessons"), 10, 400)):
        body = {"name": "Alone", "type": kind}
        assert (await harness.bot.ask("POST", f"/channels/{channel['id']}/threads", body))[0] == status


async def test_an_answer_without_allowed_mentions_pings_only_people(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """An answer pings a role only if `allowed_mentions` says so. A message pings it without that."""
    await harness.register(ANYWHERE)
    tomasz, channel = await harness.member("tomasz"), harness.channel("general")
    role = next(each for each in harness.world["guilds"][0]["roles"] if each["mentionable"])
    text = f"<@{tomasz.user['id']}> <@&{role['id']}>"
    await tomasz.run(channel, "hello")
    interaction = await client.next()
    await interaction.response.send_message(text)
    answer = await interaction.original_response()
    allowed = discord.AllowedMentions(roles=True)
    more = await interaction.followup.send(text, allowed_mentions=allowed, wait=True)
    _, message = await harness.bot.ask("POST", f"/channels/{channel['id']}/messages", {"content": text})
    assert [user.name for user in answer.mentions] == ["tomasz"]
    assert answer.raw_role_mentions == [int(role["id"])]  # what the text names, called or not
    raw = {str(each.id): each.body for each in harness.sandbox.world.messages}
    assert [raw[str(key)]["mention_roles"] for key in (answer.id, more.id, message["id"])] == [
        [],
        [role["id"]],
        [role["id"]],
    ]


@pytest.mark.parametrize(
    ("app_level", "for_command", "learner", "moderator"),
    [
        ([], [], False, True),
        ([], [("learners", 1, True)], True, True),
        ([], [("learners", 1, True), ("tomasz", 2, False)], False, True),
        ([("tomasz", 2, True)], [], True, True),
        ([("tomasz", 2, False)], [("learners", 1, True)], True, True),
        ([], [("everyone", 1, True)], False, True),
        ([], [("everyone", 1, False)], False, False),
        ([], [("everyone", 1, False), ("tomasz", 2, True)], True, False),
        ([], [("all channels", 3, False)], False, False),
        ([], [("all channels", 3, False), ("general", 3, True)], False, True),
        ([("general", 3, False)], [], False, False),
    ],
)
async def test_a_server_decides_who_may_run_a_command(
    harness: SandboxHarness,
    app_level: list[tuple[str, int, bool]],
    for_command: list[tuple[str, int, bool]],
    learner: bool,
    moderator: bool,
) -> None:
    """Its overrides win over the command's default, and those for one command over those for all."""
    await harness.register()
    commands = {each["name"]: each["id"] for each in (await harness.bot.ask("GET", harness.commands))[1]}
    members = [await harness.member(name) for name in ("tomasz", "maren")]
    guild, channel = harness.world["guilds"][0], harness.channel("general")
    ids = {
        "learners": next(each["id"] for each in guild["roles"] if each["mentionable"]),
        "tomasz": members[0].user["id"],
        "everyone": guild["id"],
        "general": channel["id"],
        "all channels": str(int(guild["id"]) - 1),
    }
    path = f"/applications/{harness.world['application_id']}/guilds/{guild['id']}/commands/"
    owner = members[0].raw.as_account(harness.sandbox.world.users[guild["owner_id"]]["token"])
    for key, wanted in ((harness.world["application_id"], app_level), (commands["manage"], for_command)):
        entries = [{"id": ids[name], "type": kind, "permission": yes} for name, kind, yes in wanted]
        body = {"permissions": entries}
        assert (await members[1].raw.ask("PUT", f"{path}{key}/permissions", body))[0] == 403
        status, answer = await owner.ask("PUT", f"{path}{key}/permissions", body)
        assert (status, answer["permissions"]) == (200, entries)
        assert (await harness.bot.ask("GET", f"{path}{key}/permissions"))[1] == answer
    ran = [(await member.run(channel, "manage"))[0] == 204 for member in members]
    assert ran == [learner, moderator]
    assert len((await harness.bot.ask("GET", f"{path}permissions"))[1]) == 2
