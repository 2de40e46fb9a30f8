"""A checkup: whether the bot can start and run here, and what to do if it can't. Changes nothing."""

import asyncio
import base64
import binascii
import os
import re
import shutil
import stat
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import aiohttp

from bot.config import Settings, env_file, unknown_settings
from bot.content import check_courses
from bot.errors.configuration import ConfigurationError
from bot.errors.storage import RecordMissing
from bot.storage.address import database_file, display_address
from bot.storage.probe import probe

LOW_DISK = 500_000_000
"""Free bytes below which the disk gets a warning: the database, its log and backups all grow."""

CLOCK_OFF = 5.0
"""Seconds that the clock may differ from Discord's. Daily posts and time limits depend on it."""

PATIENCE = 10.0
"""Seconds to wait for Discord."""

State = Literal["ok", "warning", "error"]


@dataclass(frozen=True)
class CheckResult:
    """What one check found: `error` if the bot can't run like this. `text` says what to do."""

    state: State
    text: str

    def __str__(self) -> str:
        return f"{self.state:<8}{self.text}"


async def examine(settings: Settings) -> AsyncIterator[CheckResult]:
    """Yield what each check finds: settings, token, courses, database, disk, Discord and the clock."""
    for finding in (*_settings(), *_token(settings)):
        yield finding
    for finding in await asyncio.to_thread(lambda: list(_courses(settings))):
        yield finding
    yield await _database(settings)
    for finding in _folders(settings):
        yield finding
    async for finding in _discord(settings):
        yield finding


def _settings() -> Iterator[CheckResult]:
    file = env_file()
    yield CheckResult(
        "ok", f"Settings: the environment, and {file}" + ("" if file.is_file() else " (no such file)")
    )
    for sentence in unknown_settings():
        yield CheckResult("warning", sentence)
    if file.is_file() and os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield CheckResult(
            "warning", f"Other users can read {file}, which has your token. Run: chmod 600 {file}"
        )


def _token(settings: Settings) -> Iterator[CheckResult]:
    token = settings.token.get_secret_value() if settings.token else ""
    if not token:
        yield CheckResult("error", "Token: none. Set DISCORD_TOKEN; the README tells you where to get one.")
    elif application := _application(token):
        yield CheckResult("ok", f"Token: of the application {application}")
    else:
        yield CheckResult(
            "error",
            "Token: bot tokens have three parts with dots between; this one doesn't. Copy it from the Bot "
            "page in Discord's developer portal; the client secret is something else.",
        )


def _application(token: str) -> int | None:
    """Return the application's id, which is the first part of its token, or None if it isn't a token."""
    match = re.fullmatch(r"([\w-]+)\.[\w-]+\.[\w-]+", token)
    try:
        return int(base64.urlsafe_b64decode(f"{match[1]}==")) if match else None
    except (binascii.Error, ValueError):
        return None


def _courses(settings: Settings) -> Iterator[CheckResult]:
    reports = check_courses(settings.course_folders)
    for report in reports:
        if report.course and not report.faults:
            yield CheckResult("ok", f"Course: {report.course.id} ({report.folder})")
        else:
            yield CheckResult(
                "warning",
                f"Course: {report.folder} has errors and is left out. Run: lessonbot check {report.folder}",
            )
    if not any(report.course for report in reports):
        yield CheckResult(
            "error", "Courses: none that can be used. Set LESSONBOT_COURSES, or fix the errors above."
        )


async def _database(settings: Settings) -> CheckResult:
    where = display_address(settings.database)
    try:
        await probe(settings.database)
    except RecordMissing:
        return CheckResult("ok", f"Database: {where} doesn't exist yet; the bot makes it when it starts")
    except ConfigurationError as fault:
        return CheckResult("error", f"Database: {fault}")
    return CheckResult("ok", f"Database: {where} can be read and written")


def _folders(settings: Settings) -> Iterator[CheckResult]:
    """Check the folders of the database and its backups: writable, with room on the disk."""
    path = database_file(settings.database)
    for folder in dict.fromkeys([path.parent, settings.backups] if path else []):
        there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
        if not os.access(there, os.W_OK):
            yield CheckResult("error", f"Folder: {there} can't be written to by this user")
            continue
        free = shutil.disk_usage(there).free
        text = f"Disk: {free / 1e9:.1f} GB free for {folder}"
        yield (
            CheckResult("ok", text)
            if free >= LOW_DISK
            else CheckResult("warning", f"{text}. Make room soon.")
        )


async def _discord(settings: Settings) -> AsyncIterator[CheckResult]:
    """Ask Discord who the token belongs to, and compare clocks."""
    token = settings.token.get_secret_value() if settings.token else ""
    headers = {"Authorization": f"Bot {token}"}
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{settings.api_url}/users/@me", headers=headers if token else {}) as response,
        ):
            known = await response.json() if response.status == 200 else {}
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as fault:
        yield CheckResult(
            "error", f"Discord: can't be reached at {settings.api_url} ({fault or type(fault).__name__})"
        )
        return
    match response.status:
        case 200:
            yield CheckResult("ok", f"Discord: accepts the token; the bot is {known.get('username')}")
        case 401 if token:
            yield CheckResult(
                "error", "Discord: doesn't accept the token. Reset it on the Bot page, and copy it again."
            )
        case 401:
            yield CheckResult("ok", f"Discord: can be reached at {settings.api_url}")
        case status:
            yield CheckResult("warning", f"Discord: answered {status}. Try again later.")
    if date := response.headers.get("Date"):
        yield _clock(date)


def _clock(date: str) -> CheckResult:
    """Compare the machine's clock with the time in an HTTP header, which has whole seconds."""
    off = abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    if off <= CLOCK_OFF:
        return CheckResult("ok", "Clock: agrees with Discord's")
    return CheckResult(
        "warning", f"Clock: {off:.0f} seconds off Discord's. Turn on time synchronization (NTP)."
    )
