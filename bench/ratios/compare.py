"""Alternating rounds of our bot and the bare one."""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.ratios.counts import Count, count
from bench.ratios.extent import Extent
from bench.ratios.load import LoadProcess, Round
from bench.ratios.machine import memory
from bench.ratios.programs import LATER, Program, bare_bot, our_bot
from bench.ratios.resources import Resources
from bench.ratios.scenes import Answerer, Reader, Scene, scenes
from bench.ratios.wire import COMMAND, command

ASK = Reader("ask", "/ask", COMMAND, command("ask", question="How do I find my customers' channel?"))


@dataclass(frozen=True)
class Ratio:
    """What a scene costs our bot and the bare one, round by round."""

    scene: str
    ours: Sequence[Round]
    bare: Sequence[Round]

    @property
    def ratios(self) -> list[float]:
        """Return for each round how the bare bot's processor time compares with ours; 1 means equal."""
        return sorted(b.each / o.each for o, b in zip(self.ours, self.bare, strict=True))

    @property
    def ratio(self) -> float:
        """Return the median of the rounds."""
        return median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """Return the lower and the upper quartile of the rounds."""
        found = self.ratios
        return found[len(found) // 4], found[-1 - len(found) // 4]


def milliseconds(rounds: Sequence[Round]) -> float:
    """Return the median of the processor time per interaction."""
    return median(each.each for each in rounds)


def per_second(rounds: Sequence[Round]) -> float:
    """Return the median of the interactions per second on the clock, with 64 in flight."""
    return median(each.count / each.wall for each in rounds)


def compare(
    load: LoadProcess, folder: Path, extent: Extent, say: Callable[[str], None]
) -> tuple[list[Ratio], list[Count], Resources, Resources]:
    """Measure every scene: its ratio, its counts, and what both bots take meanwhile."""
    chosen = scenes()
    people = {
        scene.name: range(place * 10_000, place * 10_000 + extent.people)
        for place, scene in enumerate(chosen)
    }
    counted = [(scene, place * 10_000 + 5_000) for place, scene in enumerate(chosen)]
    say("learning what's reviewed later")
    with our_bot(load, folder) as ours:
        _learn(load, ours, extent, people["review answer"])
        _learn(load, ours, extent, range(counted[4][1], counted[4][1] + 1))
    counts = asyncio.run(count(load, folder, counted))
    with ExitStack() as stack:
        ours = stack.enter_context(our_bot(load, folder, LATER))
        file = folder / "recorded.json"
        file.write_text(json.dumps(_record(load, ours, chosen, people)))
        bare = stack.enter_context(bare_bot(load, file))
        found = []
        for scene in chosen:
            say(scene.name)
            found.append(_alternate(load, scene, ours, bare, extent.rounds))
        taken = memory(ours.pid), memory(bare.pid)
        load.call("prepare", ours.token, ASK, range(90_000, 90_001))
        load.call("round", ours.token, ASK, ours.pid, keep=True)
        asked = memory(ours.pid)
    starts = _starts(load, folder, file, extent.starts)
    mine, others = Resources(starts[0], taken[0], asked), Resources(starts[1], taken[1], taken[1])
    return found, counts, mine, others


def _learn(load: LoadProcess, ours: Program, extent: Extent, people: range) -> None:
    """Let people answer as many questions as the reviews ask later."""
    scene = Answerer("learning", command("quiz", lesson="1", questions=20))
    load.call("prepare", ours.token, scene, people)
    for _ in range(extent.rounds + 3):
        load.call("round", ours.token, scene, ours.pid, keep=True)
        load.call("go_on", ours.token, scene)


def _record(
    load: LoadProcess, ours: Program, chosen: Sequence[Scene], people: dict[str, range]
) -> dict[str, Any]:
    """Bring everyone up to their first request, and return an answer to each scene."""
    recorded = {}
    for scene in chosen:
        load.call("prepare", ours.token, scene, people[scene.name])
        load.call("round", ours.token, scene, ours.pid, keep=True)
        recorded[scene.key] = load.call("answer", scene)
    return recorded


def _alternate(load: LoadProcess, scene: Scene, ours: Program, bare: Program, rounds: int) -> Ratio:
    mine, others = list[Round](), list[Round]()
    for number in range(rounds + 1):
        load.call("go_on", ours.token, scene)
        turns = [(ours, mine, True), (bare, others, False)]
        for program, found, keep in turns if number % 2 else turns[::-1]:
            found.append(load.call("round", program.token, scene, program.pid, keep=keep))
    return Ratio(scene.name, mine[1:], others[1:])  # the first round warms both up


def _starts(load: LoadProcess, folder: Path, recorded: Path, times: int) -> tuple[float, float]:
    """Return the seconds that both bots usually take to come online."""
    mine, others = [], []
    for _ in range(times):
        with our_bot(load, folder, LATER) as ours:
            mine.append(ours.started)
        with bare_bot(load, recorded) as bare:
            others.append(bare.started)
    return median(mine), median(others)
