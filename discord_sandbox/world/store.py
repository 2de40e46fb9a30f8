"""Where the world is kept: nowhere, or in a folder that survives `kill -9`."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Protocol

LONGEST_ID = 20  # digits of 2**64


class WorldInUse(OSError):
    """Another sandbox, which is alive, has the folder of this world."""


class Store(Protocol):
    """Documents by kind and id, and attachments by id."""

    def put(self, kind: str, key: str, body: Any) -> None:
        """Keep a JSON document, in place of the one of that kind and key if there is one."""

    def delete(self, kind: str, key: str) -> None:
        """Forget a document; one that is not there is no error."""

    def load(self, kind: str, rewrite: Callable[[str], str]) -> Iterator[tuple[str, Any]]:
        """Yield every document of a kind in the order of its keys, its text passed through `rewrite`."""

    def write_file(self, key: str, content: bytes) -> None:
        """Keep an attachment."""

    def read_file(self, key: str) -> bytes | None:
        """Return an attachment, or None."""

    def transaction(self) -> AbstractContextManager[None]:
        """Keep all that is put and deleted inside, or, if an exception leaves it, none of it."""

    def close(self) -> None:
        """Let go of what is open."""


class NoStore:
    """Keeps attachments in memory and documents not at all: the world's own memory is enough."""

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
        """Keep an attachment."""
        self._files[key] = content

    def read_file(self, key: str) -> bytes | None:
        """Return an attachment, or None."""
        return self._files.get(key)

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context that does nothing."""
        return nullcontext()

    def close(self) -> None:
        """Do nothing."""


class FolderStore:
    """Keeps documents in one SQLite table and attachments as files beside it.

    In WAL mode a commit reaches the operating system before it returns, so the death of the process
    loses nothing that was committed; only the death of the machine may.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder, making it if it is not there; raise WorldInUse where a sandbox lives in it,
        and OSError where it can't be opened."""
        self._files = folder / "attachments"
        self._files.mkdir(parents=True, exist_ok=True)
        path = folder / "world.sqlite3"
        path.touch(mode=0o600)
        path.chmod(0o600)  # it holds the tokens, and SQLite gives its log the same permissions
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
            raise OSError(f"the world in {folder} cannot be opened ({fault})") from fault

    def put(self, kind: str, key: str, body: Any) -> None:
        """Keep a JSON document, in place of the one of that kind and key if there is one."""
        self._database.execute("REPLACE INTO documents VALUES (?, ?, ?)", (kind, key, json.dumps(body)))

    def delete(self, kind: str, key: str) -> None:
        """Forget a document; one that is not there is no error."""
        self._database.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))

    def load(self, kind: str, rewrite: Callable[[str], str]) -> Iterator[tuple[str, Any]]:
        """Yield every document of a kind in the order of its keys, its text passed through `rewrite`."""
        rows = self._database.execute(
            "SELECT key, body FROM documents WHERE kind = ? ORDER BY length(key), key", (kind,)
        )
        for key, body in rows:
            yield key, json.loads(rewrite(body))

    def write_file(self, key: str, content: bytes) -> None:
        """Keep an attachment."""
        self._place(key).write_bytes(content)

    def read_file(self, key: str) -> bytes | None:
        """Return an attachment, or None."""
        path = self._place(key)
        return path.read_bytes() if path.is_file() else None

    def _place(self, key: str) -> Path:
        """Return where an attachment lies; raise ValueError for a key that isn't one of this world's ids."""
        if not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_ID):
            raise ValueError(f"{key!r} isn't the id of an attachment")
        return self._files / key

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is put and deleted inside, or, if an exception leaves it, none of it."""
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
