"""Live quizzes in end-to-end tests: opening one, and waiting for its messages."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from discord_sandbox.clients.person import Person, Reply
from tests.e2e.bot_fixture import BotHarness, open_bot

PATIENCE = 30.0


@asynccontextmanager
async def with_shipped_course(data: Path) -> AsyncIterator[BotHarness]:
    """Open a harness with the shipped course, which has enough questions for a round."""
    async with open_bot(data, ("../../lessons/netflix-qwikster",)) as harness:
        yield harness


async def shown(person: Person, text: str, count: int = 1) -> Reply:
    """Wait for the newest message with this text, in so many of the bot's public messages at least."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = [each for each in await person.messages() if text in each.text and not each.private]
            if len(found) >= count:
                return found[-1]
            await asyncio.sleep(0.05)


async def started(host: Person, options: str = "questions:3") -> Reply:
    """Open a round that the host paces, start it, and return its first question."""
    await host.run(f"/live start pace:host lesson:1 {options}")
    await host.press(await shown(host, "Live quiz"), "Start ▸")
    return await shown(host, "Question 1 of 3")


async def closed(host: Person, number: int) -> Reply:
    """Close the open question, and return its results."""
    await host.run("/live next")
    return await shown(host, "It's", number)
