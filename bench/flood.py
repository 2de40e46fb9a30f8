"""Flood the bot with fuzzed interactions. It must answer each one, without a single traceback in its log.

    python -m bench.flood            20,000 of them
    QUICK=1 python -m bench.flood    1,000
    python -m bench.flood 7          with a different seed

The bot is the real program in its own process, connected over real sockets. The last line has the counts.
"""

import asyncio
import contextlib
import json
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from bench.fuzz import Forgery, Fuzzer
from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.world import Interaction

COUNT, QUICK = 20_000, 1_000
WAVE = 16
"""Concurrent interactions."""

EACH = 20
"""Average number of interactions per person: few enough to stay below the bot's rate limit."""

STARTING = 60.0  # seconds

REPLYING = re.compile(r"/(interactions|webhooks)/")
"""Discord may refuse the bot's lookups, because fuzzed channels don't exist, but never its replies."""


async def flood(sandbox: Sandbox, count: int, seed: int) -> list[Forgery]:
    """Send this many interactions to the running bot, and return those that weren't answered."""
    fuzzer = Fuzzer(sandbox.world, seed, max(count // EACH, 8))
    unanswered = []
    for begun in range(0, count, WAVE):
        wave = [fuzzer.next() for _ in range(min(WAVE, count - begun))]
        sent = [sandbox.forge(**vars(each)) for each in wave]
        while not all(_settled(each) for each in sent):
            await asyncio.sleep(0.002)
        for forgery, interaction in zip(wave, sent, strict=True):
            if interaction.callback is None:
                unanswered.append(forgery)
            fuzzer.learn(interaction)
    return unanswered


def _settled(interaction: Interaction) -> bool:
    return interaction.callback is not None or interaction.failed


@contextlib.asynccontextmanager
async def program(sandbox: Sandbox, folder: Path) -> AsyncIterator[Path]:
    """Run the bot in its own process, and yield its log file once it's online."""
    log = folder / "log.jsonl"
    environment = os.environ | {
        "DISCORD_TOKEN": sandbox.bot_token,
        "DISCORD_API_URL": sandbox.api_url,
        "LESSONBOT_DATABASE": str(folder / "record.db"),
        "LESSONBOT_BACKUPS": str(folder / "backups"),
        "LESSONBOT_LOG": "json",
        "LESSONBOT_SHARDS": "1",
    }
    with log.open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, stderr=stderr
        )
    try:
        async with asyncio.timeout(STARTING):
            while "Online as" not in log.read_text("utf-8"):
                await asyncio.sleep(0.1)
        yield log
    finally:
        process.terminate()
        await process.wait()


def tracebacks(log: Path) -> list[str]:
    """Return the tracebacks in a log with their messages."""
    entries = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return [f"{each['message']}\n{each['error']}" for each in entries if "error" in each]


async def drill(count: int, seed: int) -> bool:
    """Run a flood, print the result, and return whether all went well."""
    with tempfile.TemporaryDirectory(prefix="lessonbot-flood-") as folder:
        async with Sandbox(DEMO_WORLD, rate_limits=False) as sandbox, program(sandbox, Path(folder)) as log:
            unanswered = await flood(sandbox, count, seed)
            refused = [each for each in sandbox.refusals if REPLYING.search(each[1])]
        found = tracebacks(log)
    for each in (*unanswered[:5], *found[:5], *refused[:5]):
        print(f"  {each}"[:2000], flush=True)
    print(
        f"{count} fuzzed interactions, {len(unanswered)} unanswered, {len(found)} tracebacks, "
        f"{len(refused)} replies refused"
    )
    return not unanswered and not found and not refused


def main(arguments: list[str]) -> int:
    """Run the flood, and return exit status 1 if anything went wrong."""
    seed = int(arguments[0]) if arguments else 1
    return 0 if asyncio.run(drill(QUICK if os.environ.get("QUICK") else COUNT, seed)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
