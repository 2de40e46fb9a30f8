"""Many people who press at once, and what became of each press."""

import discord
import pytest

from discord_sandbox.clients.person import Crowd, Reply
from discord_sandbox.clients.person.failures import Refused
from tests.e2e.sandbox.clients import ManualClient
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness
from tests.e2e.sandbox.test_answers import Screen

PEOPLE = 20


async def posted(harness: SandboxHarness, client: ManualClient) -> Reply:
    """Let the bot post a message with a button, as a reader sees it."""
    channel = client.get_partial_messageable(int(harness.channel("general")["id"]))
    sent = await channel.send(view=Screen("Press it"))
    _, body = await harness.bot.ask("GET", f"/channels/{channel.id}/messages/{sent.id}")
    return Reply(body)


async def test_a_crowd_presses_at_once_and_each_sees_an_answer(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """Each press is an interaction of its own, and only its person sees the answer."""
    message = await posted(harness, client)
    async with Crowd(harness.sandbox.url) as crowd:
        await crowd.gather(PEOPLE)
        await crowd.press(message, dict.fromkeys(crowd.people, "go"))
        for _ in range(PEOPLE):
            pressed = await client.next()
            await pressed.response.send_message(f"for {pressed.user.id}", ephemeral=True)
        uses = await crowd.uses(message)
    assert sorted(use.person for use in uses) == sorted(crowd.people)
    assert [use.id for use in uses] == sorted(use.id for use in uses)
    assert [use.answer and use.answer.text for use in uses] == [f"for {use.person}" for use in uses]
    assert all(use.waited is not None and use.answer and use.answer.private for use in uses)


async def test_a_press_on_a_button_that_was_edited_away_is_refused(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """An edit by the bot takes the buttons away from everyone, also on old screens."""
    message = await posted(harness, client)
    channel = client.get_partial_messageable(int(message.channel_id))
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay("Over"))
    await channel.get_partial_message(int(message.id)).edit(view=view)
    async with Crowd(harness.sandbox.url) as crowd:
        await crowd.gather(1)
        with pytest.raises(Refused):
            await crowd.press(message, {crowd.people[0]: "go"})
        assert await crowd.uses(message) == []
