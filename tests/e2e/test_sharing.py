"""Sharing in a channel: not too often, whatever it is that someone shares."""

from discord_sandbox.clients.person import Reply
from tests.e2e.answering import more
from tests.e2e.bot_fixture import BotHarness


async def test_sharing_is_slowed_down_across_features(harness: BotHarness) -> None:
    """Three things at once in all, not three of each kind."""
    tomasz = await harness.person("tomasz")
    harness.bot.services.sharing._cooldown._clock = lambda: 0.0
    said = []
    for line in ("/lesson 1", "/progress", "/lesson 2", "/progress", "/lesson 2"):
        screen = await tomasz.run(line)
        assert isinstance(screen, Reply)
        if line == "/progress":
            shared = await tomasz.press(screen, "Share")
        else:
            shared = await more(tomasz, screen, "Share in this channel")
        assert isinstance(shared, Reply)
        said.append("quick" in shared.text)
    assert said == [False, False, False, True, True]
