"""A bare discord.py bot, the measure for ours: it sends recorded replies, and knows nothing else.

python -m bench.bare RECORDED.json

It does what discord.py's public interface takes to send them, with screens that are ready from the start.
The settings are `DISCORD_TOKEN` and `DISCORD_API_URL`, as for the bot.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

MESSAGE, UPDATE = 4, 7


class RecordedScreen(ui.LayoutView):
    """A screen that was sent before."""

    def __init__(self, components: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._recorded = components
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """Return what was recorded."""
        return self._recorded

    def has_components_v2(self) -> bool:
        """Return True: all of our screens are made of these."""
        return True


class BareBot(discord.Client):
    """Answers each interaction with the reply that was recorded for its kind."""

    def __init__(self, recorded: dict[str, dict[str, Any]]) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
        )
        self._recorded = recorded
        self._screens = {
            key: RecordedScreen(body["data"].get("components", [])) for key, body in recorded.items()
        }
        choices = recorded.get("complete lesson", {"data": {"choices": []}})["data"]["choices"]
        self._choices = [app_commands.Choice(name=each["name"], value=each["value"]) for each in choices]
        self.tree = app_commands.CommandTree(self)
        self._install()

    def _install(self) -> None:
        @self.tree.command(name="lesson", description="Open a lesson")
        async def lesson(interaction: discord.Interaction, lesson: str | None = None) -> None:
            await self._send(interaction, "/lesson")

        @lesson.autocomplete("lesson")
        async def complete(_: discord.Interaction, __: str) -> list[app_commands.Choice[str]]:
            return self._choices

        for key in (each for each in self._recorded if each.startswith("/") and each != "/lesson"):

            async def command(interaction: discord.Interaction) -> None:
                await self._send(interaction, f"/{interaction.command.name}")  # type: ignore[union-attr]

            self.tree.add_command(
                app_commands.Command(name=key[1:], description="Recorded", callback=command)
            )

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a press."""
        if interaction.type is discord.InteractionType.component:
            data: Any = interaction.data
            custom_id = str(data["custom_id"])
            await self._send(interaction, ":".join(custom_id.split(":")[1:3]))

    async def _send(self, interaction: discord.Interaction, key: str) -> None:
        body = self._recorded[key]
        if body["type"] == UPDATE:
            await interaction.response.edit_message(view=self._screens[key])
        else:
            hidden = bool(body["data"].get("flags", 0) & 64)
            await interaction.response.send_message(view=self._screens[key], ephemeral=hidden)


def main() -> None:
    """Connect to the address in the environment, and answer until the process is ended."""
    parts = urlsplit(os.environ["DISCORD_API_URL"])
    Route.BASE = os.environ["DISCORD_API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{parts.netloc}/gateway")
    bot = BareBot(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    bot.run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
