"""Drill live quizzes: kill the bot with kill -9 at random moments of a round. No answer that someone was told
is locked in may be lost, none may count twice, and no message may come twice.

    python -m bench.live_drill            100 rounds
    QUICK=1 python -m bench.live_drill    as many as fit into 40 seconds
    python -m bench.live_drill 17         one round by its seed, with a log of what happened

The last line has the number of kills, of lost answers, and of answers and messages that came twice.
"""

import asyncio
import logging
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bench.live_load import posted, question_in
from bench.process import BotProcess
from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.clients.person import Crowd, Person, Reply
from discord_sandbox.clients.person.failures import Unsuccessful

ROUNDS, SECONDS = 100, 40.0
TOGETHER = 4
"""Concurrent rounds. They mostly wait."""

PEOPLE, QUESTIONS = 6, 3
PATIENCE = 180.0
"""Seconds after which a round that hasn't ended is counted as it is."""

STEPS = ("lobby", *(f"{step} {number}" for number in range(QUESTIONS) for step in ("votes", "close", "next")))
"""Steps during which the bot is killed. The last `next` shows the podium."""


@dataclass
class LiveOrdeal:
    """One round. `seed` determines when the bot is killed."""

    seed: int
    folder: Path
    kills: int = 0
    lost: int = 0
    doubled: int = 0
    ended: bool = False
    story: list[str] = field(default_factory=list)
    locked: set[tuple[int, str]] = field(default_factory=set)  # who was told that their answer is locked in

    @property
    def good(self) -> bool:
        """Return whether nothing was lost or came twice."""
        return self.ended and not self.lost and not self.doubled

    async def go_through(self) -> "LiveOrdeal":
        """Play a round, kill the bot once or twice, and compare what's stored with what was said."""
        self.chance = random.Random(f"live:{self.seed}")
        self.deadly = set(self.chance.sample(STEPS, self.chance.choice((1, 1, 2))))
        async with (
            Sandbox(DEMO_WORLD, rate_limits=False) as self.sandbox,
            Crowd(self.sandbox.url) as self.crowd,
            Person(self.sandbox.url, "maren", within=4.0) as self.host,
        ):
            await self.crowd.gather(PEOPLE)
            self._start()
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._play()
                self.ended = True
            except TimeoutError:
                self.story.append(f"not over: {self._query('SELECT phase, position, state FROM live_round')}")
            finally:
                self.bot.kill()
        self._count()
        return self

    async def _play(self) -> None:
        while not any(each["name"] == "live" for each in await self.host.commands()):
            await asyncio.sleep(0.1)
        opened = f"/live start lesson:1 questions:{QUESTIONS} seconds:60 pace:host"
        while not self._query("SELECT id FROM live_round"):
            await self._act("lobby", opened)
        await posted(self.host, "Live quiz")
        await self._go_on("lobby", "question", 0)
        for number in range(QUESTIONS):
            message = await posted(self.host, f"Question {number + 1} of {QUESTIONS}")
            await self._vote(message, number)
            await self._go_on(f"close {number}", "results", number)
            phase, position = ("podium", number) if number + 1 == QUESTIONS else ("question", number + 1)
            await self._go_on(f"next {number}", phase, position)
        await posted(self.host, "That's it!")
        while self._query("SELECT 1 FROM live_vote WHERE recorded = 0"):
            await asyncio.sleep(0.05)

    async def _go_on(self, step: str, phase: str, position: int) -> None:
        """Go on with the round, until the database says that it's there and its message is out."""
        while not self._is_at(phase, position):
            here = self._query("SELECT phase, position FROM live_round")[0]
            await self._act(step, "/live next")
            for _ in range(20):
                await asyncio.sleep(0.05)
                if self._is_at(phase, position):
                    return
                if self._query("SELECT phase, position FROM live_round")[0] != here:
                    continue
                break

    def _is_at(self, phase: str, position: int) -> bool:
        [(now, at, state)] = self._query("SELECT phase, position, state FROM live_round")
        return (now, at, state) == (phase, position, "sent") or (phase == "podium" and now == "over")

    async def _act(self, step: str, line: str) -> None:
        """Run a command, and kill the bot meanwhile if it's the time."""
        killing = asyncio.create_task(self._maybe_kill(step, 0.4))
        try:
            await self.host.run(line)
        except Unsuccessful as error:
            self.story.append(f"{step}: {type(error).__name__}")
        await killing

    async def _vote(self, message: Reply, number: int) -> None:
        """Let everyone press an option, and note who was told that it's locked in."""
        question = question_in(message)
        options = [each.custom_id for each in message.controls]
        killing = asyncio.create_task(self._maybe_kill(f"votes {number}", 0.3))
        buttons = {person: self.chance.choice(options) for person in self.crowd.people}
        await self.crowd.press(message, buttons, over=self.chance.choice((0.0, 0.2)))
        for use in await self.crowd.uses(message, PATIENCE):
            if use.answer and "Locked in" in use.answer.text:
                self.locked.add((int(use.person), question.id))
        await killing

    async def _maybe_kill(self, step: str, within: float) -> None:
        if step not in self.deadly:
            return
        self.deadly.discard(step)
        await asyncio.sleep(self.chance.uniform(0, within))
        self.bot.kill()
        self.kills += 1
        state = self._query("SELECT phase, position, state FROM live_round")
        self.story.append(f"killed during {step}: {state}, {len(self.locked)} locked in")
        self._start()
        await asyncio.sleep(1)

    def _start(self) -> None:
        self.bot = BotProcess(
            {
                "DISCORD_TOKEN": self.sandbox.bot_token,
                "DISCORD_API_URL": self.sandbox.api_url,
                "LESSONBOT_DATABASE": str(self.folder / "record.db"),
                "LESSONBOT_SHARDS": "1",
            }
        )

    def _query(self, query: str) -> list[tuple[object, ...]]:
        """Return rows of the bot's database, or none if it isn't there yet."""
        path = self.folder / "record.db"
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as connection:
                return connection.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []

    def _count(self) -> None:
        """Compare the stored answers with what people were told, and look for messages that came twice."""
        stored = Counter(self._query("SELECT learner, question FROM answer"))
        voted = set(
            self._query("SELECT learner, question FROM live_vote JOIN live_question USING (round, position)")
        )
        self.lost = len(self.locked - set(stored)) + len(voted - set(stored))
        bot, texts = self.sandbox.world.bot_id, Counter[str]()
        for channel in self.sandbox.world.channels:
            for message in self.sandbox.world.history(channel["id"]):
                if message.body["author"]["id"] == bot and message.reader is None:
                    texts[Reply(message.body).text.partition("\n")[0].partition(" · ")[0]] += 1
        self.doubled = sum(stored.values()) - len(stored) + sum(texts.values()) - len(texts)
        self.story.append(f"{len(self.locked)} locked in, {sum(stored.values())} answers, {dict(texts)}")


async def drill(seeds: list[int], seconds: float | None = None) -> list[LiveOrdeal]:
    """Go through rounds, several at a time, and start no more after this many seconds."""
    began, waiting, done = time.monotonic(), iter(seeds), []
    folder = Path(tempfile.mkdtemp(prefix="lessonbot-live-drill-"))

    async def work() -> None:
        for seed in waiting:
            if seconds is not None and time.monotonic() - began > seconds:
                return
            place = folder / str(seed)
            place.mkdir()
            done.append(await LiveOrdeal(seed, place).go_through())
            shutil.rmtree(place)
            if not done[-1].good:
                print(f"  {seed}:", "; ".join(done[-1].story), flush=True)

    try:
        await asyncio.gather(*(work() for _ in range(TOGETHER)))
    finally:
        shutil.rmtree(folder)
    return done


def tell(done: list[LiveOrdeal]) -> bool:
    """Print the counts, and return whether nothing was lost or came twice."""
    kills, lost, doubled = (
        sum(getattr(each, name) for each in done) for name in ("kills", "lost", "doubled")
    )
    answers, open_rounds = sum(len(each.locked) for each in done), sum(not each.ended for each in done)
    print(
        f"{len(done)} live rounds, {kills} kills, {answers} answers locked in: {lost} lost, "
        f"{doubled} doubled, {open_rounds} rounds not over"
    )
    return all(each.good for each in done)


def main(arguments: list[str]) -> int:
    """Run the drill, and return exit status 1 if anything was lost or came twice."""
    logging.getLogger("aiohttp.server").disabled = True  # it'd log every connection that a kill breaks
    if arguments:
        [one] = asyncio.run(drill([int(arguments[0])]))
        print("\n".join(one.story))
        return 0 if tell([one]) else 1
    return (
        0
        if tell(asyncio.run(drill(list(range(ROUNDS)), SECONDS if os.environ.get("QUICK") else None)))
        else 1
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
