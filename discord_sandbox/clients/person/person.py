"""A person with a chat client, for tests and for the terminal.

async with Person(url, "tomasz") as tomasz:
    reply = await tomasz.run("/roll 2 6")
    reply = await tomasz.press(reply, "Next")
"""

import contextlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import aiohttp

from discord_sandbox.clients.person.client import Client
from discord_sandbox.clients.person.directory import CHANNEL, MENTIONABLE, ROLE, USER, Directory
from discord_sandbox.clients.person.failures import ControlNotFound, NoSuchPlace
from discord_sandbox.clients.person.form import Answer, Modal
from discord_sandbox.clients.person.inbox import SHOWN, Event, outcome
from discord_sandbox.clients.person.limits import check_count
from discord_sandbox.clients.person.reply import Control, Reply, choose
from discord_sandbox.clients.person.typed import Find, read_command
from discord_sandbox.wire import Json

COMMAND, COMPONENT, COMPLETION, MODAL_SUBMIT = 2, 3, 4, 5
ENTITIES = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}  # type of select -> type of what you choose


@dataclass(frozen=True)
class Choice:
    """An autocomplete suggestion."""

    name: str
    value: str | int | float


class Person:
    """A person who's logged in while the context is open.

    Each action waits up to `within` seconds for the application's response. If it fails, it raises one of the
    exceptions in `discord_sandbox.clients.person.failures`.
    """

    def __init__(
        self,
        url: str,
        who: str | None = None,
        session: aiohttp.ClientSession | None = None,
        *,
        channel: str = "general",
        within: float = 10.0,
    ) -> None:
        """Take the sandbox's address, the person's token or name (None: the first who isn't a moderator), and
        their default channel."""
        self._client = Client(url, session)
        self._who = who
        self._channel = channel
        self._within = within

    async def __aenter__(self) -> Self:
        """Log in. Raise NoSuchPlace if the person doesn't exist, or OSError if the sandbox isn't running."""
        async with contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(self._client)
            self.directory = Directory(await self._client.call("GET", "/sandbox/world"))
            self.user = self.directory.person(self._who)
            await self._client.log_in(self.user["token"], self._within)
            stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Log out."""
        await self._client.__aexit__()

    @property
    def name(self) -> str:
        """The person's display name."""
        return str(self.user["display_name"])

    async def run(self, line: str, channel: str | None = None) -> Reply | Modal:
        """Run a slash command as typed. `channel` is a name, an id, or "dm"."""
        place = await self.place(channel)
        data = read_command(line, await self.commands(), self._finder(place))
        return await self._interact(COMMAND, place, data)

    async def press(self, reply: Reply, control: str | int) -> Reply | Modal:
        """Press a button by label, custom id or number. Return the changed or new message, or a form."""
        found = reply.control(control)
        if found.kind != "button" or found.disabled:
            why = "is disabled" if found.disabled else f"is a {found.kind}, not a button"
            raise ControlNotFound(f"{found} {why}. {found.url}".rstrip())
        return await self._use(reply, found, {})

    async def select(
        self, reply: Reply, values: Sequence[str], control: str | int | None = None
    ) -> Reply | Modal:
        """Choose options by value or label (or people, roles or channels by name) in the select `control`, or
        in the first one that isn't disabled."""
        selects = [each for each in reply.controls if each.kind.endswith("select") and not each.disabled]
        found = reply.control(control) if control is not None else next(iter(selects), None)
        if found not in selects:
            raise ControlNotFound(f"{found or 'The message'} has nothing to choose from: {reply!r}")
        chosen = [values] if isinstance(values, str) else values
        check_count(found.label, len(chosen), found.min_values, found.max_values)
        return await self._use(
            reply, found, {"values": [self._choose(reply, found, each) for each in chosen]}
        )

    async def submit(self, modal: Modal, answers: Mapping[str, Answer]) -> Reply | Modal:
        """Submit a form, with answers by the custom id or label of the field."""
        data = modal.filled(answers)
        return await self._interact(MODAL_SUBMIT, modal.channel_id, data, modal.message_id)

    async def complete(self, line: str, option: str, typed: str, channel: str | None = None) -> list[Choice]:
        """Return the suggestions for a command's option after `typed` was typed."""
        place = await self.place(channel)
        data = read_command(line, await self.commands(), self._finder(place), (option, typed))
        nonce, since = await self._send(COMPLETION, place, data, None)

        def suggested(events: list[Event]) -> list[Choice] | None:
            outcome(events, nonce, None, place)
            for event in events:
                if event.name.startswith("APPLICATION_COMMAND_AUTOCOMPLETE") and event.data["nonce"] == nonce:
                    return [Choice(each["name"], each["value"]) for each in event.data["choices"]]
            return None

        return await self._client.inbox.first(suggested, since, self._within, "suggestions")

    async def messages(self, channel: str | None = None) -> list[Reply]:
        """Return a channel's last 50 messages that this person can see, oldest first."""
        found = await self._client.call("GET", f"/api/v10/channels/{await self.place(channel)}/messages")
        return [Reply(each) for each in reversed(found)]

    async def say(self, text: str, channel: str | None = None) -> Reply:
        """Send a message to a channel."""
        path = f"/api/v10/channels/{await self.place(channel)}/messages"
        return Reply(await self._client.call("POST", path, {"content": text, "nonce": secrets.token_hex(10)}))

    async def hear(self, text: str = "", channel: str | None = None, within: float | None = None) -> Reply:
        """Return the oldest new or changed message by someone else that wasn't returned yet.

        It contains `text`, and is in `channel` if that's given. Wait up to `within` seconds for it, by
        default as long as for everything else.
        """
        place = await self.place(channel) if channel else None

        def heard(events: list[Event]) -> Reply | None:
            for event in events:
                if event.name in SHOWN and not event.taken and event.data["author"]["id"] != self.user["id"]:
                    reply = Reply(event.data)
                    if place in (None, reply.channel_id) and text in reply.text and not reply.thinking:
                        return event.take()
            return None

        patience = self._within if within is None else within
        return await self._client.inbox.first(heard, 0, patience, f"a message with {text!r}")

    async def commands(self) -> list[Json]:
        """Return the application's registered commands."""
        found: list[Json] = await self._client.call("GET", "/sandbox/commands")
        return found

    async def place(self, channel: str | None = None) -> str:
        """Return a channel's id by name or id. Raise NoSuchPlace if it doesn't exist."""
        wanted = channel or self._channel
        if wanted == "dm":
            recipient = {"recipient_id": self.directory.bot_user_id}
            return str((await self._client.call("POST", "/api/v10/users/@me/channels", recipient))["id"])
        try:
            return self.directory.channel(wanted, self.user)
        except NoSuchPlace:
            self.directory = Directory(await self._client.call("GET", "/sandbox/world"))
            return wanted if wanted.isdecimal() else self.directory.channel(wanted, self.user)

    async def open_private(self, *people: str) -> str:
        """Open a DM with another person, or a group DM with several, by name. Return the channel's id."""
        recipients = {"recipients": [self.directory.person(each)["id"] for each in people]}
        return str((await self._client.call("POST", "/api/v10/users/@me/channels", recipients))["id"])

    def _finder(self, channel_id: str) -> Find:
        return lambda kind, name: self.directory.find(kind, name, self.directory.guild_of(channel_id))

    def _choose(self, reply: Reply, control: Control, wanted: str) -> str:
        if control.type in ENTITIES:
            return self._finder(reply.channel_id)(ENTITIES[control.type], wanted)
        return choose(control.options, wanted).value

    async def _use(self, reply: Reply, control: Control, more: Json) -> Reply | Modal:
        data = {"component_type": control.type, "custom_id": control.custom_id, **more}
        return await self._interact(COMPONENT, reply.channel_id, data, reply.id)

    async def _interact(
        self, kind: int, channel_id: str, data: Json, message_id: str | None = None
    ) -> Reply | Modal:
        nonce, since = await self._send(kind, channel_id, data, message_id)
        return await self._client.inbox.first(
            lambda events: outcome(events, nonce, message_id, channel_id),
            since,
            self._within,
            "what the application shows",
        )

    async def _send(self, kind: int, channel_id: str, data: Json, message_id: str | None) -> tuple[str, int]:
        nonce, since = secrets.token_hex(12), self._client.inbox.count
        about = {
            "type": kind,
            "application_id": self.directory.application_id,
            "guild_id": self.directory.guild_of(channel_id),
            "channel_id": channel_id,
            "message_id": message_id,
            "session_id": self._client.session_id,
            "nonce": nonce,
            "data": data,
        }
        sent = {key: value for key, value in about.items() if value is not None}
        await self._client.call("POST", "/api/v10/interactions", sent)
        return nonce, since
