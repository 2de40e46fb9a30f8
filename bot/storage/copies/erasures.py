"""Erasures, noted outside the database so that they survive restoring an old backup.

A folder beside the database has a file for each month, with a line of JSON for each erasure. The database
keeps the tokens of completed erasures. Noted erasures that it lacks are repeated when it is opened.

The person's Discord id is stored unhashed: a hash would hide nothing, because ids can be tried one by one.
"""

import errno
import json
import logging
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors.storage import DatabaseUnusable, RecordUnavailable, StorageFault
from bot.storage.files import make_folder

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Erasure:
    """An erasure: a unique token, the person's Discord id, and the time in milliseconds of UTC."""

    token: str
    learner: int
    at: int


@dataclass(frozen=True)
class Erasures:
    """The folder of notes. Its methods block: call them in a thread."""

    folder: Path

    def note(self, learner: int, at: int) -> Erasure:
        """Write down an erasure; it's on disk when this returns. Raises RecordUnavailable."""
        erasure = Erasure(secrets.token_hex(16), learner, at)
        path = self.folder / f"{_moment(at):%Y-%m}.jsonl"
        try:
            make_folder(self.folder)
            handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                # the line break comes first, so that half a line, left by a crash, spoils no other
                os.write(handle, f"\n{json.dumps(asdict(erasure))}\n".encode())
                os.fsync(handle)
            finally:
                os.close(handle)
            _keep_names(self.folder)
        except OSError as fault:
            reason: StorageFault = "full" if fault.errno == errno.ENOSPC else "read-only"
            raise RecordUnavailable(
                f"Can't note the erasure in {self.folder} ({fault.strerror}); give this user write access.",
                reason,
            ) from fault
        return erasure

    def noted(self) -> list[Erasure]:
        """Return all noted erasures, oldest first. Raise DatabaseUnusable if they can't be read."""
        try:
            paths = sorted(self.folder.glob("*.jsonl"))
            return [erasure for path in paths for erasure in _read(path)]
        except OSError as fault:
            raise DatabaseUnusable(
                f"Can't read the erasures in {self.folder} ({fault.strerror}); give this user read access."
            ) from fault

    def expire(self, before: int) -> None:
        """Delete the months that ended before an instant."""
        for path in self.folder.glob("*.jsonl"):
            try:
                month = datetime.strptime(path.stem, "%Y-%m").replace(tzinfo=UTC)
            except ValueError:
                continue
            if (month + timedelta(days=31)).timestamp() * 1000 < before:
                path.unlink(missing_ok=True)


def _read(path: Path) -> Iterator[Erasure]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.strip():
            continue
        try:
            erasure = Erasure(**json.loads(line))
        except (ValueError, TypeError):
            log.warning("Skipped an unreadable line in %s; its erasure was never confirmed", path)
        else:
            yield erasure


def _keep_names(folder: Path) -> None:
    """Flush the names of new files to disk, if the system supports that."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
