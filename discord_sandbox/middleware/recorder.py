"""Record the bot's requests and the responses, each as a line of JSON."""

import json
from pathlib import Path
from typing import Any

from discord_sandbox.world.snowflake import iso_time


class Recorder:
    """Append to a file. Each line is written before the response is sent."""

    def __init__(self, path: Path | None) -> None:
        """Take the file, or None for no record."""
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8") if path else None

    def add(self, at: float, method: str, path: str, request: Any, status: int, response: Any) -> None:
        """Write a request, made `at` seconds since 1970. Leave out headers: they contain the token."""
        if self._file is None:
            return
        line = {"at": iso_time(at), "method": method, "path": path, "request": request, "status": status}
        self._file.write(json.dumps(line | {"response": response}, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()
