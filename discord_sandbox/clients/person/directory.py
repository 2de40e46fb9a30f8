"""Look up people, channels and roles by the names that people type."""

from discord_sandbox.clients.person.failures import NoSuchPlace
from discord_sandbox.wire import Json

USER, CHANNEL, ROLE, MENTIONABLE = 6, 7, 8, 9  # Discord's types of command options


class Directory:
    """The world from `GET /sandbox/world`, by name."""

    def __init__(self, world: Json) -> None:
        """Take the response of `GET /sandbox/world`."""
        self._world = world
        self.application_id = str(world["application_id"])
        self.bot_user_id = str(world["bot_user_id"])
        self._guild_of = {each["id"]: guild["id"] for guild in world["guilds"] for each in guild["channels"]}

    @property
    def people(self) -> list[Json]:
        """The people you can log in as."""
        return list(self._world["users"])

    def person(self, wanted: str | None) -> Json:
        """Return a person by token, name or id; by default, the first who isn't a moderator."""
        if wanted is None:
            return next(each for each in self.people if not each["moderator"])
        for each in self.people:
            names = (each["username"], each["display_name"], each["display_name"].split()[0])
            if wanted in (each["token"], each["id"]) or _same(wanted, *names):
                return each
        raise NoSuchPlace(f"There's no person {wanted!r}. People: {_list(self.people, 'username')}.")

    def guild_of(self, channel_id: str) -> str | None:
        """Return the id of a channel's server, or None if it isn't in a known server."""
        return self._guild_of.get(channel_id)

    def channel(self, wanted: str, person: Json) -> str:
        """Return a channel's id by id, name or "server/name". A name is looked up in the person's servers in
        order."""
        server, _, name = wanted.rpartition("/")
        guilds = [each for each in self._world["guilds"] if each["id"] in person["guild_ids"]]
        places = [(guild, each) for guild in guilds for each in guild["channels"]]
        for guild, each in places:
            if each["id"] == wanted or (
                _same(name.lstrip("#"), each["name"]) and (not server or _same(server, guild["name"]))
            ):
                return str(each["id"])
        raise NoSuchPlace(
            f"There's no channel {wanted!r}. Channels: {_list([c for _, c in places], 'name')}."
        )

    def find(self, kind: int, wanted: str, guild_id: str | None) -> str:
        """Return the id of a server's user, channel or role (an option type) by name, mention or id."""
        name = wanted.strip().strip("<>").lstrip("@#&!")
        for known, key, names in self._known(guild_id):
            if (known == kind or (kind == MENTIONABLE and known in (USER, ROLE))) and (
                key == name or _same(name, *names)
            ):
                return key
        what = {USER: "person", CHANNEL: "channel", ROLE: "role", MENTIONABLE: "person or role"}[kind]
        raise NoSuchPlace(f"There's no {what} called {wanted!r} here.")

    def name(self, kind: int, key: str) -> str:
        """Return the display name of a user, channel or role, or the id if the name isn't known."""
        for guild_id in (None, *(each["id"] for each in self._world["guilds"])):
            for known, other, names in self._known(guild_id):
                if known == kind and other == key:
                    return str(names[0])
        return key

    def _known(self, guild_id: str | None) -> list[tuple[int, str, tuple[str, ...]]]:
        known: list[tuple[int, str, tuple[str, ...]]] = []
        known += [(USER, each["id"], (each["display_name"], each["username"])) for each in self.people]
        known.append((USER, self.bot_user_id, (self._world.get("application_name", "the application"),)))
        for guild in self._world["guilds"]:
            if guild["id"] == guild_id:
                known += [(CHANNEL, each["id"], (each["name"],)) for each in guild["channels"]]
                known += [(ROLE, each["id"], (each["name"].lstrip("@"),)) for each in guild["roles"]]
        return known


def _same(wanted: str, *names: str) -> bool:
    return wanted.strip().casefold() in [name.casefold() for name in names]


def _list(things: list[Json], key: str) -> str:
    return ", ".join(str(each[key]) for each in things)
