"""Start and stop the sandbox, and let tests look inside."""

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from discord_sandbox import app
from discord_sandbox.api.interactions.create import await_answer, forge
from discord_sandbox.api.routes import API
from discord_sandbox.gateway.sessions import Sessions
from discord_sandbox.middleware.recorder import Recorder
from discord_sandbox.state import Options, SandboxState
from discord_sandbox.wire import Json
from discord_sandbox.world import Interaction, World, builder
from discord_sandbox.world.seed import WorldSeed
from discord_sandbox.world.store import FolderStore, NoStore, Store

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Sandbox:
    """A local stand-in for Discord that serves while the context is open.

    `seed` describes a new world, and `data` is the folder where the world is saved (None: only in memory). A
    saved world keeps its people and servers; the seed then only says how new servers are laid out, and which
    commands to suggest. Port 0 picks a free one. `record` is a file that gets a line for each request the bot
    makes. The deadlines are Discord's, in seconds.
    """

    def __init__(
        self,
        seed: WorldSeed,
        data: Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        record: Path | None = None,
        *,
        acknowledge_within: float = 3.0,
        token_lifetime: float = 900.0,
        heartbeat_interval: float = 41.25,
        rate_limits: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if host not in LOOPBACK:
            raise ValueError(f"the sandbox serves this machine only, not {host}")
        self._seed = seed
        self._data, self._host, self._port, self._record = data, host, port, record
        self._options = Options(
            acknowledge_within=acknowledge_within,
            token_lifetime=token_lifetime,
            heartbeat_interval=heartbeat_interval,
            rate_limits=rate_limits,
            clock=clock,
        )
        self._runner: web.AppRunner | None = None
        self._recorder: Recorder | None = None
        self._state: SandboxState | None = None

    async def __aenter__(self) -> Self:
        """Start serving. Raise OSError if the port is taken."""
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        listener = socket.create_server((self._host, self._port), family=family)
        place = f"[{self._host}]" if ":" in self._host else self._host
        self._state = self._prepare(f"http://{place}:{listener.getsockname()[1]}")
        self._recorder = Recorder(self._record)
        self._runner = web.AppRunner(
            app.build(self._state, self._recorder), access_log=None, shutdown_timeout=1.0
        )
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()
        return self

    def _prepare(self, url: str) -> SandboxState:
        store: Store = FolderStore(self._data) if self._data else NoStore()
        world = World(store, self._options.clock, self._seed)
        with store.transaction():
            if world.load(url):
                builder.renew_old_tokens(world)
            else:
                builder.populate(world)
        state = SandboxState(world, Sessions(), self._options, url)
        for interaction in world.interactions:
            if interaction.callback is None and not interaction.failed:
                await_answer(state, interaction)
        return state

    async def __aexit__(self, *_: object) -> None:
        """Close every connection and stop."""
        if self._runner and self._state and self._recorder:
            for connection in self._state.sessions.connections():
                connection.close(1001)
            await self._runner.cleanup()
            self._state.world.store.close()
            self._recorder.close()

    @property
    def _running(self) -> SandboxState:
        if self._state is None:
            raise RuntimeError("the sandbox isn't running")
        return self._state

    @property
    def url(self) -> str:
        """The sandbox's address, which is also the web page's."""
        return self._running.url

    @property
    def api_url(self) -> str:
        """The address of the HTTP API."""
        return self.url + API

    @property
    def bot_token(self) -> str:
        """The bot's token."""
        return str(self.world.application["token"])

    @property
    def world(self) -> World:
        """The world, for tests to inspect and change."""
        return self._running.world

    def forge(
        self, kind: int, user_id: str, channel_id: str, data: Json, message_id: str | None = None
    ) -> Interaction:
        """Send the bot an interaction with unchecked data. The returned object shows what becomes of it."""
        return forge(self._running, kind, user_id, channel_id, data, message_id)

    @property
    def unsupported(self) -> list[str]:
        """The requests that were answered with 501, as "METHOD path"."""
        return self._running.unsupported

    @property
    def unknown_fields(self) -> list[str]:
        """The fields the bot sent that Discord doesn't have, as "METHOD route: field"."""
        return self._running.unknown_fields

    @property
    def refusals(self) -> list[tuple[str, str, int, Any]]:
        """The bot's refused requests: (method, path, status, body)."""
        return self._running.refusals
