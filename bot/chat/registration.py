"""Register the commands with Discord, but only if their definition has changed."""

import hashlib
import json
import logging
from typing import Any

from discord import app_commands

from bot.chat.feature_context import CommandIds
from bot.services.unit import Units

log = logging.getLogger(__name__)


async def register(tree: app_commands.CommandTree[Any], units: Units, commands: CommandIds) -> bool:
    """Register the tree's commands unless Discord already has exactly these, and note their ids.

    The database has the fingerprint of the last registered definition. Discord is still asked which commands
    it has, in case someone removed them. Return whether anything was sent.
    """
    definition = [command.to_dict(tree) for command in tree.get_commands()]
    fingerprint = hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()
    application = tree.client.application_id
    known = {command.name: command.id for command in await tree.fetch_commands()}
    registered = await units.read(lambda unit: unit.registration.registered(application))
    changed = registered != fingerprint or known.keys() != {c["name"] for c in definition}
    if changed:
        known = {command.name: command.id for command in await tree.sync()}
        await units.write(lambda unit: unit.registration.set_registered(application, fingerprint))
        log.info("Registered %d commands", len(known))
    commands.ids.update(known)
    return changed
