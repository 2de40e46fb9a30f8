"""What every command of the command line does: read the settings, and run to the end."""

import asyncio
import logging
import sys
from collections.abc import Coroutine
from typing import Any

from bot.config import Settings, unknown_settings
from bot.log import start_log

log = logging.getLogger("bot")


def configure(*, quiet: bool = True) -> Settings:
    """Read the settings, start the log, and name what looks like a setting but isn't one."""
    settings = Settings.read()
    start_log(settings.log, "WARNING" if quiet else settings.log_level)
    for sentence in unknown_settings():
        log.warning(sentence)
    return settings


def finish(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine to its end, or exit with 130, as shells expect, if Ctrl+C interrupts it."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        sys.exit(130)
