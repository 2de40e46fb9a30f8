"""The program as a process, from its first line to its exit status."""

import asyncio
import json
import re
import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot.chat.interaction.interaction_context import PERMISSIONS
from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.clients.person import Person
from tests.e2e.program import TIMEOUT, lessonbot, line_with, outcome
from tests.records import open_record


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def refused(folder: Path, *arguments: str, expected: int = 2, **settings: str) -> str:
    """The one sentence with which a run refuses to start."""
    status, out, err = await outcome(folder, *arguments, **settings)
    assert status == expected, err
    assert out == "" or arguments[0] == "demo"
    assert "Traceback" not in err
    [sentence] = [line for line in err.splitlines() if line.startswith("lessonbot: ")]
    return sentence


async def test_a_bad_token_is_said_to_be_bad(tmp_path: Path) -> None:
    """Discord's refusal becomes a sentence about the token, read from .env, and the token isn't shown."""
    async with Sandbox(DEMO_WORLD) as sandbox:
        (tmp_path / ".env").write_text(f"DISCORD_TOKEN=not.a.token\nDISCORD_API_URL={sandbox.api_url}\n")
        environment = {"DISCORD_TOKEN": "not.a.token", "DISCORD_API_URL": sandbox.api_url}
        sentence = await refused(tmp_path, "run", **environment)
    assert "doesn't accept the token" in sentence
    assert "not.a.token" not in sentence


async def test_an_outage_of_discord_is_said(tmp_path: Path) -> None:
    """It passes, so the exit status says that starting again can help."""
    async with Sandbox(DEMO_WORLD) as sandbox, aiohttp.ClientSession() as session:
        order = {"kind": "status", "match": "GET /api/v10/users/@me", "status": 503, "times": 9}
        async with session.post(f"{sandbox.url}/sandbox/faults", json=order) as response:
            assert response.status < 300
        settings = {"DISCORD_TOKEN": sandbox.bot_token, "DISCORD_API_URL": sandbox.api_url}
        sentence = await refused(tmp_path, "run", expected=75, **settings)
    assert "Try again later" in sentence


async def test_a_refusal_after_the_login_is_said(tmp_path: Path) -> None:
    """Discord closes the gateway for good, or the address is not Discord's: a sentence, not a traceback."""
    async with Sandbox(DEMO_WORLD) as sandbox:
        settings = {"DISCORD_TOKEN": sandbox.bot_token, "DISCORD_API_URL": sandbox.api_url}
        async with aiohttp.ClientSession() as session:

            async def order(**fault: object) -> None:
                async with session.post(f"{sandbox.url}/sandbox/faults", json=fault) as response:
                    assert response.status < 300

            await order(kind="status", match="GET /api/v10/applications/*/commands", status=403, times=9)
            sentence = await refused(tmp_path, "run", **settings)
            assert "won't let the bot start: 403" in sentence
            await order(kind="clear")
            async with lessonbot(tmp_path, "run", **settings) as process, asyncio.timeout(TIMEOUT):
                await line_with(process.stderr, "Online")
                await order(kind="gateway_close", code=4014)
                assert await process.wait() == 2
                err = (await process.stderr.read()).decode()  # type: ignore[union-attr]
        assert "privileged intents" in err
        assert "Traceback" not in err
        sentence = await refused(
            tmp_path, "run", DISCORD_TOKEN="a.b.c", DISCORD_API_URL=f"{sandbox.url}/page"
        )
        assert "Discord" in sentence


async def test_two_demos_do_not_share_a_world(tmp_path: Path) -> None:
    """A running demo's folder is refused, and that demo keeps running."""
    async with lessonbot(tmp_path, "demo", "--port", "0") as demo:
        await line_with(demo.stderr, "Online")
        assert "another --data" in await refused(tmp_path, "demo", "--port", "0")


async def test_the_terminal_joins_the_running_demo(tmp_path: Path) -> None:
    """Whatever the port: both see one world. When the demo has ended, its address is gone."""
    address = tmp_path / "data" / "demo-address.txt"
    async with lessonbot(tmp_path, "demo", "--port", "0") as demo:
        await line_with(demo.stderr, "Online")
        url = address.read_text().strip()
        async with lessonbot(tmp_path, "chat") as process, asyncio.timeout(TIMEOUT):
            out, err = await process.communicate(b"/lesson 1\n2 Share in this channel\n")
        assert (process.returncode, err.decode()) == (0, "")
        assert "/lesson 1" in out.decode()
        async with Person(url, "maren") as maren:
            assert (await maren.messages("general"))[-1].controls
        assert url in await refused(tmp_path, "demo", "--port", "0")
        demo.send_signal(signal.SIGTERM)
        await asyncio.wait_for(demo.wait(), TIMEOUT)
    assert not address.exists()


async def test_a_dead_demos_address_does_not_mislead(tmp_path: Path) -> None:
    """After kill -9 the address is still there, but the terminal starts its own demo."""
    async with lessonbot(tmp_path, "demo", "--port", "0") as demo:
        await line_with(demo.stderr, "Online")
        demo.kill()
        await demo.wait()
    assert (tmp_path / "data" / "demo-address.txt").exists()
    async with lessonbot(tmp_path, "chat") as process, asyncio.timeout(TIMEOUT):
        _, err = await process.communicate(b"/lesson 1\n")
    assert (process.returncode, err.decode()) == (0, "")


async def test_a_demo_that_is_not_found_is_asked_for(tmp_path: Path) -> None:
    """If the folder is in use without an address, the terminal says how to give one."""
    async with Sandbox(DEMO_WORLD, tmp_path / "data" / "sandbox"):
        assert "--url" in await refused(tmp_path, "chat")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    """The bot comes online, prints its invite link, and exits with 0 when told to stop."""
    async with Sandbox(DEMO_WORLD) as sandbox:
        settings = {"DISCORD_TOKEN": sandbox.bot_token, "DISCORD_API_URL": sandbox.api_url}
        async with lessonbot(
            tmp_path, "run", LESSONBOT_LOG="json", LESSONBOT_SHARDS="1", **settings
        ) as process:
            invite = json.loads(await line_with(process.stderr, "Invite"))
            assert f"permissions={PERMISSIONS.value}" in invite["message"]
            assert invite.keys() >= {"at", "level", "logger", "message"}
            await line_with(process.stderr, "Online")
            process.send_signal(number)
            async with asyncio.timeout(TIMEOUT):
                await process.wait()
            assert process.returncode == 0
            assert b"Traceback" not in await process.stderr.read()  # type: ignore[union-attr]


async def test_the_author_reads_what_learners_say(tmp_path: Path) -> None:
    """Remarks by question, with the day and the version; then how the questions were answered."""
    lines = b"/quiz create-a-dialogue\nI don't know\n2 Report this question\nB is right as well\n"
    async with lessonbot(tmp_path, "chat") as process, asyncio.timeout(TIMEOUT):
        _, err = await process.communicate(lines)
    assert process.returncode == 0, err.decode()
    status, out, _ = await outcome(tmp_path, "reports", LESSONBOT_DATABASE="data/demo/lessonbot.db")
    assert status == 0
    assert "1 question report" in out
    assert re.search(r"version \d: B is right as well", out)
    assert ": 1, " in out.split("times answered, fully right, don't know:")[1]


async def test_the_terminal_prints_a_lesson_and_a_quiz(tmp_path: Path) -> None:
    """A pipe of lines: the overview, the lesson, the first question, and what comes of its first control."""
    async with lessonbot(tmp_path, "chat") as process, asyncio.timeout(TIMEOUT):
        lines = b"/lesson\n/lesson create-a-dialogue\n/quiz create-a-dialogue\nI don't know\n"
        out, err = await process.communicate(lines)
    assert process.returncode == 0, err.decode()
    text = out.decode()
    for expected in ("6. Show you are human", " Lesson 3\n", "Quiz · 1 of 5", "] I don't know", "It's \""):
        assert expected in text


async def test_a_copy_is_taken_and_put_back(tmp_path: Path) -> None:
    """`lessonbot backup` and `lessonbot restore`: who was erased in between stays erased."""
    database = f"sqlite:///{tmp_path}/record.db"
    async with open_record(database) as record:
        for learner in (1, 2):
            await record.mark_read(learner, "c", "l", 0, 1)
        status, said, _ = await outcome(tmp_path, "backup", "copy.db", LESSONBOT_DATABASE=database)
        assert (status, said) == (0, "Copied the database to copy.db.\n")
        await record.erase(1)
        await record.mark_read(3, "c", "l", 0, 1)
    status, said, _ = await outcome(tmp_path, "restore", "copy.db", LESSONBOT_DATABASE=database)
    assert status == 0
    assert f"to {tmp_path}/record.db" in said
    assert "The previous database is saved as " in said
    async with open_record(database) as record:
        assert [n for n in (1, 2, 3) if any((await record.counts(n)).values())] == [2]


def answers_stored(database: Path) -> int:
    """How many answers a record holds."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM answer").fetchone()[0])


def files(folder: Path, pattern: str) -> dict[Path, bytes]:
    """The files of a folder and what's in them."""
    return {path: path.read_bytes() for path in folder.glob(pattern) if path.is_file()}


async def test_the_demo_keeps_out_of_the_production_record(tmp_path: Path) -> None:
    """Neither the default record nor the one in the settings is touched, with its copies and erasures."""
    production = {"LESSONBOT_DATABASE": "live/record.db", "LESSONBOT_BACKUPS": "live/backups"}
    for path in (tmp_path / "data" / "lessonbot.db", tmp_path / "live" / "record.db"):
        async with open_record(str(path)) as record:
            await record.mark_read(1, "c", "l", 0, 1)
    before = files(tmp_path / "data", "lessonbot.db*") | files(tmp_path / "live", "*")
    async with lessonbot(tmp_path, "chat", **production) as process, asyncio.timeout(TIMEOUT):
        _, err = await process.communicate(b"/quiz create-a-dialogue\n1\n")
    assert process.returncode == 0, err.decode()
    assert files(tmp_path / "data", "lessonbot.db*") | files(tmp_path / "live", "*") == before
    assert answers_stored(tmp_path / "data" / "demo" / "lessonbot.db") == 1


async def test_a_record_belongs_to_one_application(tmp_path: Path) -> None:
    """The first run binds it. Another application is refused until the record is unbound."""
    database = str(tmp_path / "record.db")
    settings = {"LESSONBOT_DATABASE": database, "LESSONBOT_SHARDS": "1"}
    async with open_record(database) as record:
        await record.set_setting("owner", "application 1 at discord.com")
    async with Sandbox(DEMO_WORLD) as sandbox:
        access = {"DISCORD_TOKEN": sandbox.bot_token, "DISCORD_API_URL": sandbox.api_url}
        sentence = await refused(tmp_path, "run", **settings, **access)
        assert "belongs to application 1 at discord.com" in sentence
        assert "lessonbot unbind" in sentence
        status, said, _ = await outcome(tmp_path, "unbind", **settings)
        assert (status, "application 1 at discord.com" in said) == (0, True)
        async with lessonbot(tmp_path, "run", **settings, **access) as process:
            await line_with(process.stderr, "Online")
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), TIMEOUT)
        application = sandbox.world.application["id"]
    async with open_record(database) as record:
        assert await record.setting("owner") == f"application {application} at localhost"
