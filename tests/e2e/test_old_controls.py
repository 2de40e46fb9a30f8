"""Buttons, menus and forms that an old version sent still work."""

from pathlib import Path

from bot.chat.interaction.custom_id import decode
from tests.e2e.bot_fixture import BotHarness

OLD = Path(__file__).parent / "data" / "custom-ids-schema-12.txt"
"""A custom id for each screen and action of the version whose database schema was 12."""


async def test_controls_of_an_old_version_are_routed(harness: BotHarness) -> None:
    """Old messages stay in channels for years, so a handler can be replaced but never dropped."""
    controls = [decode(line) for line in OLD.read_text().split()]
    assert len({(each.screen, each.action) for each in controls}) == len(controls) == 123
    handled = harness.bot.router._handlers.keys()
    assert [each for each in controls if (each.screen, each.action) not in handled] == []
