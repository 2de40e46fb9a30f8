"""Whom a message calls: what its text names, as far as `allowed_mentions` lets it."""

import re

from . import payloads
from .permissions import Json
from .world import World

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")


def mentions_of(world: World, channel_id: str, texts: list[str], allowed: Json | None) -> Json:
    """Return `mentions`, `mention_roles` and `mention_everyone` of a message with these texts.

    Without `allowed_mentions` everything named is called; with it, a kind in `parse` or an id in the lists.
    """
    text = "\n".join(texts)
    kinds = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or [])
    users = set((allowed or {}).get("users") or [])
    roles = set((allowed or {}).get("roles") or [])
    named_users = [key for key in dict.fromkeys(USER.findall(text)) if key in world.users]
    guild = world.guild_of(world.channels[channel_id])
    known = {role["id"] for role in guild["roles"]} if guild else set()
    named_roles = [key for key in dict.fromkeys(ROLE.findall(text)) if key in known]
    return {
        "mentions": [payloads.user(world, key) for key in named_users if "users" in kinds or key in users],
        "mention_roles": [key for key in named_roles if "roles" in kinds or key in roles],
        "mention_everyone": "everyone" in kinds and bool(EVERYONE.search(text)),
    }
