"""The sandbox accepts or refuses any body, and never crashes."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest
from yarl import URL

from tests.e2e.sandbox.bodies import (
    Json,
    button,
    classic,
    container,
    embed,
    gallery,
    in_row,
    row,
    section,
    select,
    text,
    v2,
)
from tests.e2e.sandbox.clients import COMMANDS, Raw
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness
from tests.e2e.sandbox.test_modal_forms import field, group, label, modal

ROUNDS = 250  # of each kind of request
DEEP: Any = []
for _ in range(50):
    DEEP = [DEEP]
HOSTILE: list[Any] = [
    *(None, True, False, -1, 0, 1, 7, 2**31, 2**64, 1.5, 1e308, 10**400),
    *("", " ", "\0", "1", "²", "x" * 7000, "{}", "null", "\u200b", "<@1>", "attachment://", "https://"),
    *([], {}, [[]], [{}], [None], {"type": []}, {"type": {}}, {"": None}, {"id": 1, "type": "2"}, DEEP),
]
MESSAGES = [
    {
        "content": "x",
        "nonce": 1,
        "enforce_nonce": True,
        "allowed_mentions": {"parse": ["users"], "users": ["1"]},
    },
    embed(fields=[{"name": "n", "value": "v"}], image={"url": "https://a.example"}, footer={"text": "f"}),
    classic(
        row(button()), row(select(max_values=2)), row({"type": 8, "custom_id": "c", "channel_types": [0]})
    ),
    in_row({"type": 5, "custom_id": "u", "default_values": [{"id": 1, "type": "user"}]}),
    v2(container(section(text()), gallery(), {"type": 14}), {"type": 13, "file": {"url": "attachment://a"}}),
    {"content": "x", "message_reference": {"message_id": "1"}, "attachments": [{"id": 0, "filename": "a"}]},
]
MODALS = [modal(), modal(label(select())), group(22, 3, max_values=2), modal(row(field(label="L")), text())]
PRESSES: list[Json] = [
    {"custom_id": "b", "component_type": 2},
    {"custom_id": "s", "component_type": 3, "values": ["1"]},
    {"custom_id": "r", "component_type": 6, "values": ["1"]},
]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container in a body with each of its keys."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


def spoiled(chance: random.Random, body: Any) -> Any:
    """Return a copy of a body with one or two values replaced."""
    changed = copy.deepcopy(body)
    for _ in range(chance.choice((1, 1, 2))):
        found = list(places(changed))
        if not found:
            return copy.deepcopy(chance.choice(HOSTILE))
        holder, key = chance.choice(found)
        if isinstance(holder, dict) and chance.random() < 0.2:
            holder[chance.choice(("type", "id", "flags", "unknown", "custom_id"))] = copy.deepcopy(
                chance.choice(HOSTILE)
            )
        elif isinstance(holder, list) and chance.random() < 0.2:
            holder.append(copy.deepcopy(holder[key]))
        elif isinstance(holder[key], int) and chance.random() < 0.4:
            holder[key] = str(holder[key])
        else:
            holder[key] = copy.deepcopy(chance.choice(HOSTILE))
    return changed


async def survives(harness: SandboxHarness, raw: Raw, method: str, path: str, body: Any) -> int:
    """Send a body, and return the status after checking that Discord uses it."""
    status, answer = await raw.ask(method, path, body)
    assert status != 500, (method, path, body, harness.sandbox.unsupported)
    if status >= 400:
        assert {"message", "code"} <= set(answer)
    return status


async def test_messages_never_break_it(harness: SandboxHarness) -> None:
    """Broken bodies for messages, edits, threads and DM channels are accepted or refused."""
    chance = random.Random(1)
    path = f"/channels/{harness.channel('general')['id']}/messages"
    _, kept = await harness.bot.ask("POST", path, {"content": "x"})
    statuses = set()
    for number in range(ROUNDS):
        body = spoiled(chance, MESSAGES[number % len(MESSAGES)])
        statuses.add(await survives(harness, harness.bot, "POST", path, body))
        await survives(harness, harness.bot, "PATCH", f"{path}/{kept['id']}", body)
        thread = spoiled(chance, {"name": "t", "auto_archive_duration": 60, "type": 11, "invitable": True})
        await survives(harness, harness.bot, "POST", path.replace("messages", "threads"), thread)
        direct = spoiled(chance, {"recipient_id": harness.user("tomasz")["id"]})
        await survives(harness, harness.bot, "POST", "/users/@me/channels", direct)
        among = spoiled(chance, {"recipients": [harness.user("tomasz")["id"]]})
        await survives(harness, person(harness), "POST", "/users/@me/channels", among)
    assert {200, 400} <= statuses


def person(harness: SandboxHarness, name: str = "adaeze") -> Raw:
    """Return a person who sends raw HTTP requests."""
    return Raw(harness._http, harness.sandbox.api_url, harness.user(name)["token"])


async def test_commands_never_break_it(harness: SandboxHarness) -> None:
    """Broken commands and permission overrides are accepted or refused."""
    chance = random.Random(2)
    guild = harness.world["guilds"][0]
    key = harness.world["application_id"]
    path = harness.commands.replace("commands", f"guilds/{guild['id']}/commands/{key}/permissions")
    overrides = {"permissions": [{"id": guild["id"], "type": 1, "permission": True}]}
    for _ in range(ROUNDS):
        await survives(harness, harness.bot, "PUT", harness.commands, spoiled(chance, COMMANDS))
        await survives(harness, person(harness, "maren"), "PUT", path, spoiled(chance, overrides))


async def test_interactions_and_responses_never_break_it(harness: SandboxHarness) -> None:
    """With broken interactions from people's clients, and broken responses from the bot."""
    chance = random.Random(3)
    await harness.register()
    learner, channel = person(harness), harness.channel("general")
    rows = [row(button("b")), row(select()), row({"type": 6, "custom_id": "r"})]
    sent = await harness.bot.ask("POST", f"/channels/{channel['id']}/messages", classic(*rows))
    frame = {
        "type": 2,
        "channel_id": channel["id"],
        "nonce": "1",
        "session_id": "s",
        "message_id": sent[1]["id"],
    }
    line = {"name": "choose", "options": [{"name": "lesson", "type": 3, "value": "x", "focused": True}]}
    filled = {"custom_id": "m", "components": [{"type": 18, "component": {"custom_id": "t", "value": "x"}}]}
    acts = [(2, line), (4, line), (5, filled), *((3, press) for press in PRESSES)]
    answered = set()
    for number in range(ROUNDS):
        kind, data = acts[number % len(acts)]
        await survives(
            harness, learner, "POST", "/interactions", spoiled(chance, frame | {"type": kind, "data": data})
        )
        assert (await learner.ask("POST", "/interactions", frame | {"data": {"name": "hello"}}))[0] == 204
        *_, interaction = harness.sandbox.world.interactions
        reply, form = MESSAGES[number % len(MESSAGES)], MODALS[number % len(MODALS)]
        body = chance.choice(
            ({"type": 4, "data": reply}, {"type": 9, "data": form}, {"type": 5, "data": reply})
        )
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        answered.add(await survives(harness, harness.nobody, "POST", path, spoiled(chance, body)))
        hook = f"/webhooks/{harness.world['application_id']}/{interaction.token}"
        await survives(harness, harness.nobody, "POST", hook, spoiled(chance, reply))
        await survives(harness, harness.nobody, "PATCH", f"{hook}/messages/@original", spoiled(chance, reply))
    assert {204, 400} <= answered


async def test_its_own_routes_never_break(harness: SandboxHarness) -> None:
    """Broken bodies for faults, new people and servers are accepted or refused."""
    chance = random.Random(4)
    channel = harness.channel("general")
    orders = [
        {"kind": "status", "match": "nothing", "times": 1, "status": 500, "code": 0, "effect": False},
        {"kind": "gateway_close", "code": 4000},
        {"kind": "permission", "channel_id": channel["id"], "deny": ["SEND_MESSAGES"], "allow": []},
        {
            "kind": "timeout",
            "guild_id": channel["guild_id"],
            "user_id": harness.user("adaeze")["id"],
            "seconds": 1,
        },
        {"kind": "channel_delete", "channel_id": "1"},
    ]
    for number in range(ROUNDS):
        await survives(harness, harness.admin, "POST", "/sandbox/faults", spoiled(chance, orders[number % 5]))
        await survives(harness, harness.admin, "POST", "/sandbox/users", spoiled(chance, {"username": "x"}))
        await survives(
            harness,
            harness.admin,
            "POST",
            "/sandbox/guilds",
            spoiled(chance, {"name": "x", "install": "bot"}),
        )


VALID = b'{"content": "a\\u0000"}'
RAW = [
    VALID,
    b"",
    b"{",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"content":' + b"[" * 900 + b"]" * 900 + b"}",
    b'{"content": "\\ud800"}',
    b'{"content": NaN}',
    b'{"content": ' + b"1" * 5000 + b"}",
    b'"content"',
    b"null",
]


@pytest.mark.parametrize("raw", RAW)
async def test_bytes_never_break_it(harness: SandboxHarness, raw: bytes) -> None:
    """Bytes that aren't JSON, or that couldn't be written as JSON again, are refused."""
    path = f"/channels/{harness.channel('general')['id']}/messages"
    for kind in ("application/json", "multipart/form-data", "multipart/form-data; boundary=b", "x"):
        status, _ = await harness.bot.ask("POST", path, None, data=raw, headers={"Content-Type": kind})
        assert status == (200 if raw == VALID and kind == "application/json" else 400), kind


@pytest.mark.parametrize(
    "path",
    [
        "/channels/%00/messages",
        "/channels/" + "1" * 3000,
        "/channels/{channel}/messages?limit=%C2%B2",
        "/channels/{channel}/messages?before=" + "1" * 5000,
        "/channels/{channel}/messages/%ff",
        "/users/..%2f..",
        "/guilds/%F0%9F%98%80/members/%00",
    ],
)
async def test_addresses_never_break_it(harness: SandboxHarness, path: str) -> None:
    """Unknown ids aren't found, and invalid numbers are refused."""
    url = URL(harness.sandbox.api_url + path.format(channel=harness.channel("general")["id"]), encoded=True)
    headers = {"Authorization": f"Bot {harness.sandbox.bot_token}"}
    async with aiohttp.ClientSession() as http, http.get(url, headers=headers) as response:
        assert response.status in (400, 404), await response.text()
        assert json.loads(await response.text())["message"]


async def test_files_never_break_it(harness: SandboxHarness) -> None:
    """A file can have any name and content, and is served at its own address."""
    path = f"/channels/{harness.channel('general')['id']}/messages"
    for name in ("a/../b.png", "x" * 3000, "..", "é.txt", "%2f.png", "a?b#c.txt"):
        status, sent = await harness.bot.upload("POST", path, {}, {name: b"\x89PNG\r\n\x1a\nbroken"})
        assert status == 200, sent
        (attached,) = sent["attachments"]
        if len(name) < 256:
            async with harness._http.get(URL(attached["url"], encoded=True)) as response:
                assert response.status == 200, name
