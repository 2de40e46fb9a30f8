"""Discord refuses a reply with too many suggestions, so there are never too many."""

from types import SimpleNamespace
from typing import Any

import pytest
from discord import app_commands

from bot.chat.interaction import callback
from bot.chat.interaction.autocompleter import SUGGESTIONS, Autocompleter
from bot.chat.interaction.cooldown import Cooldown


async def test_a_reply_never_has_more_suggestions_than_discord_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ones are kept: they're the best."""
    sent: list[str] = []

    async def complete(_: object, choices: list[app_commands.Choice[str]]) -> None:
        sent.extend(choice.value for choice in choices)

    monkeypatch.setattr(callback, "complete", complete)

    async def suggest(_: object, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}{n}", value=str(n)) for n in range(SUGGESTIONS + 5)]

    @app_commands.command(name="zone", description="Choose a zone")
    async def command(_: Any, name: str) -> None: ...

    autocompleter = Autocompleter(Cooldown())
    autocompleter.add(command, "name", suggest)
    interaction: Any = SimpleNamespace(
        locale="en-US",
        command=command,
        user=SimpleNamespace(id=1),
        data={"options": [{"name": "name", "value": "x", "focused": True}]},
    )
    await autocompleter.respond(interaction)
    assert sent == [str(n) for n in range(SUGGESTIONS)]
