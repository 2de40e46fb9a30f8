"""The world as it is the first time: two servers, their channels and roles, and the people in them."""

import base64
import secrets
from typing import Any

from discord_sandbox.wire import Json
from discord_sandbox.world.permissions import ANNOUNCEMENT, Permission, named
from discord_sandbox.world.snowflake import created_at, fixed_id
from discord_sandbox.world.world import World

APPLICATION_ID = fixed_id(2024, 9, 2, 1)
APPLICATION_NAME = "Lessonbot"
LEARNERS = "Learners"
RANDOM_TOKENS = "random_tokens"  # the fact that this world's tokens are its own

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
TEACHING = EVERYONE | named(
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
"""How a server can have the application: with its bot as a member, with its commands alone, or not at all."""

OWNER = fixed_id(2019, 3, 11, 2)
MODERATOR = fixed_id(2020, 1, 20, 3)
LEARNER = fixed_id(2021, 6, 7, 4)
OTHER_LEARNER = fixed_id(2022, 10, 3, 5)
COLLEGE = fixed_id(2024, 9, 9, 2)
HARBOUR = fixed_id(2024, 9, 16, 3)


def populate(world: World) -> None:
    """Fill an empty world."""
    world.facts.put(RANDOM_TOKENS, {})
    world.facts.put(
        "application",
        {
            "id": APPLICATION_ID,
            "bot_id": APPLICATION_ID,
            "name": APPLICATION_NAME,
            "token": new_token(APPLICATION_ID),
            "created": created_at(APPLICATION_ID),
        },
    )
    add_user(world, APPLICATION_ID, "lessonbot", APPLICATION_NAME, bot=True)
    add_user(world, OWNER, "ines.holm", "Ines Holm", listed=False)
    add_user(world, MODERATOR, "maren", "Maren Vogel", moderator=True)
    add_user(world, LEARNER, "tomasz", "Tomasz Reed", installed=True)
    add_user(world, OTHER_LEARNER, "adaeze", "Adaeze Quill")
    add_guild(world, COLLEGE, "Riverside College", moderators=[MODERATOR], learners=[LEARNER, OTHER_LEARNER])
    add_guild(world, HARBOUR, "Harbour Goods Marketing", moderators=[MODERATOR], learners=[LEARNER])


def renew_old_tokens(world: World) -> None:
    """Replace the tokens of a world that was made when they were the same on every machine."""
    if RANDOM_TOKENS in world.facts:
        return
    world.facts.put("application", world.application | {"token": new_token(world.bot_id)})
    for user in world.users:
        if user["token"]:
            world.users.put(user["id"], user | {"token": new_token(user["id"])})
    world.facts.put(RANDOM_TOKENS, {})


def new_token(user_id: str) -> str:
    """Return a random token for an account, in the shape of Discord's: the id, an instant, a signature."""
    parts = (user_id.encode(), secrets.token_bytes(4), secrets.token_bytes(27))
    return ".".join(_base64(part) for part in parts)


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def add_user(
    world: World,
    user_id: str,
    username: str,
    display_name: str,
    *,
    bot: bool = False,
    moderator: bool = False,
    listed: bool = True,
    installed: bool = False,
) -> None:
    """Add an account; `installed` says that this person added the application to their own account."""
    user = {
        "id": user_id,
        "username": username,
        "global_name": None if bot else display_name,
        "display_name": display_name,
        "bot": bot,
        "moderator": moderator,
        "listed": listed and not bot,
        "installed": installed,
        "token": None if bot else new_token(user_id),
    }
    world.users.put(user_id, user)


def add_guild(
    world: World,
    guild_id: str,
    name: str,
    *,
    moderators: list[str],
    learners: list[str],
    install: str = "bot",
) -> Json:
    """Add a server with its channels and roles, and the application in one of the ways of `INSTALLS`."""
    teacher, learner, managed = (str(int(guild_id) + step) for step in (1, 2, 3))
    members: dict[str, Any] = {OWNER: _member(guild_id, [])}
    members.update({key: _member(guild_id, [teacher]) for key in moderators})
    members.update({key: _member(guild_id, [learner]) for key in learners})
    guild: Json = {
        "id": guild_id,
        "name": name,
        "owner_id": OWNER,
        "system_channel_id": str(int(guild_id) + 16),
        "members": members,
        "roles": [
            _role(guild_id, "@everyone", EVERYONE, 0),
            _role(teacher, "Teacher", TEACHING, 3, color=0x2E7D32, hoist=True),
            _role(learner, LEARNERS, 0, 1, mentionable=True),
        ],
    }
    world.guilds.put(guild_id, guild)
    _add_channels(world, guild_id, teacher, managed)
    if install == "bot":
        invite_bot(world, guild)
    elif install == "commands":
        guild["commands_only"] = True
        world.guilds.put(guild_id, guild)
    return guild


def add_learner(world: World, guild: Json, user_id: str) -> None:
    """Make a person a member of a server, as a learner."""
    role = next(role["id"] for role in guild["roles"] if role["name"] == LEARNERS)
    guild["members"][user_id] = _member(user_id, [role])
    world.guilds.put(guild["id"], guild)


def invite_bot(world: World, guild: Json) -> None:
    """Make the bot a member of a server, with a role of its own as an invitation gives it."""
    role_id = str(int(guild["id"]) + 3)
    role = _role(role_id, world.application["name"], INVITED, 2, managed=True)
    role["tags"] = {"bot_id": world.bot_id}
    guild["roles"].append(role)
    guild["members"][world.bot_id] = _member(world.ids.next(), [role_id])
    world.guilds.put(guild["id"], guild)


def remove_bot(world: World, guild: Json) -> None:
    """Make the bot leave a server; its role goes with it."""
    guild["members"].pop(world.bot_id)
    guild["roles"] = [role for role in guild["roles"] if role.get("tags", {}).get("bot_id") != world.bot_id]
    world.guilds.put(guild["id"], guild)


def _add_channels(world: World, guild_id: str, teacher: str, managed: str) -> None:
    see = str(int(Permission.VIEW_CHANNEL))
    send = str(int(Permission.SEND_MESSAGES))
    staff_only = [
        {"id": guild_id, "type": 0, "allow": "0", "deny": see},
        {"id": teacher, "type": 0, "allow": see, "deny": "0"},
        {"id": managed, "type": 0, "allow": see, "deny": "0"},
    ]
    staff_speak = [
        {"id": guild_id, "type": 0, "allow": "0", "deny": send},
        {"id": teacher, "type": 0, "allow": send, "deny": "0"},
        {"id": managed, "type": 0, "allow": send, "deny": "0"},
    ]
    layout = [
        ("general", 0, "Say hello", []),
        ("lessons", 0, "Lessons and quizzes", []),
        ("announcements", ANNOUNCEMENT, "News from the staff", staff_speak),
        ("staff", 0, "For moderators", staff_only),
    ]
    for position, (name, kind, topic, overwrites) in enumerate(layout):
        key = str(int(guild_id) + 16 + position)
        channel = {
            "id": key,
            "type": kind,
            "guild_id": guild_id,
            "name": name,
            "topic": topic,
            "position": position,
            "permission_overwrites": overwrites,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "parent_id": None,
            "last_message_id": None,
            "flags": 0,
        }
        world.channels.put(key, channel)


def _member(since: str, roles: list[str]) -> Json:
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
