"""What changes after a daily post was set: a role that can't be mentioned, a server that doesn't answer."""

import discord
import pytest

from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.bot_fixture import BotHarness

SET = "/daily set channel:lessons time:08:30 zone:Europe/Berlin"


async def run(person: Person, line: str) -> Reply:
    """Run a command that answers with a message."""
    reply = await person.run(line)
    assert not isinstance(reply, Modal)
    return reply


async def test_a_role_that_is_no_longer_mentionable_is_shown(harness: BotHarness) -> None:
    """The post comes without the mention, the staff is told, and both screens say so."""
    maren = await harness.person("maren")
    await maren.select(await run(maren, "/server settings"), ["staff"], "Staff channel")
    await run(maren, f"{SET} role:Learners")
    assert "Everything works" in (await run(maren, "/server check")).text
    [role] = [each for each in harness.bot.guilds[0].roles if each.name == "Learners"]
    role.mentionable = False
    for command in ("/daily show", "/server check"):
        shown = (await run(maren, command)).text
        assert f"can't mention <@&{role.id}>" in shown
        assert "Allow anyone to @mention this role" in shown
    assert "Needs attention" in (await run(maren, "/server check")).text
    assert f"mentions <@&{role.id}>" not in (await run(maren, "/daily preview")).text
    await run(maren, "/daily now")
    post = await maren.hear("Card of the day", "lessons")
    assert f"<@&{role.id}>" not in post.raw["content"]
    assert "Nobody is pinged" in (await maren.hear("Nobody is pinged", "staff")).text


@pytest.mark.parametrize("command", ["/daily now", SET, f"{SET} role:Learners"])
async def test_a_server_that_does_not_answer_is_not_said_to_lack_permissions(
    harness: BotHarness, command: str
) -> None:
    """After a reconnection during an outage the bot knows nothing about the server, and says so."""
    maren = await harness.person("maren")
    await run(maren, f"{SET} what:facts")
    state, server = harness.bot._connection, harness.bot.guilds[0]
    state._remove_guild(server)
    state._add_guild_from_data({"id": str(server.id), "unavailable": True})  # type: ignore[typeddict-item]
    refused = (await run(maren, command)).text
    assert "Discord isn't responding for this server right now" in refused
    assert "Nothing was changed" in refused
    check = (await run(maren, "/server check")).text
    assert "Discord isn't responding" in check
    assert "lacks" not in check
    assert len(await harness.record.schedules(server.id)) == 1


def test_announcement_channels_can_be_chosen() -> None:
    """For the staff and for posts, as /daily set takes them."""
    from bot.chat.screens.people.server import settings
    from bot.domain.posts.server import ServerSettings

    view = settings(ServerSettings(1), frozenset())
    menus = [each for each in view.walk_children() if isinstance(each, discord.ui.ChannelSelect)]
    kinds = {discord.ChannelType.text, discord.ChannelType.news}
    assert [set(menu.channel_types) for menu in menus] == [kinds, kinds]
