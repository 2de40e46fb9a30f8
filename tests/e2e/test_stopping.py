"""What's on disk after the program stops, and what happens if its record disappears while it runs."""

import asyncio
import logging
import shutil
import signal
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from bot.chat import feature_context
from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.clients.person import Person
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.program import TIMEOUT, ForkedProgram, lessonbot, line_with, outcome
from tests.e2e.test_privacy import erase
from tests.e2e.test_program import answers_stored


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[ForkedProgram, Person, dict[str, str]]]:
    """Run the program in the sandbox with a record in `folder`, and yield it, a learner and its settings."""
    async with Sandbox(DEMO_WORLD) as sandbox, Person(sandbox.url, "tomasz") as tomasz:
        settings = {
            "DISCORD_TOKEN": sandbox.bot_token,
            "DISCORD_API_URL": sandbox.api_url,
            "LESSONBOT_DATABASE": "data/record.db",
            "LESSONBOT_SHARDS": "1",
        }
        async with lessonbot(folder, "run", **settings) as process:
            await line_with(process.stderr, "Online")
            yield process, tomasz, settings


async def answer(person: Person, times: int) -> None:
    """Answer this many questions of one quiz."""
    shown = await person.run("/quiz create-a-dialogue")
    for number in range(times):
        feedback = await person.press(shown, "I don't know")
        if number + 1 < times:
            shown = await person.press(feedback, "Next ▸")


async def rest_of(process: ForkedProgram, status: int) -> str:
    """Return the rest of the log of a program that ends with this status."""
    async with asyncio.timeout(TIMEOUT):
        _, log = await process.communicate()
    assert process.returncode == status, log.decode()
    return log.decode()


async def test_a_clean_stop_leaves_everything_in_one_file(tmp_path: Path) -> None:
    """After SIGTERM and status 0, the file has every answer, and there is no write-ahead log."""
    async with running(tmp_path) as (process, tomasz, _):
        await answer(tomasz, 3)
        process.send_signal(signal.SIGTERM)
        log = await rest_of(process, 0)
    assert "Traceback" not in log
    assert not list((tmp_path / "data").glob("record.db-*"))
    shutil.copyfile(tmp_path / "data" / "record.db", tmp_path / "copy.db")
    assert answers_stored(tmp_path / "copy.db") == 3


async def test_a_stop_before_the_record_is_open_is_clean(tmp_path: Path) -> None:
    """SIGTERM while another program holds the record ends with status 0, and the log has nothing else."""
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect(tmp_path / "data" / "record.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        settings = {"DISCORD_TOKEN": "a.b.c", "LESSONBOT_DATABASE": "data/record.db"}
        async with lessonbot(tmp_path, "run", **settings) as process:
            await line_with(process.stderr, "Database: ")
            process.send_signal(signal.SIGTERM)
            log = await rest_of(process, 0)
    assert "Traceback" not in log
    assert "Stopping" in log


async def test_a_stop_waits_for_notices_and_logs_no_traceback(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Notices after a reply are sent before the bot disconnects. Later events are dropped quietly."""
    tomasz, going, bot = await harness.person("tomasz"), asyncio.Event(), harness.bot
    news, told = feature_context.show_notices, []

    async def slowly(*given: Any) -> Any:
        going.set()
        while not bot.responder._closing:
            await asyncio.sleep(0)
        found = await news(*given)
        told.append(asyncio.current_task() in bot.responder._busy)  # what a shutdown waits for
        return found

    monkeypatch.setattr(feature_context, "show_notices", slowly)
    with caplog.at_level(logging.WARNING):
        await tomasz.run("/help")
        await going.wait()
        await harness.stop_bot()
        assert told == [True]
        bot._compared = False
        await bot._run_event(bot.on_ready, "on_ready")
    assert caplog.records == []


async def test_only_this_user_can_read_the_files(tmp_path: Path) -> None:
    """Nobody else can read the record, its log, the backups and notes of erasures, or open the folders."""
    async with running(tmp_path) as (process, tomasz, settings):
        await answer(tomasz, 1)
        await erase(tomasz)
        await answer(tomasz, 1)
        await outcome(tmp_path, "backup", **settings)
        kept = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
        names = {path.name for path in kept}
        assert {"record.db", "record.db-wal", "backups", "record.db.erasures"} <= names
        assert any(name.startswith("record-backup-") for name in names)
        assert [path.name for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
        process.send_signal(signal.SIGTERM)
        await rest_of(process, 0)


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced", "without its log"])
async def test_a_record_that_disappears_stops_the_bot(tmp_path: Path, how: str) -> None:
    """An answer that can't be stored isn't confirmed: the learner reads why, and the bot stops with one
    sentence. Everything that was confirmed can be restored from the file it names."""
    database = tmp_path / "data" / "record.db"
    async with running(tmp_path) as (process, tomasz, settings):
        await answer(tomasz, 2)
        question = await tomasz.run("/quiz create-a-dialogue")
        if how == "deleted":
            for path in database.parent.glob("record.db*"):
                path.unlink()
        elif how == "moved":
            database.rename(tmp_path / "elsewhere.db")
        elif how == "without its log":
            database.with_name("record.db-wal").unlink()
        else:
            shutil.copyfile(database, tmp_path / "other.db")
            (tmp_path / "other.db").replace(database)
        assert "moved or deleted" in (await tomasz.press(question, "I don't know")).text
        log = await rest_of(process, 2)
        assert "Traceback" not in log
        [sentence] = [line for line in log.splitlines() if line.startswith("lessonbot: ")]
        assert "was moved, replaced or deleted while the bot was running" in sentence
        [copy] = (tmp_path / "data" / "backups").glob("record-rescued-*.db")
        assert sentence.endswith(f"run: lessonbot restore {copy}")
        assert (await outcome(tmp_path, "restore", str(copy), **settings))[0] == 0
    assert answers_stored(database) >= 2
