"""A chat client's connections: the HTTP API, and the gateway, whose events go to an inbox."""

import asyncio
import contextlib
import json
from typing import Any, Self

import aiohttp

from discord_sandbox.clients.person.failures import Refused
from discord_sandbox.clients.person.inbox import Event, Inbox
from discord_sandbox.wire import Json


class Client:
    """A client that's connected while the context is open. `inbox` has the gateway's events."""

    def __init__(self, url: str, session: aiohttp.ClientSession | None = None) -> None:
        """Take the sandbox's address, and optionally an HTTP session, which isn't closed at the end."""
        self._url = url.rstrip("/")
        self._given = session
        if session is not None:
            self._http = session
        self._token = ""
        self._sequence: int | None = None
        self._stack = contextlib.AsyncExitStack()
        self.session_id = ""
        self.inbox = Inbox()

    async def __aenter__(self) -> Self:
        """Open the HTTP session."""
        if self._given is None:
            self._http = await self._stack.enter_async_context(aiohttp.ClientSession())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self._stack.aclose()

    async def call(self, method: str, path: str, body: Json | None = None) -> Any:
        """Send a request and return the response, parsed if it's JSON. Raise Refused for errors."""
        headers = {"Authorization": self._token} if self._token else {}
        async with self._http.request(method, self._url + path, json=body, headers=headers) as response:
            raw = await response.text()
            found = json.loads(raw) if response.content_type == "application/json" and raw else raw
            if response.status >= 400:
                raise Refused(response.status, found)
            return found

    async def log_in(self, token: str, within: float) -> None:
        """Log in with a token and connect to the gateway. Wait up to `within` seconds for READY."""
        self._token = token
        address = f"{self._url.replace('http', 'ws', 1)}/gateway?v=10&encoding=json"
        socket = await self._stack.enter_async_context(self._http.ws_connect(address, max_msg_size=0))
        hello = await socket.receive_json()
        await socket.send_json({"op": 2, "d": {"token": token, "properties": {"browser": "terminal"}}})
        interval = hello["d"]["heartbeat_interval"] / 1000
        for task in (self._listen(socket), self._send_heartbeats(socket, interval)):
            self._stack.push_async_callback(_stop, asyncio.create_task(task))
        self.session_id = await self.inbox.first(_session_of, 0, within, "the gateway's READY")

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            event = message.json()
            if event["op"] == 0:
                self._sequence = event["s"]
                self.inbox.put(event["t"], event["d"])
        self.inbox.close(f"The sandbox closed the connection (code {socket.close_code}).")

    async def _send_heartbeats(self, socket: aiohttp.ClientWebSocketResponse, interval: float) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                await asyncio.sleep(interval)
                await socket.send_json({"op": 1, "d": self._sequence})


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _session_of(events: list[Event]) -> str | None:
    return next((str(event.data["session_id"]) for event in events if event.name == "READY"), None)
