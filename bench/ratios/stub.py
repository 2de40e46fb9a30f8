"""The load generator's side of Discord: a gateway and the routes that a bot needs, as lean as possible.

It checks nothing; that's the sandbox's job. It only has to be quicker than the bots it measures.
"""

import asyncio
import json
import socket
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from bench.ratios.wire import Json, Wire
from discord_sandbox.gateway.transport import TRANSPORTS, Transport
from discord_sandbox.world import payloads

API = "/api/v10"
DEFERRED = {5: 4, 6: 7}
"""The types of a deferred reply, and of the same reply at once."""


class Connected:
    """A bot on the gateway. Each one has its own token, by which it's told from the other."""

    def __init__(self, link: web.WebSocketResponse, transport: Transport) -> None:
        self._link, self._transport, self._sequence = link, transport, 0

    async def send(self, op: int, data: Any, event: str | None = None) -> None:
        """Send one message."""
        self._sequence += event is not None
        text = json.dumps(
            {"op": op, "t": event, "s": self._sequence if event else None, "d": data}, separators=(",", ":")
        )
        packed = self._transport.pack(text)
        await (self._link.send_str(packed) if isinstance(packed, str) else self._link.send_bytes(packed))


class Stub:
    """Serves bots, and passes interactions to them. `bots` has those that are ready, by their tokens."""

    def __init__(self) -> None:
        self.wire = Wire()
        self.bots: dict[str, Connected] = {}
        self.url = ""
        self._waiting: dict[str, tuple[Json, asyncio.Future[Json]]] = {}
        self._known: list[Json] = []
        self._ready = asyncio.Condition()

    async def start(self) -> None:
        """Listen on a free port."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}{API}"
        app = web.Application(client_max_size=2**25)
        for route, handler in self._routes().items():
            method, path = route.split()
            app.router.add_route(method, path, handler)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.SockSite(runner, listener).start()

    def _routes(self) -> dict[str, Callable[[web.Request], Any]]:
        world = self.wire.world
        own = payloads.own_user(world, world.bot_id)
        gateway = {
            "url": f"{self.url.removesuffix(API).replace('http', 'ws', 1)}/gateway",
            "shards": 1,
            "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1},
        }
        return {
            f"GET {API}/users/@me": _always(own),
            f"GET {API}/oauth2/applications/@me": _always(payloads.application(world)),
            f"GET {API}/applications/@me": _always(payloads.application(world)),
            f"GET {API}/gateway/bot": _always(gateway),
            f"GET {API}/gateway": _always(gateway),
            f"GET {API}/applications/{{id}}/commands": self._registered,
            f"PUT {API}/applications/{{id}}/commands": self._register,
            f"POST {API}/interactions/{{id}}/{{token}}/callback": self._callback,
            f"PATCH {API}/webhooks/{{id}}/{{token}}/messages/@original": self._original,
            "GET /gateway": self._gateway,
            "GET /gateway/": self._gateway,
            "* /{tail:.*}": _unknown,
        }

    async def ready(self, token: str) -> None:
        """Wait until the bot with this token is on the gateway. Raises TimeoutError."""
        async with asyncio.timeout(60), self._ready:
            await self._ready.wait_for(lambda: token in self.bots)

    async def ask(self, token: str, person: int, kind: int, data: Json, message: Json | None = None) -> Json:
        """Pass an interaction to a bot, and return the body of its callback. Raises TimeoutError."""
        interaction = self.wire.interaction(person, kind, data, message)
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[interaction["id"]] = interaction, future
        await self.bots[token].send(0, interaction, "INTERACTION_CREATE")
        async with asyncio.timeout(60):
            return await future

    async def _callback(self, request: web.Request) -> web.StreamResponse:
        interaction, future = self._waiting.pop(request.match_info["id"])
        body = await _body(request)
        if body["type"] in DEFERRED:
            self._waiting[interaction["token"]] = interaction, future
            return _json({"interaction": {"id": interaction["id"], "type": interaction["type"]}})
        answer: Json = {"interaction": {"id": interaction["id"], "type": interaction["type"]}}
        wanted = request.query.get("with_response", "false").lower() in ("1", "true")
        if wanted and body["type"] in (4, 7):
            shown = self.wire.message(interaction, body["data"])
            answer["resource"] = {"type": body["type"], "message": shown}
        if not future.done():
            future.set_result(body)
        return _json(answer) if wanted else web.Response(status=204)

    async def _original(self, request: web.Request) -> web.StreamResponse:
        interaction, future = self._waiting.pop(request.match_info["token"])
        data = await _body(request)
        if not future.done():
            future.set_result({"type": DEFERRED[5], "data": data})
        return _json(self.wire.message(interaction, data))

    async def _register(self, request: web.Request) -> web.StreamResponse:
        sent = await request.json()
        application = self.wire.world.application["id"]
        more = {"application_id": application, "version": "1", "default_member_permissions": None}
        self._known = [more | each | {"id": str(place)} for place, each in enumerate(sent, start=100)]
        return _json(self._known)

    async def _registered(self, _: web.Request) -> web.StreamResponse:
        return _json(self._known)

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        link = web.WebSocketResponse(max_msg_size=2**20)
        await link.prepare(request)
        bot = Connected(link, TRANSPORTS[request.query.get("compress")]())
        await bot.send(10, {"heartbeat_interval": 41250})
        token = ""
        async for message in link:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue
            received = json.loads(message.data)
            if received["op"] == 1:
                await bot.send(11, None)
            elif received["op"] == 2:
                token = received["d"]["token"]
                await self._welcome(bot, token)
        self.bots.pop(token, None)
        return link

    async def _welcome(self, bot: Connected, token: str) -> None:
        world, guild = self.wire.world, self.wire.guild
        ready = {
            "v": 10,
            "user": payloads.own_user(world, world.bot_id),
            "guilds": [{"id": guild["id"], "unavailable": True}],
            "session_id": token,
            "shard": [0, 1],
            "resume_gateway_url": f"{self.url.replace('http', 'ws', 1).removesuffix(API)}/gateway",
            "application": {"id": world.application["id"], "flags": 0},
            "private_channels": [],
        }
        await bot.send(0, ready, "READY")
        await bot.send(0, payloads.guild_create(world, guild) | {"unavailable": False}, "GUILD_CREATE")
        async with self._ready:
            self.bots[token] = bot
            self._ready.notify_all()


async def _body(request: web.Request) -> Json:
    if request.content_type == "multipart/form-data":
        return dict(json.loads((await request.post())["payload_json"]))  # type: ignore[arg-type]
    return dict(await request.json())


def _json(body: Any, status: int = 200) -> web.Response:
    """Return JSON with exactly the content type that discord.py looks for."""
    packed = json.dumps(body, separators=(",", ":")).encode()
    return web.Response(body=packed, status=status, headers={"Content-Type": "application/json"})


def _always(body: Any) -> Callable[[web.Request], Any]:
    async def answer(_: web.Request) -> web.StreamResponse:
        return _json(body)

    return answer


async def _unknown(request: web.Request) -> web.StreamResponse:
    return _json({"message": f"{request.method} {request.path}", "code": 0}, status=404)
