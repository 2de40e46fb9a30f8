"""What commands cost with few and with many stored answers, and for someone who gave many themselves."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.ratios.extent import Extent
from bench.ratios.filling import fill
from bench.ratios.load import LoadProcess
from bench.ratios.programs import LATER, our_bot
from bench.ratios.scenes import Answerer, Once, Scene
from bench.ratios.wire import command

COMMANDS = {
    "/lesson": command("lesson"),
    "/learn": command("learn"),
    "/review": command("review"),
    "/progress": command("progress"),
    "/leaderboard": command("leaderboard"),
    "/plan": command("plan"),
    "/me": command("me"),
}
ROUNDS, PEOPLE = 7, 4
REST = 4.0
"""Seconds between commands: people who are too quick are asked to wait."""


@dataclass(frozen=True)
class Growth:
    """The milliseconds of processor time that a command takes: for an ordinary learner with few and with many
    answers of others stored, and for the learner with many of their own.
    """

    command: str
    few: float
    many: float
    own: float

    @property
    def factor(self) -> float:
        """Return how many times as much it takes with many."""
        return self.many / self.few

    @property
    def own_factor(self) -> float:
        """Return how many times as much it takes the learner with many of their own."""
        return self.own / self.many


def grow(load: LoadProcess, folder: Path, extent: Extent, say: Callable[[str], None]) -> list[Growth]:
    """Measure each command on records of both sizes."""
    found = []
    for answers in extent.answers:
        say(f"{answers:,} answers")
        place = folder / str(answers)
        place.mkdir()
        asyncio.run(fill(place, answers, load.call("guild")))
        found.append(_measure(load, place))
    if not found:
        return []
    few, *_, many = found
    return [Growth(name, few[name][0], many[name][0], many[name][1]) for name in few]


def _measure(load: LoadProcess, folder: Path) -> dict[str, tuple[float, float]]:
    """Return what each command takes an ordinary learner, and the one with many answers."""
    scenes: list[Scene] = [Once(name, data) for name, data in COMMANDS.items()]
    scenes.append(Answerer("an answer", command("quiz", lesson="1")))
    took: dict[str, tuple[float, float]] = {}
    with our_bot(load, folder, LATER) as ours:
        for scene in scenes:
            figures = []
            for people in (range(1, 1 + PEOPLE), range(1)):
                load.call("prepare", ours.token, scene, people)
                rounds = []
                for _ in range(ROUNDS):
                    rounds.append(load.call("round", ours.token, scene, ours.pid, keep=True).each)
                    load.call("go_on", ours.token, scene)
                figures.append(median(rounds))
            took[scene.name] = figures[0], figures[1]
            time.sleep(REST)
    return took
