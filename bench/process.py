"""Run the bot in its own process, which can be killed. It's forked from one that has imported everything.

Each process is real, with its own process id, sockets and database on disk. Only the imports, loading the
course and indexing it, which are the same every time, happen just once.
"""

import asyncio
import logging
import multiprocessing
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.config import Settings
from bot.courses import load_library
from bot.domain.course.library import Library
from bot.errors.configuration import ConfigurationError
from bot.runner import run

FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["bench.warm"])


@cache
def shipped() -> Library:
    """Load the shipped course."""
    return load_library(Settings.read().course_folders)


class BotProcess:
    """A running bot process. `environment` has its settings."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = FORKING.Process(target=_live, args=(dict(environment),), daemon=True)
        self._process.start()

    def kill(self) -> None:
        """Kill it with SIGKILL."""
        self._process.kill()
        self._process.join()
        self._process.close()

    @property
    def cpu(self) -> float:
        """Return the seconds of processor time that it has used. Only Linux says."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def alive(self) -> bool:
        """Return whether it's still running."""
        return self._process.is_alive()


def _live(environment: Mapping[str, str]) -> None:
    from bench.warm import share  # here, in the process that has it loaded already

    os.environ.update(environment)
    level = environment.get("LESSONBOT_LOG_LEVEL", "ERROR")
    logging.basicConfig(level=level, format="%(asctime)s %(process)d %(name)s %(message)s")
    share()
    try:
        asyncio.run(run(Settings.read()))
    except (ConfigurationError, OSError) as error:
        logging.critical("%s", error)
