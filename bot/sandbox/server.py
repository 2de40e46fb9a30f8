"""The stand-in as a whole: what starts it, stops it, and lets tests look inside."""

import socket
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from . import app, cast
from .hub import Hub, Options
from .sessions import Sessions
from .store import FolderStore, NoStore, Store
from .world import World


class Sandbox:
    """A local stand-in for Discord, served while the context is open."""

    def __init__(
        self,
        data: Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        record: Path | None = None,
        options: Options | None = None,
    ) -> None:
        """Take where to keep the world (None: in memory), where to listen (port 0: any), what to record to."""
        self._data = data
        self._host = host
        self._port = port
        self._record = record
        self._options = options or Options()
        self._runner: web.AppRunner | None = None
        self._hub: Hub | None = None

    async def __aenter__(self) -> Self:
        """Start serving; raise OSError where the port is taken."""
        listener = socket.create_server((self._host, self._port))
        url = f"http://{self._host}:{listener.getsockname()[1]}"
        store: Store = FolderStore(self._data) if self._data else NoStore()
        world = World(store, self._options.clock)
        with store.transaction():
            if not world.load(url):
                cast.populate(world)
        self._hub = Hub(world, Sessions(), self._options, url)
        self._runner = web.AppRunner(app.build(self._hub), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection and stop."""
        if self._runner and self._hub:
            for connection in self._hub.sessions.connections():
                connection.close(1001)
            await self._runner.cleanup()
            self._hub.world.store.close()

    @property
    def _running(self) -> Hub:
        if self._hub is None:
            raise RuntimeError("the sandbox is not started")
        return self._hub

    @property
    def url(self) -> str:
        """The address; the web page is at "/"."""
        return self._running.url

    @property
    def api_url(self) -> str:
        """The address of the HTTP API."""
        return self.url + app.API

    @property
    def bot_token(self) -> str:
        """The token that the bot logs in with."""
        return str(self.world.application["token"])

    @property
    def world(self) -> World:
        """The world, for tests to look into and to change."""
        return self._running.world

    @property
    def unsupported(self) -> list[str]:
        """The requests, "METHOD path", that were answered 501."""
        return self._running.unsupported

    @property
    def unknown_fields(self) -> list[str]:
        """The fields that Discord does not know: "METHOD route: field"."""
        return self._running.unknown_fields

    @property
    def refusals(self) -> list[tuple[str, str, int, Any]]:
        """What the bot was refused: (method, path, status, body)."""
        return self._running.refusals
