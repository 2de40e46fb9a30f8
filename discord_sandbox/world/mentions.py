"""Work out whom a message mentions: what its text names and `allowed_mentions` permits."""

import re

from discord_sandbox.wire import Json
from discord_sandbox.world import access, payloads
from discord_sandbox.world.permissions import Permission
from discord_sandbox.world.world import World

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")


def mentions_of(world: World, body: Json, texts: list[str], allowed: Json | None) -> Json:
    """Return `mentions`, `mention_roles` and `mention_everyone` for a message with these texts.

    Without `allowed_mentions`, everything the text names is mentioned, but an interaction response mentions
    only users. With it, only kinds in `parse` and listed ids are. Mentioning everyone, or a role that isn't
    mentionable, takes the permission MENTION_EVERYONE.
    """
    text = "\n".join(texts)
    channel = world.channels[body["channel_id"]]
    powerful = access.permission_bits(world, channel, body["author"]["id"]) & Permission.MENTION_EVERYONE
    unsaid = {"users"} if "webhook_id" in body else {"users", "roles", "everyone"}
    kinds = unsaid if allowed is None else set(allowed.get("parse") or [])
    users = set(map(str, (allowed or {}).get("users") or []))
    roles = set(map(str, (allowed or {}).get("roles") or []))
    named_users = [key for key in dict.fromkeys(USER.findall(text)) if key in world.users]
    guild = world.guild_of(channel)
    known = {role["id"] for role in guild["roles"] if role["mentionable"] or powerful} if guild else set()
    named_roles = [key for key in dict.fromkeys(ROLE.findall(text)) if key in known]
    return {
        "mentions": [payloads.user(world, key) for key in named_users if "users" in kinds or key in users],
        "mention_roles": [key for key in named_roles if "roles" in kinds or key in roles],
        "mention_everyone": bool("everyone" in kinds and powerful and EVERYONE.search(text)),
    }
