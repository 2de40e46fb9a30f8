"""The world: servers, channels, people, messages, commands, and recent interactions.

They're plain documents in Discord's own format, kept in memory and written through to the store.
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
    """A message, and what Discord knows about it beyond its body."""

    body: Json
    reader: str | None = None  # the only person who sees it, if it's private
    interaction_id: str | None = None  # the interaction it responds to

    @property
    def id(self) -> str:
        """The message's id."""
        return str(self.body["id"])

    @property
    def channel_id(self) -> str:
        """The id of its channel."""
        return str(self.body["channel_id"])


@dataclass
class Interaction:
    """An interaction, and the state of the bot's response."""

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
    callback: int | None = None  # the type of the bot's first response, if there is one
    failed: bool = False  # the bot didn't respond in time
    original_id: str | None = None  # the message that "@original" stands for
    modal: Json | None = None  # the modal that was shown in response
    followups: int = 0
    completing: int | None = None  # the type of the option that's being autocompleted
    authorized: Json = field(default_factory=dict)
    command: str | None = None  # the name and subcommands: "event add"
    trigger: Json | None = None  # for a modal: the metadata of the interaction that opened it
    answered: float | None = None  # when the bot's first response came, in seconds since 1970


class Collection(Generic[T]):
    """Items of one kind by id, written through to the store."""

    def __init__(self, store: Store, kind: str, make: Callable[[Any], T]) -> None:
        """Take the store, the kind's name there, and a function that turns a document into an item."""
        self._store = store
        self._kind = kind
        self._make = make
        self._things: dict[str, T] = {}

    def load(self, rewrite: Callable[[str], str] = str) -> None:
        """Read all items from the store. `rewrite` can change each document's text first."""
        for key, body in self._store.load(self._kind, rewrite):
            self._things[key] = self._make(body)

    def store(self) -> None:
        """Write every item to the store again."""
        for key, thing in self._things.items():
            self.put(key, thing)

    def put(self, key: str, thing: T) -> T:
        """Save a new or changed item."""
        self._things[key] = thing
        self._store.put(self._kind, key, thing if isinstance(thing, dict) else vars(thing))
        return thing

    def pop(self, key: str) -> T | None:
        """Delete an item and return it, or None if it doesn't exist."""
        self._store.delete(self._kind, key)
        return self._things.pop(key, None)

    def get(self, key: str | None) -> T | None:
        """Return the item with this id, or None."""
        return self._things.get(key) if key else None

    def oldest(self) -> T | None:
        """Return the item that was added first, or None."""
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
    """All data in the sandbox."""

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
        """Read the world from the store, and return whether there was one. `url` is the current address."""
        self.facts.load()
        before = self.facts.get("served")
        self.facts.put("served", {"url": url})
        if before is None:
            return False
        for collection in self._collections():
            collection.load(lambda text: text.replace(before["url"], url))
            if before["url"] != url:  # attachments contain the sandbox's address, which has changed
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
        """The only application: its `id`, `bot_id`, `name` and `token`."""
        return self.facts["application"]

    @property
    def bot_id(self) -> str:
        """The bot's user id."""
        return str(self.application["bot_id"])

    def add_message(self, message: Message) -> Message:
        """Add a message at the end of its channel."""
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
        """Delete a message."""
        self.by_channel[message.channel_id].remove(message.id)
        self.messages.pop(message.id)

    def history(self, channel_id: str) -> list[Message]:
        """Return a channel's messages, oldest first."""
        return [self.messages[key] for key in self.by_channel.get(channel_id, [])]

    def attachment(self, channel_id: str, key: str) -> Json | None:
        """Return an attachment from a channel's messages, or None."""
        attached = (each for message in self.latest(channel_id) for each in message.body.get("_attached", ()))
        return next((each for each in attached if each["id"] == key), None)

    def latest(self, channel_id: str) -> Iterator[Message]:
        """Yield a channel's messages, newest first."""
        for key in reversed(self.by_channel.get(channel_id, [])):
            yield self.messages[key]

    def add_interaction(self, interaction: Interaction) -> Interaction:
        """Add an interaction."""
        self._forget_old_interactions()
        self.by_token[interaction.token] = interaction.id
        return self.interactions.put(interaction.id, interaction)

    def _forget_old_interactions(self) -> None:
        """Delete old interactions. They outlive their tokens because a modal can stay open for hours."""
        oldest = self.interactions.oldest()
        while oldest and self.clock() - oldest.created > KEPT_INTERACTIONS:
            self.interactions.pop(oldest.id)
            self.by_token.pop(oldest.token, None)
            oldest = self.interactions.oldest()

    def interaction_by_token(self, token: str) -> Interaction | None:
        """Return the interaction with this token, even if the token has expired."""
        return self.interactions.get(self.by_token.get(token))

    def guild_of(self, channel: Json) -> Json | None:
        """Return a channel's server, or None for a private channel."""
        return self.guilds.get(channel.get("guild_id"))

    def in_timeout(self, guild: Json, user_id: str) -> bool:
        """Return whether a member is in timeout and can only read."""
        until = guild["members"].get(user_id, {}).get("timeout")
        return until is not None and datetime.fromisoformat(until).timestamp() > self.clock()

    def channels_of(self, guild_id: str) -> list[Json]:
        """Return a server's channels and threads, in order."""
        mine = [channel for channel in self.channels if channel.get("guild_id") == guild_id]
        return sorted(mine, key=lambda channel: (channel.get("position", 0), int(channel["id"])))

    def find_direct_channel(self, user_id: str) -> Json | None:
        """Return the bot's DM channel with a person, or None if it isn't open yet."""
        return next((channel for channel in self.channels if channel.get("user_id") == user_id), None)

    def direct_channel(self, user_id: str) -> Json:
        """Return the bot's DM channel with a person, opening it if necessary."""
        if channel := self.find_direct_channel(user_id):
            return channel
        key = self.ids.next()
        opened = {"id": key, "type": DIRECT, "last_message_id": None, "flags": 0, "user_id": user_id}
        return self.channels.put(key, opened)

    def private_channel(self, people: list[str]) -> Json:
        """Return the DM channel of two people, opening it if necessary. More people get a new group DM.

        The first person owns the group.
        """
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
        """Return the user ids in a private channel."""
        return [channel["user_id"], self.bot_id] if "user_id" in channel else list(channel["people"])

    def bot_is_in(self, channel: Json) -> bool:
        """Return whether the bot is in the channel's server, or in the private channel."""
        guild = self.guild_of(channel)
        return self.bot_id in (guild["members"] if guild else self.people_in(channel))

    def user_by_token(self, token: str) -> Json | None:
        """Return the person with this token, or None."""
        return next((user for user in self.users if user.get("token") == token), None)

    def bot_guilds(self) -> list[Json]:
        """Return the bot's servers."""
        return [guild for guild in self.guilds if self.bot_id in guild["members"]]
