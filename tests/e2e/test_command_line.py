"""What commands print and how they exit. They run in this process, which saves starting an interpreter."""

import json
import logging
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import discord
import pytest

from bot.__main__ import main
from tests.e2e.program import SILENT
from tests.e2e.test_program import files, free_port


class CommandLine:
    """Runs `lessonbot` in a folder, with nothing but the given settings in the environment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capture = capture

    def outcome(self, *arguments: str, **settings: str) -> tuple[object, str, str]:
        """Return the exit status, the output and the error output."""
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["lessonbot", *arguments])
            for name, value in {**SILENT, **settings}.items():
                patch.setenv(name, value)
            self._capture.readouterr()
            with pytest.raises(SystemExit) as end:
                main()
        return end.value.code, *self._capture.readouterr()

    def refused(self, *arguments: str, expected: int = 2, **settings: str) -> str:
        """Return the one sentence with which a command refuses to run."""
        status, out, err = self.outcome(*arguments, **settings)
        assert status == expected, err
        assert out == "" or arguments[0] == "demo"
        assert "Traceback" not in err
        [sentence] = [line for line in err.splitlines() if line.startswith("lessonbot: ")]
        return sentence


@pytest.fixture
def command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[CommandLine]:
    """The command line in an empty folder. Afterwards, the log and Discord's address are as before."""
    monkeypatch.chdir(tmp_path)
    levels = {logger: logger.level for logger in (logging.getLogger(), logging.getLogger("bot"))}
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(discord.Asset, "BASE", discord.Asset.BASE)
    gateway = discord.gateway.DiscordWebSocket
    monkeypatch.setattr(gateway, "DEFAULT_GATEWAY", gateway.DEFAULT_GATEWAY)
    yield CommandLine(monkeypatch, capsys)
    for logger, level in levels.items():
        logger.setLevel(level)


def test_without_a_token_it_says_what_to_do(command_line: CommandLine) -> None:
    """It tells newcomers where the token goes, and that the demo needs none."""
    sentence = command_line.refused("run")
    assert "DISCORD_TOKEN" in sentence
    assert "lessonbot demo" in sentence


@pytest.mark.parametrize("token", ["a.b\nc", "Bot a.b.c", "a.b.\u200bc", "a.b.c\x7f"])
def test_a_token_that_was_copied_badly_is_said_to_be(command_line: CommandLine, token: str) -> None:
    """A line break or a space inside never reaches the network, and the token isn't shown."""
    sentence = command_line.refused("run", DISCORD_TOKEN=token)
    assert "DISCORD_TOKEN" in sentence
    assert "Copy it again" in sentence
    assert "a.b" not in sentence


def test_no_network_is_said(command_line: CommandLine) -> None:
    """If Discord can't be reached, the exit status says to try again later."""
    url = f"http://127.0.0.1:{free_port()}/api/v10"
    sentence = command_line.refused("run", expected=75, DISCORD_TOKEN="a.b.c", DISCORD_API_URL=url)
    assert "can't be reached" in sentence
    assert "network" in sentence


def test_a_database_that_cannot_be_reached_may_be_back_later(
    command_line: CommandLine, tmp_path: Path
) -> None:
    """A server that's down, or a locked database, has the exit status for trying again later."""
    url = f"postgresql://me:secret@127.0.0.1:{free_port()}/base"
    sentence = command_line.refused("run", expected=75, DISCORD_TOKEN="a.b.c", LESSONBOT_DATABASE=url)
    assert "doesn't answer" in sentence
    assert "secret" not in sentence
    with closing(sqlite3.connect(tmp_path / "record.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        held = {"DISCORD_TOKEN": "a.b.c", "LESSONBOT_DATABASE": "record.db"}
        assert "another process" in command_line.refused("run", expected=75, **held)


def test_the_log_names_the_files_it_uses(command_line: CommandLine, tmp_path: Path) -> None:
    """A wrong folder is easy to notice, and an unknown setting comes with a suggestion."""
    settings = {
        "DISCORD_TOKEN": "a.b.c",
        "LESSONBOT_COURSES": "course",
        "LESSONBOT_DATABASE": "postgresql://me:secret@127.0.0.1:1/base",
        "LESSONBOT_DATABSE": "x",
    }
    _, _, err = command_line.outcome("run", **settings)
    assert "Database: postgresql://127.0.0.1:1/base" in err
    assert "secret" not in err
    assert f"{tmp_path}/course" in err
    assert f"{tmp_path}/.env (no such file)" in err
    assert "Did you mean LESSONBOT_DATABASE?" in err
    (tmp_path / ".env").write_text("LESSONBOT_DATABASE=my/record.db\n")
    del settings["LESSONBOT_DATABASE"]
    _, _, err = command_line.outcome("run", **settings)
    assert f"Database: {tmp_path}/my/record.db" in err
    assert f"{tmp_path}/.env\n" in err


@pytest.mark.parametrize("command", ["reports", "rebuild", "backup", "unbind"])
def test_a_command_in_the_wrong_folder_makes_no_record(
    command_line: CommandLine, tmp_path: Path, command: str
) -> None:
    """It says where it looked."""
    assert f"{tmp_path}/data/lessonbot.db" in command_line.refused(command)
    assert files(tmp_path, "**/*") == {}


def test_without_a_course_it_says_why(command_line: CommandLine, tmp_path: Path) -> None:
    """The only course has errors, and the shipped one is off: a sentence with the first error."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "course.yaml").write_text("id: [\n")
    settings = {"DISCORD_TOKEN": "a.b.c", "LESSONBOT_SHIPPED_COURSE": "off", "LESSONBOT_COURSES": str(folder)}
    sentence = command_line.refused("run", **settings)
    assert "no course to teach" in sentence
    assert f"The course in {folder} has errors" in sentence
    assert "course:1:1: no facts.yaml" in sentence


def test_without_any_folder_it_says_what_to_set(command_line: CommandLine) -> None:
    """The shipped course is off, and there's no other."""
    sentence = command_line.refused("run", DISCORD_TOKEN="a.b.c", LESSONBOT_SHIPPED_COURSE="off")
    assert "add a course folder to LESSONBOT_COURSES" in sentence


def test_a_course_with_errors_is_left_out(command_line: CommandLine, tmp_path: Path) -> None:
    """The log says why, and the bot goes on with the others, up to the network it doesn't have here."""
    settings = {
        "DISCORD_TOKEN": "a.b.c",
        "DISCORD_API_URL": f"http://127.0.0.1:{free_port()}/api/v10",
        "LESSONBOT_COURSES": str(tmp_path / "none"),
        "LESSONBOT_DEFAULT_COURSE": "none",
    }
    status, _, err = command_line.outcome("run", **settings)
    assert status == 75
    assert f"The course in {tmp_path}/none has errors, so it was left out" in err
    assert "LESSONBOT_DEFAULT_COURSE is none, but the courses are: netflix-qwikster" in err


def test_reload_needs_a_running_bot(
    command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says which file nobody took, and leaves nothing behind."""
    monkeypatch.setattr("bot.requests.TAKING", 0.0)
    sentence = command_line.refused("reload")
    assert f"{tmp_path}/data/lessonbot.db.reload" in sentence
    assert files(tmp_path, "**/*") == {}


def test_an_unusable_database_is_named(command_line: CommandLine, tmp_path: Path) -> None:
    """A file that is no database is left as it is."""
    (tmp_path / "record.db").write_text("These are not the rows you are looking for. " * 50)
    before = (tmp_path / "record.db").read_bytes()
    sentence = command_line.refused("run", DISCORD_TOKEN="a.b.c", LESSONBOT_DATABASE="record.db")
    assert "record.db" in sentence
    assert (tmp_path / "record.db").read_bytes() == before


def test_a_bad_setting_is_named(command_line: CommandLine) -> None:
    """The setting, and where they are explained."""
    assert "LESSONBOT_SHARDS" in command_line.refused("run", LESSONBOT_SHARDS="many")
    assert "LESSONBOT_CLOCK" in command_line.refused("run", LESSONBOT_CLOCK="2026-03-29T00:59:00")


def test_a_taken_port_is_said(command_line: CommandLine) -> None:
    """Two demos on one port: the second says so."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        assert "--port" in command_line.refused("demo", "--port", port)


def test_the_schema_is_printed(command_line: CommandLine) -> None:
    """An editor gets a JSON Schema that knows a lesson."""
    status, out, _ = command_line.outcome("schema")
    assert status == 0
    assert "Lesson" in json.loads(out)["$defs"]


def test_a_faulty_course_fails_the_check(command_line: CommandLine) -> None:
    """Exit status 1 and each fault at its place; a folder that isn't there is a fault."""
    status, out, _ = command_line.outcome("check", "nowhere")
    assert status == 1
    assert "nowhere" in out
    good = Path(__file__).parents[1] / "courses" / "baeckerei-sommer"
    assert command_line.outcome("check", str(good))[0] == 0
