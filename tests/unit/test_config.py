"""Settings, the clock and the log."""

import json
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bootstrap import make_clock
from bot.config import DISCORD_API_URL, Settings, shipped_courses, unknown_settings
from bot.courses import load_library
from bot.errors.configuration import NoCourse, SettingInvalid
from bot.log import JsonLines, TextLines, start_log


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(("LESSONBOT_", "DISCORD_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_settings_the_defaults_hold() -> None:
    """A newcomer needs no file."""
    settings = Settings.read()
    assert settings.token is None
    assert settings.api_url == DISCORD_API_URL
    assert settings.database == "data/lessonbot.db"
    assert [folder.name for folder in settings.course_folders] == ["netflix-qwikster"]


def test_the_example_file_can_be_used_as_it_is(tmp_path: Path) -> None:
    """Copied to .env it changes nothing."""
    example = Path(__file__).parents[2] / ".env.example"
    before = Settings.read()
    (tmp_path / ".env").write_text(example.read_text())
    assert Settings.read() == before


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As with other programs; an empty value counts as not set."""
    (tmp_path / ".env").write_text("LESSONBOT_LOG=json\nLESSONBOT_LOG_LEVEL=ERROR\nDISCORD_TOKEN=secret\n")
    monkeypatch.setenv("LESSONBOT_LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("LESSONBOT_LOG", "")
    settings = Settings.read()
    assert (settings.log, settings.log_level) == ("json", "DEBUG")
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_API_URL", "ftp://x"),
        ("LESSONBOT_LOG", "loud"),
        ("LESSONBOT_SHARDS", "0"),
        ("LESSONBOT_CLOCK", "soon"),
        ("LESSONBOT_BACKUP_DAYS", "0"),
        ("LESSONBOT_PRIVACY_URL", "docs/privacy.md"),
        ("LESSONBOT_TERMS_URL", "https://example.org/" + 500 * "x"),
    ],
)
def test_a_bad_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The setting by the name under which people set it."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid, match=name):
        Settings.read()


def test_a_file_that_is_no_text_is_said_to_be_unreadable(tmp_path: Path) -> None:
    """A .env in another encoding."""
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")
    with pytest.raises(SettingInvalid, match="UTF-8"):
        Settings.read()


def test_course_folders_are_separated_as_in_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several folders, after the shipped one."""
    monkeypatch.setenv("LESSONBOT_COURSES", os.pathsep.join(["a", "b/c"]))
    assert Settings.read().course_folders[-2:] == (Path("a"), Path("b/c"))


def test_an_address_without_a_path_is_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sandbox's address may be given as it is printed for a browser."""
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:8080/")
    assert Settings.read().api_url == "http://127.0.0.1:8080/api/v10"


def test_an_installed_program_finds_its_course_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a checkout the courses are where pip puts data files."""
    monkeypatch.setattr("bot.config.__file__", str(tmp_path / "site" / "bot" / "config.py"))
    assert shipped_courses() == Path(sys.prefix) / "share" / "lessonbot" / "lessons"


def test_no_course_at_all_is_said() -> None:
    """There must be something to teach."""
    with pytest.raises(NoCourse, match="LESSONBOT_COURSES"):
        load_library(())


def test_the_clock_can_be_set_to_an_instant() -> None:
    """It starts there and goes on; without an instant it is the machine's."""
    start = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert 0 <= make_clock(start)() - int(start.timestamp() * 1000) < 5000
    assert abs(make_clock()() - int(datetime.now(UTC).timestamp() * 1000)) < 5000


def test_a_json_line_holds_the_error_too(capsys: pytest.CaptureFixture[str]) -> None:
    """For programs that read the log."""
    try:
        raise ValueError("no good")
    except ValueError:
        record = logging.LogRecord("bot.x", logging.ERROR, "f", 1, "It %s", ("failed",), sys.exc_info())
    entry = json.loads(JsonLines().format(record))
    assert (entry["level"], entry["logger"], entry["message"]) == ("ERROR", "bot.x", "It failed")
    assert "ValueError: no good" in entry["error"]


@pytest.mark.parametrize("style", [JsonLines, TextLines])
def test_no_text_forges_a_line_of_the_log(style: type[logging.Formatter]) -> None:
    """Whatever someone typed stays on its line, and no terminal obeys it; a traceback is indented."""
    typed = "a\n2026-01-01 00:00:00 INFO    bot: all is well \x1b[2J \x9b1m \u2028 \u202e"
    try:
        raise ValueError(typed)
    except ValueError:
        record = logging.LogRecord("bot.x", logging.ERROR, "f", 1, "It got %s", (typed,), sys.exc_info())
    first, *more = style().format(record).split("\n")
    assert "all is well" in first
    assert all(line.startswith("  ") for line in more)
    assert all(sign.isprintable() for line in (first, *more) for sign in line)


def test_the_log_shows_our_lines_and_only_the_warnings_of_libraries() -> None:
    """At DEBUG discord.py's own events are shown as well."""
    root, handlers = logging.getLogger(), logging.getLogger().handlers[:]
    try:
        start_log("text", "INFO")
        assert logging.getLogger("bot.chat").isEnabledFor(logging.INFO)
        assert not logging.getLogger("discord.gateway").isEnabledFor(logging.INFO)
        start_log("json", "DEBUG")
        assert logging.getLogger("discord.gateway").isEnabledFor(logging.INFO)
    finally:
        root.handlers[:] = handlers
        logging.getLogger("bot").setLevel(logging.NOTSET)
        logging.getLogger("discord").setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("LESSONBOT_LOG_LEVEL", "info", "log_level", "INFO"),
        ("LESSONBOT_LOG", "JSON", "log", "json"),
        ("LESSONBOT_SHARDS", '"2"', "shards", 2),
        ("LESSONBOT_SHARDS", '""', "shards", None),
        ("LESSONBOT_DATABASE", "'data/my record.db'\r", "database", "data/my record.db"),
        ("LESSONBOT_DATABASE", " ", "database", "data/lessonbot.db"),
        ("LESSONBOT_BACKUPS", '"~/copies"', "backups", Path("/home/me/copies")),
        ("LESSONBOT_COURSES", os.pathsep.join(["~/a", "b"]), "courses", (Path("/home/me/a"), Path("b"))),
        ("DISCORD_API_URL", '"http://127.0.0.1:1"', "api_url", "http://127.0.0.1:1/api/v10"),
    ],
)
def test_a_value_is_read_as_it_was_meant(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, field: str, expected: object
) -> None:
    """Docker keeps quotes, nothing but a shell fills in ~, and case doesn't matter for the log."""
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv(name, value)
    assert getattr(Settings.read(), field) == expected


def test_the_token_may_be_in_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a file for docker."""
    monkeypatch.setenv("DISCORD_TOKEN", ' "a.b.c" ')
    token = Settings.read().token
    assert token
    assert token.get_secret_value() == "a.b.c"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("LESSONBOT_DATABASE", '"data/record.db', "at only one end"),
        ("LESSONBOT_DATABASE", "$HOME/record.db", r"\$HOME isn't expanded"),
        ("LESSONBOT_BACKUPS", "${HOME}/copies", r"\$\{HOME\} isn't expanded"),
        ("LESSONBOT_BACKUPS", "~nobody-by-this-name/copies", "home folder"),
        ("LESSONBOT_COURSES", "~nobody-by-this-name/course", "home folder"),
    ],
)
def test_a_path_that_only_a_shell_understands_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    """Otherwise it would name a new folder beside the program."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid, match=f"{name}.*{words}"):
        Settings.read()


def test_a_password_may_hold_a_dollar_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of a PostgreSQL database is no path."""
    monkeypatch.setenv("LESSONBOT_DATABASE", "postgresql://me:pa$word@host/base")
    assert Settings.read().database == "postgresql://me:pa$word@host/base"


def test_an_unknown_setting_is_named_with_the_nearest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In the environment and in the file; other programs' names are left alone."""
    (tmp_path / ".env").write_text("LESSONBOT_DATABSE=x.db\nLESSONBOT_LOG=json\nOTHER=1\n")
    monkeypatch.setenv("LESSONBOT_COURSE", "a")
    monkeypatch.setenv("LESSONBOT_ZZZZZZZZZZZZ", "a")
    monkeypatch.setenv("lessonbot_shards", "1")
    assert list(unknown_settings()) == [
        "LESSONBOT_COURSE isn't a setting. Did you mean LESSONBOT_COURSES?",
        "LESSONBOT_DATABSE isn't a setting. Did you mean LESSONBOT_DATABASE?",
        "LESSONBOT_ZZZZZZZZZZZZ isn't a setting. See .env.example.",
    ]
