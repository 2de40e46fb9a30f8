"""Interactions that people send: invalid ones are refused before they reach the bot."""

from typing import Any

import pytest
from discord import ui

from discord_sandbox.wire import Json
from tests.e2e.sandbox.clients import ManualClient
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness


def option(name: str, value: Any, kind: int = 3, **more: Any) -> Json:
    """Return an option the way a client sends it."""
    return {"name": name, "type": kind, "value": value, **more}


LESSON = option("lesson", "create")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("choose", []),
        ("choose", [option("lesson", 3)]),
        ("choose", [option("lesson", "create", 4)]),
        ("choose", [LESSON, option("count", 6, 4)]),
        ("choose", [LESSON, option("count", 0, 4)]),
        ("choose", [LESSON, option("count", True, 4)]),
        ("choose", [LESSON, option("mood", "bad")]),
        ("choose", [LESSON, option("who", "12345", 6)]),
        ("choose", [LESSON, option("stranger", "x")]),
        ("daily", []),
        ("daily", [{"name": "hide", "type": 1}]),
        ("hello", [LESSON]),
    ],
)
async def test_an_invalid_command_is_refused(harness: SandboxHarness, name: str, options: list[Json]) -> None:
    """Missing, unknown and unsuitable options get 50035."""
    await harness.register()
    learner = await harness.member("tomasz")
    status, body = await learner.run(harness.channel("general"), name, *options)
    assert (status, body["code"]) == (400, 50035)


async def test_a_valid_command_reaches_the_bot(harness: SandboxHarness, client: ManualClient) -> None:
    """Options arrive together with the users and channels they name."""
    learner = await harness.member("tomasz")
    who = harness.user("adaeze")["id"]
    options = [LESSON, option("count", 5, 4), option("who", who, 6), option("mood", "good")]
    assert (await learner.run(harness.channel("general"), "choose", *options))[0] == 204
    interaction = await client.next()
    assert [each["value"] for each in interaction.data["options"]] == ["create", 5, who, "good"]
    assert interaction.data["resolved"]["users"][who]["username"] == "adaeze"
    assert (await learner.run(harness.channel("general"), "daily", {"name": "show", "type": 1}))[0] == 204
    assert (await client.next()).data["options"] == [{"name": "show", "type": 1, "options": []}]


async def test_a_learner_cannot_run_a_moderators_command(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """The command's default permissions are enforced in servers."""
    learner, moderator = await harness.member("tomasz"), await harness.member("maren")
    status, body = await learner.run(harness.channel("general"), "manage")
    assert (status, body["code"]) == (403, 50013)
    assert (await moderator.run(harness.channel("general"), "manage"))[0] == 204
    assert (await client.next()).permissions.manage_guild


async def test_a_command_stays_in_its_context(harness: SandboxHarness) -> None:
    """A command for servers doesn't exist in DMs."""
    await harness.register()
    moderator = await harness.member("maren")
    bot = {"recipient_id": harness.world["bot_user_id"]}
    _, channel = await moderator.raw.ask("POST", "/users/@me/channels", bot)
    assert (await moderator.run(channel, "manage"))[1]["code"] == 10063


async def test_without_the_bot_only_personal_commands_work(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """In a server that removed the bot, people who installed it keep its user commands. Others have none."""
    channel = harness.channel("general")
    await harness.admin.ask("DELETE", f"/sandbox/guilds/{channel['guild_id']}")
    installer, other = await harness.member("tomasz"), await harness.member("adaeze")
    assert (await installer.run(channel, "hello"))[0] == 204
    interaction = await client.next()
    assert (interaction.is_guild_integration(), interaction.is_user_integration()) == (False, True)
    assert (await other.run(channel, "hello"))[1]["code"] == 10063
    assert (await installer.run(channel, "choose", LESSON))[1]["code"] == 10063


async def test_nobody_acts_in_channels_they_do_not_see(harness: SandboxHarness) -> None:
    """A learner can't act in the staff channel, and no one can act in a channel that doesn't exist."""
    await harness.register()
    learner = await harness.member("tomasz")
    assert (await learner.run(harness.channel("staff"), "hello"))[1]["code"] == 50001
    assert (await learner.run({"id": "1"}, "hello"))[1]["code"] == 10003


async def screen(harness: SandboxHarness, client: ManualClient) -> Json:
    """Return a message with one of each control, as its reader gets it."""
    learner = await harness.member("tomasz")
    await learner.run(harness.channel("general"), "hello")
    row = ui.ActionRow(
        ui.Button(label="Go", custom_id="go"),
        ui.Button(label="No", custom_id="no", disabled=True),
        ui.Button(label="Read", url="https://example.org"),
    )
    options = [{"label": str(number), "value": str(number)} for number in range(4)]
    view = ui.LayoutView(timeout=None)
    view.add_item(row)
    select = ui.Select(custom_id="pick", min_values=1, max_values=2)
    for each in options:
        select.add_option(**each)
    view.add_item(ui.ActionRow(select))
    view.add_item(ui.ActionRow(ui.UserSelect(custom_id="who")))
    view.stop()
    await (await client.next()).response.send_message(view=view, ephemeral=True)
    return await learner.wire.until("MESSAGE_CREATE")


@pytest.mark.parametrize(
    "data",
    [
        {"custom_id": "gone", "component_type": 2},
        {"custom_id": "no", "component_type": 2},
        {"custom_id": "go", "component_type": 3},
        {"custom_id": "pick", "component_type": 3, "values": []},
        {"custom_id": "pick", "component_type": 3, "values": ["0", "1", "2"]},
        {"custom_id": "pick", "component_type": 3, "values": ["0", "0"]},
        {"custom_id": "pick", "component_type": 3, "values": ["9"]},
        {"custom_id": "who", "component_type": 5, "values": ["12345"]},
    ],
)
async def test_a_control_that_cannot_be_used_is_refused(
    harness: SandboxHarness, client: ManualClient, data: Json
) -> None:
    """A missing or disabled component, or too many choices, gets 50035."""
    message = await screen(harness, client)
    learner = await harness.member("tomasz")
    status, body = await learner.act(3, harness.channel("general"), data, message_id=message["id"])
    assert (status, body["code"]) == (400, 50035)
    assert client.interactions.empty()


async def test_a_control_that_can_be_used_is(harness: SandboxHarness, client: ManualClient) -> None:
    """You can choose two of four options and a person, and the bot gets the values and the person."""
    message = await screen(harness, client)
    learner = await harness.member("tomasz")
    channel = harness.channel("general")
    picked = {"custom_id": "pick", "component_type": 3, "values": ["1", "3"]}
    assert (await learner.act(3, channel, picked, message_id=message["id"]))[0] == 204
    assert (await client.next()).data["values"] == ["1", "3"]
    named = {"custom_id": "who", "component_type": 5, "values": [harness.user("adaeze")["id"]]}
    assert (await learner.act(3, channel, named, message_id=message["id"]))[0] == 204
    assert [*(await client.next()).data["resolved"]["members"]] == named["values"]


async def test_private_messages_are_only_for_one(harness: SandboxHarness, client: ManualClient) -> None:
    """A private message doesn't exist for anyone else."""
    message = await screen(harness, client)
    other = await harness.member("adaeze")
    data = {"custom_id": "go", "component_type": 2}
    assert (await other.act(3, harness.channel("general"), data, message_id=message["id"]))[1][
        "code"
    ] == 10008


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": "Ann", "size": "1", "tick": True}, 204),
        ({"name": "Ann", "size": "1"}, 204),
        ({"size": "1"}, 400),
        ({"name": "An", "size": "1"}, 400),
        ({"name": "Ann"}, 400),
        ({"name": "Ann", "size": "9"}, 400),
        ({"name": "Ann", "size": "1", "tick": "yes"}, 400),
        ({"name": "Ann", "size": "1", "other": "x"}, 400),
    ],
)
async def test_a_form_is_checked(
    harness: SandboxHarness, client: ManualClient, fields: Json, status: int
) -> None:
    """Required fields, lengths and options are enforced. Forms not shown to you are refused."""
    learner = await harness.member("tomasz")
    channel = harness.channel("general")
    await learner.run(channel, "hello")
    interaction = await client.next()
    sizes = [{"label": "S", "value": "1"}, {"label": "L", "value": "2"}]
    asked: dict[str, Json] = {
        "Name": {"type": 4, "custom_id": "name", "style": 1, "min_length": 3},
        "Size": {"type": 21, "custom_id": "size", "options": sizes},
        "Tick": {"type": 23, "custom_id": "tick"},
    }
    labels = [{"type": 18, "label": label, "component": field} for label, field in asked.items()]
    form = {"custom_id": "f", "title": "F", "components": labels}
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    assert (await harness.nobody.ask("POST", path, {"type": 9, "data": form}))[0] == 204
    sent = [{"type": 18, "component": {"custom_id": key, "value": value}} for key, value in fields.items()]
    data = {"custom_id": "f", "components": sent}
    assert (await (await harness.member("adaeze")).act(5, channel, data))[1]["code"] == 10062
    assert (await learner.act(5, channel, data | {"custom_id": "g"}))[1]["code"] == 10062
    assert (await learner.act(5, channel, data))[0] == status


async def test_people_write_and_dismiss(harness: SandboxHarness, client: ManualClient) -> None:
    """People send plain messages, delete their own, and dismiss private ones."""
    learner = await harness.member("tomasz")
    channel = harness.channel("general")
    path = f"/channels/{channel['id']}/messages"
    _, mine = await learner.raw.ask("POST", path, {"content": "hi"})
    _, bots = await harness.bot.ask("POST", path, {"content": "hello"})
    private = await screen(harness, client)
    assert (await learner.raw.ask("DELETE", f"{path}/{mine['id']}"))[0] == 204
    assert (await learner.raw.ask("DELETE", f"{path}/{private['id']}"))[0] == 204
    assert (await learner.raw.ask("DELETE", f"{path}/{bots['id']}"))[1]["code"] == 50013
    assert await learner.sees(channel) == ["hello"]
