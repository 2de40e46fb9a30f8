"""Memory and start of a program."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Resources:
    """What a bot takes: seconds from its start until it's online, and MiB of memory once it has answered
    all kinds of interactions. `asked` is the memory after a question to /ask, or the same for the bare bot.
    """

    start: float
    memory: float
    asked: float
