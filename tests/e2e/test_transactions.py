"""How many transactions an interaction costs, and how many hops into the database's thread."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from discord import app_commands

from bench.fuzz import actions
from bot.chat.interaction.cooldown import Cooldown
from bot.chat.interaction.custom_id import MORE, decode, encode
from bot.chat.screens.classes import post as class_screens
from bot.domain.classes.assignment import DueReminder
from bot.services.ports.messenger import ClassPost
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.classroom import create, join, press, shown
from tests.e2e.learners import answer_to_the_end
from tests.e2e.test_daily import set_daily

LEARNER = (
    *(
        "/learn",
        "/start",
        "/lesson",
        "/lesson 1",
        "/case",
        "/case The beginning",
        "/ask When did it open?",
        "/ask Metzgerei",
        "/ask Wurde das Mühlenbrot umbenannt?",
        "/ask offener Brief",
        "/ask xylqzw",
        "/ask Mühlenbrot",
        "/ask Mühlenbrot",
    ),
    *(
        "/quiz",
        "/quiz 1",
        "/review",
        "/plan",
        "/plan",
        "/plan",
        "/progress",
    ),
    *(
        "/simulate",
        "/certificate",
        "/certificate number:ABCD",
        "/me",
        "/me zone:Berlin",
        "/me zone:Narnia",
        "/me zone:Narnia",
        "/help",
    ),
)
MODERATOR = (
    *("/daily show", "/daily preview", "/daily pause", "/daily resume", "/daily skip", "/server settings"),
    *("/server check", "/server log", "/daily set channel:lessons time:09:30 zone:Europe/Berlin"),
    *("/daily edit", "/daily now", "/daily show", "/daily remove"),
)
LAST = ("me:erase-now", "daily:do:remove-now", "class:close-now", "class:leave-now")
"""What would take everything else away. Erasing takes several units by design: it's noted in a file first."""

STEPS = 12
"""Controls that are used one after the other, from each command on."""

QUIZZES = 4
"""Quizzes that are taken to the end, to go on from their results and from what /progress makes of them."""

TESTS = 3
"""How often someone goes on from their assessments, before they've learned anything."""

ENTITIES = {6: "Learners", 8: "lessons"}
"""What to choose in a menu of roles, and in one of channels."""

MENU = encode(*MORE)
"""The custom id of every "More…" menu: each of its entries works like a button."""

UNREACHED = 48
"""How many actions the walk may miss: it goes far, but not everywhere, and questions are drawn at random.

Some take several courses, a class of three, or a live quiz."""


@dataclass
class Meter:
    """Counts what each interaction does in the database, by its command or its control.

    What a person's first interaction of a day adds isn't counted: one write that they were here. Neither is
    opening a connection again, which costs a hop after a unit that raised.
    """

    harness: BotHarness
    most: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._engine: Any = self.harness.record.opened.database.engine
        self._opened = 0
        for link in (*self._engine._readers, self._engine._writing):
            link._connect = self._opening(link._connect)
        self._answer = self.harness.bot.responder.answer
        self._going = asyncio.Lock()
        self.harness.bot.responder.answer = self._counted  # type: ignore[method-assign]

    def _now(self) -> tuple[int, int, int]:
        return self._engine.reads, self._engine.writes, self._engine.hops - self._opened

    def _opening(self, connect: Any) -> Any:
        async def counted() -> Any:
            self._opened += 1
            return await connect()

        return counted

    async def _counted(self, interaction: Any, *work: Any) -> None:
        async with self._going:
            before = self._now()
            await self._answer(interaction, *work)
            spent = [after - old for after, old in zip(self._now(), before, strict=True)]
        data = interaction.data
        command = interaction.command
        name = f"/{command.qualified_name}" if command else key(used_of(data))
        self.most[name] = max(self.most.get(name, (0, 0, 0)), tuple(spent), key=sum)  # type: ignore[arg-type]

    async def rest(self) -> None:
        """Wait until the last interaction has done everything."""
        async with self._going:
            pass


def used_of(data: Any) -> str:
    """The custom id that was used: the chosen one if it was an entry of a "More…" menu."""
    return str(data["values"][0] if data["custom_id"] == MENU else data["custom_id"])


def key(custom_id: str) -> str:
    """What a control does: its screen and action, and of a daily post's buttons which one it is."""
    control = decode(custom_id)
    more = control.arguments[:1] if (control.screen, control.action) == ("daily", "do") else ()
    return ":".join([control.screen, control.action, *more])


async def use(person: Person, reply: Reply, used: Counter[str]) -> Reply | Modal | None:
    """Use the control or menu entry of a screen that was used least so far; None where there's none."""
    controls = [each for each in reply.controls if not each.disabled and each.custom_id.startswith("lb1")]
    ways = [(each.custom_id, each) for each in controls if each.custom_id != MENU]
    ways += [(entry.value, each) for each in controls if each.custom_id == MENU for entry in each.options]
    ways = [each for each in ways if key(each[0]) not in LAST]
    if not ways:
        return None
    chosen, control = min(ways, key=lambda each: used[key(each[0])])
    used[key(chosen)] += 1
    if control.custom_id == MENU:
        return await person.select(reply, [chosen], MENU)
    if control.kind == "button":
        return await person.press(reply, control.custom_id)
    wanted = [each.value for each in control.options[-max(control.min_values, 1) :]]
    return await person.select(reply, wanted or [ENTITIES[control.type]], control.custom_id)


async def walk(person: Person, reply: Reply | Modal | None, used: Counter[str]) -> None:
    """Use control after control, and send the forms that come."""
    for _ in range(STEPS):
        if isinstance(reply, Modal):
            empty = [each for each in reply.fields if each.kind in ("text", "paragraph") and not each.default]
            reply = await person.submit(reply, {each.custom_id: "Ada" for each in empty})
        elif reply is not None:
            reply = await use(person, reply, used)


async def walk_through_classes(
    harness: BotHarness, teacher: Person, learner: Person, used: Counter[str]
) -> None:
    """Two classes, joined with a code and from what's posted for them, then left and closed."""
    codes = [await create(teacher, title) for title in ("Ada", "Bo")]
    for code in codes:
        await walk(learner, await join(learner, code, "Ada"), used)
        await walk(learner, await learner.run(f"/class join code:{code}"), used)
        await walk(learner, await learner.run("/me"), used)
        posted = await shown(teacher, f"/class post lesson:1 due:tomorrow classroom:{code}", "lessons")
        await walk(teacher, posted, used)
        await walk(teacher, await teacher.run("/class report"), used)
        await walk(teacher, await teacher.run(f"/class report classroom:{code}"), used)
    choosing = await more(learner, await learner.run("/me"), "My classes")
    assert isinstance(choosing, Reply)
    await learner.select(choosing, ["Bo"])
    record = harness.services.record
    [_, classroom] = await record.classrooms(harness.bot.guilds[0].id)
    [assignment] = await record.assignments(classroom.id)
    channel = harness.bot.get_channel(assignment.channel)
    content = ClassPost(assignment, classroom, harness.library.find("1"))
    due = DueReminder(assignment.id, int(learner.user["id"]), 0)
    await channel.send(**class_screens.post(content))  # type: ignore[union-attr]
    await walk(learner, await learner.hear("Ada", "lessons"), used)
    await channel.send(**class_screens.reminder(due, content))  # type: ignore[union-attr]
    await walk(learner, await learner.hear("is due", "lessons"), used)
    left = await press(learner, await shown(learner, f"/class join code:{codes[0]}"), "Leave the class")
    await learner.press(left, "Yes, leave")
    closing = await teacher.select(await shown(teacher, "/class close"), [f"Ada · {codes[0]}"])
    assert isinstance(closing, Reply)
    await teacher.press(closing, "Close the class")


async def walk_through_live(meter: Meter, host: Person, player: Person) -> None:
    """A live quiz that someone joins and answers, from its opening to its podium."""

    loop = meter.harness.bot.live_loop

    async def going_on(text: str) -> Reply:
        """Let the bot go on, which nothing else does here, and return the message that has this text."""
        await meter.rest()
        await loop.round()
        await asyncio.gather(*loop._under_way.values())
        return await player.hear(text, "general")

    await host.run("/live start pace:host")
    lobby = await going_on("Live quiz")
    await player.press(lobby, "Join")
    await host.press(lobby, "Start ▸")
    await player.press(await going_on("Question 1"), 1)
    await host.run("/live next")
    await going_on("It's")
    await host.run("/live stop")
    await player.press(await going_on("Stopped early"), "See how I did ▸")
    opened = await host.run("/live start pace:host")
    assert isinstance(opened, Reply)
    await going_on("Live quiz")
    await host.press(opened, "Stop")


async def test_an_interaction_opens_at_most_one_unit_that_reads_and_one_that_writes(
    harness: BotHarness,
) -> None:
    """Each is one transaction and one hop into the database's thread, with the checks before it included."""
    maren, _ = await set_daily(harness, "what:questions")
    await maren.run("/daily now")
    post = await maren.hear("", "lessons")
    tomasz = await harness.person("tomasz")
    await tomasz.run("/help")
    for task in harness.bot._by_itself:
        task.cancel()
    await asyncio.wait(harness.bot._by_itself)
    harness.bot.responder._cooldown = harness.services.sharing._cooldown = Cooldown(burst=9999)
    meter, used = Meter(harness), Counter[str]()
    await maren.run("/help")  # shows a notice if the scheduler couldn't send it, which takes one more unit
    await meter.rest()
    await walk_through_live(meter, maren, tomasz)  # before the walk switches live quizzes off
    adaeze = await harness.person("adaeze")
    for _ in range(TESTS):
        tests = await more(adaeze, await adaeze.run("/progress"), "My assessments")
        await walk(adaeze, tests, used)
    for _ in range(QUIZZES):
        await walk(tomasz, await answer_to_the_end(tomasz, await tomasz.run("/quiz questions:1")), used)
        await walk(tomasz, await tomasz.run("/progress"), used)
    for person, lines in ((tomasz, LEARNER), (maren, MODERATOR), (tomasz, LEARNER)):
        for line in lines:
            await walk(person, await person.run(line), used)
        await walk(person, post, used)
    await walk_through_classes(harness, maren, tomasz, used)
    await meter.rest()
    spent = meter.most.items()
    assert {name: most for name, most in spent if max(most[:2]) > 1 or most[2] > sum(most[:2])} == {}
    known = [each for each in harness.bot.tree.walk_commands() if isinstance(each, app_commands.Command)]
    assert {f"/{each.qualified_name}" for each in known} <= meter.most.keys()
    reached = {tuple(name.split(":")[:2]) for name in meter.most if not name.startswith("/")}
    assert len(set(actions()) - reached) <= UNREACHED
