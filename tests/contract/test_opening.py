"""A record that cannot be opened is refused in one sentence, which says what to do and holds no password."""

import sqlite3
import sys
import time
import traceback
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
import asyncpg  # type: ignore[import-untyped]
import pytest

import bot.storage.engines.connection
from bot.errors.storage import DatabaseUnusable, RecordMissing
from bot.storage import display_address
from bot.storage.engines.connection import SqliteConnection
from tests.records import open_record

PASSWORD = "pass#word/9"


async def refusal(url: str, backups: Path | None = None) -> str:
    """The sentence with which an address is refused."""
    with pytest.raises(DatabaseUnusable) as caught:
        async with open_record(url, backups=backups):
            pass
    told = "".join(traceback.format_exception(caught.value))
    assert "pass#" not in told
    assert "word/9" not in told
    said = str(caught.value)
    assert "\n" not in said
    assert said.endswith(".")
    return said


@pytest.mark.parametrize("form", ["sqlite:///{}", "{}"], ids=["address", "path"])
async def test_a_new_file_is_made_with_its_folders(tmp_path: Path, form: str) -> None:
    """A path that does not exist yet is created, folders included, whatever characters it has."""
    path = tmp_path / "not yet" / "50% of #1?" / "record.db"
    async with open_record(form.format(path)) as record:
        await record.set_setting("a", "1")
    assert path.exists()
    async with open_record(form.format(path)) as record:
        assert await record.setting("a") == "1"


async def test_three_slashes_and_a_name_are_a_relative_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`sqlite:///data/record.db` is below the folder the program was started in."""
    monkeypatch.chdir(tmp_path)
    async with open_record("sqlite:///data/record.db"):
        monkeypatch.chdir("/")
        assert (tmp_path / "data" / "record.db").exists()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://me:pass#word/9@host/base", "mysql://"),
        ("sqlite://record.db", "sqlite:///data/lessonbot.db"),
        ("sqlite:///:memory:", "doesn't name a file"),
        ("sqlite:///", "doesn't name a file"),
        ("", "doesn't name a file"),
        ("postgresql:/me:pass#word/9@host/base", "postgresql:"),
        ("postgres:me:pass#word/9@host/base", "postgresql://"),
        ("POSTGRES:/me:pass#word/9@host/base", "postgresql://"),
        ("postgresql+asyncpg://me:pass#word/9@host/base", "postgresql://"),
        ("jdbc:postgresql://me:pass#word/9@host/base", "postgresql://"),
        ("postgresql//me:pass#word/9@host/base", "postgresql://"),
        ("//me:pass#word/9@host/base", "postgresql://"),
        ("me:pass#word/9@host/base", "postgresql://"),
        ("host=localhost user=me password=pass#word/9", "postgresql://"),
        ("postgresql://me:9/pass#word/9@host/base", "percent-encode"),
        ("postgresql://me:9#pass#word/9@host/base", "percent-encode"),
        ("sqlite:record.db", "data/lessonbot.db"),
    ],
)
async def test_an_address_that_is_none(url: str, words: str) -> None:
    """What is no address is refused with an example of one."""
    assert words in await refusal(url)


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file where a folder should be is named."""
    (tmp_path / "file").write_text("")
    said = await refusal(f"sqlite:///{tmp_path}/file/record.db")
    assert "folder" in said
    assert str(tmp_path) in said


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    """A folder is no database."""
    assert "can't be opened" in await refusal(str(tmp_path))


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Someone's text file is left as it is."""
    path = tmp_path / "notes.txt"
    path.write_text("milk, bread, and other things that are not a database" * 20)
    assert "isn't an SQLite database" in await refusal(str(path))
    assert path.read_text().startswith("milk")


async def test_a_database_of_another_program(tmp_path: Path) -> None:
    """A database whose tables are not ours is left as it is."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE quiz (name TEXT)")
    assert "choose another file" in await refusal(str(path))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("quiz",)]


@pytest.mark.parametrize("mode", ["delete", "wal"])
async def test_a_file_that_another_process_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """After a bounded wait a locked file is said to be locked."""
    monkeypatch.setattr(bot.storage.engines.connection, "BUSY_SECONDS", 0.1)
    path = tmp_path / "record.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("BEGIN EXCLUSIVE")
        assert "held by another process" in await refusal(str(path))


async def test_a_start_proves_that_the_record_can_be_written(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that can only be read is refused when the program starts, not when someone answers."""
    async with open_record(url) as record:
        await record.set_setting("a", "1")
    connect = SqliteConnection._connect

    async def connect_read_only(link: SqliteConnection) -> aiosqlite.Connection:
        link._address = link._address.replace("mode=rwc", "mode=ro")  # as SQLite opens such a file
        return await connect(link)

    monkeypatch.setattr(SqliteConnection, "_connect", connect_read_only)
    read_only = f"{url}&default_transaction_read_only=on" if url.startswith("postgres") else url
    assert "is read-only" in await refusal(read_only)


async def test_a_start_that_meets_another_waits_for_it(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite gives up at once because someone else is choosing the journal too, the start goes on."""
    waits: list[float] = []

    class RefusingOnce(sqlite3.Connection):
        def execute(self, query: str, *values: Any) -> sqlite3.Cursor:
            if "journal_mode" in query and not waits:
                fault = sqlite3.OperationalError("database is locked")
                fault.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise fault
            return super().execute(query, *values)

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=RefusingOnce))
    monkeypatch.setattr(time, "sleep", waits.append)
    async with open_record(sqlite_url) as record:
        await record.set_setting("a", "1")
    assert len(waits) == 1


async def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    """Where no server listens the sentence names the place."""
    said = await refusal(f"postgresql://me:pass%23word%2F9@/base?host={tmp_path}")
    assert "doesn't answer" in said
    assert "/base" in said


async def test_a_password_that_is_wrong(postgres_url: str, postgres_server: str) -> None:
    """A refused password is not repeated."""
    connection = await asyncpg.connect(postgres_server)
    await connection.execute("DROP ROLE IF EXISTS locked; CREATE ROLE locked LOGIN PASSWORD 'right'")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()
    url = postgres_url.replace("postgres:@", "locked:pass%23word%2F9@")
    assert "doesn't let this user in" in await refusal(url)


async def test_a_user_who_may_not_create_tables(postgres_url: str, postgres_server: str) -> None:
    """A role without the right to create tables is told so."""
    connection = await asyncpg.connect(postgres_server)
    await connection.execute("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN")
    schema = postgres_url.rpartition("=")[2]
    await connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO guest")
    await connection.close()
    assert "rights to create and write tables" in await refusal(postgres_url.replace("postgres:@", "guest@"))


async def test_a_user_who_may_only_read(postgres_url: str, postgres_server: str) -> None:
    """A role that may create tables and read them, but not write to them, is found out at the start."""
    async with open_record(postgres_url):
        pass
    connection = await asyncpg.connect(postgres_server)
    await connection.execute("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN")
    schema = postgres_url.rpartition("=")[2]
    await connection.execute(
        f"GRANT USAGE, CREATE ON SCHEMA {schema} TO reader;"
        f" GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader"
    )
    await connection.close()
    assert "rights to create and write tables" in await refusal(postgres_url.replace("postgres:@", "reader@"))


async def test_a_database_that_does_not_exist(postgres_server: str) -> None:
    """If the server lacks the database, the error says to create it."""
    assert "doesn't exist" in await refusal(postgres_server.replace("/postgres?", "/nowhere?"))


async def test_a_schema_with_tables_of_another_program(postgres_url: str) -> None:
    """Tables that are not ours are left alone."""
    connection = await asyncpg.connect(postgres_url)
    await connection.execute("CREATE TABLE quiz (name TEXT)")
    assert "can't be used (DuplicateTableError)" in await refusal(postgres_url)
    assert await connection.fetchval("SELECT COUNT(*) FROM quiz") == 0
    await connection.close()


@pytest.mark.parametrize("url", [f"postgresql://me:{PASSWORD}@host/base", "postgresql://me@host:99999/base"])
async def test_an_address_that_cannot_be_taken_apart(url: str) -> None:
    """A password whose special characters are not escaped is never part of the refusal."""
    assert "postgresql://user:password@host/database" in await refusal(url)


async def test_an_option_that_postgres_does_not_know(postgres_url: str) -> None:
    """A wrong option in the address is refused in words."""
    assert "address" in await refusal(postgres_url + "&sslmode=sometimes")


async def test_postgres_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without asyncpg the sentence says how to install it."""
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    monkeypatch.delitem(sys.modules, "bot.storage.engines.postgres", raising=False)
    assert "pip install 'lessonbot[postgres]'" in await refusal("postgresql://me@host/base")


def test_a_record_is_named_without_its_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file by its absolute path, a database by its host and name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/me")
    assert display_address("data/record.db") == str(tmp_path / "data" / "record.db")
    assert display_address("~/record.db") == "/home/me/record.db"
    assert display_address("C:/me@work/record.db").endswith("C:/me@work/record.db")
    for url in ("postgresql://me:secret@host:5433/base", "postgres://host:5433/base?password=secret"):
        assert display_address(url) == "postgresql://host:5433/base"
    with pytest.raises(DatabaseUnusable, match="home folder"):
        display_address("~nobody-by-this-name/record.db")


async def test_an_empty_place_stays_empty_for_those_who_only_read(
    sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    """Without leave to create a record there's none afterwards either, and its place is named."""
    for url in (sqlite_url, postgres_url):
        for _ in range(2):
            with pytest.raises(RecordMissing, match="There's no database at "):
                async with open_record(url, create=False):
                    pass
        async with open_record(url) as record:
            await record.set_setting("a", "1")
        async with open_record(url, create=False) as record:
            assert await record.setting("a") == "1"
