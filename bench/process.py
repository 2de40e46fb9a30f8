"""The bot as a process of its own that can be killed: forked from one that has imported everything already.

The process is real, with a process id, a record on disk and sockets of its own; only the imports and the
reading of the course, which are the same each time, are done once for all of them.
"""

import asyncio
import logging
import multiprocessing
import os
from collections.abc import Mapping

import bot.bootstrap
from bot.bootstrap import load_library
from bot.config import Settings
from bot.errors import ConfigurationError
from bot.runner import run

LIBRARY = load_library(Settings.read().course_folders)
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["bench.process"])


class BotProcess:
    """A bot that was started; `environment` has its settings."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = FORKING.Process(target=_live, args=(dict(environment),), daemon=True)
        self._process.start()

    def kill(self) -> None:
        """End it as `kill -9` does."""
        self._process.kill()
        self._process.join()
        self._process.close()

    @property
    def alive(self) -> bool:
        """Whether it runs still."""
        return self._process.is_alive()


def _live(environment: Mapping[str, str]) -> None:
    os.environ.update(environment)
    level = environment.get("LESSONBOT_LOG_LEVEL", "ERROR")
    logging.basicConfig(level=level, format="%(asctime)s %(process)d %(name)s %(message)s")
    bot.bootstrap.load_library = lambda folders: LIBRARY
    try:
        asyncio.run(run(Settings.read()))
    except (ConfigurationError, OSError) as error:
        logging.critical("%s", error)
