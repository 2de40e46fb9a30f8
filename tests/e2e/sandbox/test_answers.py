"""Interactions as the bot sees them: one callback, on time; "@original"; follow-ups; privacy."""

import discord
import pytest
from discord import ui

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from tests.e2e.sandbox.clients import ManualClient, online
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness, open_sandbox


class Screen(ui.LayoutView):
    """Return a v2 screen with a button, a select and a picture."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Container(ui.TextDisplay(text)))
        options = [discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")]
        self.add_item(ui.ActionRow(ui.Button(label="Go", custom_id="go")))
        self.add_item(ui.ActionRow(ui.Select(custom_id="pick", options=options)))
        self.stop()


async def answer_to(
    harness: SandboxHarness, client: ManualClient, name: str = "hello"
) -> discord.Interaction:
    """Run a command as a learner and return what the bot gets."""
    learner = await harness.member("tomasz")
    assert await learner.run(harness.channel("general"), name) == (204, "")
    return await client.next()


async def test_an_interaction_has_the_person_place_and_permissions(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """discord.py finds the person, the place and the permissions in the payload."""
    interaction = await answer_to(harness, client)
    assert interaction.user.display_name == "Tomasz Reed"
    assert isinstance(interaction.user, discord.Member)
    assert interaction.channel.name == "general"
    assert interaction.guild.name == "Riverside College"
    assert interaction.app_permissions.embed_links
    assert not interaction.permissions.manage_guild
    assert interaction.is_guild_integration()
    assert interaction.is_user_integration()
    assert interaction.context.guild


async def test_a_direct_interaction_has_a_user_and_the_bots_context(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """In direct messages there's a user but no member, and shard 0 gets the event."""
    learner = await harness.member("tomasz")
    _, channel = await learner.raw.ask("POST", "/users/@me/channels", {"recipient_id": str(client.user.id)})
    await learner.run(channel, "hello")
    interaction = await client.next()
    assert isinstance(interaction.user, discord.User)
    assert interaction.context.dm_channel
    assert isinstance(interaction.channel, discord.DMChannel)
    await interaction.response.send_message("privately", ephemeral=True)
    assert await learner.sees(channel) == ["privately"]


async def test_the_answer_is_returned_and_seen(harness: SandboxHarness, client: ManualClient) -> None:
    """`with_response` gives the message that the person reads."""
    interaction = await answer_to(harness, client)
    response = await interaction.response.send_message("hello back")
    assert response.resource.content == "hello back"
    assert response.resource.interaction_metadata.user.name == "tomasz"
    assert (await interaction.original_response()).id == response.message_id


async def test_a_second_answer_is_refused(harness: SandboxHarness, client: ManualClient) -> None:
    """Acknowledging twice is 40060."""
    interaction = await answer_to(harness, client)
    await interaction.response.defer()
    interaction.response._response_type = None
    with pytest.raises(discord.HTTPException) as refused:
        await interaction.response.send_message("again")
    assert (refused.value.status, refused.value.code) == (400, 40060)


async def test_a_late_answer_is_refused_and_the_person_told() -> None:
    """After the deadline, the person sees the failure, and the bot gets 10062."""
    async with (
        open_sandbox(Sandbox(DEMO_WORLD, acknowledge_within=0.05)) as harness,
        online(harness.sandbox) as client,
    ):
        await harness.register()
        learner = await harness.member("tomasz")
        await learner.run(harness.channel("general"), "hello")
        interaction = await client.next()
        failure = await learner.wire.until("INTERACTION_FAILURE")
        assert failure == {"id": str(interaction.id), "nonce": "n", "reason_code": 2}
        with pytest.raises(discord.NotFound) as refused:
            await interaction.response.send_message("too late")
        assert refused.value.code == 10062


async def test_a_token_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    """After its lifetime, an interaction's token gets 50027."""
    async with (
        open_sandbox(Sandbox(DEMO_WORLD, token_lifetime=0.0)) as harness,
        online(harness.sandbox) as client,
    ):
        await harness.register()
        interaction = await answer_to(harness, client)
        await interaction.response.send_message("in time")
        with pytest.raises(discord.HTTPException) as refused:
            await interaction.edit_original_response(content="too late")
        assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_only_its_reader_gets_a_private_answer(harness: SandboxHarness, client: ManualClient) -> None:
    """Neither another learner, nor the bot through the channel, sees an ephemeral message."""
    other = await harness.member("adaeze")
    learner = await harness.member("tomasz")
    channel = harness.channel("general")
    await learner.run(channel, "hello")
    interaction = await client.next()
    response = await interaction.response.send_message("for you", ephemeral=True)
    assert await learner.sees(channel) == ["for you"]
    assert await other.sees(channel) == []
    status, body = await harness.bot.ask("GET", f"/channels/{channel['id']}/messages/{response.message_id}")
    assert (status, body["code"]) == (404, 10008)
    await interaction.edit_original_response(content="changed")
    assert (await learner.wire.until("MESSAGE_UPDATE"))["flags"] == 64
    await interaction.channel.send("for all")
    assert (await other.wire.until("MESSAGE_CREATE"))["content"] == "for all"


async def test_privacy_cannot_change(harness: SandboxHarness, client: ManualClient) -> None:
    """The first follow-up fills a deferred answer and keeps the privacy of the deferral."""
    interaction = await answer_to(harness, client)
    await interaction.response.defer(ephemeral=True, thinking=True)
    first = await interaction.followup.send("filled", wait=True)
    assert first.flags.ephemeral
    assert first.id == (await interaction.original_response()).id
    second = await interaction.followup.send("public", wait=True)
    assert not second.flags.ephemeral


async def test_a_deferred_answer_shows_that_the_bot_thinks(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """The message has the loading flag until it's edited."""
    learner = await harness.member("tomasz")
    await learner.run(harness.channel("general"), "hello")
    interaction = await client.next()
    await interaction.response.defer(thinking=True)
    assert (await learner.wire.until("MESSAGE_CREATE"))["flags"] == 128
    await interaction.edit_original_response(content="done")
    update = await learner.wire.until("MESSAGE_UPDATE")
    assert (update["flags"], update["content"], update["edited_timestamp"]) == (0, "done", None)


async def test_a_deferral_keeps_no_flag_but_ephemeral(harness: SandboxHarness, client: ManualClient) -> None:
    """Discord drops the components-v2 flag of a deferral. It belongs to the message that comes later."""
    learner = await harness.member("tomasz")
    await learner.run(harness.channel("general"), "hello")
    interaction = await client.next()
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    assert (await harness.nobody.ask("POST", path, {"type": 5, "data": {"flags": 32768 | 64 | 4}}))[0] == 204
    assert (await learner.wire.until("MESSAGE_CREATE"))["flags"] == 128 | 64
    edit = f"/webhooks/{harness.world['application_id']}/{interaction.token}/messages/@original"
    text = [{"type": 10, "content": "done"}]
    assert (await harness.nobody.ask("PATCH", edit, {"components": text}))[0] == 400
    assert (await harness.nobody.ask("PATCH", edit, {"components": text, "flags": 32768}))[0] == 200


async def test_a_component_changes_its_message(harness: SandboxHarness, client: ManualClient) -> None:
    """Type 7 changes the message; type 6 lets it be changed later; "@original" is that message."""
    learner = await harness.member("tomasz")
    channel = harness.channel("general")
    await learner.run(channel, "hello")
    await (await client.next()).response.send_message(view=Screen("first"), ephemeral=True)
    message = await learner.wire.until("MESSAGE_CREATE")
    data = {"component_type": 2, "custom_id": "go"}
    await learner.act(3, channel, data, message_id=message["id"])
    pressed = await client.next()
    assert (pressed.message.id, pressed.message.flags.ephemeral) == (int(message["id"]), True)
    await pressed.response.edit_message(view=Screen("second"))
    assert "second" in str(await learner.wire.until("MESSAGE_UPDATE"))
    await learner.act(3, channel, data, message_id=message["id"])
    pressed = await client.next()
    await pressed.response.defer()
    await pressed.edit_original_response(view=Screen("third"))
    assert "third" in str(await learner.wire.until("MESSAGE_UPDATE"))
    assert (await pressed.original_response()).id == int(message["id"])


async def test_a_response_must_fit_the_interaction(harness: SandboxHarness, client: ManualClient) -> None:
    """The bot can't respond to a command by updating a message, or to autocomplete by sending one."""
    interaction = await answer_to(harness, client)
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    for kind in (6, 7, 8, 1):
        status, body = await harness.nobody.ask("POST", path, {"type": kind, "data": {}})
        assert (status in (400, 501), "code" in body) == (True, True)
    status, body = await harness.nobody.ask("POST", path, {"type": 7, "data": {"content": "x"}})
    assert body["errors"]["type"]["_errors"][0]["code"] == "BASE_TYPE_CHOICES"
    harness.sandbox.unsupported.clear()
    assert (await harness.nobody.ask("POST", path, {"type": 4, "data": {"content": "x"}}))[0] == 204


async def test_a_refused_answer_may_be_corrected(harness: SandboxHarness, client: ManualClient) -> None:
    """An invalid body changes nothing, and the bot can still respond."""
    interaction = await answer_to(harness, client)
    with pytest.raises(discord.HTTPException) as refused:
        await interaction.response.send_message("x" * 2001)
    assert refused.value.code == 50035
    interaction.response._response_type = None
    await interaction.response.send_message("x" * 2000)


async def test_a_form_is_shown_and_submitted(harness: SandboxHarness, client: ManualClient) -> None:
    """The form reaches the person, and their text reaches the bot in the form's own structure."""
    learner = await harness.member("tomasz")
    channel = harness.channel("general")
    await learner.run(channel, "hello")
    form = ui.Modal(title="A form", custom_id="form")
    form.add_item(ui.TextDisplay("Read this"))
    form.add_item(ui.Label(text="Say", component=ui.TextInput(custom_id="say", min_length=2)))
    form.stop()
    await (await client.next()).response.send_modal(form)
    shown = await learner.wire.until("INTERACTION_MODAL_CREATE")
    assert (shown["title"], shown["custom_id"]) == ("A form", "form")
    fields = [{"type": 18, "component": {"type": 4, "custom_id": "say", "value": "yes"}}]
    data = {"id": shown["id"], "custom_id": "form", "components": fields}
    assert (await learner.act(5, channel, data))[0] == 204
    submitted = await client.next()
    assert submitted.type is discord.InteractionType.modal_submit
    label = submitted.data["components"][1]
    assert (label["type"], label["component"]["value"]) == (18, "yes")
    path = f"/interactions/{submitted.id}/{submitted.token}/callback"
    _, refused = await harness.nobody.ask("POST", path, {"type": 9, "data": form.to_dict()})
    assert [*refused["errors"]] == ["type"]
    await submitted.response.send_message("thanks")
    told = (await learner.wire.until("MESSAGE_CREATE"))["interaction_metadata"]
    assert (told["id"], told["type"], "name" in told) == (str(submitted.id), 5, False)
    trigger = told["triggering_interaction_metadata"]
    assert (trigger["id"], trigger["type"], trigger["name"]) == (shown["id"], 2, "hello")
    parsed = (await submitted.original_response()).interaction_metadata
    assert parsed is not None
    assert parsed.modal_interaction is not None
    assert parsed.modal_interaction.id == int(shown["id"])


async def test_autocompletion_goes_both_ways(harness: SandboxHarness, client: ManualClient) -> None:
    """The bot gets what the person is typing, and the person gets its choices."""
    learner = await harness.member("tomasz")
    typed = {"type": 3, "name": "lesson", "value": "cre", "focused": True}
    await learner.act(4, harness.channel("general"), {"name": "choose", "type": 1, "options": [typed]})
    interaction = await client.next()
    assert interaction.data["options"] == [{"name": "lesson", "type": 3, "value": "cre", "focused": True}]
    await interaction.response.autocomplete([discord.app_commands.Choice(name="Create", value="create")])
    told = await learner.wire.until("APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE")
    assert (told["nonce"], [choice["value"] for choice in told["choices"]]) == ("n", ["create"])


async def test_a_personal_installation_has_five_follow_ups(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """If only the person installed the app, the sixth follow-up gets 40094."""
    guild_id = harness.channel("general")["guild_id"]
    await harness.admin.ask("DELETE", f"/sandbox/guilds/{guild_id}")
    interaction = await answer_to(harness, client)
    assert (interaction.is_guild_integration(), interaction.is_user_integration()) == (False, True)
    assert interaction.app_permissions.attach_files
    await interaction.response.send_message("first")
    for number in range(5):
        await interaction.followup.send(str(number))
    with pytest.raises(discord.HTTPException) as refused:
        await interaction.followup.send("one too many")
    assert refused.value.code == 40094


async def test_follow_ups_are_changed_and_deleted(harness: SandboxHarness, client: ManualClient) -> None:
    """A follow-up can be fetched, edited and deleted by id, but not with another interaction's token."""
    interaction = await answer_to(harness, client)
    other = await answer_to(harness, client)
    await interaction.response.send_message("first")
    await other.response.send_message("other")
    message = await interaction.followup.send("more", wait=True)
    await message.edit(content="changed")
    assert (await interaction.followup.fetch_message(message.id)).content == "changed"
    with pytest.raises(discord.NotFound):
        await other.followup.fetch_message(message.id)
    await message.delete()
    with pytest.raises(discord.NotFound) as refused:
        await message.delete()
    assert refused.value.code == 10008
