"""The state that all parts of the sandbox share: the world, the sessions, and what tests look at."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from discord_sandbox.gateway.sessions import Sessions
from discord_sandbox.world import World


@dataclass(frozen=True)
class Options:
    """Discord's deadlines, in seconds. Tests shorten them instead of waiting."""

    acknowledge_within: float = 3.0
    token_lifetime: float = 900.0
    heartbeat_interval: float = 41.25
    nonce_memory: float = 300.0
    rate_limits: bool = True
    clock: Callable[[], float] = time.time


@dataclass
class SandboxState:
    """The world, the sessions, the options, and what went wrong so far."""

    world: World
    sessions: Sessions
    options: Options
    url: str
    unsupported: list[str] = field(default_factory=list)
    refusals: list[tuple[str, str, int, Any]] = field(default_factory=list)
    unknown_fields: list[str] = field(default_factory=list)

    @property
    def gateway_url(self) -> str:
        """The gateway's address."""
        return self.url.replace("http", "ws", 1) + "/gateway"

    def now(self) -> float:
        """Return seconds since 1970."""
        return self.options.clock()
