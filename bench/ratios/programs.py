"""The bots under measure, each a program of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.ratios.load import LoadProcess

OURS, BARE = "ours", "bare"
"""The bots' tokens."""

TODAY = datetime(2026, 6, 8, 9, tzinfo=UTC)
LATER = datetime(2026, 6, 28, 9, tzinfo=UTC)
"""When everything that was learned is due for review."""


@dataclass(frozen=True)
class Program:
    """A bot that's online. `started` is how many seconds that took."""

    token: str
    pid: int
    started: float


def settings_for(load: LoadProcess, folder: Path, now: datetime) -> dict[str, str]:
    """Return the settings of our bot on the record in a folder, from this time on."""
    return {
        "DISCORD_TOKEN": OURS,
        "DISCORD_API_URL": load.call("url"),
        "LESSONBOT_DATABASE": str(folder / "record.db"),
        "LESSONBOT_BACKUPS": str(folder / "backups"),
        "LESSONBOT_CLOCK": now.isoformat(),
        "LESSONBOT_LOG_LEVEL": "ERROR",
        "LESSONBOT_SHARDS": "1",
    }


@contextmanager
def our_bot(load: LoadProcess, folder: Path, now: datetime = TODAY) -> Iterator[Program]:
    """Run our bot on the record in a folder, from this time on."""
    with _program(load, OURS, ["-m", "bot", "run"], settings_for(load, folder, now)) as running:
        yield running


@contextmanager
def bare_bot(load: LoadProcess, recorded: Path) -> Iterator[Program]:
    """Run the bare bot on a file of recorded replies."""
    settings = {"DISCORD_TOKEN": BARE, "DISCORD_API_URL": load.call("url")}
    with _program(load, BARE, ["-m", "bench.bare", str(recorded)], settings) as running:
        yield running


@contextmanager
def _program(
    load: LoadProcess, token: str, arguments: list[str], settings: dict[str, str]
) -> Iterator[Program]:
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **settings})
    try:
        yield Program(token, process.pid, load.call("ready", token) - began)
    finally:
        process.terminate()
        process.wait()
