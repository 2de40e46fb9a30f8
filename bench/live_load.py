"""Let a thousand people play a live quiz, each answering in the same second, and check every answer.

    python -m bench.live_load            1,000 people
    QUICK=1 python -m bench.live_load    100
    python -m bench.live_load 300        as many as you like

Discord's stand-in, the bot and the people run in three processes. Each person has to hear within three
seconds that their answer is locked in. Then distributions, points, places and stored answers are compared
with what the people pressed.
"""

import asyncio
import multiprocessing
import os
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from bench.process import BotProcess, shipped
from bot.demo_world import DEMO_WORLD
from bot.domain.questions.question import Question
from discord_sandbox import Sandbox
from discord_sandbox.clients.person import Crowd, Person, Reply, Use

PEOPLE, QUICK = 1_000, 100
QUESTIONS = 3
CHANGING = 10
"""One in so many people changes their answer, and one in so many lets each question pass."""

ACKNOWLEDGED = 3.0
"""Seconds in which Discord wants a response."""

ON_BUTTONS = 38
"""Longest option, in characters, whose text is on a button and in "Locked in". Longer ones have letters."""

PATIENCE = 60.0


@dataclass
class LiveOutcome:
    """What came of a round. `waits` has the seconds until each press was answered."""

    people: int
    waits: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    cpu: float = 0.0  # seconds of processor time that the bot used for the first answers to each question
    timed: int = 0  # how many those were

    @property
    def good(self) -> bool:
        """Return whether everything was exact and on time."""
        return not self.faults and bool(self.waits)

    def __str__(self) -> str:
        waits = sorted(self.waits) or [0.0]
        slow = f"{waits[len(waits) * 99 // 100] * 1000:.0f} ms for 99%, {waits[-1] * 1000:.0f} ms at most"
        said = (
            f"{self.people} people, {len(self.waits)} presses: {waits[len(waits) // 2] * 1000:.0f} ms median"
        )
        cpu = f"{self.cpu / max(self.timed, 1) * 1000:.1f} ms of processor time for an answer"
        return f"{said}, {slow}; {cpu}; {len(self.faults)} faults"


async def play(people: int, folder: Path, seed: int = 1) -> LiveOutcome:
    """Let so many people play a round, and check it."""
    outcome, chance = LiveOutcome(people), random.Random(seed)
    with discord_process(folder) as (url, token):
        bot = BotProcess(
            {
                "DISCORD_TOKEN": token,
                "DISCORD_API_URL": f"{url}/api/v10",
                "LESSONBOT_DATABASE": str(folder / "record.db"),
                "LESSONBOT_SHARDS": "1",
            }
        )
        try:
            async with Crowd(url) as crowd, Person(url, "maren", within=PATIENCE) as host:
                await crowd.gather(people)
                await online(host)
                await _round(crowd, host, outcome, chance, folder, bot)
        finally:
            bot.kill()
    return outcome


async def online(host: Person) -> None:
    """Wait until the bot has registered its commands."""
    async with asyncio.timeout(PATIENCE):
        while not any(each["name"] == "live" for each in await host.commands()):
            await asyncio.sleep(0.1)
    await asyncio.sleep(0.5)  # it connects to the gateway after that


async def _round(
    crowd: Crowd,
    host: Person,
    outcome: LiveOutcome,
    chance: random.Random,
    folder: Path,
    bot: BotProcess,
) -> None:
    """Play a round, and compare everything with what was pressed."""
    await host.run(f"/live start lesson:1 questions:{QUESTIONS} seconds:20 changes:true pace:host")
    lobby = await posted(host, "Live quiz")
    await crowd.press(lobby, dict.fromkeys(crowd.people, lobby.control("Join").custom_id), over=1.0)
    await _settle(crowd, lobby, outcome)
    await host.press(lobby, "Start ▸")
    counted: list[Mapping[str, int]] = []
    asked: list[Question] = []
    for number in range(1, QUESTIONS + 1):
        message = await posted(host, f"Question {number} of {QUESTIONS}")
        question = question_in(message)
        votes = await _vote(crowd, message, question, outcome, chance, bot)
        await host.run("/live next")
        results = await posted(host, "It's", number)
        check_shares(results, votes, question, outcome.faults)
        counted.append(votes)
        asked.append(question)
        await host.press(results, 1)
    podium = await posted(host, "That's it!")
    points = score(counted, asked)
    check_podium(podium, points, outcome.faults)
    await check_record(folder / "record.db", counted, asked, outcome.faults)


async def _vote(
    crowd: Crowd,
    message: Reply,
    question: Question,
    outcome: LiveOutcome,
    chance: random.Random,
    bot: BotProcess,
) -> Mapping[str, int]:
    """Let people answer within a second, and some of them change it. Return the votes that count."""
    places = {int(each.custom_id.split(":")[4]): each.custom_id for each in message.controls}
    votes = {person: chance.choice([*places]) for person in crowd.people if chance.randrange(CHANGING)}
    began = bot.cpu
    await crowd.press(message, {person: places[place] for person, place in votes.items()}, over=1.0)
    await _settle(crowd, message, outcome)
    outcome.cpu, outcome.timed = outcome.cpu + bot.cpu - began, outcome.timed + len(votes)
    changed = {person: chance.choice([*places]) for person in votes if not chance.randrange(CHANGING)}
    if changed:
        await crowd.press(message, {person: places[place] for person, place in changed.items()})
    uses = await _settle(crowd, message, outcome)
    counted = {**votes, **changed}
    last = {use.person: use for use in uses}
    for person, place in counted.items():
        shown = last[person].answer
        if shown is None or "Locked in" not in shown.text:
            outcome.faults.append(f"{person} saw {shown and shown.text!r}")
        elif _short(question) and question.options[place].text not in shown.text:
            outcome.faults.append(f"{person} voted for {place} and saw {shown.text!r}")
    return counted


async def _settle(crowd: Crowd, message: Reply, outcome: LiveOutcome) -> Sequence[Use]:
    """Wait until every press was answered, and note how long each waited."""
    uses = await crowd.uses(message, PATIENCE)
    for use in uses:
        if use.id in outcome.seen:
            continue
        outcome.seen.add(use.id)
        if use.waited is None or use.waited > ACKNOWLEDGED:
            outcome.faults.append(f"press {use.id} waited {use.waited} s")
        outcome.waits.append(use.waited or PATIENCE)
    return uses


def _short(question: Question) -> bool:
    return all(len(option.text) <= ON_BUTTONS for option in question.options)


def question_in(message: Reply) -> Question:
    """Return the course's question that a message asks."""
    return next(each for each in shipped().default.questions.values() if each.prompt in message.text)


def score(counted: Sequence[Mapping[str, int]], asked: Sequence[Question]) -> Mapping[str, int]:
    """Return everyone's points: 100 for each vote for a right option."""
    points: Counter[str] = Counter()
    for votes, question in zip(counted, asked, strict=True):
        for person, place in votes.items():
            points[person] += 100 if question.options[place].correct else 0
    return points


def check_shares(results: Reply, votes: Mapping[str, int], question: Question, faults: list[str]) -> None:
    """Compare how many chose each option with what the results say."""
    wanted = Counter(votes.values())
    for place, option in enumerate(question.options):
        line = next(
            (
                each
                for each in results.text.splitlines()
                if f"({wanted[place]})" in each and option.text in each
            ),
            None,
        )
        if line is None:
            faults.append(f"{wanted[place]} chose {option.text!r}, but the results say {results.text!r}")


def check_podium(podium: Reply, points: Mapping[str, int], faults: list[str]) -> None:
    """Compare the first three places with the points."""
    best = sorted({each for each in points.values() if each}, reverse=True)[:3]
    for medal, worth in zip("🥇🥈🥉", best, strict=False):
        tied = [person for person, each in points.items() if each == worth]
        line = next((each for each in podium.text.splitlines() if each.startswith(medal)), "")
        named = re.findall(r"<@(\d+)>", line)
        more = re.search(r"and (\d+) more", line)
        people = len(named) + (int(more[1]) if more else 0)
        if f"**{worth}**" not in line or not set(named) <= set(tied) or people != len(tied):
            faults.append(f"{len(tied)} people have {worth} points, but the podium says {line!r}")


async def check_record(
    database: Path, counted: Sequence[Mapping[str, int]], asked: Sequence[Question], faults: list[str]
) -> None:
    """Compare the stored answers with the votes: each one once, and nothing else."""
    wanted = Counter(
        (int(person), question.id, 100 if question.options[place].correct else 0)
        for votes, question in zip(counted, asked, strict=True)
        for person, place in votes.items()
    )
    found: Counter[tuple[int, str, int]] = Counter()
    for _ in range(int(PATIENCE * 5)):
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5)) as connection:
            found = Counter(connection.execute("SELECT learner, question, score FROM answer").fetchall())
        if found == wanted:
            return
        await asyncio.sleep(0.2)
    lost, extra = (wanted - found).total(), (found - wanted).total()
    faults.append(f"{lost} answers are lost, and {extra} are too many")


async def posted(person: Person, text: str, count: int = 1) -> Reply:
    """Wait for the newest message with this text, in so many of the bot's public messages at least."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = [each for each in await person.messages() if text in each.text and not each.private]
            if len(found) >= count:
                return found[-1]
            await asyncio.sleep(0.1)


@contextmanager
def discord_process(folder: Path) -> Iterator[tuple[str, str]]:
    """Run the sandbox in its own process, and yield its address and the bot's token."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, folder))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join(10)
        process.kill()


def _serve(pipe: Connection, folder: Path) -> None:
    async def serve() -> None:
        async with Sandbox(DEMO_WORLD, record=folder / "requests.jsonl") as sandbox:
            pipe.send((sandbox.url, sandbox.bot_token))
            stop, loop = asyncio.Event(), asyncio.get_running_loop()

            def wait() -> None:
                pipe.recv()
                loop.call_soon_threadsafe(stop.set)

            threading.Thread(target=wait, daemon=True).start()
            await stop.wait()

    asyncio.run(serve())


def main(arguments: list[str]) -> int:
    """Play a round, and return exit status 1 if anything wasn't exact or on time."""
    people = int(arguments[0]) if arguments else QUICK if os.environ.get("QUICK") else PEOPLE
    folder = Path(tempfile.mkdtemp(prefix="lessonbot-live-"))
    try:
        outcome = asyncio.run(play(people, folder))
    finally:
        shutil.rmtree(folder)
    for fault in outcome.faults[:10]:
        print(f"  {fault}"[:500])
    print(outcome)
    return 0 if outcome.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
