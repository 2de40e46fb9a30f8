"""Faults: make something go wrong for the bot, and only for the bot."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from http import HTTPStatus
from typing import Any

from discord_sandbox.errors import REASONS, invalid, invalid_form
from discord_sandbox.gateway import events
from discord_sandbox.state import SandboxState
from discord_sandbox.validation.fault_request import check_fault_request
from discord_sandbox.wire import Json
from discord_sandbox.world import World
from discord_sandbox.world.permissions import named
from discord_sandbox.world.snowflake import iso_time

WAITING = ("status", "latency", "rate_limit", "drop")


@dataclass
class Fault:
    """A fault that hits the next `times` matching requests."""

    kind: str
    match: str  # "POST /api/v10/interactions/*"
    times: int = 1
    status: int = 500
    code: int = 0
    milliseconds: float = 0.0
    retry_after: float = 1.0  # seconds
    effect: bool = False  # the request takes effect anyway

    @property
    def body(self) -> Json:
        """The body that replaces the reply."""
        named = REASONS.get(self.code) if self.code else None  # code 0 is for errors without a code
        return {
            "message": named[1] if named else f"{self.status}: {_status_phrase(self.status)}",
            "code": self.code,
        }


def _status_phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown Error"


class Faults:
    """The faults that are waiting for a request."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._overwrites: dict[str, list[Json]] = {}  # by channel, from before the first permission fault

    def take(self, line: str) -> list[Fault]:
        """Return the faults that hit a request ("METHOD path"), and count each down."""
        hit = [fault for fault in self._waiting if fnmatchcase(line, fault.match)]
        for fault in hit:
            fault.times -= 1
        self._waiting = [fault for fault in self._waiting if fault.times > 0]
        return hit

    def listed(self) -> list[Json]:
        """Return the faults that are still waiting."""
        return [vars(fault) for fault in self._waiting]

    def add(self, state: SandboxState, order: Any) -> None:
        """Add a fault from `POST /sandbox/faults`. Some happen at once, others wait for a request."""
        checked = check_fault_request(order)
        if checked.faults:
            raise invalid_form(checked.faults)
        order = checked.values
        kind = order["kind"]
        if kind in WAITING:
            self._waiting.append(Fault(**order))
        elif kind == "gateway_close":
            for session in state.sessions.of_bot():
                if session.connection:
                    session.connection.close(order.get("code", 1006))
        elif kind == "invalid_session":
            _invalidate(state, resumable=order.get("resumable", False))
        elif kind == "gateway_message":
            for session in state.sessions.of_bot():
                if session.connection:
                    session.connection.send(order.get("body"))
        elif kind == "permission":
            self._change_permission(state, order)
        elif kind == "timeout":
            _put_in_timeout(state, order)
        elif kind == "channel_delete":
            delete_channel(state, order["channel_id"])
        else:
            self._clear(state)

    def _change_permission(self, state: SandboxState, order: Json) -> None:
        channel = _channel(state.world, order["channel_id"])
        self._overwrites.setdefault(channel["id"], [dict(each) for each in channel["permission_overwrites"]])
        try:
            deny, allow = named(order.get("deny") or []), named(order.get("allow") or [])
        except KeyError as error:
            raise invalid("deny", "BASE_TYPE_CHOICES", f"The permission {error} doesn't exist.") from None
        bot_id = state.world.bot_id
        overwrites = [each for each in channel["permission_overwrites"] if each["id"] != bot_id]
        before: Json = next((each for each in channel["permission_overwrites"] if each["id"] == bot_id), {})
        denied = (int(before.get("deny", 0)) | deny) & ~allow
        allowed = (int(before.get("allow", 0)) | allow) & ~deny
        own = {"id": bot_id, "type": 1, "allow": str(allowed), "deny": str(denied)}
        channel["permission_overwrites"] = [*overwrites, own]
        _tell_overwrites(state, channel)

    def _clear(self, state: SandboxState) -> None:
        self._waiting.clear()
        for channel_id, overwrites in self._overwrites.items():
            channel = state.world.channels.get(channel_id)
            if channel:
                channel["permission_overwrites"] = overwrites
                _tell_overwrites(state, channel)
        self._overwrites.clear()


def _put_in_timeout(state: SandboxState, order: Json) -> None:
    """Put a member in timeout: they can only read."""
    guild = state.world.guilds.get(order["guild_id"])
    member = guild["members"].get(order["user_id"]) if guild else None
    if guild is None or member is None:
        raise invalid("user_id", "BASE_TYPE_CHOICES", "No server has this member.")
    member["timeout"] = iso_time(state.now() + order.get("seconds", 60.0))
    state.world.guilds.put(guild["id"], guild)


def _tell_overwrites(state: SandboxState, channel: Json) -> None:
    state.world.channels.put(channel["id"], channel)
    events.channel_changed(state, "CHANNEL_UPDATE", channel)


def _invalidate(state: SandboxState, *, resumable: bool) -> None:
    for session in state.sessions.of_bot():
        if session.connection:
            session.connection.send({"op": 9, "t": None, "s": None, "d": resumable})
        if not resumable:
            state.sessions.remove(session)


def _channel(world: World, channel_id: str) -> Json:
    channel = world.channels.get(channel_id)
    if channel is None or "permission_overwrites" not in channel:
        raise invalid("channel_id", "BASE_TYPE_CHOICES", "No server has this channel.")
    return channel


def delete_channel(state: SandboxState, channel_id: str) -> None:
    """Delete a server's channel with its threads and messages, and tell the clients."""
    world = state.world
    channel = _channel(world, channel_id)
    threads = [each for each in world.channels if each.get("parent_id") == channel_id]
    for each in [*threads, channel]:
        events.channel_deleted(state, each)
    for each in [*threads, channel]:
        for message in world.history(each["id"]):
            world.remove_message(message)
        world.channels.pop(each["id"])
