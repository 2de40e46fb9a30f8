"""Ask the bot that uses a database, from another process, to load its courses again.

Each request is a small file beside the database, with a token in its name, which works on every system and in
containers. Taking it removes it, and the answer is another file.
"""

import glob
import json
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors.configuration import DEMO, BotNotRunning, ConfigurationError

TAKING, ANSWERING = 10.0, 300.0
"""Seconds to wait until a request is taken, and until it's answered."""

PAUSE = 0.1
_REQUEST = re.compile(r".*-([0-9a-f]{16})\.request", re.DOTALL)


@dataclass(frozen=True)
class RequestFiles:
    """The files. Their names start with that of `file`."""

    file: Path

    def take(self) -> Sequence[str]:
        """Take all requests. See `bot.services.courses.reload.ReloadRequests`."""
        tokens = []
        for request in self.file.parent.glob(f"{glob.escape(self.file.name)}-*.request"):
            if found := _REQUEST.fullmatch(request.name):
                request.unlink(missing_ok=True)
                tokens.append(found[1])
        return tokens

    def answer(self, token: str, lines: Sequence[str], *, sound: bool) -> None:
        """Write the answer to a request that was taken."""
        _write(self._answer(token), json.dumps({"lines": list(lines), "sound": sound}))

    def ask(self) -> tuple[Sequence[str], bool]:
        """Ask the bot, and return what it says and whether no course has errors.

        Raises BotNotRunning if no bot takes the request, and ConfigurationError.
        """
        token = secrets.token_hex(8)
        request = self.file.with_name(f"{self.file.name}-{token}.request")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            _write(request, "")
        except OSError as error:
            raise ConfigurationError(f"{request} can't be written: {error.strerror or error}.") from None
        if not _gone(request, TAKING):
            request.unlink(missing_ok=True)
            raise BotNotRunning(f"No bot is using this database (no answer to {request}). {DEMO}")
        return self._wait_for_answer(self._answer(token))

    def _wait_for_answer(self, answer: Path) -> tuple[Sequence[str], bool]:
        until = time.monotonic() + ANSWERING
        while time.monotonic() < until:
            if answer.exists():
                said = json.loads(answer.read_text(encoding="utf-8"))
                answer.unlink()
                return said["lines"], said["sound"]
            time.sleep(PAUSE)
        raise BotNotRunning("The bot took the request but didn't answer. Its log says more.")

    def _answer(self, token: str) -> Path:
        return self.file.with_name(f"{self.file.name}-{token}")


def _gone(file: Path, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while file.exists():
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
    return True


def _write(file: Path, text: str) -> None:
    """Write a file so that nobody ever reads half of it."""
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)
