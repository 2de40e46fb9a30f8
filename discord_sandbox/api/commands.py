"""Routes for the application's commands."""

from discord_sandbox.api import request_forms
from discord_sandbox.api.calls import NOTHING, Call, Reply
from discord_sandbox.errors import Refusal
from discord_sandbox.wire import Json


def replace_global(call: Call) -> Reply:
    """Replace all global commands."""
    return _replace(call, None)


def list_global(call: Call) -> Reply:
    """Return the global commands."""
    return Reply(_in_scope(call, None))


def replace_in_guild(call: Call) -> Reply:
    """Replace all commands of a server."""
    return _replace(call, _guild_id(call))


def list_in_guild(call: Call) -> Reply:
    """Return a server's commands."""
    return Reply(_in_scope(call, _guild_id(call)))


def get_one(call: Call) -> Reply:
    """Return a command."""
    return Reply(_found(call))


def delete_one(call: Call) -> Reply:
    """Delete a command."""
    call.state.world.commands.pop(_found(call)["id"])
    return NOTHING


def _found(call: Call) -> Json:
    _require_application(call)
    command = call.state.world.commands.get(call.path["command_id"])
    if command is None or command.get("guild_id") != call.path.get("guild_id"):
        raise Refusal(10063)
    return command


def _require_application(call: Call) -> None:
    if call.path["application_id"] != call.state.world.application["id"]:
        raise Refusal(10002)


def _guild_id(call: Call) -> str:
    guild_id = call.path["guild_id"]
    if guild_id not in call.state.world.guilds:
        raise Refusal(50001)
    return guild_id


def _in_scope(call: Call, guild_id: str | None) -> list[Json]:
    _require_application(call)
    return [command for command in call.state.world.commands if command.get("guild_id") == guild_id]


def _replace(call: Call, guild_id: str | None) -> Reply:
    world = call.state.world
    new = request_forms.commands(call)
    before = {(command["type"], command["name"]): command for command in _in_scope(call, guild_id)}
    for command in before.values():
        world.commands.pop(command["id"])
    kept = []
    for sent in new:
        key = (sent.get("type") or 1, sent["name"])
        kept.append(_command(call, sent, before.get(key), guild_id))
    for command in kept:
        world.commands.put(command["id"], command)
    return Reply(kept)


def _command(call: Call, sent: Json, before: Json | None, guild_id: str | None) -> Json:
    world = call.state.world
    contexts = sent.get("contexts")
    if contexts is None and sent.get("dm_permission") is False:
        contexts = [0]
    needed = sent.get("default_member_permissions")
    command: Json = {
        "id": before["id"] if before else world.ids.next(),
        "application_id": world.application["id"],
        "type": sent.get("type") or 1,
        "name": sent["name"],
        "name_localizations": sent.get("name_localizations"),
        "description": sent.get("description") or "",
        "description_localizations": sent.get("description_localizations"),
        "default_member_permissions": None if needed is None else str(needed),
        "dm_permission": contexts is None or 1 in contexts,
        "contexts": contexts,
        "integration_types": sent.get("integration_types") or [0],
        "nsfw": bool(sent.get("nsfw")),
        "options": [_option(option) for option in sent.get("options") or []],
    }
    if guild_id:
        command["guild_id"] = guild_id
    if not command["options"]:
        del command["options"]
    same = before and {key: value for key, value in before.items() if key != "version"} == command
    command["version"] = before["version"] if before and same else world.ids.next()
    return command


def _option(sent: Json) -> Json:
    option = {key: value for key, value in sent.items() if value is not None and value != []}
    if not option.get("required"):
        option.pop("required", None)
    if sent.get("options"):
        option["options"] = [_option(inner) for inner in sent["options"]]
    return option
