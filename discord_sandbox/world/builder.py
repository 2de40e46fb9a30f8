"""Build a world: create its accounts and servers, and add the bot to servers or remove it."""

import base64
import secrets
from typing import Any

from discord_sandbox.wire import Json
from discord_sandbox.world.permissions import ANNOUNCEMENT, Permission, named
from discord_sandbox.world.seed import PersonSeed
from discord_sandbox.world.snowflake import created_at
from discord_sandbox.world.world import World

RANDOM_TOKENS = "random_tokens"  # this fact says that the world has random tokens

EVERYONE = named(
    [
        "VIEW_CHANNEL",
        "SEND_MESSAGES",
        "ADD_REACTIONS",
        "READ_MESSAGE_HISTORY",
        "USE_EXTERNAL_EMOJIS",
        "CHANGE_NICKNAME",
        "USE_APPLICATION_COMMANDS",
        "SEND_MESSAGES_IN_THREADS",
        "USE_EXTERNAL_APPS",
    ]
)
MODERATING = EVERYONE | named(
    ["MANAGE_GUILD", "MANAGE_CHANNELS", "MANAGE_MESSAGES", "EMBED_LINKS", "ATTACH_FILES"]
)
INVITED = named(
    [
        "VIEW_CHANNEL",
        "SEND_MESSAGES",
        "EMBED_LINKS",
        "ATTACH_FILES",
        "READ_MESSAGE_HISTORY",
        "CREATE_PUBLIC_THREADS",
        "SEND_MESSAGES_IN_THREADS",
        "USE_EXTERNAL_EMOJIS",
    ]
)

INSTALLS = ("bot", "commands", "none")
"""How a server has the application: the bot as a member, only its commands, or not at all."""


def populate(world: World) -> None:
    """Fill an empty world from its seed."""
    seed = world.seed
    world.facts.put(RANDOM_TOKENS, {})
    world.facts.put(
        "application",
        {
            "id": seed.application_id,
            "bot_id": seed.application_id,
            "name": seed.application_name,
            "token": new_token(seed.application_id),
        },
    )
    bot = PersonSeed(seed.application_id, seed.bot_username, seed.application_name, listed=False)
    world.users.put(bot.id, _account(bot) | {"global_name": None, "bot": True, "token": None})
    for person in seed.people:
        add_person(world, person)
    moderators = {person.id for person in seed.people if person.moderator}
    for server in seed.servers:
        add_guild(
            world,
            server.id,
            server.name,
            moderators=[key for key in server.members if key in moderators],
            members=[key for key in server.members if key not in moderators],
        )


def renew_old_tokens(world: World) -> None:
    """Replace the tokens of a world from the time when they were the same on every machine."""
    if RANDOM_TOKENS in world.facts:
        return
    world.facts.put("application", world.application | {"token": new_token(world.bot_id)})
    for user in world.users:
        if user["token"]:
            world.users.put(user["id"], user | {"token": new_token(user["id"])})
    world.facts.put(RANDOM_TOKENS, {})


def new_token(user_id: str) -> str:
    """Return a random token in the format of Discord's: the account's id, a time, and a signature."""
    parts = (user_id.encode(), secrets.token_bytes(4), secrets.token_bytes(27))
    return ".".join(_base64(part) for part in parts)


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def add_person(world: World, person: PersonSeed) -> None:
    """Add a person who is in no server yet."""
    world.users.put(person.id, _account(person))


def _account(person: PersonSeed) -> Json:
    return vars(person) | {
        "global_name": person.display_name,
        "bot": False,
        "token": new_token(person.id),
    }


def add_guild(
    world: World,
    guild_id: str,
    name: str,
    *,
    moderators: list[str],
    members: list[str],
    install: str = "bot",
) -> Json:
    """Add a server with its channels and roles; `install` is one of `INSTALLS`."""
    moderator, managed = _moderator_role(guild_id), _bot_role(guild_id)
    memberships: dict[str, Any] = {world.seed.owner_id: _membership(guild_id, [])}
    memberships.update({key: _membership(guild_id, [moderator]) for key in moderators})
    memberships.update({key: _membership(guild_id, [_member_role(guild_id)]) for key in members})
    guild: Json = {
        "id": guild_id,
        "name": name,
        "owner_id": world.seed.owner_id,
        "system_channel_id": str(int(guild_id) + 16),
        "members": memberships,
        "roles": [
            _role(guild_id, "@everyone", EVERYONE, 0),
            _role(moderator, world.seed.moderator_role, MODERATING, 3, color=0x2E7D32, hoist=True),
            _role(_member_role(guild_id), world.seed.member_role, 0, 1, mentionable=True),
        ],
    }
    world.guilds.put(guild_id, guild)
    _add_channels(world, guild_id, moderator, managed)
    if install == "bot":
        invite_bot(world, guild)
    elif install == "commands":
        guild["commands_only"] = True
        world.guilds.put(guild_id, guild)
    return guild


def add_member(world: World, guild: Json, user_id: str) -> None:
    """Make a person a member of a server, without a moderator's rights."""
    guild["members"][user_id] = _membership(user_id, [_member_role(guild["id"])])
    world.guilds.put(guild["id"], guild)


def add_role(world: World, guild: Json, name: str, *, mentionable: bool) -> Json:
    """Add a role without permissions at the bottom: Discord moves the others up."""
    for role in guild["roles"]:
        role["position"] += role["id"] != guild["id"]
    made = _role(world.ids.next(), name, 0, 1, mentionable=mentionable)
    guild["roles"].append(made)
    world.guilds.put(guild["id"], guild)
    return made


def set_role(world: World, guild: Json, user_id: str, role_id: str, *, held: bool) -> None:
    """Give a member a role, or take it away."""
    member = guild["members"][user_id]
    others = [each for each in member["roles"] if each != role_id]
    member["roles"] = [*others, role_id] if held else others
    world.guilds.put(guild["id"], guild)


def _moderator_role(guild_id: str) -> str:
    return str(int(guild_id) + 1)


def _member_role(guild_id: str) -> str:
    return str(int(guild_id) + 2)


def _bot_role(guild_id: str) -> str:
    return str(int(guild_id) + 3)


def invite_bot(world: World, guild: Json) -> None:
    """Make the bot a member of a server, with the role that an invitation creates."""
    role_id = _bot_role(guild["id"])
    role = _role(role_id, world.application["name"], INVITED, 2, managed=True)
    role["tags"] = {"bot_id": world.bot_id}
    guild["roles"].append(role)
    guild["members"][world.bot_id] = _membership(world.ids.next(), [role_id])
    world.guilds.put(guild["id"], guild)


def remove_bot(world: World, guild: Json) -> None:
    """Remove the bot and its role from a server."""
    guild["members"].pop(world.bot_id)
    guild["roles"] = [role for role in guild["roles"] if role.get("tags", {}).get("bot_id") != world.bot_id]
    world.guilds.put(guild["id"], guild)


def _add_channels(world: World, guild_id: str, moderator: str, managed: str) -> None:
    see = str(int(Permission.VIEW_CHANNEL))
    send = str(int(Permission.SEND_MESSAGES))
    staff_only = [
        {"id": guild_id, "type": 0, "allow": "0", "deny": see},
        {"id": moderator, "type": 0, "allow": see, "deny": "0"},
        {"id": managed, "type": 0, "allow": see, "deny": "0"},
    ]
    staff_speak = [
        {"id": guild_id, "type": 0, "allow": "0", "deny": send},
        {"id": moderator, "type": 0, "allow": send, "deny": "0"},
        {"id": managed, "type": 0, "allow": send, "deny": "0"},
    ]
    for position, seed in enumerate(world.seed.channels):
        overwrites = staff_only if seed.staff_only else staff_speak if seed.announcements else []
        key = str(int(guild_id) + 16 + position)
        channel = {
            "id": key,
            "type": ANNOUNCEMENT if seed.announcements else 0,
            "guild_id": guild_id,
            "name": seed.name,
            "topic": seed.topic,
            "position": position,
            "permission_overwrites": overwrites,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "parent_id": None,
            "last_message_id": None,
            "flags": 0,
        }
        world.channels.put(key, channel)


def _membership(since: str, roles: list[str]) -> Json:
    return {"roles": roles, "joined_at": created_at(since), "nick": None}


def _role(key: str, name: str, permissions: int, position: int, **more: Any) -> Json:
    role = {
        "id": key,
        "name": name,
        "permissions": str(permissions),
        "position": position,
        "color": 0,
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    role.update(more)
    color = role["color"]
    role["colors"] = {"primary_color": color, "secondary_color": None, "tertiary_color": None}
    return role
