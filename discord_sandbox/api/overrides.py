"""Routes for a server's overrides of who can run a command."""

from discord_sandbox.api import request_forms
from discord_sandbox.api.calls import Call, Reply
from discord_sandbox.errors import Refusal
from discord_sandbox.gateway import events
from discord_sandbox.validation.callback import OVERRIDES
from discord_sandbox.wire import Json
from discord_sandbox.world import access
from discord_sandbox.world.permissions import Permission, in_guild


def list_all(call: Call) -> Reply:
    """Return all of a server's overrides."""
    guild = _guild(call)
    return Reply([_shown(call, guild, key) for key in guild.get("command_permissions", {})])


def get_one(call: Call) -> Reply:
    """Return a command's overrides. The application's id stands for all commands."""
    guild, key = _guild(call), _key(call)
    if key not in guild.get("command_permissions", {}):
        raise Refusal(10066)
    return Reply(_shown(call, guild, key))


def replace(call: Call) -> Reply:
    """Replace overrides. This takes a person with MANAGE_GUILD and MANAGE_ROLES."""
    guild, key = _guild(call), _key(call)
    sent = request_forms.form(call, OVERRIDES)["permissions"]
    bits = in_guild(guild, call.user_id)
    if not (bits & Permission.MANAGE_GUILD and bits & Permission.MANAGE_ROLES):
        raise Refusal(50013)
    kept = [{"id": str(each["id"]), "type": each["type"], "permission": each["permission"]} for each in sent]
    guild["command_permissions"] = guild.get("command_permissions", {}) | {key: kept}
    call.state.world.guilds.put(guild["id"], guild)
    shown = _shown(call, guild, key)
    events.overrides_changed(call.state, shown)
    return Reply(shown)


def _guild(call: Call) -> Json:
    if call.path["application_id"] != call.state.world.application["id"]:
        raise Refusal(10002)
    return access.guild_for(call.state.world, call.path["guild_id"], call.user_id)


def _key(call: Call) -> str:
    """Return the id in the path, of a command or of the application."""
    key, world = call.path["command_id"], call.state.world
    if key != world.application["id"] and key not in world.commands:
        raise Refusal(10063)
    return key


def _shown(call: Call, guild: Json, key: str) -> Json:
    own = {"id": key, "application_id": call.state.world.application["id"], "guild_id": guild["id"]}
    return own | {"permissions": guild["command_permissions"][key]}
