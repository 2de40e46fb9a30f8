"""The clients in these tests: discord.py itself, raw HTTP requests, and raw gateway connections."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import yarl

from discord_sandbox import Sandbox
from discord_sandbox.wire import Json

TIMEOUT = 5.0  # seconds that anything may take

COMMANDS: list[Json] = [
    {"name": "hello", "description": "Say hello", "integration_types": [0, 1], "contexts": [0, 1]},
    {
        "name": "manage",
        "description": "For moderators",
        "default_member_permissions": 32,
        "contexts": [0],
    },
    {
        "name": "choose",
        "description": "With options",
        "options": [
            {"type": 3, "name": "lesson", "description": "Which", "required": True, "autocomplete": True},
            {"type": 4, "name": "count", "description": "How many", "min_value": 1, "max_value": 5},
            {"type": 6, "name": "who", "description": "Whose"},
            {"type": 3, "name": "mood", "description": "How", "choices": [{"name": "Good", "value": "good"}]},
        ],
    },
    {
        "name": "daily",
        "description": "Posts",
        "options": [{"type": 1, "name": "show", "description": "Show them"}],
    },
]


class ManualClient(discord.AutoShardedClient):
    """A discord.py client that answers nothing by itself: each interaction waits for the test."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.1)
        self.interactions: asyncio.Queue[discord.Interaction] = asyncio.Queue()
        self.joined: asyncio.Queue[discord.Guild] = asyncio.Queue()
        self.left: asyncio.Queue[discord.Guild] = asyncio.Queue()
        self.resumed: asyncio.Queue[int] = asyncio.Queue()
        self.identified: asyncio.Queue[int] = asyncio.Queue()
        self.deleted: list[str] = []

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify right away."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Queue an interaction for the test."""
        self.interactions.put_nowait(interaction)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note a server that the bot was invited to."""
        self.joined.put_nowait(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note a server that removed the bot."""
        self.left.put_nowait(guild)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Note that a connection was resumed."""
        self.resumed.put_nowait(shard_id)

    async def on_shard_ready(self, shard_id: int) -> None:
        """Note that a connection started a new session."""
        self.identified.put_nowait(shard_id)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Note a deleted channel."""
        self.deleted.append(channel.name)

    async def next(self) -> discord.Interaction:
        """Return the next interaction."""
        return await asyncio.wait_for(self.interactions.get(), TIMEOUT)


@asynccontextmanager
async def online(sandbox: Sandbox) -> AsyncIterator[ManualClient]:
    """Yield discord.py, logged in to a sandbox with all its shards."""
    discord.http.Route.BASE = sandbox.api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(
        sandbox.url.replace("http", "ws") + "/gateway"
    )
    async with ManualClient() as client:
        await client.login(sandbox.bot_token)
        connection = asyncio.create_task(client.connect())
        await asyncio.wait_for(client.wait_until_ready(), TIMEOUT)
        yield client
        await client.close()
        await asyncio.wait({connection}, timeout=TIMEOUT)


@dataclass
class Raw:
    """An account that sends raw HTTP requests."""

    http: aiohttp.ClientSession
    base: str
    authorization: str | None = None

    def as_account(self, authorization: str) -> "Raw":
        """Return the same client for another account."""
        return Raw(self.http, self.base, authorization)

    async def ask(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, Any]:
        """Return the status and the body of an answer."""
        headers = {"Authorization": self.authorization} if self.authorization else {}
        async with self.http.request(
            method, self.base + path, json=body, headers=headers | more.pop("headers", {}), **more
        ) as response:
            text = await response.text()
            is_json = response.headers.get("Content-Type") == "application/json"
            return response.status, json.loads(text) if is_json else text

    async def upload(self, method: str, path: str, body: Json, files: dict[str, bytes]) -> tuple[int, Any]:
        """Send a form with files, named and numbered as Discord wants them."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body))
        for number, (name, content) in enumerate(files.items()):
            form.add_field(f"files[{number}]", content, filename=name)
        headers = {"Authorization": self.authorization} if self.authorization else {}
        async with self.http.request(method, self.base + path, data=form, headers=headers) as response:
            return response.status, await response.json()


class Wire:
    """A raw gateway connection."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.heard: list[Json] = []

    async def say(self, op: int, data: Any) -> None:
        """Send a message."""
        await self.socket.send_json({"op": op, "d": data})

    async def hear(self) -> Json:
        """Return the next message."""
        message: Json = await self.socket.receive_json(timeout=TIMEOUT)
        self.heard.append(message)
        return message

    async def until(self, event: str) -> Json:
        """Return the data of the next event with this name."""
        while True:
            message = await self.hear()
            if message["t"] == event:
                data: Json = message["d"]
                return data

    async def closed_with(self) -> int | None:
        """Return the code with which the other side closes."""
        while True:
            message = await self.socket.receive(timeout=TIMEOUT)
            if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                return self.socket.close_code


class Member:
    """A person with a chat client: raw requests, and a gateway connection that records every event."""

    def __init__(self, raw: Raw, wire: Wire, user: Json, application_id: str) -> None:
        self.raw = raw
        self.wire = wire
        self.user = user
        self.application_id = application_id

    async def act(self, kind: int, channel: Json, data: Json, **more: Any) -> tuple[int, Any]:
        """Run a command (2), use a component (3), ask for completion (4), submit a form (5)."""
        body = {"type": kind, "application_id": self.application_id, "channel_id": channel["id"]}
        body |= {"guild_id": channel.get("guild_id"), "session_id": "s", "nonce": "n", "data": data}
        return await self.raw.ask("POST", "/interactions", body | more)

    async def run(self, channel: Json, name: str, *options: Json) -> tuple[int, Any]:
        """Run a command."""
        return await self.act(2, channel, {"name": name, "type": 1, "options": list(options)})

    async def sees(self, channel: Json) -> list[str]:
        """Return what this person reads in a channel, newest first."""
        status, body = await self.raw.ask("GET", f"/channels/{channel['id']}/messages")
        assert status == 200, body
        return [message["content"] for message in body]
