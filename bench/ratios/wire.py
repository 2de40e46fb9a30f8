"""What Discord sends for an interaction, shaped like the sandbox's but cheap to make by the thousand."""

import secrets
import time
from typing import Any

from bot.demo_world import DEMO_WORLD, LEARNER
from discord_sandbox.world import World, builder, payloads
from discord_sandbox.world.store import NoStore

Json = dict[str, Any]

COMMAND, PRESS, COMPLETION = 2, 3, 4
STRING = 3
PERMISSIONS = "1099511627775"
SCREENLESS: Json = {"channel_id": "0"}
"""An interaction whose channel doesn't matter."""

PEOPLE = 5_000_000_000_000
"""The id of the first person; the others follow."""


class Wire:
    """Makes a world's events: READY, GUILD_CREATE, and interactions of as many people as needed."""

    def __init__(self) -> None:
        self.world = World(NoStore(), time.time, DEMO_WORLD)
        builder.populate(self.world)
        self.guild = next(iter(self.world.guilds))
        self._member = payloads.full_member(self.world, self.guild, LEARNER)
        channel = next(each for each in self.world.channels_of(self.guild["id"]) if each["type"] == 0)
        self._channel = payloads.channel(self.world, channel) | {"permissions": PERMISSIONS}
        self._channel.pop("permission_overwrites", None)
        self.bot = payloads.user(self.world, self.world.bot_id)

    def interaction(self, person: int, kind: int, data: Json, message: Json | None = None) -> Json:
        """Return an interaction of the person with this number."""
        user = self._member["user"] | {"id": str(PEOPLE + person), "username": f"person{person}"}
        body: Json = {
            "id": self.world.ids.next(),
            "application_id": self.world.application["id"],
            "type": kind,
            "token": secrets.token_urlsafe(120),
            "version": 1,
            "channel_id": self._channel["id"],
            "channel": self._channel,
            "app_permissions": PERMISSIONS,
            "locale": "en-US",
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": self.guild["id"]},
            "attachment_size_limit": payloads.ATTACHMENT_LIMIT,
            "context": 0,
            "guild_id": self.guild["id"],
            "guild": {"id": self.guild["id"], "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": self._member | {"user": user, "permissions": PERMISSIONS},
            "data": data,
        }
        return body | ({"message": message} if message else {})

    def message(self, interaction: Json, data: Json) -> Json:
        """Return the message that a reply makes, as Discord returns and repeats it."""
        return payloads.blank_message(
            self.world,
            interaction["channel_id"],
            self.world.bot_id,
            type=20,
            application_id=self.world.application["id"],
            webhook_id=self.world.application["id"],
            components=data.get("components", []),
            flags=data.get("flags", 0) | 1 << 15,
        )


def command(name: str, **options: str | int) -> Json:
    """Return the data of a command."""
    given = [
        {"name": key, "type": STRING if isinstance(value, str) else 4, "value": value}
        for key, value in options.items()
    ]
    return {"id": "1", "name": name, "type": 1, "options": given}


def completion(name: str, option: str, typed: str) -> Json:
    """Return the data of a command whose option is being typed."""
    focused = {"name": option, "type": STRING, "value": typed, "focused": True}
    return {"id": "1", "name": name, "type": 1, "options": [focused]}


def press(custom_id: str) -> Json:
    """Return the data of a button's press."""
    return {"custom_id": custom_id, "component_type": 2, "id": 1}
