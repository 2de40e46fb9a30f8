"""Gateway sessions: who listens, what each was told, and what it missed while away."""

import asyncio
import secrets
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag
from typing import Any

from discord_sandbox.wire import Json
from discord_sandbox.world.snowflake import shard_of

KEPT_EVENTS = 2000


class Intent(IntFlag):
    """The intents that decide about the events sent here, by Discord's bits."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT


class Connection:
    """One open socket's way out: a queue of messages, ended by the code to close with."""

    def __init__(self) -> None:
        self.outbox: asyncio.Queue[Json | int] = asyncio.Queue()

    def send(self, message: Json) -> None:
        """Send a gateway message."""
        self.outbox.put_nowait(message)

    def close(self, code: int) -> None:
        """Close the socket with a code, after what was sent before."""
        self.outbox.put_nowait(code)


@dataclass
class Session:
    """One logged-in client; it outlives its connection for a while."""

    user_id: str
    bot: bool
    intents: int = 0
    shard: tuple[int, int] = (0, 1)
    connection: Connection | None = None
    left: float = 0.0  # when the connection ended, seconds since 1970
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    sent: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT_EVENTS))

    def dispatch(self, event: str, data: Any) -> None:
        """Tell the client of an event, now or when it resumes."""
        self.sequence += 1
        message = {"op": 0, "t": event, "s": self.sequence, "d": data}
        self.sent.append(message)
        if self.connection:
            self.connection.send(message)

    def missed(self, sequence: int) -> list[Json] | None:
        """Return the events after `sequence`, or None if they are no longer all known."""
        if sequence > self.sequence or self.sequence - sequence > len(self.sent):
            return None
        return [message for message in self.sent if message["s"] > sequence]


class Sessions:
    """All sessions, and who among them hears of what."""

    LIFETIME = 180.0  # seconds that a session without a connection may still be resumed

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def add(self, session: Session) -> None:
        """Keep a new session."""
        self._sessions[session.id] = session

    def get(self, key: str) -> Session | None:
        """Return a session by its id."""
        return self._sessions.get(key)

    def remove(self, session: Session) -> None:
        """Forget a session: it can no longer be resumed."""
        self._sessions.pop(session.id, None)

    def forget_older(self, now: float) -> None:
        """Forget the sessions whose client has been away for too long."""
        for session in list(self._sessions.values()):
            if session.connection is None and now - session.left > self.LIFETIME:
                self.remove(session)

    def of_bot(self) -> list[Session]:
        """Return the bot's sessions."""
        return [session for session in self._sessions.values() if session.bot]

    def hearing(self, guild_id: str | None, intent: int = 0) -> Iterator[Session]:
        """Yield the bot's sessions whose shard and intents cover a server (None: direct messages)."""
        for session in self.of_bot():
            mine = shard_of(guild_id, session.shard[1]) == session.shard[0]
            if mine and (session.intents & intent or not intent):
                yield session

    def of_user(self, user_id: str) -> Iterator[Session]:
        """Yield a person's sessions."""
        yield from [each for each in self._sessions.values() if each.user_id == user_id and not each.bot]

    def of_people(self) -> Iterator[Session]:
        """Yield the sessions of everybody but the bot."""
        yield from [session for session in self._sessions.values() if not session.bot]

    def connections(self) -> list[Connection]:
        """Return every open connection."""
        return [each.connection for each in self._sessions.values() if each.connection]
