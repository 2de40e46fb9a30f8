"""Store the world: nowhere, or in a folder that survives `kill -9`."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Protocol

LONGEST_ID = 20  # digits of 2**64


class WorldInUse(OSError):
    """Raised when another running sandbox uses the folder."""


class Store(Protocol):
    """Store documents by kind and id, and attachments by id."""

    def put(self, kind: str, key: str, body: Any) -> None:
        """Save a JSON document, replacing any with the same kind and key."""

    def delete(self, kind: str, key: str) -> None:
        """Delete a document if it exists."""

    def load(self, kind: str, rewrite: Callable[[str], str]) -> Iterator[tuple[str, Any]]:
        """Yield every document of a kind by key. `rewrite` can change its text first."""

    def write_file(self, key: str, content: bytes) -> None:
        """Save an attachment."""

    def read_file(self, key: str) -> bytes | None:
        """Return an attachment's content, or None."""

    def transaction(self) -> AbstractContextManager[None]:
        """Commit all changes made inside, or none of them if there's an exception."""

    def close(self) -> None:
        """Release resources."""


class NoStore:
    """Keep attachments in memory and discard documents, which the world has in memory anyway."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def put(self, kind: str, key: str, body: Any) -> None:
        """Do nothing."""

    def delete(self, kind: str, key: str) -> None:
        """Do nothing."""

    def load(self, kind: str, rewrite: Callable[[str], str]) -> Iterator[tuple[str, Any]]:
        """Yield nothing."""
        return iter(())

    def write_file(self, key: str, content: bytes) -> None:
        """Save an attachment."""
        self._files[key] = content

    def read_file(self, key: str) -> bytes | None:
        """Return an attachment's content, or None."""
        return self._files.get(key)

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context that does nothing."""
        return nullcontext()

    def close(self) -> None:
        """Do nothing."""


class FolderStore:
    """Store documents in an SQLite table, and attachments as files beside it.

    In WAL mode, a commit reaches the operating system before it returns. So a killed process loses nothing
    that was committed; only a crash of the machine can.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder, creating it if necessary.

        Raise WorldInUse if another sandbox uses it, or OSError if it can't be opened.
        """
        self._files = folder / "attachments"
        self._files.mkdir(parents=True, exist_ok=True)
        path = folder / "world.sqlite3"
        path.touch(mode=0o600)
        path.chmod(0o600)  # it contains tokens; SQLite gives its log the same permissions
        self._database = sqlite3.connect(path, isolation_level=None, timeout=0)
        try:
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS documents "
                "(kind TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
            )
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("COMMIT")
        except sqlite3.DatabaseError as fault:
            self._database.close()
            if getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise WorldInUse(f"a sandbox is running in {folder}") from fault
            raise OSError(f"the world in {folder} can't be opened ({fault})") from fault

    def put(self, kind: str, key: str, body: Any) -> None:
        """Save a JSON document, replacing any with the same kind and key."""
        self._database.execute("REPLACE INTO documents VALUES (?, ?, ?)", (kind, key, json.dumps(body)))

    def delete(self, kind: str, key: str) -> None:
        """Delete a document if it exists."""
        self._database.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))

    def load(self, kind: str, rewrite: Callable[[str], str]) -> Iterator[tuple[str, Any]]:
        """Yield every document of a kind by key. `rewrite` can change its text first."""
        rows = self._database.execute(
            "SELECT key, body FROM documents WHERE kind = ? ORDER BY length(key), key", (kind,)
        )
        for key, body in rows:
            yield key, json.loads(rewrite(body))

    def write_file(self, key: str, content: bytes) -> None:
        """Save an attachment."""
        self._place(key).write_bytes(content)

    def read_file(self, key: str) -> bytes | None:
        """Return an attachment's content, or None."""
        path = self._place(key)
        return path.read_bytes() if path.is_file() else None

    def _place(self, key: str) -> Path:
        """Return an attachment's path. Raise ValueError if the key isn't an id."""
        if not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_ID):
            raise ValueError(f"{key!r} isn't the id of an attachment")
        return self._files / key

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all changes made inside, or none of them if there's an exception."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Close the database."""
        self._database.close()
