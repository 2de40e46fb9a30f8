"""Private files and folders: they hold what people answered and wrote."""

from contextlib import suppress
from pathlib import Path


def make_folder(folder: Path) -> None:
    """Create a folder, and those above it that are missing, so that only this user can enter them."""
    for each in reversed((folder, *folder.parents)):
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)


def make_file(path: Path) -> None:
    """Create an empty file that only this user can read; take away everyone's access to an existing one.

    SQLite gives its -wal and -shm files the permissions of the database.
    """
    if not path.exists():
        path.touch(mode=0o600)
    elif (
        path.is_file() and path.stat().st_mode & 0o007
    ):  # group access may be intended, access for everyone hardly ever is
        with suppress(PermissionError):  # the file belongs to another user, who decides
            path.chmod(0o600)
