"""What operators rely on: a checkup, the version, and an address that says whether the bot works."""

import asyncio
import base64
import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import aiohttp
import pytest

from bot.health import serve_health
from discord_sandbox import Sandbox
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.program import lessonbot
from tests.e2e.test_command_line import CommandLine, command_line
from tests.e2e.test_program import free_port

__all__ = ["command_line"]

TOKEN = f"{base64.urlsafe_b64encode(b'1234567890').decode().rstrip('=')}.abc.def"
NOWHERE = {"DISCORD_API_URL": "http://127.0.0.1:9"}


def test_the_version_is_printed(command_line: CommandLine) -> None:
    """The one that's installed."""
    assert command_line.outcome("--version")[:2] == (0, f"lessonbot {version('lessonbot')}\n")


def test_a_checkup_names_everything_that_is_wrong(command_line: CommandLine, tmp_path: Path) -> None:
    """All in one go, each with what to do, and nothing is made or changed."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "lessonbot.db").write_text("not a database, but long enough to be taken for one")
    (tmp_path / ".env").write_text("LESSONBOT_DATABSE=x\n")
    (tmp_path / ".env").chmod(0o644)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "course.yaml").write_text("title: [")
    before = sorted(tmp_path.rglob("*"))
    status, out, _ = command_line.outcome(
        "doctor", DISCORD_TOKEN="secret", LESSONBOT_COURSES=str(tmp_path / "broken"), **NOWHERE
    )
    assert status == 1
    for said in (
        "warning LESSONBOT_DATABSE isn't a setting. Did you mean LESSONBOT_DATABASE?",
        "chmod 600",
        "error   Token: bot tokens have three parts",
        "has errors and is left out",
        "can't be written (file is not a database)",
        "error   Discord: can't be reached at http://127.0.0.1:9",
    ):
        assert said in out, said
    assert "secret" not in out.replace("client secret", "")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_checkup_sees_a_database_that_is_locked(command_line: CommandLine, tmp_path: Path) -> None:
    """It waits for a writer, and says so if that takes too long."""
    file = tmp_path / "record.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE schema_version (version)")
        settings = {"LESSONBOT_DATABASE": str(file), "DISCORD_TOKEN": TOKEN, **NOWHERE}
        assert "can be read and written" in command_line.outcome("doctor", **settings)[1]
        connection.execute("BEGIN EXCLUSIVE")
        assert "(database is locked)" in command_line.outcome("doctor", **settings)[1]


async def test_a_checkup_asks_discord_about_the_token(harness: BotHarness, tmp_path: Path) -> None:
    """Who it belongs to, and whether the clocks agree."""
    harness.expected_refusals.append(
        ("GET", "/api/v10/users/@me", 401, {"message": "401: Unauthorized", "code": 0})
    )
    sandbox: Sandbox = harness.sandbox
    for token, said in (
        (sandbox.bot_token, "accepts the token; the bot is"),
        (TOKEN, "doesn't accept the token"),
    ):
        settings = {"DISCORD_TOKEN": token, "DISCORD_API_URL": sandbox.api_url}
        async with lessonbot(tmp_path, "doctor", **settings) as program:
            out, _ = await program.communicate()
        assert said in out.decode()
        assert "Clock: agrees with Discord's" in out.decode()


async def test_the_health_address_follows_the_bot(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """200 while it works; 503 with the reason before it's ready, or when the database doesn't answer."""
    port = free_port()

    async def state() -> tuple[int, str]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/health") as answer,
        ):
            return answer.status, (await answer.json())["status"]

    async with serve_health(harness.bot, port):
        assert await state() == (200, "ok")
        with monkeypatch.context() as patch:
            patch.setattr(harness.bot.services.units, "read", _never)
            patch.setattr("bot.health.PATIENCE", 0.01)
            assert await state() == (503, "database")
        harness.bot._ready.clear()
        assert await state() == (503, "starting")
    with pytest.raises(aiohttp.ClientConnectorError):
        await state()


async def _never(_: object) -> None:
    await asyncio.Event().wait()
