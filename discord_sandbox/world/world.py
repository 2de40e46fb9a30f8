"""The world: servers, channels, people, messages, commands and the interactions that are under way.

Plain documents in Discord's own shape, held in memory and written through to the store.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from discord_sandbox.wire import Json
from discord_sandbox.world.permissions import DIRECT, GROUP_DM, THREAD_TYPES
from discord_sandbox.world.seed import WorldSeed
from discord_sandbox.world.snowflake import Snowflakes
from discord_sandbox.world.store import Store

T = TypeVar("T")
KEPT_INTERACTIONS = 86_400.0  # seconds


@dataclass
class Message:
    """A message with what Discord knows of it beyond what it shows."""

    body: Json
    reader: str | None = None  # the one person who sees it, if it is private
    interaction_id: str | None = None  # the interaction that it answers

    @property
    def id(self) -> str:
        """The message's id."""
        return str(self.body["id"])

    @property
    def channel_id(self) -> str:
        """The id of the channel it is in."""
        return str(self.body["channel_id"])


@dataclass
class Interaction:
    """One thing a person did with the application, and how far its answer has come."""

    id: str
    token: str
    type: int
    user_id: str
    channel_id: str
    guild_id: str | None
    created: float  # seconds since 1970
    nonce: str | None = None
    session_id: str | None = None
    message_id: str | None = None  # the message whose component was used
    callback: int | None = None  # the type of the first answer, once given
    failed: bool = False  # nobody answered in time
    original_id: str | None = None  # the message that "@original" names
    modal: Json | None = None  # the form that was shown as the answer
    followups: int = 0
    completing: int | None = None  # the type of the option that is being completed
    authorized: Json = field(default_factory=dict)
    command: str | None = None  # "quiz start": what the person typed
    trigger: Json | None = None  # of a form: the metadata of the interaction that showed it


class Collection(Generic[T]):
    """Things of one kind by id; what is put here is also written to the store."""

    def __init__(self, store: Store, kind: str, make: Callable[[Any], T]) -> None:
        """Take the store, the kind's name there, and how to make a thing of its document."""
        self._store = store
        self._kind = kind
        self._make = make
        self._things: dict[str, T] = {}

    def load(self, rewrite: Callable[[str], str] = str) -> None:
        """Read what the store has of this kind, its text passed through `rewrite`."""
        for key, body in self._store.load(self._kind, rewrite):
            self._things[key] = self._make(body)

    def store(self) -> None:
        """Write everything again."""
        for key, thing in self._things.items():
            self.put(key, thing)

    def put(self, key: str, thing: T) -> T:
        """Keep a thing, new or changed."""
        self._things[key] = thing
        self._store.put(self._kind, key, thing if isinstance(thing, dict) else vars(thing))
        return thing

    def pop(self, key: str) -> T | None:
        """Forget a thing and return it, or None if it was not there."""
        self._store.delete(self._kind, key)
        return self._things.pop(key, None)

    def get(self, key: str | None) -> T | None:
        """Return the thing of that id, or None."""
        return self._things.get(key) if key else None

    def oldest(self) -> T | None:
        """Return the thing that was put here first, or None."""
        return next(iter(self._things.values()), None)

    def __getitem__(self, key: str) -> T:
        return self._things[key]

    def __contains__(self, key: object) -> bool:
        return key in self._things

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._things.values()))

    def __len__(self) -> int:
        return len(self._things)


class World:
    """Everything that is true in the stand-in."""

    def __init__(self, store: Store, clock: Callable[[], float], seed: WorldSeed) -> None:
        """Take the store, a clock in seconds since 1970, and what new servers are made from."""
        self.seed = seed
        self.store = store
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.facts: Collection[Json] = Collection(store, "fact", dict)
        self.users: Collection[Json] = Collection(store, "user", dict)
        self.guilds: Collection[Json] = Collection(store, "guild", dict)
        self.channels: Collection[Json] = Collection(store, "channel", dict)
        self.commands: Collection[Json] = Collection(store, "command", dict)
        self.messages: Collection[Message] = Collection(store, "message", lambda body: Message(**body))
        self.interactions: Collection[Interaction] = Collection(
            store, "interaction", lambda body: Interaction(**body)
        )
        self.by_channel: dict[str, list[str]] = {}
        self.by_token: dict[str, str] = {}

    def load(self, url: str) -> bool:
        """Read the world from the store; say whether there was one. `url` is where it is served from now."""
        self.facts.load()
        before = self.facts.get("served")
        self.facts.put("served", {"url": url})
        if before is None:
            return False
        for collection in self._collections():
            collection.load(lambda text: text.replace(before["url"], url))
            if before["url"] != url:  # attachments are told apart by addresses of ours, and those have moved
                collection.store()
        for message in self.messages:
            self.ids.skip(message.id)
            self.by_channel.setdefault(message.channel_id, []).append(message.id)
        for interaction in self.interactions:
            self.ids.skip(interaction.id)
            self.by_token[interaction.token] = interaction.id
        return True

    def _collections(self) -> tuple[Collection[Any], ...]:
        return self.users, self.guilds, self.channels, self.commands, self.messages, self.interactions

    @property
    def application(self) -> Json:
        """The one application: `id`, `bot_id`, `name`, `token`."""
        return self.facts["application"]

    @property
    def bot_id(self) -> str:
        """The user id of the bot."""
        return str(self.application["bot_id"])

    def add_message(self, message: Message) -> Message:
        """Keep a new message, at the end of its channel."""
        self.by_channel.setdefault(message.channel_id, []).append(message.id)
        channel = self.channels[message.channel_id]
        if message.reader is None:
            channel["last_message_id"] = message.id
            if channel["type"] in THREAD_TYPES:
                channel["message_count"] += 1
                channel["total_message_sent"] += 1
            self.channels.put(channel["id"], channel)
        return self.messages.put(message.id, message)

    def remove_message(self, message: Message) -> None:
        """Forget a message."""
        self.by_channel[message.channel_id].remove(message.id)
        self.messages.pop(message.id)

    def history(self, channel_id: str) -> list[Message]:
        """Return the messages of a channel, oldest first."""
        return [self.messages[key] for key in self.by_channel.get(channel_id, [])]

    def attachment(self, channel_id: str, key: str) -> Json | None:
        """Return an attachment of a channel's messages, or None."""
        attached = (each for message in self.latest(channel_id) for each in message.body.get("_attached", ()))
        return next((each for each in attached if each["id"] == key), None)

    def latest(self, channel_id: str) -> Iterator[Message]:
        """Yield the messages of a channel, newest first."""
        for key in reversed(self.by_channel.get(channel_id, [])):
            yield self.messages[key]

    def add_interaction(self, interaction: Interaction) -> Interaction:
        """Keep a new interaction."""
        self._forget_old_interactions()
        self.by_token[interaction.token] = interaction.id
        return self.interactions.put(interaction.id, interaction)

    def _forget_old_interactions(self) -> None:
        """A form may lie open for long; nothing else needs an interaction once its token is dead."""
        oldest = self.interactions.oldest()
        while oldest and self.clock() - oldest.created > KEPT_INTERACTIONS:
            self.interactions.pop(oldest.id)
            self.by_token.pop(oldest.token, None)
            oldest = self.interactions.oldest()

    def interaction_by_token(self, token: str) -> Interaction | None:
        """Return the interaction that a token belongs to, however old."""
        return self.interactions.get(self.by_token.get(token))

    def guild_of(self, channel: Json) -> Json | None:
        """Return the server of a channel, or None for a direct message."""
        return self.guilds.get(channel.get("guild_id"))

    def in_timeout(self, guild: Json, user_id: str) -> bool:
        """Return whether a member may only read for a while."""
        until = guild["members"].get(user_id, {}).get("timeout")
        return until is not None and datetime.fromisoformat(until).timestamp() > self.clock()

    def channels_of(self, guild_id: str) -> list[Json]:
        """Return the channels of a server, threads among them, in their order."""
        mine = [channel for channel in self.channels if channel.get("guild_id") == guild_id]
        return sorted(mine, key=lambda channel: (channel.get("position", 0), int(channel["id"])))

    def find_direct_channel(self, user_id: str) -> Json | None:
        """Return the bot's direct messages with a person, or None if they are not yet open."""
        return next((channel for channel in self.channels if channel.get("user_id") == user_id), None)

    def direct_channel(self, user_id: str) -> Json:
        """Return the bot's direct messages with a person, opening them if they are not yet open."""
        if channel := self.find_direct_channel(user_id):
            return channel
        key = self.ids.next()
        opened = {"id": key, "type": DIRECT, "last_message_id": None, "flags": 0, "user_id": user_id}
        return self.channels.put(key, opened)

    def private_channel(self, people: list[str]) -> Json:
        """Return the DM of two people, or open it; open a group DM, owned by the first, for more."""
        if len(people) == 2:
            for channel in self.channels:
                if channel["type"] == DIRECT and sorted(channel.get("people", ())) == sorted(people):
                    return channel
        key = self.ids.next()
        opened: Json = {"id": key, "type": DIRECT, "last_message_id": None, "flags": 0, "people": people}
        if len(people) > 2:
            opened |= {"type": GROUP_DM, "name": None, "icon": None, "owner_id": people[0]}
        return self.channels.put(key, opened)

    def people_in(self, channel: Json) -> list[str]:
        """Return who takes part in a private channel."""
        return [channel["user_id"], self.bot_id] if "user_id" in channel else list(channel["people"])

    def bot_is_in(self, channel: Json) -> bool:
        """Return whether the bot is a member of the channel's server, or takes part in a private channel."""
        guild = self.guild_of(channel)
        return self.bot_id in (guild["members"] if guild else self.people_in(channel))

    def user_by_token(self, token: str) -> Json | None:
        """Return the person who logs in with a token."""
        return next((user for user in self.users if user.get("token") == token), None)

    def bot_guilds(self) -> list[Json]:
        """Return the servers that the bot is in."""
        return [guild for guild in self.guilds if self.bot_id in guild["members"]]
