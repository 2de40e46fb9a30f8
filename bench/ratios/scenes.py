"""What people do in the bench: which interaction, and what leads up to it."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.ratios.wire import COMMAND, COMPLETION, PRESS, Json, command, completion, press

Ask = Callable[[int, int, Json, Json | None], Awaitable[Json]]
"""Passes an interaction of a person to our bot, and returns the body of its callback."""

CARD = "lb1:learn:card:netflix-qwikster:use-the-channel-correctly"
MORE = "lb1:review:more"
"""Goes on with reviews after the day's number."""

EPHEMERAL, SCREEN = 1 << 6, 1 << 15


@dataclass(frozen=True)
class Request:
    """An interaction to send: who, which type, its data, and the message it's on."""

    person: int
    kind: int
    data: Json
    message: Json | None = None


class Scene(ABC):
    """One kind of interaction. `key` is what the bare bot knows it by.

    `prepare` brings a person up to the first request. `after` gets the answer to one and brings them up to
    the next. `at_once` is how many interactions are in flight.
    """

    name: str
    key: str
    at_once: int = 64

    @abstractmethod
    async def prepare(self, ask: Ask, person: int) -> Request:
        """Return the person's first request."""

    async def after(self, ask: Ask, asked: Request, answer: Json) -> Request:
        """Return the person's next request."""
        return asked


@dataclass(frozen=True)
class Reader(Scene):
    """Someone in the middle of a lesson who runs a command, or types an option."""

    name: str
    key: str
    kind: int
    data: Json
    at_once: int = 64

    async def prepare(self, ask: Ask, person: int) -> Request:
        """Read two cards first."""
        await _read(ask, person)
        return Request(person, self.kind, self.data)


@dataclass(frozen=True)
class Once(Scene):
    """Someone who runs a command, whatever they did before."""

    name: str
    data: Json
    key: str = ""
    at_once: int = 1

    async def prepare(self, ask: Ask, person: int) -> Request:
        """Run it once before."""
        await ask(person, COMMAND, self.data, None)
        return Request(person, COMMAND, self.data)


@dataclass(frozen=True)
class PageTurner(Scene):
    """Someone who turns pages, on and back."""

    name: str = "page turn"
    key: str = "learn:card"

    async def prepare(self, ask: Ask, person: int) -> Request:
        """Open a card."""
        return self._turn(person, 4, await _read(ask, person))

    async def after(self, ask: Ask, asked: Request, answer: Json) -> Request:
        """Turn to the card on the other side."""
        turned = asked.data["custom_id"].endswith(":4")
        return self._turn(asked.person, 3 if turned else 4, answer["data"])

    def _turn(self, person: int, number: int, shown: Json) -> Request:
        return Request(person, PRESS, press(f"{CARD}:{number}"), own(shown))


@dataclass(frozen=True)
class Answerer(Scene):
    """Someone who answers the questions of one command after the other."""

    name: str
    start: Json
    key: str = "quiz:answer"

    async def prepare(self, ask: Ask, person: int) -> Request:
        """Ask for the first question."""
        answer = await ask(person, COMMAND, self.start, None)
        if MORE in ids(answer["data"]):
            answer = await ask(person, PRESS, press(MORE), own(answer["data"]))
        return self._answer(person, answer)

    async def after(self, ask: Ask, asked: Request, answer: Json) -> Request:
        """Go on to the next question, or to the first of another quiz."""
        shown = answer["data"]
        onward = next((each for each in ids(shown) if each.startswith("lb1:quiz:next:")), None)
        if onward:
            answer = await ask(asked.person, PRESS, press(onward), own(shown))
        if onward and _answers(answer["data"]):
            return self._answer(asked.person, answer)
        return await self.prepare(ask, asked.person)

    def _answer(self, person: int, answer: Json) -> Request:
        found = _answers(answer["data"])
        if not found:
            raise ValueError(f"no question for {self.name}: {answer}")
        return Request(person, PRESS, press(found[0]), own(answer["data"]))


def scenes() -> list[Scene]:
    """Return every scene of the ratios."""
    return [
        Reader("lesson", "/lesson", COMMAND, command("lesson", lesson="1")),
        PageTurner(),
        Reader("autocomplete", "complete lesson", COMPLETION, completion("lesson", "lesson", "chan")),
        Answerer("quiz answer", command("quiz", lesson="2")),
        Answerer("review answer", command("review")),
        Reader("learn", "/learn", COMMAND, command("learn")),
        Reader("progress", "/progress", COMMAND, command("progress"), at_once=4),
    ]


def own(data: Json) -> Json:
    """Return a message with these components, for its reader alone, as a press repeats it."""
    return {"components": data["components"], "flags": EPHEMERAL | SCREEN}


def ids(data: Any) -> Iterator[str]:
    """Yield the custom ids of a reply."""
    if isinstance(data, list):
        for each in data:
            yield from ids(each)
    elif isinstance(data, dict):
        if "custom_id" in data:
            yield data["custom_id"]
        for each in data.values():
            yield from ids(each)


def _answers(data: Json) -> list[str]:
    return [each for each in ids(data) if each.startswith("lb1:quiz:answer:")]


async def _read(ask: Ask, person: int) -> Json:
    """Open the third card of the first lesson, and return its screen."""
    shown = await ask(person, PRESS, press(f"{CARD}:3"), None)
    data: Json = shown["data"]
    return data
