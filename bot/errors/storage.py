"""Errors of the database and its backups."""

from typing import Literal

from bot.errors.configuration import DEMO, TRY_LATER, ConfigurationError

StorageFault = Literal["busy", "full", "read-only", "damaged", "gone", "unreachable", "stopping", "failed"]
"""Why the database can't be read or written: another process has locked it, the disk is full, it's read-only,
it's damaged, its file was moved or deleted, its server or disk doesn't respond, the program is stopping, or
something unexpected happened."""


class DatabaseUnusable(ConfigurationError):
    """The database can't be opened."""


class RecordUnavailable(DatabaseUnusable):
    """The database can't be read or written at the moment. Nothing was stored; `reason` says why."""

    def __init__(self, text: str, reason: StorageFault) -> None:
        super().__init__(text)
        self.reason = reason
        if reason in ("busy", "unreachable"):
            self.status = TRY_LATER


class RecordTaken(ConfigurationError):
    """The database belongs to another Discord application."""


class RecordMissing(ConfigurationError):
    """There's no database at the place in the settings."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"There's no database at {place}. Run this in the bot's folder, or set LESSONBOT_DATABASE. {DEMO}"
        )


class BackupUnusable(ConfigurationError):
    """The database can't be backed up or restored."""


class DatabaseTooNew(DatabaseUnusable):
    """The database was written by a newer version of this program."""
