"""The values that describe a new world; the caller passes them in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonSeed:
    """A person. `installed` means they added the application to their own account."""

    id: str
    username: str
    display_name: str
    moderator: bool = False
    installed: bool = False
    listed: bool = True  # whether you can log in as this person


@dataclass(frozen=True)
class ChannelSeed:
    """A channel that every server has."""

    name: str
    topic: str
    announcements: bool = False  # everyone reads, only moderators and the bot write
    staff_only: bool = False  # only moderators and the bot see it


@dataclass(frozen=True)
class ServerSeed:
    """A server that the bot is in. `members` are ids of people; the owner is a member anyway."""

    id: str  # the 255 ids after it belong to the server's roles and channels
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class WorldSeed:
    """A new world: the application, the people, and the servers, which are all laid out the same way."""

    application_id: str
    application_name: str
    bot_username: str
    owner_id: str  # the person who owns every server
    people: tuple[PersonSeed, ...]
    servers: tuple[ServerSeed, ...]
    channels: tuple[ChannelSeed, ...]
    moderator_role: str
    member_role: str
    suggested_commands: tuple[str, ...] = ()  # the page lists the first of them that exists on top
