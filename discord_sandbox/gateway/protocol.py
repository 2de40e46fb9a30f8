"""The protocol of a gateway connection, without the socket."""

import asyncio
from collections import deque
from typing import Any

from discord_sandbox.gateway import events
from discord_sandbox.gateway.sessions import PRIVILEGED, Connection, Intent, Session
from discord_sandbox.state import SandboxState
from discord_sandbox.wire import Json
from discord_sandbox.world import payloads
from discord_sandbox.world.permissions import PRIVATE_TYPES
from discord_sandbox.world.snowflake import shard_of

SESSION_ENDING = frozenset({4001, 4003, 4004, 4007, 4009, *range(4010, 4015)})
"""Close codes that also end the session. After all others, the client can resume it.

Discord's page "Opcodes and Status Codes" says to start a new session after 4007 and 4009, that 4003 means
the session was invalidated, and not to reconnect after 4004 and 4010 to 4014. Discord's staff said that 4001
never resumes.
"""

SENDS, WINDOW = 120, 60.0  # messages a client can send, in how many seconds


class Closed(Exception):
    """Raised when the client breaks the protocol, to close the socket with `code`."""

    def __init__(self, code: int) -> None:
        """Take one of Discord's gateway close codes."""
        self.code = code
        super().__init__(code)


def _plain(token: str) -> str:
    """Return a token without "Bot ", which Discord's gateway accepts but doesn't need."""
    return token.removeprefix("Bot ")


class GatewayProtocol:
    """One client's connection, without the socket."""

    def __init__(self, state: SandboxState) -> None:
        """Take the state. Outgoing messages are queued in `connection`."""
        self._state = state
        self._session: Session | None = None
        self._heard: deque[float] = deque(maxlen=SENDS)
        self._hung_up = False
        self.connection = Connection()

    def send_hello(self) -> None:
        """Send HELLO."""
        interval = int(self._state.options.heartbeat_interval * 1000)
        self.connection.send({"op": 10, "t": None, "s": None, "d": {"heartbeat_interval": interval}})

    def receive(self, message: Json) -> int:
        """Handle a client's message and return its opcode. Raise Closed to close the connection."""
        self._count()
        op: int = message["op"]
        data = message.get("d")
        if op == 1:
            # On loopback, the answer could arrive before discord.py notes when it sent the heartbeat.
            acknowledged = {"op": 11, "t": None, "s": None, "d": None}
            asyncio.get_running_loop().call_later(0.005, self.connection.send, acknowledged)
        elif op == 2:
            self._identify(data)
        elif op == 6:
            self._resume(data)
        elif op in (3, 4, 8, 31):
            if self._session is None:
                raise Closed(4003)
        else:
            raise Closed(4001)
        return op

    def disconnected(self) -> None:
        """Note that the connection has ended. The session can be resumed for a while."""
        if self._session and self._session.connection is self.connection:
            self._session.connection = None
            self._session.left = self._state.now()

    def mark_closing(self, code: int) -> None:
        """Note that the sandbox closes the connection. Call this before closing it."""
        self._hung_up = True
        if code in SESSION_ENDING:
            self._end()

    def forget(self) -> None:
        """End the session of a client that closed the connection, unless it only confirmed a close."""
        if not self._hung_up:
            self._end()

    def _end(self) -> None:
        if self._session and self._session.connection is self.connection:
            self._state.sessions.remove(self._session)

    def _count(self) -> None:
        now = self._state.now()
        if len(self._heard) == SENDS and now - self._heard[0] < WINDOW:
            raise Closed(4008)
        self._heard.append(now)

    def _identify(self, data: Any) -> None:
        if self._session is not None:
            raise Closed(4005)
        if not isinstance(data, dict) or not isinstance(data.get("token"), str):
            raise Closed(4002)
        self._state.sessions.forget_older(self._state.now())
        if _plain(data["token"]) == self._state.world.application["token"]:
            self._begin(self._bot_session(data))
            self._ready_for_bot()
            return
        person = self._state.world.user_by_token(data["token"])
        if person is None:
            raise Closed(4004)
        self._begin(Session(user_id=person["id"], bot=False))
        self._ready_for_person()

    def _bot_session(self, data: Json) -> Session:
        intents = data.get("intents")
        if not isinstance(intents, int) or intents < 0 or intents >= 1 << 26:
            raise Closed(4013)
        if intents & PRIVILEGED:
            raise Closed(4014)
        shard = data.get("shard", [0, 1])
        if not (isinstance(shard, list) and len(shard) == 2 and 0 <= shard[0] < shard[1]):
            raise Closed(4010)
        return Session(self._state.world.bot_id, bot=True, intents=intents, shard=(shard[0], shard[1]))

    def _begin(self, session: Session) -> None:
        session.connection = self.connection
        self._session = session
        self._state.sessions.add(session)

    def _ready_for_bot(self) -> None:
        session, world = self._session, self._state.world
        assert session is not None
        guilds = [
            each for each in world.bot_guilds() if shard_of(each["id"], session.shard[1]) == session.shard[0]
        ]
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": payloads.own_user(world, world.bot_id),
                "guilds": [{"id": guild["id"], "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "session_type": "normal",
                "resume_gateway_url": self._state.gateway_url,
                "shard": list(session.shard),
                "application": {"id": world.application["id"], "flags": 0},
                "private_channels": [],
                "relationships": [],
                "presences": [],
                "user_settings": {},
                "geo_ordered_rtc_regions": [],
                "_trace": [],
            },
        )
        if session.intents & Intent.GUILDS:
            for guild in guilds:
                # `unavailable` distinguishes a server that's back from one the bot just joined
                body = payloads.guild_create(world, guild) | {"unavailable": False}
                session.dispatch("GUILD_CREATE", body)

    def _ready_for_person(self) -> None:
        session, world = self._session, self._state.world
        assert session is not None
        mine = [guild for guild in world.guilds if session.user_id in guild["members"]]
        private = [each for each in world.channels if each["type"] in PRIVATE_TYPES]
        mine_alone = [each for each in private if session.user_id in world.people_in(each)]
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": payloads.own_user(world, session.user_id),
                "guilds": [events.person_guild(self._state, guild) for guild in mine],
                "private_channels": [payloads.channel(world, each) for each in mine_alone],
                "session_id": session.id,
                "resume_gateway_url": self._state.gateway_url,
            },
        )

    def _resume(self, data: Any) -> None:
        if self._session is not None:
            raise Closed(4005)
        if not isinstance(data, dict) or not isinstance(data.get("seq"), int):
            raise Closed(4002)
        self._state.sessions.forget_older(self._state.now())
        session = self._state.sessions.get(str(data.get("session_id")))
        token = self._state.world.application["token"] if session and session.bot else None
        if session and not session.bot:
            token = self._state.world.users[session.user_id]["token"]
        if session is None or _plain(str(data.get("token"))) != token:
            self._invalidate()
            return
        if data["seq"] > session.sequence:
            self._state.sessions.remove(session)
            raise Closed(4007)
        missed = session.missed(data["seq"])
        if missed is None:
            self._invalidate()
            return
        if session.connection:
            session.connection.close(4000)
        session.connection = self.connection
        self._session = session
        for message in missed:
            self.connection.send(message)
        session.dispatch("RESUMED", {"_trace": []})

    def _invalidate(self) -> None:
        self.connection.send({"op": 9, "t": None, "s": None, "d": False})
