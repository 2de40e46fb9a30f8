"""The log: lines on the error output, for people or, as JSON, for programs."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal


def visible(text: str) -> str:
    """Escape what a terminal obeys or a reader can't see, so that no text forges a line or colors one."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


class TextLines(logging.Formatter):
    """A line for each record; a traceback follows indented, so that none of it looks like a record."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802, the name is logging's
        """Return the line for a record."""
        record.message = visible(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802, the name is logging's
        """Return the traceback."""
        return "\n".join(f"  {visible(line)}" for line in super().formatException(ei).split("\n"))


class JsonLines(logging.Formatter):
    """One JSON object a line: `at` (UTC), `level`, `logger`, `message`, and `error` with the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record."""
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry)


def start_log(style: Literal["text", "json"], level: str) -> None:
    """Send everything of this level and above to the error output; libraries only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if style == "json" else TextLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("bot").setLevel(level)
    if level == "DEBUG":
        logging.getLogger("discord").setLevel(logging.INFO)
