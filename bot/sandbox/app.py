"""The web application: the HTTP API, the gateway, the page, and what stands in front of them."""

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from . import commands, gateway
from .calls import Call, Reply, read_body
from .errors import Refusal
from .gateway import HUB
from .hub import Hub
from .routes import ROUTES, Route

API = "/api/v10"
PAGE = Path(__file__).parent / "page"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def build(hub: Hub) -> web.Application:
    """Return the application, ready to be served."""
    app = web.Application(client_max_size=32 * 1024 * 1024)
    app[HUB] = hub
    for path in ("/gateway", "/gateway/"):
        app.router.add_get(path, gateway.serve)
    for route in ROUTES:
        app.router.add_route(route.method, API + route.template, _endpoint(route))
    app.router.add_route("*", API + "/{tail:.*}", _unsupported)
    app.router.add_get("/sandbox/world", _open(commands.world_for_people))
    app.router.add_get("/sandbox/commands", _open(commands.for_people))
    app.router.add_get("/attachments/{channel}/{attachment}/{filename}", _attachment)
    app.router.add_get("/", _page)
    app.router.add_get("/page/{path:.*}", _page)
    return app


def _endpoint(route: Route) -> Handler:
    async def endpoint(request: web.Request) -> web.StreamResponse:
        hub = request.app[HUB]
        bot = route.open_to == "token"
        try:
            user_id, bot = _account(request, route, hub)
            body, files = await read_body(request)
            call = Call(hub, route.name, user_id, bot, request.match_info, request.query, body, files)
            with hub.world.store.transaction():
                reply = route.handler(call)
        except Refusal as refusal:
            reply = Reply(refusal.body, refusal.status)
            if bot:
                hub.refusals.append((request.method, request.path, refusal.status, refusal.body))
        return reply.response()

    return endpoint


def _account(request: web.Request, route: Route, hub: Hub) -> tuple[str, bool]:
    if route.open_to == "token":
        return hub.world.bot_id, True
    header = request.headers.get("Authorization", "")
    if route.open_to != "person" and header == f"Bot {hub.world.application['token']}":
        return hub.world.bot_id, True
    person = hub.world.user_by_token(header)
    if person is None or route.open_to == "bot":
        raise Refusal(0)
    return person["id"], False


def _open(handler: Callable[[Call], Reply]) -> Handler:
    async def endpoint(request: web.Request) -> web.StreamResponse:
        hub = request.app[HUB]
        return handler(Call(hub, request.path, "", False, request.match_info, request.query)).response()

    return endpoint


async def _unsupported(request: web.Request) -> web.StreamResponse:
    line = f"{request.method} {request.path.removeprefix(API)}"
    request.app[HUB].unsupported.append(line)
    return Reply({"message": f"The sandbox does not know this route: {line}", "code": 0}, 501).response()


async def _attachment(request: web.Request) -> web.StreamResponse:
    content = request.app[HUB].world.store.read_file(request.match_info["attachment"])
    if content is None:
        raise web.HTTPNotFound(text="There is no such attachment.")
    kind = mimetypes.guess_type(request.match_info["filename"])[0] or "application/octet-stream"
    return web.Response(body=content, content_type=kind)


async def _page(request: web.Request) -> web.StreamResponse:
    name = request.match_info.get("path", "index.html")
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        raise web.HTTPNotFound(text="The sandbox has no such page.")
    return web.FileResponse(path)
