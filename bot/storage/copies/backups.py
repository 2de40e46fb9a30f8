"""Backups of a SQLite record: make, restore and expire them."""

import logging
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.domain.calendar.day import DAY
from bot.errors.storage import BackupUnusable, RecordMissing
from bot.storage.engines.wal import log_matches
from bot.storage.files import make_file, make_folder

log = logging.getLogger(__name__)

KEPT = 2
"""Backups that are never deleted because of their age."""

DAILY = "daily"

KINDS = ("schema", "backup", DAILY, "replaced", "rescued")
"""Why a copy was made: before a migration, by hand, once a day, before another was put in its place, or
because the file of a running bot was taken away."""

UNFINISHED = ".unfinished"
"""The suffix of a backup that's still being written. A crash leaves it behind."""

LOG = ".wal"
"""The suffix of a log that was set aside. SQLite doesn't pair a log of this name with any database."""

BACKUP_DAYS = 30
"""Days to keep backups by default."""


@dataclass(frozen=True)
class Backups:
    """The folder of the copies of the record at `path`, kept for some days; `path` None: no file, no copies.

    Its methods block: call them in a thread. `clock` is that of the machine, in milliseconds of UTC.
    """

    folder: Path
    path: Path | None
    days: int
    clock: Callable[[], int]
    daily: bool = False

    def take_daily(self) -> Path | None:
        """Back up the record if backups are daily and the last of those is a day old. Return the new one.

        Raise BackupUnusable.
        """
        if not self.daily or not self.path:
            return None
        made = self.folder.glob(f"{self.path.stem}-{DAILY}-*.db") if self.folder.is_dir() else ()
        if any(_taken_at(copy) > self.clock() - DAY for copy in made):
            return None
        return self.take(None, DAILY)

    def expire(self) -> int:
        """Delete copies older than `days`, but never the newest. Return a time before which none are left.

        Only files with names that this program gives are touched, including unfinished ones from a crash.
        """
        before = self.clock() - self.days * DAY
        kept = self._kept()
        for copy in [*self._copies(), *self._copies(UNFINISHED), *self._copies(LOG)]:
            if copy not in kept and _taken_at(copy) < before:
                copy.unlink(missing_ok=True)
        return min([before, *map(_taken_at, kept)])

    def _copies(self, ending: str = "") -> list[Path]:
        """Return the copies of the record in the folder, the newest first."""
        if not self.path or not self.folder.is_dir():
            return []
        found = (self.folder.glob(f"{self.path.stem}-{kind}-*.db{ending}") for kind in KINDS)
        return sorted((copy for copies in found for copy in copies), key=_taken_at, reverse=True)

    def _kept(self) -> list[Path]:
        """Return the newest copies. They stay at any age, so that a wrong clock can't delete the last one."""
        return self._copies()[:KEPT]

    def take(self, goal: Path | None, kind: str = "backup") -> Path:
        """Back up the record, even while the bot runs, and return the path of the backup.

        By default it gets a unique name in the folder, with its `kind`. Raise BackupUnusable.
        """
        path = self._file
        if not path.is_file():
            raise RecordMissing(str(path))
        if not log_matches(path):
            raise BackupUnusable(f"The database {path} and {path.name}-wal don't belong together.")
        if goal and goal.exists():
            raise BackupUnusable(f"{goal} already exists; choose another file.")
        try:
            goal = goal or self.place(kind)
            make_folder(goal.parent)
            copy_record(path, goal)
        except (OSError, sqlite3.Error) as fault:
            raise BackupUnusable(f"Can't copy the database {path} to {goal} ({fault}).") from fault
        return goal

    def put_back(self, copy: Path, newest: int) -> Path | None:
        """Restore a backup and return where the replaced record is. No program may have the record open.

        `newest` is the latest schema that this program knows. Raises BackupUnusable, and nothing is changed.
        """
        path = self._file
        self._check(copy, newest)
        try:
            self._put_log_aside(path)
            _claim(path)
            make_folder(path.parent)
            fresh = path.with_name(path.name + ".part")
            copy_record(copy, fresh)
            kept = None
            if path.exists():
                kept = self.place("replaced")
                make_file(kept)
                shutil.copyfile(path, kept)
            for rest in ("-wal", "-shm"):
                path.with_name(path.name + rest).unlink(missing_ok=True)
            fresh.replace(path)
        except (OSError, sqlite3.Error) as fault:
            raise BackupUnusable(f"Can't restore {copy} to {path} ({fault}).") from fault
        return kept

    def _put_log_aside(self, path: Path) -> None:
        """Keep a log that isn't the record's: SQLite would mix the two, and it may have the only copy."""
        if not log_matches(path):
            kept = self.place("replaced").with_suffix(f".db{LOG}")
            shutil.move(path.with_name(f"{path.name}-wal"), kept)
            log.warning("%s-wal wasn't of this record and is kept as %s", path, kept)

    def _check(self, copy: Path, newest: int) -> None:
        """Refuse a backup that is damaged, from a newer version or expired."""
        if not copy.is_file():
            raise BackupUnusable(f"There's no file {copy}.")
        if copy.resolve() == self._file.resolve():
            raise BackupUnusable(f"{copy} is the database itself; choose a copy of it.")
        kept = {each.resolve() for each in self._kept()}  # erasures since are still noted
        if copy.resolve() not in kept and _taken_at(copy) < self.clock() - self.days * DAY:
            raise BackupUnusable(
                f"{copy} is older than {self.days} days (LESSONBOT_BACKUP_DAYS), so it can't be restored: the"
                " notes on who's been erased since then may have expired."
            )
        try:
            with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as source:
                [[found]] = source.execute("PRAGMA integrity_check(1)").fetchall()
                [[version]] = source.execute("SELECT MAX(version) FROM schema_version").fetchall()
        except sqlite3.Error as fault:
            raise BackupUnusable(f"{copy} isn't a copy of a Lessonbot database ({fault}).") from fault
        if found != "ok":
            raise BackupUnusable(f"{copy} is damaged ({found}).")
        if not version or version > newest:
            raise BackupUnusable(
                f"{copy} is from another version of Lessonbot (its schema: {version}, known: {newest})."
            )

    @property
    def _file(self) -> Path:
        if self.path is None:
            raise BackupUnusable(
                "This only works with an SQLite database. For PostgreSQL, use pg_dump and pg_restore; people"
                " erased since the dump are erased again when the bot starts."
            )
        return self.path

    def place(self, kind: str) -> Path:
        """Return a path for a copy, in the folder and under a name that no other file has."""
        stamp = datetime.fromtimestamp(self.clock() / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
        names = (self.folder / f"{self._file.stem}-{kind}-{stamp}-{number}.db" for number in count(1))
        make_folder(self.folder)
        return next(name for name in names if not name.exists())


def _taken_at(copy: Path) -> int:
    """Return when a file was last written, in milliseconds of UTC."""
    return copy.stat().st_mtime_ns // 1_000_000


def copy_record(source: Path, goal: Path) -> None:
    """Copy the committed content of a SQLite file into another, atomically."""
    unfinished = goal.with_name(goal.name + UNFINISHED)
    unfinished.unlink(missing_ok=True)
    make_file(unfinished)
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as origin,
            closing(sqlite3.connect(unfinished)) as target,
        ):
            origin.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(goal)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _claim(path: Path) -> None:
    """Raise BackupUnusable when another program has the record open; what it has committed is in the file."""
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # fails while another program has it open
    except sqlite3.Error as fault:
        if getattr(fault, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BackupUnusable(f"The database {path} is in use; stop the bot first.") from fault
        # a damaged record is a reason to restore a backup, so don't refuse
