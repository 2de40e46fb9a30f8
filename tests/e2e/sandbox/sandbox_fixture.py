"""The harness of sandbox tests: a sandbox with its people, and ways to act in it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp

from discord_sandbox import Sandbox
from discord_sandbox.wire import Json
from tests.e2e.sandbox.clients import COMMANDS, Member, Raw, Wire


class SandboxHarness:
    """Everything a test needs to act on a sandbox from outside."""

    def __init__(
        self, sandbox: Sandbox, http: aiohttp.ClientSession, stack: AsyncExitStack, world: Json
    ) -> None:
        self.sandbox = sandbox
        self.world = world
        self._http = http
        self._stack = stack
        self.bot = Raw(http, sandbox.api_url, f"Bot {sandbox.bot_token}")
        self.nobody = Raw(http, sandbox.api_url)
        self.admin = Raw(http, sandbox.url)

    @property
    def commands(self) -> str:
        """Return the path of the global commands."""
        return f"/applications/{self.world['application_id']}/commands"

    def channel(self, name: str, guild: int = 0) -> Json:
        """Return a channel by its name."""
        found: Json = next(each for each in self.world["guilds"][guild]["channels"] if each["name"] == name)
        return found

    def user(self, name: str) -> Json:
        """Return a person by name."""
        found: Json = next(each for each in self.world["users"] if each["username"] == name)
        return found

    async def register(self, commands: list[Json] | None = None) -> None:
        """Register the commands that these tests use."""
        status, body = await self.bot.ask("PUT", self.commands, commands or COMMANDS)
        assert status == 200, body

    async def wire(self, query: str = "v=10&encoding=json") -> Wire:
        """Open a gateway connection."""
        url = f"{self.sandbox.url}/gateway?{query}"
        socket = await self._stack.enter_async_context(self._http.ws_connect(url))
        return Wire(socket)

    async def member(self, name: str) -> Member:
        """Log a person in."""
        user = self.user(name)
        wire = await self.wire()
        await wire.hear()
        await wire.say(2, {"token": user["token"]})
        await wire.until("READY")
        raw = Raw(self._http, self.sandbox.api_url, user["token"])
        return Member(raw, wire, user, self.world["application_id"])

    async def fault(self, **order: Any) -> Any:
        """Request a fault."""
        status, body = await self.admin.ask("POST", "/sandbox/faults", order)
        assert status == 200, body
        return body


@asynccontextmanager
async def open_sandbox(sandbox: Sandbox) -> AsyncIterator[SandboxHarness]:
    """Start a sandbox, and open a harness on it."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(sandbox)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        async with http.get(sandbox.url + "/sandbox/world") as response:
            world = await response.json()
        yield SandboxHarness(sandbox, http, stack, world)
