"""The sandbox serves no other files, keeps other websites out, and has random tokens."""

import sqlite3
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.world import builder
from discord_sandbox.world.store import FolderStore
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness, open_sandbox

CREATE = '{"username": "intruder"}'


@pytest.mark.parametrize(
    "path",
    [
        "/attachments/1/%2fetc%2fpasswd/x.txt",
        "/attachments/1/..%2fworld.sqlite3/x.txt",
        "/attachments/{channel}/..%2fworld.sqlite3/a.txt",
        "/attachments/{channel}/%00/a.txt",
        "/attachments/{channel}/" + "1" * 300 + "/a.txt",
        "/attachments/1/{attachment}/a.txt",
        "/page/%2fetc%2fpasswd",
        "/page/..%2fserver.py",
        "/page/%00",
        "/page/" + "x" * 300,
        "/avatars/..%2f..%2fworld.sqlite3.svg",
        "/avatars/%00.svg",
    ],
)
async def test_no_address_leads_to_a_file(tmp_path: Path, path: str) -> None:
    """The sandbox only serves attachments and pages it knows. Keys are never part of a path."""
    async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path)) as harness:
        channel = harness.channel("general")["id"]
        sent = await harness.bot.upload("POST", f"/channels/{channel}/messages", {}, {"a.txt": b"kept"})
        attachment = sent[1]["attachments"][0]["id"]
        url = harness.sandbox.url + path.format(channel=channel, attachment=attachment)
        async with aiohttp.ClientSession() as http, http.get(URL(url, encoded=True)) as response:
            assert response.status == 404, await response.text()


@pytest.mark.parametrize("key", ["../world.sqlite3", "/etc/passwd", "", ".", "\0", "²", "1" * 300])
def test_a_store_takes_ids_only(tmp_path: Path, key: str) -> None:
    """Even by mistake, only an id can name a file."""
    store = FolderStore(tmp_path)
    with pytest.raises(ValueError, match="isn't the id"):
        store.read_file(key)
    with pytest.raises(ValueError, match="isn't the id"):
        store.write_file(key, b"")
    store.close()


FOREIGN = [
    {"Host": "evil.example"},
    {"Host": "127.0.0.1.evil.example:80"},
    {"Host": "127.0.0.1:80.evil.example"},
    {"Host": "localhost:80@evil.example"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize(
    "path", ["/sandbox/world", "/", "/page/main.js", "/api/v10/gateway", "/gateway", "/x"]
)
async def test_other_sites_are_kept_out(harness: SandboxHarness, headers: dict[str, str], path: str) -> None:
    """Pages of other sites can't reach the tokens or anything else, not even over WebSockets."""
    status, body = await harness.admin.ask("GET", path, headers=headers)
    assert (status, body[:19]) == (403, "The sandbox answers")


@pytest.mark.parametrize("headers", FOREIGN)
async def test_other_sites_get_no_websocket(harness: SandboxHarness, headers: dict[str, str]) -> None:
    """The gateway refuses them, because browsers open WebSockets to any site without asking."""
    async with aiohttp.ClientSession() as http:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await http.ws_connect(f"{harness.sandbox.url}/gateway", headers=headers)
    assert refused.value.status == 403


async def test_its_own_page_and_programs_are_let_in(harness: SandboxHarness) -> None:
    """The page's requests, an address typed in by hand, and clients that aren't browsers all pass."""
    own = {"Origin": harness.sandbox.url, "Sec-Fetch-Site": "same-origin"}
    for headers in ({}, {"Sec-Fetch-Site": "none"}, own):
        assert (await harness.admin.ask("GET", "/sandbox/world", headers=headers))[0] == 200
    renamed = harness.sandbox.url.replace("127.0.0.1", "localhost")
    headers = {"Host": URL(renamed).authority, "Origin": renamed}
    assert (await harness.admin.ask("GET", "/sandbox/world", headers=headers))[0] == 200


@pytest.mark.parametrize("path", ["/", "/sandbox/world", "/page/main.js", "/api/v10/gateway", "/missing"])
async def test_answers_are_for_its_own_page(harness: SandboxHarness, path: str) -> None:
    """Responses can't be used as scripts, framed or embedded by other sites, and have no CORS headers."""
    async with aiohttp.ClientSession() as http, http.get(harness.sandbox.url + path) as response:
        headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert not [name for name in headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", ""]
)
@pytest.mark.parametrize("path", ["/sandbox/users", "/sandbox/faults", "/sandbox/guilds"])
async def test_only_json_changes_anything(harness: SandboxHarness, path: str, kind: str) -> None:
    """A content type that any web page can send is refused with Discord's own error."""
    status, body = await harness.admin.ask(
        "POST", path, None, data=CREATE.encode(), headers={"Content-Type": kind}
    )
    assert (status, body["errors"]["_errors"][0]["code"]) == (400, "CONTENT_TYPE_INVALID")
    assert [user for user in harness.sandbox.world.users if user["username"] == "intruder"] == []


async def test_files_come_from_the_bot_only(harness: SandboxHarness) -> None:
    """Forms with files are accepted where Discord accepts them from bots. People here send JSON."""
    path = f"/channels/{harness.channel('general')['id']}/messages"
    assert (await harness.bot.upload("POST", path, {}, {"a.txt": b"x"}))[0] == 200
    learner = await harness.member("tomasz")
    status, body = await learner.raw.upload("POST", path, {}, {"a.txt": b"x"})
    assert (status, body["errors"]["_errors"][0]["code"]) == (400, "CONTENT_TYPE_INVALID")


def tokens(harness: SandboxHarness) -> set[str]:
    """Return all the tokens of a world."""
    return {harness.sandbox.bot_token} | {user["token"] for user in harness.world["users"]}


async def test_every_world_has_its_own_tokens() -> None:
    """A token works in only one world."""
    async with open_sandbox(Sandbox(DEMO_WORLD)) as one, open_sandbox(Sandbox(DEMO_WORLD)) as other:
        assert len(tokens(one)) == len(one.world["users"]) + 1
        assert not tokens(one) & tokens(other)


async def test_tokens_of_an_old_world_are_replaced(tmp_path: Path) -> None:
    """A world with the old, fixed tokens gets new ones once, and keeps those."""
    async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path)) as harness:
        before = tokens(harness)
    with sqlite3.connect(tmp_path / "world.sqlite3") as database:
        database.execute("DELETE FROM documents WHERE key = ?", (builder.RANDOM_TOKENS,))
    database.close()
    async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path)) as harness:
        after = tokens(harness)
        assert (await harness.bot.ask("GET", "/users/@me"))[0] == 200
        assert (await (await harness.member("tomasz")).raw.ask("GET", "/users/@me"))[0] == 200
    assert len(after) == len(before)
    assert not before & after
    async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path)) as harness:
        assert tokens(harness) == after
