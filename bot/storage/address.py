"""Read the address of a record: a file, or a PostgreSQL database.

No text from here holds a password.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors.storage import DatabaseUnusable

SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(//)?(.*)", re.IGNORECASE | re.DOTALL)
"""At least two characters: a single letter is a drive on Windows."""

CREDENTIALS = re.compile(r"^(?!\w:[\\/]).*:.*@|\b(password|host|dbname)\s*=", re.DOTALL)
"""Match a database address without its scheme. None of our paths look like that."""

NO_ASYNCPG = "PostgreSQL needs the asyncpg package; install it with `pip install 'lessonbot[postgres]'`."

EXAMPLES = "a file such as sqlite:///data/lessonbot.db, or postgresql://user:password@host/database"


def database_file(url: str) -> Path | None:
    """Return the absolute path of the file at an address, None for a PostgreSQL database.

    Anything that might be a mistyped database address is refused: as a path, it would show its password in
    the log and in the file system. Raises DatabaseUnusable.
    """
    match = SCHEME.fullmatch(url)
    scheme, slashes, rest = match.groups() if match else ("", None, url)
    scheme = scheme.lower()
    if scheme in {"postgresql", "postgres"} and slashes:
        _without_password(url)
        return None
    if scheme and (scheme != "sqlite" or not slashes or not rest.startswith("/")):
        mark = slashes or ""
        raise DatabaseUnusable(
            f"A database address can't start with {scheme}:{mark} like that; use {EXAMPLES}."
        )
    if not scheme and CREDENTIALS.search(url):
        raise DatabaseUnusable(f"The database address isn't valid; use {EXAMPLES}.")
    path = rest[1:] if scheme else rest
    if path in {"", ":memory:"}:
        raise DatabaseUnusable(
            "The database address doesn't name a file; use one such as sqlite:///data/lessonbot.db."
        )
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError:
        raise DatabaseUnusable(
            f"The database {path} starts with ~, but there's no such home folder; use the full path."
        ) from None


def display_address(url: str) -> str:
    """Return what to call the record: the absolute path, or the address without the user and the password.

    Raises DatabaseUnusable.
    """
    path = database_file(url)
    return str(path) if path else _without_password(url)


def _without_password(url: str) -> str:
    """Return the address of a PostgreSQL database without the user and the password."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts = None
    # an @ further on means that a character of the password ended the host too early
    if parts is None or "@" in f"{parts.path}{parts.query}{parts.fragment}":
        raise DatabaseUnusable(
            "The database address isn't valid. Use postgresql://user:password@host/database, and"
            " percent-encode special characters in the password (such as %40 for @)."
        )
    return f"postgresql://{parts.hostname or 'localhost'}{port}{parts.path}"
