"""Assemble the web application: the HTTP API, the gateway, the sandbox's own routes, and the page."""

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from discord_sandbox.api import admin_api, roles
from discord_sandbox.api.calls import Call, Reply, read_body
from discord_sandbox.api.routes import API, ROUTES
from discord_sandbox.errors import Refusal
from discord_sandbox.gateway import connection
from discord_sandbox.gateway.connection import STATE
from discord_sandbox.middleware.faults import Faults
from discord_sandbox.middleware.origin import keep_private, only_this_machine
from discord_sandbox.middleware.pipeline import Pipeline
from discord_sandbox.middleware.ratelimit import RateLimits
from discord_sandbox.middleware.recorder import Recorder
from discord_sandbox.state import SandboxState
from discord_sandbox.world.portraits import portrait

FOLDER = Path(__file__).parent / "page"
PAGE = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}
BIGGEST_BODY = 32 * 1024 * 1024  # bytes
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def build(state: SandboxState, recorder: Recorder) -> web.Application:
    """Return the web application."""
    app = web.Application(client_max_size=BIGGEST_BODY, middlewares=[only_this_machine])
    app.on_response_prepare.append(keep_private)
    app[STATE] = state
    faults = Faults()
    pipeline = Pipeline(state, faults, RateLimits(state.now), recorder)
    for path in ("/gateway", "/gateway/"):
        app.router.add_get(path, connection.serve)
    for route in ROUTES:
        app.router.add_route(route.method, API + route.template, pipeline.endpoint(route))
    app.router.add_route("*", API + "/{tail:.*}", pipeline.unsupported)
    _add_admin_routes(app, faults)
    app.router.add_get("/attachments/{channel}/{attachment}/{filename}", _attachment)
    app.router.add_get("/avatars/{user_id}.svg", _portrait)
    app.router.add_get("/", _page)
    app.router.add_get("/page/{path:.*}", _page)
    return app


def _add_admin_routes(app: web.Application, faults: Faults) -> None:
    def order(call: Call) -> Reply:
        faults.add(call.state, call.body)
        return Reply(faults.listed())

    app.router.add_get("/sandbox/world", _open(admin_api.world))
    app.router.add_get("/sandbox/commands", _open(admin_api.commands))
    app.router.add_get("/sandbox/messages/{message_id}/uses", _open(admin_api.uses))
    app.router.add_post("/sandbox/users", _open(admin_api.create_user))
    app.router.add_post("/sandbox/guilds", _open(admin_api.create_guild))
    app.router.add_put("/sandbox/guilds/{guild_id}", _open(admin_api.invite_bot))
    app.router.add_delete("/sandbox/guilds/{guild_id}", _open(admin_api.remove_bot))
    app.router.add_post("/sandbox/guilds/{guild_id}/roles", _open(roles.create))
    app.router.add_patch("/sandbox/guilds/{guild_id}/roles/{role_id}", _open(roles.change))
    app.router.add_patch("/sandbox/channels/{channel_id}", _open(admin_api.change_channel))
    member_role = "/sandbox/guilds/{guild_id}/members/{user_id}/roles/{role_id}"
    app.router.add_put(member_role, _open(roles.give))
    app.router.add_delete(member_role, _open(roles.take))
    app.router.add_get("/sandbox/faults", _open(lambda _: Reply(faults.listed())))
    app.router.add_post("/sandbox/faults", _open(order))


def _open(handler: Callable[[Call], Reply]) -> Handler:
    """Wrap a handler of the sandbox's own routes, which need no token."""

    async def endpoint(request: web.Request) -> web.StreamResponse:
        state = request.app[STATE]
        try:
            body, _ = await read_body(request, files=False)
            call = Call(state, request.path, "", False, request.match_info, request.query, body)
            with state.world.store.transaction():
                reply = handler(call)
        except Refusal as refusal:
            reply = Reply(refusal.body, refusal.status)
        return reply.response()

    return endpoint


async def _attachment(request: web.Request) -> web.StreamResponse:
    named = request.match_info
    world = request.app[STATE].world
    found = world.attachment(named["channel"], named["attachment"])
    content = world.store.read_file(found["id"]) if found else None
    if found is None or content is None:
        raise web.HTTPNotFound(text="This attachment doesn't exist.")
    kind = mimetypes.guess_type(found["filename"])[0] or "application/octet-stream"
    return web.Response(body=content, content_type=kind, headers={"Content-Security-Policy": "sandbox"})


async def _portrait(request: web.Request) -> web.StreamResponse:
    user = request.app[STATE].world.users.get(request.match_info["user_id"])
    if user is None:
        raise web.HTTPNotFound(text="No account has this id.")
    return web.Response(text=portrait(user["id"], user["display_name"]), content_type="image/svg+xml")


async def _page(request: web.Request) -> web.StreamResponse:
    path = PAGE.get(request.match_info.get("path", "index.html"))
    if path is None:
        raise web.HTTPNotFound(text="The sandbox has no such page.")
    # After an update, new modules must not mix with ones from the browser's cache.
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})
