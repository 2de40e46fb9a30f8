"""A learner at a chat client: types commands, answers questions, follows the button that stands out."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.experience.environment import Stage
from bench.experience.screen import Screen, ScreenButton, by_fingerprint
from bot.chat.screens.questions.kind import UNKNOWN
from bot.chat.words.learning.lessons import step
from bot.domain.questions.question import Question
from discord_sandbox.clients.person import Modal, Person, Reply

WORDS_PER_MINUTE, PER_PRESS, PER_QUESTION = 240, 2, 6
"""How fast people read, and the seconds that a press and a decision take."""

NONSENSE = "Nothing comes to mind"
"""What's typed for a wrong answer."""

DRAFT = (
    "Starting May 1, your plan will cost $12 a month instead of $10. Here's why, and here's how to cancel."
)
NAME = "Jordan Miles"

STEPS = 40
"""Presses after which a question is considered stuck."""


@dataclass(frozen=True)
class Seen:
    """A screen that was met, and the command or control that led to it."""

    after: str
    screen: Screen


class Album:
    """Every kind of screen that was met, each of them once."""

    def __init__(self) -> None:
        self._kept: dict[object, Seen] = {}

    def add(self, seen: Seen) -> bool:
        """Keep a screen. Return False for one like another that's kept."""
        key = (seen.after, seen.screen.signature)
        new = key not in self._kept
        self._kept.setdefault(key, seen)
        return new

    @property
    def screens(self) -> Sequence[Seen]:
        """Return what was kept, oldest first."""
        return tuple(self._kept.values())


@dataclass
class Tally:
    """What a stretch of learning took."""

    presses: int = 0
    words: int = 0
    questions: int = 0

    @property
    def minutes(self) -> float:
        """Return the minutes for reading, pressing and deciding."""
        seconds = self.presses * PER_PRESS + self.questions * PER_QUESTION
        return self.words / WORDS_PER_MINUTE + seconds / 60


@dataclass
class Player:
    """A learner. `tally` counts since it was last replaced; `on_screen` sees each new screen."""

    stage: Stage
    person: Person
    album: Album
    chance: random.Random
    tally: Tally = field(default_factory=Tally)
    known: Mapping[str, Question] = field(default_factory=dict)
    drafts: int = 0
    cards: set[tuple[str, int]] = field(default_factory=set)
    _last: Question | None = None

    @classmethod
    async def join(cls, stage: Stage, name: str, album: Album, seed: int = 1) -> "Player":
        """Log a learner in. Their luck depends on the seed."""
        known = by_fingerprint(stage.course)
        return cls(stage, await stage.person(name), album, random.Random(seed), known=known)

    @property
    def id(self) -> int:
        """Return their Discord id."""
        return int(self.person.user["id"])

    async def run(self, line: str) -> Screen:
        """Type a command."""
        return await self._met(line.split()[0], await self.person.run(line))

    async def press(self, screen: Screen, button: ScreenButton | str) -> Screen:
        """Press a button, by its custom id if it's a text. A form that opens is filled in."""
        custom_id = button if isinstance(button, str) else button.custom_id
        self.tally.presses += 1
        after = ":".join(custom_id.split(":")[1:3])
        return await self._met(after, await self.person.press(screen.reply, custom_id))

    async def choose(self, screen: Screen, values: Sequence[str], menu: str) -> Screen:
        """Choose from a menu, by its custom id: one press to open it, and one per choice."""
        self.tally.presses += 1 + len(values)
        after = ":".join(menu.split(":")[1:3])
        return await self._met(after, await self.person.select(screen.reply, values, menu))

    async def follow(self, screen: Screen, *, right: bool = True) -> Screen | None:
        """Answer the question, or press the button that stands out. Return None at a dead end."""
        if screen.question:
            return await self.answer(screen, right=right)
        return await self.press(screen, screen.primary[0]) if screen.primary else None

    async def answer(self, screen: Screen, *, right: bool, worst: bool = False) -> Screen:
        """Answer the question on a screen. Of the wrong answers, `worst` takes the one with most to say."""
        question = screen.question
        assert question, screen.reply
        for _ in range(STEPS):
            screen = await self._step(screen, question, right=right, worst=worst)
            judging = [each for each in screen.buttons if each.action == ("quiz", "judge")]
            if judging:
                return await self.press(screen, judging[0 if right else -1])
            if screen.question is not question:
                return screen
        raise RuntimeError(f"can't answer {question.id}: {screen.reply}")

    async def _step(self, screen: Screen, question: Question, *, right: bool, worst: bool) -> Screen:
        """Take one step of answering."""
        actions = {each.action[1] for each in screen.answers}
        last = {each.action[1]: each for each in screen.answers}
        if done := last.get("ordered") or last.get("matched"):
            return await self.press(screen, done)
        if "order" in actions or "match" in actions:
            return await self.press(screen, _part(screen, question, right=right))
        if "write" in actions:
            return await self.press(screen, last["write"]) if right else await self._mistype(screen, last)
        options = self._places(question, right=right, worst=worst)
        menus = [each for each, control in screen.controls.items() if control.action == "pick"]
        if menus:
            return await self.choose(screen, [str(place) for place in options], menus[0])
        wanted = next(each for each in screen.answers if _argument(each) == str(options[0]))
        return await self.press(screen, wanted)

    async def _mistype(self, screen: Screen, last: Mapping[str, ScreenButton]) -> Screen:
        self.tally.presses += 1
        form = await self.person.press(screen.reply, last["write"].custom_id)
        assert isinstance(form, Modal)
        return await self._met("quiz:written", await self._submit(form, NONSENSE))

    def _places(self, question: Question, *, right: bool, worst: bool) -> list[int]:
        """Return the places of the options to choose."""
        if right:
            return sorted(question.correct)
        wrong = [n for n in range(len(question.options)) if n not in question.correct]
        if question.kind == "multiple":
            return wrong or [0]
        longest = max(wrong, key=lambda place: len(question.options[place].feedback.split()))
        return [longest if worst else self.chance.choice(wrong)]

    async def _met(self, after: str, got: Reply | Modal) -> Screen:
        """Fill in forms until there's a screen, and count it."""
        while isinstance(got, Modal):
            after = ":".join(got.custom_id.split(":")[1:3])
            got = await self._submit(got, None)
        screen = Screen(got, self.known)
        if not (screen.question and screen.question is self._last):
            self.tally.words += screen.words
            self.tally.questions += screen.question is not None
        self._note(screen)
        self._last = screen.question
        self.album.add(Seen(after, screen))
        return screen

    async def _submit(self, form: Modal, text: str | None) -> Reply | Modal:
        """Fill in a form and send it: one press. Without a text, write what's right for its fields."""
        self.tally.presses += 1
        answers: dict[str, str | bool | list[str]] = {}
        for each in form.fields:
            if each.kind in ("text", "paragraph"):
                answers[each.custom_id] = text or self._written(form, long=each.kind == "paragraph")
            elif each.kind == "checkbox group":
                answers[each.custom_id] = [option.value for option in each.options[:3]]
        return await self.person.submit(form, answers)

    def _written(self, form: Modal, *, long: bool) -> str:
        if long:
            self.drafts += 1
            return f"{DRAFT} (Version {self.drafts})"
        asked = next((each for each in self.known.values() if each.prompt in form.text), None)
        return asked.options[min(asked.correct)].text if asked else NAME

    def _note(self, screen: Screen) -> None:
        """Note which card of which lesson is on the screen."""
        for lesson in self.stage.course.units.values():
            for number in range(1, len(lesson.cards) + 1):
                if step(lesson, number) in screen.reply.text:
                    self.cards.add((lesson.id, number))


def _argument(button: ScreenButton) -> str:
    return button.control.arguments[-1] if button.control else ""


def _part(screen: Screen, question: Question, *, right: bool) -> ScreenButton:
    """Return the next press of putting things in order, or of matching them."""
    count = len(question.options)
    if question.kind == "order":
        order = range(count) if right else reversed(range(count))
        aim = "".join(map(str, order))
        return next(each for each in screen.answers if (so_far := _argument(each)) and aim.startswith(so_far))
    turned = "".join(str(n if right else (n + 1) % count) for n in range(count))
    steps = [each for each in screen.answers if each.action[1] == "match" and _argument(each).strip(UNKNOWN)]
    fitting = [each for each in steps if _fits(_argument(each), turned)]
    return (fitting or steps)[0]


def _fits(so_far: str, aim: str) -> bool:
    return all(given in (UNKNOWN, wanted) for given, wanted in zip(so_far, aim, strict=True))
