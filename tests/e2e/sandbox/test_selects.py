"""The choices that a select offers people."""

import pytest

from discord_sandbox.wire import Json
from tests.e2e.sandbox.bodies import classic, row
from tests.e2e.sandbox.clients import ManualClient
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness

ROLES, MENTIONABLE, CHANNELS = 6, 7, 8


async def offered(harness: SandboxHarness, kind: int, **more: object) -> Json:
    """Return a message with a select, as the API returns it."""
    select = {"type": kind, "custom_id": "s"} | more
    path = f"/channels/{harness.channel('general')['id']}/messages"
    status, message = await harness.bot.ask("POST", path, classic(row(select)))
    assert status == 200, message
    return message


async def choose(harness: SandboxHarness, message: Json, kind: int, value: str) -> int:
    """Choose one value as a learner and return the status."""
    learner = await harness.member("tomasz")
    data = {"custom_id": "s", "component_type": kind, "values": [value]}
    return (await learner.act(3, harness.channel("general"), data, message_id=message["id"]))[0]


@pytest.mark.parametrize(("types", "status"), [([0], 204), ([5, 11], 400), ([], 204), (None, 204)])
async def test_a_select_offers_channels_of_its_types(
    harness: SandboxHarness, client: ManualClient, types: list[int] | None, status: int
) -> None:
    """Channels of other types can't be chosen. Without types, any channel can."""
    message = await offered(harness, CHANNELS, channel_types=types)
    assert await choose(harness, message, CHANNELS, harness.channel("general")["id"]) == status


@pytest.mark.parametrize("kind", [ROLES, MENTIONABLE])
async def test_no_select_offers_everyone(harness: SandboxHarness, client: ManualClient, kind: int) -> None:
    """@everyone is a role, but no select lists it. The other roles can be chosen."""
    message = await offered(harness, kind)
    everyone, *others = harness.world["guilds"][0]["roles"]
    assert await choose(harness, message, kind, everyone["id"]) == 400
    assert await choose(harness, message, kind, others[0]["id"]) == 204
    assert client.interactions.qsize() <= 1


async def test_a_commands_options_take_everyone_and_channels_of_their_types(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """Unlike selects, options accept @everyone. Both restrict the types of channels."""
    options = [
        {"type": 8, "name": "role", "description": "d"},
        {"type": 7, "name": "where", "description": "d", "channel_types": [11]},
    ]
    await harness.register([{"name": "ping", "description": "d", "options": options}])
    learner, channel = await harness.member("tomasz"), harness.channel("general")
    everyone = {"name": "role", "type": 8, "value": channel["guild_id"]}
    assert (await learner.run(channel, "ping", everyone))[0] == 204
    where = {"name": "where", "type": 7, "value": channel["id"]}
    assert (await learner.run(channel, "ping", where))[0] == 400


async def test_ids_come_back_as_text(harness: SandboxHarness) -> None:
    """Default values come back with ids as text, even if they were sent as numbers."""
    person = harness.user("adaeze")["id"]
    message = await offered(harness, 5, default_values=[{"id": int(person), "type": "user"}], max_values="2")
    shown = message["components"][0]["components"][0]
    assert shown["default_values"] == [{"id": person, "type": "user"}]
    assert shown["max_values"] == 2
