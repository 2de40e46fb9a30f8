"""Settings, read once from the environment and `.env`, and immutable afterwards."""

import os
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors.configuration import SettingInvalid

LINK_LENGTH = 512
"""Longest URL that Discord accepts on a button."""

ENV_FILE = ".env"

DISCORD_API_URL = "https://discord.com/api/v10"


def shipped_courses() -> Path:
    """Return the folder of the shipped courses: in a checkout, or where pip installed them."""
    checkout = Path(__file__).resolve().parent.parent / "lessons"
    return checkout if checkout.is_dir() else Path(sys.prefix) / "share" / "lessonbot" / "lessons"


class Settings(BaseSettings):
    """All settings. The aliases are their names in the environment."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr | None = Field(default=None, alias="DISCORD_TOKEN")
    api_url: str = Field(default=DISCORD_API_URL, alias="DISCORD_API_URL")
    database: str = Field(default="data/lessonbot.db", alias="LESSONBOT_DATABASE")
    backups: Path = Field(default=Path("data/backups"), alias="LESSONBOT_BACKUPS")
    backup_days: int = Field(default=30, ge=1, le=3650, alias="LESSONBOT_BACKUP_DAYS")
    daily_backup: bool = Field(default=True, alias="LESSONBOT_DAILY_BACKUP")
    courses: Annotated[tuple[Path, ...], NoDecode] = Field(default=(), alias="LESSONBOT_COURSES")
    shipped_course: bool = Field(default=True, alias="LESSONBOT_SHIPPED_COURSE")
    default_course: str | None = Field(default=None, alias="LESSONBOT_DEFAULT_COURSE")
    shards: int | None = Field(default=None, ge=1, le=1000, alias="LESSONBOT_SHARDS")
    log: Literal["text", "json"] = Field(default="text", alias="LESSONBOT_LOG")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", alias="LESSONBOT_LOG_LEVEL"
    )
    health_port: int | None = Field(default=None, ge=1, le=65535, alias="LESSONBOT_HEALTH_PORT")
    privacy_url: str | None = Field(default=None, alias="LESSONBOT_PRIVACY_URL")
    terms_url: str | None = Field(default=None, alias="LESSONBOT_TERMS_URL")
    clock: datetime | None = Field(default=None, alias="LESSONBOT_CLOCK")

    @field_validator("courses", mode="before")
    @classmethod
    def _split_folders(cls, value: object) -> object:
        """Split at the separator that PATH uses."""
        return tuple(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value

    @field_validator("courses")
    @classmethod
    def _folders(cls, value: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(_home(path) for path in value)

    @field_validator("backups")
    @classmethod
    def _folder(cls, value: Path) -> Path:
        return _home(value)

    @field_validator("database")
    @classmethod
    def _filled_in(cls, value: str) -> str:
        return value if "://" in value else _complete(value)

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("log", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("api_url")
    @classmethod
    def _complete_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("use an http or https address")
        return value.rstrip("/") if parts.path.strip("/") else f"{value.rstrip('/')}/api/v10"

    @field_validator("privacy_url", "terms_url")
    @classmethod
    def _linkable(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        if value is not None and (
            parts.scheme not in ("http", "https") or not parts.hostname or len(value) > LINK_LENGTH
        ):
            raise ValueError(f"use an http or https address of at most {LINK_LENGTH} characters")
        return value

    @field_validator("clock")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("add a UTC offset, such as 2026-03-29T00:59:00Z")
        return value

    @field_validator("*", mode="before")  # pydantic runs "before" validators in reverse order: this one first
    @classmethod
    def _bare(cls, value: object, info: ValidationInfo) -> object:
        """Strip spaces, line ends and quotes, as other .env readers do.

        `docker run --env-file` keeps quotes, and files from Windows have carriage returns.
        """
        if not isinstance(value, str):
            return value
        value = value.strip()
        for quote in "\"'":
            if value.startswith(quote) != value.endswith(quote) or value == quote:
                raise ValueError(f"it has a {quote} at only one end")
            if value.startswith(quote):
                value = value[1:-1].strip()
        return value or cls.model_fields[info.field_name or ""].get_default()

    @property
    def course_folders(self) -> tuple[Path, ...]:
        """Return every course folder: the shipped one, unless it's off, then those in the settings."""
        shipped = sorted(path.parent for path in shipped_courses().glob("*/course.yaml"))
        return (*(shipped if self.shipped_course else ()), *self.courses)

    @classmethod
    def read(cls) -> Self:
        """Read settings from the environment, then `.env` in the working directory, then the defaults.

        Raises SettingInvalid with one sentence for each invalid setting.
        """
        try:
            return cls()
        except ValidationError as error:
            faults = (
                f"{fault['loc'][0]} isn't valid: {fault['msg'].removeprefix('Value error, ')}"
                for fault in error.errors(include_input=False, include_url=False)
            )
            raise SettingInvalid("; ".join(faults) + ". See .env.example.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise SettingInvalid(f"Can't read {env_file()} ({error}). Save it as UTF-8 text.") from None


def env_file() -> Path:
    """Return the absolute path of the settings file, which doesn't have to exist."""
    return Path(ENV_FILE).absolute()


def unknown_settings() -> Iterator[str]:
    """Yield a warning for each LESSONBOT_ name in the environment or .env that isn't a setting."""
    known = {str(field.alias) for field in Settings.model_fields.values()}
    given = {*os.environ, *dotenv_values(ENV_FILE, interpolate=False)}
    for name in sorted(given):
        if name.upper().startswith("LESSONBOT_") and name.upper() not in known:
            near = get_close_matches(name.upper(), sorted(known), n=1)
            advice = f". Did you mean {near[0]}?" if near else ". See .env.example."
            yield f"{name} isn't a setting{advice}"


def _home(path: Path) -> Path:
    """Return the path with ~ expanded to the home folder."""
    _complete(str(path))
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError(f"there's no home folder for the ~ in {path}; use the full path") from None


def _complete(path: str) -> str:
    """Return the path. Raise ValueError if it contains a variable: settings aren't expanded by a shell."""
    if variable := re.search(r"\$\{?\w+\}?", path):
        raise ValueError(f"{variable[0]} isn't expanded here; use the full path")
    return path
