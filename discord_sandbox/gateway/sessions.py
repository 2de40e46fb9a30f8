"""Gateway sessions, and the events each was sent or missed."""

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
    """The intents that matter for the events the sandbox sends, with Discord's bits."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT


class Connection:
    """An open socket's outgoing queue: messages, and finally a close code."""

    def __init__(self) -> None:
        self.outbox: asyncio.Queue[Json | int] = asyncio.Queue()

    def send(self, message: Json) -> None:
        """Queue a gateway message."""
        self.outbox.put_nowait(message)

    def close(self, code: int) -> None:
        """Close the socket with a code once earlier messages are sent."""
        self.outbox.put_nowait(code)


@dataclass
class Session:
    """A client's session. It outlives its connection for a while."""

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
        """Send the client an event, now or when it resumes."""
        self.sequence += 1
        message = {"op": 0, "t": event, "s": self.sequence, "d": data}
        self.sent.append(message)
        if self.connection:
            self.connection.send(message)

    def missed(self, sequence: int) -> list[Json] | None:
        """Return the events after `sequence`, or None if some are no longer stored."""
        if sequence > self.sequence or self.sequence - sequence > len(self.sent):
            return None
        return [message for message in self.sent if message["s"] > sequence]


class Sessions:
    """All sessions."""

    LIFETIME = 180.0  # seconds in which a session without a connection can be resumed

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def add(self, session: Session) -> None:
        """Add a session."""
        self._sessions[session.id] = session

    def get(self, key: str) -> Session | None:
        """Return the session with this id, or None."""
        return self._sessions.get(key)

    def remove(self, session: Session) -> None:
        """Remove a session, so that it can't be resumed."""
        self._sessions.pop(session.id, None)

    def forget_older(self, now: float) -> None:
        """Remove sessions whose clients have been away for too long."""
        for session in list(self._sessions.values()):
            if session.connection is None and now - session.left > self.LIFETIME:
                self.remove(session)

    def of_bot(self) -> list[Session]:
        """Return the bot's sessions."""
        return [session for session in self._sessions.values() if session.bot]

    def subscribed(self, guild_id: str | None, intent: int = 0) -> Iterator[Session]:
        """Yield the bot's sessions whose shard and intents cover a server, or DMs if it's None."""
        for session in self.of_bot():
            mine = shard_of(guild_id, session.shard[1]) == session.shard[0]
            if mine and (session.intents & intent or not intent):
                yield session

    def of_user(self, user_id: str) -> Iterator[Session]:
        """Yield a person's sessions."""
        yield from [each for each in self._sessions.values() if each.user_id == user_id and not each.bot]

    def of_people(self) -> Iterator[Session]:
        """Yield people's sessions."""
        yield from [session for session in self._sessions.values() if not session.bot]

    def connections(self) -> list[Connection]:
        """Return every open connection."""
        return [each.connection for each in self._sessions.values() if each.connection]
