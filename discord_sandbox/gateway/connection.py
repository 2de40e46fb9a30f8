"""The gateway: one WebSocket handler for the bot and for people."""

import asyncio
import contextlib
import json

from aiohttp import WSMsgType, web

from discord_sandbox.gateway.protocol import Closed, GatewayProtocol
from discord_sandbox.gateway.transport import TRANSPORTS
from discord_sandbox.state import SandboxState
from discord_sandbox.wire import Json

STATE: web.AppKey[SandboxState] = web.AppKey("state", SandboxState)
ABNORMAL = 1006  # can't be sent: clients see it when the connection is cut
GOODBYES = (1000, 1001)  # a client that closes with one of these ends its session
PAYLOAD_LIMIT = 4096  # bytes per message from a client


async def serve(request: web.Request) -> web.WebSocketResponse:
    """Handle a client's gateway connection until one side closes it."""
    state = request.app[STATE]
    # Far above the limit, so that the sandbox closes the socket itself, with Discord's code.
    socket = web.WebSocketResponse(max_msg_size=PAYLOAD_LIMIT * 256)
    await socket.prepare(request)
    if (
        request.query.get("compress") not in TRANSPORTS
        or request.query.get("v", "10") != "10"
        or request.query.get("encoding") == "etf"
    ):
        await socket.close(code=4012)
        return socket
    protocol = GatewayProtocol(state)
    writer = asyncio.create_task(_write(request, socket, protocol))
    try:
        await _read(socket, protocol, state.options.heartbeat_interval * 1.5)
    except Closed as closed:
        protocol.connection.close(closed.code)
        await writer
    finally:
        protocol.disconnected()
        writer.cancel()
        with contextlib.suppress(asyncio.CancelledError, ConnectionError):
            await writer
    return socket


async def _write(request: web.Request, socket: web.WebSocketResponse, protocol: GatewayProtocol) -> None:
    transport = TRANSPORTS[request.query.get("compress")]()
    while True:
        message = await protocol.connection.outbox.get()
        if isinstance(message, int):
            protocol.mark_closing(message)
            await _hang_up(request, socket, message)
            return
        packed = transport.pack(json.dumps(message, separators=(",", ":")))
        with contextlib.suppress(ConnectionError):
            await (socket.send_str(packed) if isinstance(packed, str) else socket.send_bytes(packed))


async def _hang_up(request: web.Request, socket: web.WebSocketResponse, code: int) -> None:
    if code != ABNORMAL:
        await socket.close(code=code)
    elif request.transport:
        request.transport.abort()


async def _read(socket: web.WebSocketResponse, protocol: GatewayProtocol, patience: float) -> None:
    protocol.send_hello()
    loop = asyncio.get_running_loop()
    heard = loop.time()
    while True:
        try:
            message = await socket.receive(timeout=max(0.01, heard + patience - loop.time()))
        except TimeoutError:
            raise Closed(4009) from None
        if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
            if socket.close_code in GOODBYES:
                protocol.forget()
            return
        if protocol.receive(_parse(message.data)) == 1:
            heard = loop.time()


def _parse(raw: str | bytes) -> Json:
    if len(raw.encode() if isinstance(raw, str) else raw) > PAYLOAD_LIMIT:
        raise Closed(4002)
    try:
        message = json.loads(raw)
    except ValueError:
        raise Closed(4002) from None
    if not isinstance(message, dict) or not isinstance(message.get("op"), int):
        raise Closed(4002)
    return message
