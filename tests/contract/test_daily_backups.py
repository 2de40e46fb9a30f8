"""The database is copied once a day, and the copies expire like others."""

import asyncio
import os
from pathlib import Path

import pytest

from bot.domain.calendar.day import DAY
from bot.storage import archive_for, machine_time
from bot.storage.copies.backups import Backups
from tests.contract.samples import COURSE, LEARNER
from tests.records import open_migrated


def copies(folder: Path) -> list[Path]:
    """The daily copies there are."""
    return sorted(folder.glob("*-daily-*.db"))


async def test_there_is_one_copy_a_day(tmp_path: Path) -> None:
    """A second one is only made when the first is a day old, and it has what was stored in between."""
    file = tmp_path / "record.db"
    async with open_migrated(file) as record:
        await record.mark_read(LEARNER, COURSE, "a-lesson", 0, 1)
        archive = archive_for(str(file), tmp_path / "copies", daily=True)
        made = await asyncio.to_thread(archive.take_daily)
        assert await asyncio.to_thread(archive.take_daily) is None
        [first] = copies(tmp_path / "copies")
        assert made == first
        old = (machine_time() - DAY - 1000) / 1000
        os.utime(first, (old, old))
        assert await asyncio.to_thread(archive.take_daily)
    assert len(copies(tmp_path / "copies")) == 2
    async with open_migrated(copies(tmp_path / "copies")[1]) as copy:
        assert await copy.pages_read(LEARNER, COURSE)


async def test_it_can_be_switched_off(tmp_path: Path) -> None:
    """Then nothing is copied. Neither is anything for PostgreSQL, which has tools of its own."""
    async with open_migrated(tmp_path / "record.db"):
        assert archive_for(str(tmp_path / "record.db"), tmp_path).take_daily() is None
        assert Backups(tmp_path, None, 30, machine_time, daily=True).take_daily() is None
    assert not copies(tmp_path)


async def test_a_copy_that_fails_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The cleanup goes on."""
    (tmp_path / "taken").write_text("a file where the folder should be")
    async with open_migrated(tmp_path / "record.db") as record:
        archive = archive_for(str(tmp_path / "record.db"), tmp_path / "taken", daily=True)
        record.maintenance._backups = archive
        await record.back_up_daily()
    assert "The daily backup wasn't made" in caplog.text
