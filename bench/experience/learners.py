"""Thirty days of four learners: a diligent one, one with a daily quiz, a lazy one, and one who stays away."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bench.experience.environment import DAY, START, Stage
from bench.experience.player import Album, Player
from bench.experience.screen import Screen
from bot.domain.calendar.day import date_of

DAILY_PRESSES = 8
"""How often the daily learner presses the button that stands out."""

ENOUGH = 200
"""Steps after which a day of the diligent learner is considered endless."""

LAZY_DAYS = frozenset({0, 2, 5})
"""Monday, Wednesday and Saturday."""

OFFER, NEXT_LESSON = ("remind", "set"), "Next: lesson"


@dataclass
class Learner:
    """One of the four: how often they're right, when they come, and what they do then.

    `day` is the number of the day, from 0. `sent` and `answered` count reminders; the latter those answered
    in the message itself. `stopped` is the day on which they said goodbye, from 1. `asked` has the questions
    of reminders.
    """

    name: str
    right: float
    minute: int
    player: Player
    day: int = 0
    sent: int = 0
    answered: int = 0
    stopped: int | None = None
    asked: list[str] = field(default_factory=list)
    messages: set[str] = field(default_factory=set)
    latest: Screen | None = None

    def lucky(self) -> bool:
        """Return whether the next answer is right."""
        return self.player.chance.random() < self.right

    async def follow(self, screen: Screen) -> Screen | None:
        """Answer with their luck, or press the button that stands out."""
        return await self.player.follow(screen, right=self.lucky())

    async def hear(self) -> None:
        """Look for new reminders among the direct messages."""
        person = self.player.person
        for reply in await person.messages("dm"):
            unasked = reply.raw["author"]["id"] == person.directory.bot_user_id
            if unasked and reply.id not in self.messages:
                self.messages.add(reply.id)
                self.sent += 1
                self.latest = Screen(reply, self.player.known)
                if self.latest.question:
                    self.asked.append(self.latest.question.id)
                else:
                    self.stopped = self.stopped or self.day + 1


Habit = Callable[[Learner], Awaitable[None]]


async def diligent(learner: Learner) -> None:
    """Follow the button until all that's left is a second new lesson or a quiz for fun. Take the reminder."""
    read, screen = len(learner.player.cards), await learner.player.run("/learn")
    for _ in range(ENOUGH):
        [main] = screen.primary or [None]
        another = main and main.action == ("learn", "go") and main.label.startswith(NEXT_LESSON)
        if offer := next((each for each in screen.buttons if each.action == OFFER), None):
            screen = await _take_offer(learner.player, screen, offer.custom_id)
        if another and len(learner.player.cards) > read:
            return
        if main and main.action == ("quiz", "start") and main.control and not main.control.arguments[-1]:
            return
        following = await learner.follow(screen)
        if following is None:
            return
        screen = following
    raise RuntimeError("a diligent learner's day doesn't end")


async def daily(learner: Learner) -> None:
    """Take one quiz, then press the button that stands out a few times, and answer what it asks."""
    screen: Screen | None = await learner.player.run("/quiz")
    while screen and (screen.question or any(each.action == ("quiz", "next") for each in screen.primary)):
        screen = await learner.follow(screen)
    left = DAILY_PRESSES
    while screen and (left or screen.question):
        left -= not screen.question
        screen = await learner.follow(screen)


async def lazy(learner: Learner) -> None:
    """On three days a week, answer the reminder and nothing else, or press once or twice."""
    player = learner.player
    if learner.day == 0:
        await _turn_on(player)
    if date_of(player.stage.clock.now // DAY).weekday() not in LAZY_DAYS:
        return
    waiting = learner.latest
    if waiting and waiting.question and player.chance.random() < 0.4:
        learner.latest = None
        learner.answered += 1
        await player.answer(waiting, right=learner.lucky())
        return
    screen: Screen | None = await player.run("/learn")
    for _ in range(player.chance.choice((1, 2))):
        screen = screen and await learner.follow(screen)


async def absent(learner: Learner) -> None:
    """Turn reminders on, answer one question, and never come back."""
    if learner.day == 0:
        await _turn_on(learner.player)
        await learner.follow(await learner.player.run("/learn"))


async def _take_offer(player: Player, screen: Screen, button: str) -> Screen:
    """Say yes to the reminder, and tell the time where you are if it's asked."""
    screen = await player.press(screen, button)
    while menus := [each for each in screen.reply.controls if each.custom_id.startswith("lb1:remind:")]:
        if menus[0].kind != "select":
            break
        zones = [each for each in menus[0].options if each.value in ("0", "Europe/London")]
        screen = await player.choose(screen, [(zones or menus[0].options)[0].value], menus[0].custom_id)
    return screen


async def _turn_on(player: Player) -> None:
    """Turn reminders on in /me, for eight in the morning."""
    screen = await player.run("/me zone:London")
    screen = await player.press(screen, "lb1:remind:show")
    screen = await player.press(screen, f"lb1:remind:when:{player.stage.course.id}")
    menu = next(iter(each.custom_id for each in screen.reply.controls if each.kind == "select"))
    await player.choose(screen, ["480"], menu)


HABITS: dict[str, tuple[float, int, Habit]] = {
    "diligent": (0.85, 9 * 60, diligent),
    "daily": (0.8, 12 * 60 + 30, daily),
    "lazy": (0.6, 18 * 60, lazy),
    "absent": (0.6, 18 * 60, absent),
}
"""Each learner's share of right answers, the minute of the day at which they come, and what they do."""


@dataclass(frozen=True)
class Month:
    """What a learner has after the days, counted from 1. `tests` has the day and the score of each final.

    `unopened` has the cards that count as read and were never on their screen. `asked` has the questions of
    their reminders.
    """

    name: str
    badges: list[tuple[int, int]]
    opened: int | None
    tests: list[tuple[int, str]]
    certificate: int | None
    practiced: int
    streak: int
    best: int
    sent: int
    answered: int
    stopped: int | None
    asked: list[str]
    read: int
    seen: int
    unopened: list[str]
    presses: int
    minutes: float


async def live(stage: Stage, album: Album, days: int, seed: int = 1) -> list[Month]:
    """Let the learners live through some days, and return what came of it."""
    learners = [
        Learner(name, right, minute, await Player.join(stage, name, album, seed + place))
        for place, (name, (right, minute, _)) in enumerate(HABITS.items())
    ]
    for day in range(days):
        for learner in learners:
            stage.clock.move(day, learner.minute)
            await stage.deliver()
            learner.day = day
            await learner.hear()
            await HABITS[learner.name][2](learner)
    return [await _result(stage, learner) for learner in learners]


async def _result(stage: Stage, learner: Learner) -> Month:
    """Read a learner's month from the record, and compare it with what they saw."""
    player, course = learner.player, stage.course
    units, who = stage.units, player.id
    badges = await units.read(lambda unit: unit.stores.badges.badges(who, course.id))
    opening = await units.read(lambda unit: unit.stores.assessments.opening(who, course.id))
    sittings = await units.read(lambda unit: unit.stores.assessments.sittings(who, course.id))
    certificate = await units.read(lambda unit: unit.stores.certificates.certificate(who, course.id))
    practiced = await units.read(lambda unit: unit.stores.practice.practice_days(who))
    streak = await units.read(lambda unit: unit.streaks.streak(who))
    pages = await units.read(lambda unit: unit.stores.people.pages_read(who, course.id))
    read = {
        (name, number)
        for name, numbers in pages.items()
        for number in numbers
        if name in course.units and 1 <= number <= len(course.units[name].cards)
    }
    finished = [each for each in sittings if each.finished_at and each.mode == "post"]
    return Month(
        name=learner.name,
        badges=[(course.units[each.lesson].number, _day(each.at)) for each in badges],
        opened=_day(opening.at) if opening else None,
        tests=[(_day(each.finished_at or 0), f"{each.right} of {each.questions}") for each in finished],
        certificate=_day(certificate.at) if certificate else None,
        practiced=len(practiced),
        streak=streak.days,
        best=streak.best,
        sent=learner.sent,
        answered=learner.answered,
        stopped=learner.stopped,
        asked=learner.asked,
        read=len(read),
        seen=len(player.cards),
        unopened=sorted(f"{lesson} {number}" for lesson, number in read - player.cards),
        presses=player.tally.presses,
        minutes=round(player.tally.minutes),
    )


def _day(at: int) -> int:
    """Return the number of the day of an instant, from 1."""
    return (at - int(START.timestamp() * 1000)) // DAY + 1
