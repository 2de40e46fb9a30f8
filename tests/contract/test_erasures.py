"""Who was erased stays erased, also when an older copy of the database is put back."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors.storage import BackupUnusable, DatabaseUnusable
from bot.storage.copies.erasures import Erasures
from tests.contract.samples import COURSE, LEARNER, quiz
from tests.contract.test_privacy import fill
from tests.records import SqlRecord, open_record

DAY = 86_400_000
NOVEMBER = 1_795_600_000_000  # 2026-11-25


async def held(record: SqlRecord, learner: int = LEARNER) -> bool:
    """Whether anything is stored about someone."""
    return any((await record.export(learner)).values())


async def test_an_old_copy_brings_nobody_back(url: str, tmp_path: Path) -> None:
    """As after a restore: the rows are there and nothing in the database says that they were erased."""
    backups = tmp_path / "backups"
    async with open_record(url, backups=backups) as record:
        await fill(record, LEARNER, 100)
        await record.erase(LEARNER)
        await record._execute("DELETE FROM erasure")
        await fill(record, LEARNER, 300)
        await fill(record, LEARNER + 1, 200)
    async with open_record(url, backups=backups) as record:
        assert not await held(record)
        assert await held(record, LEARNER + 1)


async def test_who_comes_back_is_not_erased_again(url: str, tmp_path: Path) -> None:
    """An erasure is of what was there by then, however often the program starts after it."""
    for start in range(3):
        async with open_record(url, backups=tmp_path / "backups") as record:
            if not start:
                await fill(record, LEARNER, 100)
                await record.erase(LEARNER)
                await record.start_quiz(quiz())
            assert await held(record)
            await record.expire_copies()


async def test_an_erasure_cut_short_is_made_at_the_next_start(url: str, tmp_path: Path) -> None:
    """Noted, and the program died: it is made before anything else."""
    backups = tmp_path / "backups"
    async with open_record(url, backups=backups) as record:
        await fill(record, LEARNER, 100)
        await asyncio.to_thread(record._erasures.note, LEARNER, 1000)
    async with open_record(url, backups=backups) as record:
        assert not await held(record)


async def test_what_cannot_be_noted_is_not_erased(record: SqlRecord) -> None:
    """Where the note can't be kept the promise couldn't be: it is said, and everything is as it was."""
    await fill(record, LEARNER, 100)
    folder = record._erasures.folder
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file in the way")
    with pytest.raises(DatabaseUnusable, match="Can't note the erasure"):
        await record.erase(LEARNER)
    assert await held(record)


def test_half_a_line_spoils_no_other(tmp_path: Path) -> None:
    """A crash in the middle of a note leaves the ones before and after it as they are."""
    erasures = Erasures(tmp_path / "notes")
    first = erasures.note(1, NOVEMBER)
    [path] = erasures.folder.iterdir()
    assert path.name == "2026-11.jsonl"
    with path.open("a") as file:
        file.write('\n{"token": "ab", "lear')
    second = erasures.note(2, NOVEMBER)
    assert erasures.noted() == [first, second]


@pytest.mark.parametrize(("days", "left"), [(30, 1), (36, 1), (38, 0)])
def test_notes_are_kept_longer_than_copies(tmp_path: Path, days: int, left: int) -> None:
    """A note goes with its month, and never before a copy that could bring the person back."""
    erasures = Erasures(tmp_path / "notes")
    erasures.note(1, NOVEMBER)
    (erasures.folder / "something else.jsonl").write_text("")
    erasures.expire(NOVEMBER + (days - 30) * DAY)
    assert len(erasures.noted()) == left


async def test_copies_and_notes_expire_together(sqlite_url: str, tmp_path: Path) -> None:
    """Old copies that this program made are deleted, unfinished ones too, other files are not. The newest two
    stay however old they are, and so do the notes that they need."""
    now = [NOVEMBER]
    folder = tmp_path / "backups"

    def place(name: str, at: int) -> None:
        (folder / name).write_text("")
        os.utime(folder / name, (at // 1000, at // 1000))

    async with open_record(sqlite_url, backups=folder, clock=lambda: now[0]) as record:
        await fill(record, LEARNER, 100)
        await record.erase(LEARNER)
        await record.start_quiz(quiz())
        folder.mkdir()
        others = {"record-mine.db", "other-backup-x-1.db"}
        ours = ["record-schema-4-1.db", "record-backup-x-1.db", "record-replaced-x-1.db"]
        for day, name in enumerate([*others, *ours, "record-backup-x-2.db.unfinished"]):
            place(name, NOVEMBER + day * DAY)
        await record.expire_copies()
        assert len(list(folder.iterdir())) == 6
        now[0] += 200 * DAY
        await record.expire_copies()
        assert {path.name for path in folder.iterdir()} == others | set(ours[1:])
        assert len(await asyncio.to_thread(record._erasures.noted)) == 1
        for number in (1, 2):
            place(f"record-backup-y-{number}.db", now[0])
        await record.expire_copies()
        assert not {path.name for path in folder.iterdir()} & set(ours)
        assert await asyncio.to_thread(record._erasures.noted) == []
        assert await record._fetch("SELECT * FROM erasure") == []
        assert await held(record)


async def test_the_newest_copies_can_be_put_back_however_old_they_are(
    sqlite_url: str, tmp_path: Path
) -> None:
    """On a clock that's far ahead nothing is lost: the copies are there, and who was erased stays erased."""
    now = [NOVEMBER]
    async with open_record(sqlite_url, clock=lambda: now[0]) as record:
        await fill(record, LEARNER, 100)
        await fill(record, LEARNER + 1, 200)
        copies = [await asyncio.to_thread(record._backups.take, None) for _ in range(2)]
        for copy in copies:
            os.utime(copy, (NOVEMBER // 1000, NOVEMBER // 1000))
        await record.erase(LEARNER)
        now[0] += 700 * DAY
        await record.expire_copies()
        archive = record._backups
    await asyncio.to_thread(archive.put_back, copies[0], 99)
    async with open_record(sqlite_url, clock=lambda: now[0]) as record:
        assert not await held(record)
        assert await held(record, LEARNER + 1)


async def test_a_copy_is_put_back_without_who_was_erased_since(sqlite_url: str, tmp_path: Path) -> None:
    """Backup, erasure, restore of the file itself: gone is gone, the others and the counters are back."""
    async with open_record(sqlite_url) as record:
        await fill(record, LEARNER, 100)
        await fill(record, LEARNER + 1, 200)
        copy = await asyncio.to_thread(record._backups.take, tmp_path / "copies" / "one.db")
        await record.erase(LEARNER)
        counters = await record.counters(COURSE)
        with pytest.raises(BackupUnusable, match="in use"):
            await asyncio.to_thread(record._backups.put_back, copy, 99)
    kept = await asyncio.to_thread(record._backups.put_back, copy, 99)
    assert kept is not None
    with closing(sqlite3.connect(kept)) as before:
        assert before.execute("SELECT COUNT(*) FROM learner").fetchone() == (1,)
    async with open_record(sqlite_url) as record:
        assert not await held(record)
        assert await held(record, LEARNER + 1)
        assert await record.counters(COURSE) == counters


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no file"),
        (b"text" * 500, "isn't a copy of a Lessonbot database"),
        (b"", "isn't a copy of a Lessonbot database"),
    ],
)
async def test_what_is_no_copy_is_not_put_back(
    sqlite_url: str, tmp_path: Path, content: bytes | None, said: str
) -> None:
    """The record stays as it is, and what is wrong is said."""
    async with open_record(sqlite_url) as record:
        await fill(record, LEARNER, 100)
    copy = tmp_path / "copy.db"
    if content is not None:
        copy.write_bytes(content)
    with pytest.raises(BackupUnusable, match=said):
        await asyncio.to_thread(record._backups.put_back, copy, 99)
    async with open_record(sqlite_url) as record:
        assert await held(record)


async def test_copies_too_old_or_too_new_are_refused(sqlite_url: str, tmp_path: Path) -> None:
    """After so many days it isn't known any more who was erased; nor can a newer program's record be read."""
    now = [0]
    async with open_record(sqlite_url, clock=lambda: now[0]) as record:
        copy = await asyncio.to_thread(record._backups.take, tmp_path / "copy.db")
        now[0] = int(copy.stat().st_mtime * 1000) + 31 * DAY
        with pytest.raises(BackupUnusable, match="older than 30 days"):
            await asyncio.to_thread(record._backups.put_back, copy, 99)
        now[0] = 0
        with pytest.raises(BackupUnusable, match="another version"):
            await asyncio.to_thread(record._backups.put_back, copy, 1)
        with pytest.raises(BackupUnusable, match="already exists"):
            await asyncio.to_thread(record._backups.take, copy)
        with pytest.raises(BackupUnusable, match="database itself"):
            await asyncio.to_thread(record._backups.put_back, tmp_path / "record.db", 99)
