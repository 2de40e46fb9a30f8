"""The sandbox's own routes for roles: create or change one, and give it to members or take it away."""

from typing import Annotated

from pydantic import TypeAdapter

from discord_sandbox.api import request_forms
from discord_sandbox.api.calls import NOTHING, Call, Reply
from discord_sandbox.errors import Refusal
from discord_sandbox.gateway import events
from discord_sandbox.validation.form import TRIMMED, Form, length
from discord_sandbox.wire import Json
from discord_sandbox.world import builder


class NewRole(Form):
    """A role to create. It has no permissions of its own."""

    name: Annotated[str, TRIMMED, length(1, 100)]
    mentionable: bool = False


class RoleChange(Form):
    """What changes about a role."""

    mentionable: bool


NEW_ROLE = TypeAdapter(NewRole)
ROLE_CHANGE = TypeAdapter(RoleChange)


def create(call: Call) -> Reply:
    """Create a role, below all others but @everyone, that nobody has yet."""
    guild = _guild(call)
    sent = request_forms.form(call, NEW_ROLE)
    role = builder.add_role(call.state.world, guild, sent["name"], mentionable=sent.get("mentionable", False))
    events.role_changed(call.state, "GUILD_ROLE_CREATE", guild, role)
    return Reply(role, 201)


def change(call: Call) -> Reply:
    """Let everyone mention a role, or not anymore."""
    guild = _guild(call)
    role = _role(guild, call.path["role_id"])
    role["mentionable"] = request_forms.form(call, ROLE_CHANGE)["mentionable"]
    call.state.world.guilds.put(guild["id"], guild)
    events.role_changed(call.state, "GUILD_ROLE_UPDATE", guild, role)
    return Reply(role)


def give(call: Call) -> Reply:
    """Give a member a role. Giving it twice is fine, as on Discord."""
    return _set(call, held=True)


def take(call: Call) -> Reply:
    """Take a role from a member."""
    return _set(call, held=False)


def _set(call: Call, *, held: bool) -> Reply:
    guild, user, role = _guild(call), call.path["user_id"], call.path["role_id"]
    if user not in guild["members"]:
        raise Refusal(10007)
    if _role(guild, role)["managed"]:
        raise Refusal(50028)
    builder.set_role(call.state.world, guild, user, role, held=held)
    events.member_changed(call.state, guild, user)
    return NOTHING


def _role(guild: Json, role_id: str) -> Json:
    """Return a role of the server that isn't @everyone."""
    found: Json | None = next((each for each in guild["roles"] if each["id"] == role_id), None)
    if found is None or role_id == guild["id"]:
        raise Refusal(10011)
    return found


def _guild(call: Call) -> Json:
    guild = call.state.world.guilds.get(call.path["guild_id"])
    if guild is None:
        raise Refusal(10004)
    return guild
