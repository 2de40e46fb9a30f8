"""The world survives restarts, can record requests, and is only reachable from this machine."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from tests.e2e.sandbox.clients import COMMANDS, TIMEOUT, online
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness, open_sandbox


async def test_a_restart_keeps_the_world(tmp_path: Path) -> None:
    """A restart keeps ids, tokens, private messages, commands, attachments and open interactions."""
    async with (
        open_sandbox(Sandbox(DEMO_WORLD, tmp_path, rate_limits=False)) as before,
        online(before.sandbox) as client,
    ):
        await before.register()
        learner = await before.member("tomasz")
        channel = before.channel("general")
        await learner.run(channel, "hello")
        first = await client.next()
        await first.response.send_message("private", ephemeral=True)
        path = f"/channels/{channel['id']}/messages"
        _, sent = await before.bot.upload("POST", path, {"content": "file"}, {"a.txt": b"kept"})
        await learner.run(channel, "hello")
        second = await client.next()
        await second.response.send_modal(_form())
        world = before.world
    async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path, rate_limits=False)) as after:
        assert after.world["users"] == world["users"]
        assert (await after.bot.ask("GET", after.commands))[1][0]["name"] == "hello"
        learner = await after.member("tomasz")
        assert await learner.sees(channel) == ["file", "private"]
        assert await (await after.member("adaeze")).sees(channel) == ["file"]
        message = (await learner.raw.ask("GET", path))[1][0]
        url = message["attachments"][0]["url"]
        assert (message["id"], url.startswith(after.sandbox.url)) == (sent["id"], True)
        assert (await after.admin.ask("GET", url.removeprefix(after.sandbox.url)))[1] == "kept"
        original = f"/webhooks/{world['application_id']}/{first.token}/messages/@original"
        assert (await after.nobody.ask("PATCH", original, {"content": "still live"}))[0] == 200
        fields = [{"type": 18, "component": {"custom_id": "say", "value": "yes"}}]
        data = {"id": str(second.id), "custom_id": "form", "components": fields}
        assert (await learner.act(5, channel, data))[0] == 204


def _form() -> object:
    from discord import ui

    form = ui.Modal(title="A form", custom_id="form")
    form.add_item(ui.Label(text="Say", component=ui.TextInput(custom_id="say")))
    form.stop()
    return form


def test_only_this_user_can_read_the_world(tmp_path: Path) -> None:
    """It has tokens, so even the files of an older world become private."""
    from discord_sandbox.world.store import FolderStore

    (tmp_path / "world.sqlite3").touch(mode=0o644)
    store = FolderStore(tmp_path)
    store.put("fact", "token", "secret")
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("world.sqlite3*")}
    store.close()
    assert modes == {"world.sqlite3": 0, "world.sqlite3-wal": 0}


async def test_after_a_restart_waiting_interactions_fail(tmp_path: Path) -> None:
    """An interaction that was waiting when the sandbox stopped fails after the restart."""
    async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path)) as harness:
        await harness.register()
        await (await harness.member("tomasz")).run(harness.channel("general"), "hello")
    async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path, acknowledge_within=0.05)) as harness:
        (waiting,) = harness.sandbox.world.interactions
        async with asyncio.timeout(TIMEOUT):
            while not waiting.failed:
                await asyncio.sleep(0.01)


async def test_registering_again_changes_only_what_changed(harness: SandboxHarness) -> None:
    """A command keeps its id, and its version only rises with changes. Missing ones are deleted."""
    _, first = await harness.bot.ask("PUT", harness.commands, COMMANDS)
    _, again = await harness.bot.ask("PUT", harness.commands, COMMANDS)
    assert again == first
    _, changed = await harness.bot.ask("PUT", harness.commands, [COMMANDS[0] | {"description": "New"}])
    assert [each["id"] for each in changed] == [first[0]["id"]]
    assert changed[0]["version"] > first[0]["version"]


async def test_a_restart_on_another_port_moves_all_addresses(tmp_path: Path) -> None:
    """Attachments are found after any number of moves."""
    async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path)) as harness:
        path = f"/channels/{harness.channel('general')['id']}/messages"
        await harness.bot.upload("POST", path, {}, {"a.txt": b"kept"})
    for _ in range(2):
        async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path)) as harness:
            (message,) = (await harness.bot.ask("GET", path))[1]
            assert message["attachments"][0]["url"].startswith(harness.sandbox.url + "/")


def test_nothing_answered_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    """A message is still there after kill -9, once its response has been read."""
    script = (
        "import asyncio, os, signal, sys, urllib.request\n"
        "from pathlib import Path\n"
        "from bot.demo_world import DEMO_WORLD\n"
        "from discord_sandbox import Sandbox\n"
        "async def main():\n"
        "    async with Sandbox(DEMO_WORLD, Path(sys.argv[1])) as sandbox:\n"
        "        channel = next(iter(sandbox.world.channels))['id']\n"
        "        request = urllib.request.Request(sandbox.api_url + f'/channels/{channel}/messages',\n"
        "            b'{\"content\": \"kept\"}', {'Authorization': 'Bot ' + sandbox.bot_token,\n"
        "            'Content-Type': 'application/json'})\n"
        "        await asyncio.to_thread(urllib.request.urlopen, request)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], env=os.environ, check=False, timeout=20)
    assert done.returncode == -signal.SIGKILL
    from discord_sandbox.world.store import FolderStore

    store = FolderStore(tmp_path)
    assert [body["body"]["content"] for _, body in store.load("message", str)] == ["kept"]
    store.close()


async def test_a_record_has_a_line_for_each_request(tmp_path: Path) -> None:
    """Requests and responses are recorded, even refused ones, but never the bot's token."""
    log = tmp_path / "record.jsonl"
    async with open_sandbox(Sandbox(DEMO_WORLD, record=log)) as harness:
        path = f"/channels/{harness.channel('general')['id']}/messages"
        await harness.bot.upload("POST", path, {"content": "hi"}, {"a.txt": b"x"})
        await harness.bot.ask("POST", path, {"content": ""})
        await harness.bot.ask("POST", "/nowhere", {})
        token = harness.sandbox.bot_token
        lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [set(line) for line in lines] == [{"at", "method", "path", "request", "status", "response"}] * 3
    assert [line["status"] for line in lines] == [200, 400, 501]
    assert lines[0]["request"] == {"content": "hi"}
    assert lines[0]["response"]["content"] == "hi"
    assert token not in log.read_text()


async def test_an_unknown_route_fails_loudly(harness: SandboxHarness) -> None:
    """A route that the sandbox lacks gets 501 and is noted, and so is a known path with another method."""
    assert (await harness.bot.ask("POST", "/guilds/1/bans", {}))[0] == 501
    assert (await harness.bot.ask("PUT", f"/channels/{harness.channel('general')['id']}/messages", {}))[
        0
    ] == 501
    poll = {"poll": {"question": {"text": "?"}, "answers": []}}
    channel = harness.channel("general")["id"]
    assert (await harness.bot.ask("POST", f"/channels/{channel}/messages", poll))[0] == 501
    assert harness.sandbox.unsupported == [
        "POST /guilds/1/bans",
        f"PUT /channels/{channel}/messages",
        f"POST /channels/{channel}/messages: poll",
    ]


async def test_unknown_fields_are_noted(harness: SandboxHarness) -> None:
    """Fields that Discord doesn't have are ignored but noted, except those that discord.py always sends."""
    button = {"type": 2, "style": 1, "custom_id": "a", "label": "A", "colour": 3}
    rows = [{"type": 1, "components": [button]}]
    body = {"content": "x", "ephemeral": True, "components": rows, "embeds": [{"title": "t", "flags": 0}]}
    channel = harness.channel("general")["id"]
    assert (await harness.bot.ask("POST", f"/channels/{channel}/messages", body))[0] == 200
    route = "POST /channels/{channel_id}/messages"
    fields = ["ephemeral", "components.components.colour"]
    assert harness.sandbox.unknown_fields == [f"{route}: {field}" for field in fields]


@pytest.mark.parametrize("authorization", [None, "Bot wrong", "wrong"])
async def test_a_wrong_token_is_unauthorized(harness: SandboxHarness, authorization: str | None) -> None:
    """Without a valid token, everything gets 401."""
    harness.nobody.authorization = authorization
    assert await harness.nobody.ask("GET", "/users/@me") == (401, {"message": "401: Unauthorized", "code": 0})


async def test_broken_json_is_refused(harness: SandboxHarness) -> None:
    """A body that isn't JSON gets 50109."""
    channel = harness.channel("general")["id"]
    declared = {"Content-Type": "application/json"}
    status, body = await harness.bot.ask(
        "POST", f"/channels/{channel}/messages", None, data=b"{", headers=declared
    )
    assert (status, body["code"]) == (400, 50109)


async def test_it_only_serves_this_machine() -> None:
    """The sandbox refuses to listen where other machines could reach it."""
    with pytest.raises(ValueError, match="this machine only"):
        Sandbox(DEMO_WORLD, host="0.0.0.0")


async def test_a_taken_port_is_an_error(harness: SandboxHarness) -> None:
    """A second sandbox on the same port raises OSError."""
    port = int(harness.sandbox.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        async with Sandbox(DEMO_WORLD, port=port):
            pass


async def test_avatars_are_drawn(harness: SandboxHarness) -> None:
    """Everyone has an avatar, and an unknown id gets 404."""
    url = harness.user("tomasz")["avatar_url"]
    assert ">TR</text>" in (await harness.admin.ask("GET", url))[1]
    assert (await harness.admin.ask("GET", "/avatars/1.svg"))[0] == 404
    missing = (404, "The sandbox has no such page.")
    assert await harness.admin.ask("GET", "/page/..%2Fserver.py") == missing
    assert await harness.admin.ask("GET", "/page/nothing.js") == missing


async def test_people_can_be_added(harness: SandboxHarness) -> None:
    """A new person can log in and act, and a name can be used only once."""
    await harness.register()
    status, user = await harness.admin.ask("POST", "/sandbox/users", {"username": "newcomer"})
    assert (status, len(user["guild_ids"])) == (201, 2)
    harness.world["users"].append(user)
    newcomer = await harness.member("newcomer")
    assert (await newcomer.run(harness.channel("general"), "hello"))[0] == 204
    assert (await harness.admin.ask("POST", "/sandbox/users", {"username": "newcomer"}))[0] == 400
