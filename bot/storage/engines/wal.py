"""Tell whether a write-ahead log belongs to the SQLite file beside it.

SQLite doesn't: it replays any whole log over any file, which mixes two records when an older copy is put back
and the log stays where it is. So every commit counts up the file's `user_version`, which is on the first page
of the file. Then the number in the file is either the one just before the log's first commit, or that of a
commit that was copied from the log into the file since.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

LARGEST = 2**31 - 1
"""SQLite keeps a signed number of 32 bits."""

PLACE = slice(60, 64)
"""Where `user_version` is on the first page; see "The Database Header" in SQLite's file format."""

LOOKS = 3
"""Another process may copy the log and start a new one while we look, so look at a mismatch again."""


def count_commit(connection: sqlite3.Connection) -> None:
    """Increase the number of commits, inside the transaction. It starts at a random number."""
    [row] = connection.execute("PRAGMA user_version")
    number = row[0] % LARGEST + 1 if row[0] else secrets.randbelow(2**30) + 1
    connection.execute(f"PRAGMA user_version = {number}")


def log_matches(path: Path) -> bool:
    """Return whether the write-ahead log belongs to the file next to it, or there is none."""
    return any(_log_matches(path) for _ in range(LOOKS))


def _log_matches(path: Path) -> bool:
    stamps = list(_stamps(path.with_name(path.name + "-wal")))
    first_page = _start(path)
    found = int.from_bytes(first_page[PLACE])
    if not stamps or not first_page:  # SQLite throws a log away that has no file, and answers with it
        return not stamps
    # 0: the file was last written before commits were counted
    return found in (0, stamps[0] - 1, *stamps)


def _start(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(100)


def _stamps(log: Path) -> Iterator[int]:
    """Yield the numbers of the commits in a log, oldest first; see "WAL Format" in SQLite's docs."""
    if not log.exists():
        return
    with log.open("rb") as file:
        header = file.read(32)
        size, salt = int.from_bytes(header[8:12]), header[16:24]
        while len(frame := file.read(24)) == 24 and frame[8:16] == salt:  # else it's left from an older log
            page = file.read(size)
            if int.from_bytes(frame[:4]) == 1:
                yield int.from_bytes(page[PLACE])
