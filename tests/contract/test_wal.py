"""A record whose write-ahead log isn't its own, or that is damaged, is named instead of being used."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors.storage import BackupUnusable, DatabaseUnusable
from bot.storage import archive_for, newest_schema
from tests.records import open_record


def log_of(path: Path) -> Path:
    """Return where the log of a record is."""
    return path.with_name(f"{path.name}-wal")


def read(path: Path) -> bytes:
    """Return what's in a file, nothing if there is none: SQLite leaves an empty log when it only reads."""
    return path.read_bytes() if path.exists() else b""


async def crashed(folder: Path, changes: int = 3) -> Path:
    """Write to a record in a folder, and leave it there with its log, as a crash does. Returns the file."""
    path, living = folder / "record.db", folder / "living"
    living.mkdir()
    if path.exists():
        shutil.copyfile(path, living / path.name)
    async with open_record(str(living / path.name)) as record:
        for number in range(changes):
            await record.set_setting(f"{folder.name}{number}", "kept")
        for left in (path.name, f"{path.name}-wal"):
            shutil.copyfile(living / left, folder / left)
    shutil.rmtree(living)
    assert read(log_of(path))
    return path


def copied_into_the_file(path: Path) -> None:
    """Let SQLite copy the log into the file, as it does now and then."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


def folder(tmp_path: Path, name: str) -> Path:
    """Return a new folder."""
    made = tmp_path / name
    made.mkdir()
    return made


async def refused(path: Path) -> str:
    """Return the sentence with which a record is refused; its files stay as they are."""
    before = read(path), read(log_of(path))
    with pytest.raises(DatabaseUnusable) as caught:
        async with open_record(str(path)):
            pass
    assert (read(path), read(log_of(path))) == before
    assert str(path) in str(caught.value)
    return str(caught.value)


async def test_what_a_crash_leaves_is_taken_up(tmp_path: Path) -> None:
    """A file and its own log are one record, also when part of the log is in the file already."""
    path = await crashed(folder(tmp_path, "a"))
    async with open_record(str(path)) as record:
        assert await record.setting("a2") == "kept"
    whole = await crashed(tmp_path / "a", 5)
    log = read(log_of(whole))
    with closing(sqlite3.connect(whole)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    log_of(whole).write_bytes(log)
    async with open_record(str(whole)) as record:
        assert await record.setting("a4") == "kept"


async def test_an_older_copy_beside_a_newer_log_is_refused(tmp_path: Path) -> None:
    """Putting a copy back and leaving the log would mix two states; so would a log older than the file."""
    path = await crashed(folder(tmp_path, "a"))
    copied_into_the_file(path)
    older = path.read_bytes()
    await crashed(path.parent)
    old_log = read(log_of(path))
    copied_into_the_file(path)
    await crashed(path.parent)
    newer = path.read_bytes()
    path.write_bytes(older)
    assert "record.db-wal don't belong together" in await refused(path)
    with pytest.raises(BackupUnusable, match="don't belong together"):
        await asyncio.to_thread(archive_for(str(path), None).take, None)
    path.write_bytes(newer)
    log_of(path).write_bytes(old_log)
    assert "record.db-wal don't belong together" in await refused(path)


async def test_the_log_of_another_record_is_refused(tmp_path: Path) -> None:
    """However alike two records are, one's log is never replayed over the other."""
    first, second = await crashed(folder(tmp_path, "a")), await crashed(folder(tmp_path, "b"))
    copied_into_the_file(first)
    shutil.copyfile(log_of(second), log_of(first))
    assert "don't belong together" in await refused(first)


async def test_a_log_without_its_record_is_refused(tmp_path: Path) -> None:
    """With a new record in its place, SQLite would delete the log and the answers that only the log has."""
    path = await crashed(folder(tmp_path, "a"))
    path.unlink()
    assert "Put back the database that was there" in await refused(path)


@pytest.mark.parametrize("there", [True, False])
async def test_a_restore_keeps_a_log_that_is_not_the_records(tmp_path: Path, there: bool) -> None:
    """Another record's log may be all that's left of it: it's neither mixed into anything nor deleted."""
    path, other = await crashed(folder(tmp_path, "a")), await crashed(folder(tmp_path, "b"))
    copied_into_the_file(path)
    copy = shutil.copyfile(path, tmp_path / "copy.db")
    shutil.copyfile(log_of(other), log_of(path))
    if not there:
        path.unlink()

    def restore() -> tuple[Path | None, list[Path]]:
        kept = archive_for(str(path), None).put_back(copy, newest_schema())
        return kept, list((path.parent / "backups").glob("record-replaced-*.db.wal"))

    kept, [aside] = await asyncio.to_thread(restore)
    assert read(aside) == read(log_of(other))
    assert (kept is not None) == there
    assert kept is None or b"b2kept" not in read(kept)
    async with open_record(str(path)) as record:
        assert await record.setting("a2") == "kept"
        assert await record.setting("b2") is None
    await asyncio.to_thread(archive_for(str(path), None, clock=lambda: 10**14).expire)
    assert not aside.exists()


async def test_a_damaged_record_is_refused_before_anyone_uses_it(tmp_path: Path) -> None:
    """A table whose pages went bad is found at the start, though nobody has read it yet."""
    path = tmp_path / "record.db"
    async with open_record(str(path)) as record:
        for number in range(400):
            await record.mark_read(number, "a-course", "a-lesson", 0, number)
    with closing(sqlite3.connect(path)) as connection:
        root, size = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master"
            " WHERE name = 'page_read'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    assert "is damaged; restore it from a backup" in await refused(path)
