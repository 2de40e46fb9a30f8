"""Settings, read once from the environment and `.env`, and immutable afterwards."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingInvalid

LINK_LENGTH = 512
"""Characters of an address that Discord takes on a button."""

DISCORD_API_URL = "https://discord.com/api/v10"


def shipped_courses() -> Path:
    """The folder of the courses that come with the program: in a checkout, else where pip put them."""
    checkout = Path(__file__).resolve().parent.parent / "lessons"
    return checkout if checkout.is_dir() else Path(sys.prefix) / "share" / "lessonbot" / "lessons"


class Settings(BaseSettings):
    """Every setting. The names in the environment are the aliases."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr | None = Field(default=None, alias="DISCORD_TOKEN")
    api_url: str = Field(default=DISCORD_API_URL, alias="DISCORD_API_URL")
    database: str = Field(default="data/lessonbot.db", alias="LESSONBOT_DATABASE")
    backups: Path = Field(default=Path("data/backups"), alias="LESSONBOT_BACKUPS")
    backup_days: int = Field(default=30, ge=1, le=3650, alias="LESSONBOT_BACKUP_DAYS")
    courses: Annotated[tuple[Path, ...], NoDecode] = Field(default=(), alias="LESSONBOT_COURSES")
    shards: int | None = Field(default=None, ge=1, le=1000, alias="LESSONBOT_SHARDS")
    log: Literal["text", "json"] = Field(default="text", alias="LESSONBOT_LOG")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", alias="LESSONBOT_LOG_LEVEL"
    )
    privacy_url: str | None = Field(default=None, alias="LESSONBOT_PRIVACY_URL")
    terms_url: str | None = Field(default=None, alias="LESSONBOT_TERMS_URL")
    clock: datetime | None = Field(default=None, alias="LESSONBOT_CLOCK")

    @field_validator("courses", mode="before")
    @classmethod
    def _split_folders(cls, value: object) -> object:
        """Folders are separated as in PATH."""
        return (
            tuple(Path(part) for part in value.split(os.pathsep) if part) if isinstance(value, str) else value
        )

    @field_validator("api_url")
    @classmethod
    def _complete_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("it must be an http or https address")
        return value.rstrip("/") if parts.path.strip("/") else f"{value.rstrip('/')}/api/v10"

    @field_validator("privacy_url", "terms_url")
    @classmethod
    def _linkable(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        if value is not None and (
            parts.scheme not in ("http", "https") or not parts.hostname or len(value) > LINK_LENGTH
        ):
            raise ValueError(f"it must be an http or https address of at most {LINK_LENGTH} characters")
        return value

    @field_validator("clock")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("it needs an offset, such as 2026-03-29T00:59:00Z")
        return value

    @property
    def course_folders(self) -> tuple[Path, ...]:
        """Every course to load: those that ship with the program, then those named in the settings."""
        shipped = tuple(sorted(path.parent for path in shipped_courses().glob("*/course.yaml")))
        return shipped + self.courses

    @classmethod
    def read(cls) -> Self:
        """Settings from the environment, then `.env` in the working directory, then the defaults.

        Raises SettingInvalid with one sentence for each setting that cannot be used.
        """
        try:
            return cls()
        except ValidationError as error:
            faults = (
                f"{fault['loc'][0]} cannot be used: {fault['msg'].removeprefix('Value error, ')}"
                for fault in error.errors(include_input=False, include_url=False)
            )
            raise SettingInvalid("; ".join(faults) + ". See .env.example.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise SettingInvalid(f"The file .env cannot be read ({error}). Save it as UTF-8 text.") from None
