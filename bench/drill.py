"""Drill daily posts: kill real bot processes and make Discord fail around the due time. Every post must still
arrive in its channel exactly once.

    python -m bench.drill            210 runs with kill -9, and 15 of each other kind
    QUICK=1 python -m bench.drill    as many as fit into 40 seconds, of every kind
    python -m bench.drill kill 17    one run by kind and seed, with a log of what happened

The last line has the number of runs, of missing posts and of duplicate posts.
"""

import asyncio
import logging
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.drill_run import KINDS, Ordeal

KILLS, OTHERS = 210, 15
SECONDS = 30.0
"""Seconds after which a quick drill starts no more runs."""

TOGETHER = 6
"""Concurrent runs. They mostly wait, so several fit on one core."""


def plan() -> list[tuple[str, int]]:
    """Return kinds and seeds, mixed so that even a quick drill has runs of every kind."""
    rest = [(kind, seed) for seed in range(OTHERS) for kind in KINDS if kind != "kill"]
    kills = [("kill", seed) for seed in range(KILLS)]
    mixed = []
    for place, run in enumerate(rest):
        mixed += [*kills[2 * place : 2 * place + 2], run]
    return mixed + kills[2 * len(rest) :]


async def drill(runs: list[tuple[str, int]], seconds: float | None = None) -> list[Ordeal]:
    """Go through runs, several at a time, and start no more after this many seconds."""
    began = time.monotonic()
    waiting, done = iter(runs), []
    folder = Path(tempfile.mkdtemp(prefix="lessonbot-drill-"))

    async def work() -> None:
        for kind, seed in waiting:
            if seconds is not None and time.monotonic() - began > seconds:
                return
            place = folder / f"{kind}-{seed}"
            place.mkdir()
            done.append(await Ordeal(kind, seed, place).go_through())
            shutil.rmtree(place)
            if done[-1].missing or done[-1].doubled:
                print(f"  {kind} {seed}:", "; ".join(done[-1].story), flush=True)

    try:
        await asyncio.gather(*(work() for _ in range(TOGETHER)))
    finally:
        shutil.rmtree(folder)
    return done


def tell(done: list[Ordeal]) -> bool:
    """Print the counts, and return whether every post arrived exactly once."""
    for kind in KINDS:
        of_kind = [each for each in done if each.kind == kind]
        wrong = Counter(missing=sum(r.missing for r in of_kind), doubled=sum(r.doubled for r in of_kind))
        print(f"{kind:>12}: {len(of_kind):4} runs, {wrong['missing']} missing, {wrong['doubled']} doubled")
    moments = Counter(each.moment for each in done if each.kind == "kill")
    print("killed:", ", ".join(f"{count} {moment}" for moment, count in moments.most_common()))
    missing, doubled = sum(r.missing for r in done), sum(r.doubled for r in done)
    print(f"{len(done)} runs, {missing} missing, {doubled} doubled")
    return not missing and not doubled


def main(arguments: list[str]) -> int:
    """Run the drill, and return exit status 1 if a post was missing or duplicated."""
    logging.getLogger("aiohttp.server").disabled = True  # it'd log every connection that a kill breaks
    if arguments:
        [run] = asyncio.run(drill([(arguments[0], int(arguments[1]))]))
        print("\n".join(run.story))
        return 0 if tell([run]) else 1
    return 0 if tell(asyncio.run(drill(plan(), SECONDS if os.environ.get("QUICK") else None))) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
