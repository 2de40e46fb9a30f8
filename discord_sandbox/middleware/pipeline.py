"""Take a request to its handler: authentication, rate limits, faults, and the record."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from discord_sandbox.api.calls import NOTHING, Call, Reply, UnsupportedRoute, read_body
from discord_sandbox.api.routes import API, Route
from discord_sandbox.errors import Refusal
from discord_sandbox.middleware.faults import Fault, Faults
from discord_sandbox.middleware.ratelimit import RateLimits, Verdict, refused
from discord_sandbox.middleware.recorder import Recorder
from discord_sandbox.state import SandboxState

logger = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Pipeline:
    """The steps every API request goes through."""

    state: SandboxState
    faults: Faults
    limits: RateLimits
    recorder: Recorder

    def endpoint(self, route: Route) -> Handler:
        """Return the web handler for an API route."""

        async def serve(request: web.Request) -> web.StreamResponse:
            try:
                user_id, bot = self._account(request, route)
            except Refusal as refusal:
                self._note_refusal(request, refusal)
                return Reply(refusal.body, refusal.status).response()
            if not bot:
                return (await self._handle(request, route, user_id, bot))[0].response()
            return await self._serve_bot(request, route, user_id)

        return serve

    async def unsupported(self, request: web.Request) -> web.StreamResponse:
        """Answer an unknown route with 501, and note it."""
        reply = self._unsupported(f"{request.method} {request.path.removeprefix(API)}")
        self.recorder.add(self.state.now(), request.method, request.path_qs, None, 501, reply.body)
        return reply.response()

    def _account(self, request: web.Request, route: Route) -> tuple[str, bool]:
        world = self.state.world
        if route.open_to == "token":
            return world.bot_id, True
        header = request.headers.get("Authorization", "")
        if route.open_to != "person" and header == f"Bot {world.application['token']}":
            return world.bot_id, True
        person = world.user_by_token(header)
        if person is None or route.open_to == "bot":
            raise Refusal(0)
        return person["id"], False

    async def _serve_bot(self, request: web.Request, route: Route, user_id: str) -> web.StreamResponse:
        started = self.state.now()
        hit = {fault.kind: fault for fault in self.faults.take(f"{request.method} {request.path}")}
        verdict = self._limit(request, route, hit.get("rate_limit"))
        sent = None
        if verdict.retry_after is None:
            reply, sent = await self._apply_faults(request, route, user_id, hit)
        else:
            reply = Reply(verdict.body, 429)
        self.recorder.add(started, request.method, request.path_qs, sent, reply.status, reply.body)
        if "drop" in hit and request.transport:
            request.transport.abort()
        return Reply(reply.body, reply.status, verdict.headers).response()

    def _limit(self, request: web.Request, route: Route, fault: Fault | None) -> Verdict:
        if fault:
            return refused(fault.retry_after)
        if not self.state.options.rate_limits:
            return Verdict({})
        exempt = route.open_to == "token"
        return self.limits.take(route.name, route.limit, request.match_info, exempt=exempt)

    async def _apply_faults(
        self, request: web.Request, route: Route, user_id: str, hit: dict[str, Fault]
    ) -> tuple[Reply, object]:
        late, failing = hit.get("latency"), hit.get("status") or hit.get("drop")
        reply, sent = Reply(failing.body, failing.status) if failing else NOTHING, None
        if late and not late.effect:
            await asyncio.sleep(late.milliseconds / 1000)
        if failing is None or failing.effect:
            done, sent = await self._handle(request, route, user_id, True)
            reply = reply if failing else done
        if late and late.effect:
            await asyncio.sleep(late.milliseconds / 1000)
        return reply, sent

    async def _handle(
        self, request: web.Request, route: Route, user_id: str, bot: bool
    ) -> tuple[Reply, object]:
        body = None
        try:
            body, files = await read_body(request, files=bot)
            call = Call(self.state, route.name, user_id, bot, request.match_info, request.query, body, files)
            with self.state.world.store.transaction():
                return route.handler(call), body
        except Refusal as refusal:
            if bot:
                self._note_refusal(request, refusal)
            return Reply(refusal.body, refusal.status), body
        except UnsupportedRoute as missing:
            return self._unsupported(f"{request.method} {request.path.removeprefix(API)}: {missing}"), body
        except ConnectionResetError:  # the client left before it sent everything
            return NOTHING, body
        except Exception as error:
            logger.exception("The sandbox failed")
            self.state.unsupported.append(f"{request.method} {request.path.removeprefix(API)}: {error!r}")
            return Reply({"message": "500: Internal Server Error", "code": 0}, 500), body

    def _note_refusal(self, request: web.Request, refusal: Refusal) -> None:
        self.state.refusals.append((request.method, request.path, refusal.status, refusal.body))

    def _unsupported(self, line: str) -> Reply:
        self.state.unsupported.append(line)
        return Reply({"message": f"The sandbox doesn't support this: {line}", "code": 0}, 501)
