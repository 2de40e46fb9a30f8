"""The sandbox's own routes, which Discord doesn't have: show the world, add people and servers."""

from typing import Annotated, Literal

from pydantic import TypeAdapter

from discord_sandbox.api import request_forms
from discord_sandbox.api.calls import NOTHING, Call, Reply
from discord_sandbox.api.messages import shown
from discord_sandbox.errors import Refusal, invalid
from discord_sandbox.gateway import events
from discord_sandbox.validation.form import TRIMMED, Form, length, one_of
from discord_sandbox.wire import Json
from discord_sandbox.world import Interaction, World, builder, payloads
from discord_sandbox.world.permissions import ANNOUNCEMENT
from discord_sandbox.world.seed import PersonSeed


class NewUser(Form):
    """A person to add."""

    username: Annotated[str, TRIMMED, length(2, 32)]


class NewGuild(Form):
    """A server to add."""

    name: Annotated[str, TRIMMED, length(2, 100)]
    install: Annotated[str, one_of(*builder.INSTALLS)] = "bot"


class ChannelChange(Form):
    """What changes about a channel: text channels and announcement channels become each other."""

    type: Literal[0, 5]


NEW_USER = TypeAdapter(NewUser)
CHANNEL_CHANGE = TypeAdapter(ChannelChange)
NEW_GUILD = TypeAdapter(NewGuild)


def commands(call: Call) -> Reply:
    """Return all registered commands, for the web page."""
    return Reply(list(call.state.world.commands))


def world(call: Call) -> Reply:
    """Return the servers and people, with the tokens to log in as them: nothing here is secret."""
    world = call.state.world
    guilds = []
    for guild in world.guilds:
        channels = world.channels_of(guild["id"])
        guilds.append(
            {
                "id": guild["id"],
                "name": guild["name"],
                "owner_id": guild["owner_id"],
                "has_bot": world.bot_id in guild["members"],
                "channels": [payloads.channel(world, channel) for channel in channels],
                "roles": guild["roles"],
                "members": [payloads.full_member(world, guild, key) for key in guild["members"]],
            }
        )
    users = [_listed(call, user) for user in world.users if user["listed"]]
    about = {"application_id": world.application["id"], "bot_user_id": world.bot_id}
    about |= {"application_name": world.application["name"]}
    suggested = list(world.seed.suggested_commands)
    return Reply(about | {"suggested_commands": suggested, "guilds": guilds, "users": users})


def _listed(call: Call, user: Json) -> Json:
    world = call.state.world
    direct = world.find_direct_channel(user["id"])
    return {
        "id": user["id"],
        "username": user["username"],
        "display_name": user["display_name"],
        "token": user["token"],
        "guild_ids": [guild["id"] for guild in world.guilds if user["id"] in guild["members"]],
        "moderator": user["moderator"],
        "dm_channel_id": direct["id"] if direct else None,
        "avatar_url": f"/avatars/{user['id']}.svg",
    }


def uses(call: Call) -> Reply:
    """Return every use of a message's controls, oldest first, and what each person saw in response.

    `waited` has the seconds until the bot's first response, or null if there was none in time. With `?open`
    in the address, only return how many still wait, which costs much less.
    """
    world = call.state.world
    found = [each for each in world.interactions if each.message_id == call.path["message_id"]]
    if "open" in call.query:
        return Reply(sum(each.answered is None and not each.failed for each in found))
    return Reply([_use(world, each) for each in found])


def _use(world: World, interaction: Interaction) -> Json:
    answer = world.messages.get(interaction.original_id)
    return {
        "id": interaction.id,
        "nonce": interaction.nonce,
        "user_id": interaction.user_id,
        "failed": interaction.failed,
        "waited": None if interaction.answered is None else interaction.answered - interaction.created,
        "answer": shown(answer) if answer else None,
    }


def create_user(call: Call) -> Reply:
    """Add a person to every server and return their token, for tests with many people."""
    world = call.state.world
    name = request_forms.form(call, NEW_USER)["username"]
    if any(user["username"] == name for user in world.users):
        raise invalid("username", "USERNAME_ALREADY_TAKEN", "Username is already taken.")
    key = world.ids.next()
    builder.add_person(world, PersonSeed(key, name, name))
    for guild in world.guilds:
        builder.add_member(world, guild, key)
    return Reply(_listed(call, world.users[key]), 201)


def create_guild(call: Call) -> Reply:
    """Add a server with everyone in it, and add the application unless `install` is "none"."""
    world = call.state.world
    sent = request_forms.form(call, NEW_GUILD)
    key = str(int(world.ids.next()) & ~0xFF)  # the next 255 ids are for its roles and channels
    people = [user for user in world.users if user["listed"]]
    guild = builder.add_guild(
        world,
        key,
        sent["name"],
        moderators=[user["id"] for user in people if user["moderator"]],
        members=[user["id"] for user in people if not user["moderator"]],
        install=sent.get("install", "bot"),
    )
    world.ids.skip(str(int(key) | 0xFF))
    events.guild_joined(call.state, guild)
    return Reply({"id": guild["id"], "name": guild["name"]}, 201)


def remove_bot(call: Call) -> Reply:
    """Remove the bot from a server."""
    guild = call.state.world.guilds.get(call.path["guild_id"])
    if guild is None or call.state.world.bot_id not in guild["members"]:
        raise Refusal(10004)
    builder.remove_bot(call.state.world, guild)
    events.guild_left(call.state, guild)
    return NOTHING


def invite_bot(call: Call) -> Reply:
    """Add the bot to a server."""
    guild = call.state.world.guilds.get(call.path["guild_id"])
    if guild is None or call.state.world.bot_id in guild["members"]:
        raise Refusal(10004)
    builder.invite_bot(call.state.world, guild)
    events.guild_joined(call.state, guild)
    return NOTHING


def change_channel(call: Call) -> Reply:
    """Turn a text channel into an announcement channel, or back."""
    channel = call.state.world.channels.get(call.path["channel_id"])
    if channel is None or channel["type"] not in (0, ANNOUNCEMENT):
        raise Refusal(10003)
    channel["type"] = request_forms.form(call, CHANNEL_CHANGE)["type"]
    call.state.world.channels.put(channel["id"], channel)
    events.channel_changed(call.state, "CHANNEL_UPDATE", channel)
    return Reply(payloads.channel(call.state.world, channel))
