"""Crawl the screens: use every button, entry and choice, and report the ones that break a rule."""

import asyncio
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.experience.player import DRAFT, Album, Player, Seen
from bench.experience.screen import BUTTON, SELECT, Screen
from bot.chat.interaction.custom_id import MORE, decode
from bot.errors.user import StaleControl
from discord_sandbox.clients.person import Modal, Reply
from discord_sandbox.world import Interaction

ROOTS = (
    *("/learn", "/lesson", "/quiz", "/review", "/plan", "/progress", "/certificate", "/me", "/help", "/case"),
    *("/ask question:price", "/ask question:xyzzy", "/lesson nowhere"),
)

PRESS, SUBMIT = 3, 5
"""Discord's types of interactions."""

EACH, ANSWERED = 8, 60
"""How often the same kind of control is used; those that answer and go on are used more often."""

LAST = frozenset({("me", "erase-now")})
"""What comes after everything else, since it undoes it."""

OTHERS = 2
"""Buttons beside the primary one."""


@dataclass(frozen=True)
class Offender:
    """A screen that breaks the rule of one primary button and two others."""

    after: str
    first_line: str
    primary: Sequence[str]
    others: Sequence[str]

    @property
    def dead_end(self) -> bool:
        """Return whether there's nothing to go on with."""
        return not self.primary

    def __str__(self) -> str:
        what = f"{len(self.primary)} primary, {len(self.others)} others"
        return f"{self.after} “{self.first_line}”: {what} ({', '.join([*self.primary, *self.others])})"


def offenders(album: Album) -> Sequence[Offender]:
    """Return the screens that break the rule.

    A screen that asks something needs no primary button: a question, or a menu with at most a way back. Nor
    does one with a file: a press would replace it, and take the file away.
    """
    found = []
    for seen in album.screens:
        screen = seen.screen
        primary, others = len(screen.primary), len(screen.others)
        asks = screen.question or screen.answers or (screen.menus and others <= 1)
        least = 0 if asks or screen.hands_over_a_file else 1
        if not least <= primary <= 1 or others > OTHERS:
            found.append(_offender(seen))
    return found


def _offender(seen: Seen) -> Offender:
    screen = seen.screen
    labels = ([each.label for each in group] for group in (screen.primary, screen.others))
    return Offender(seen.after, screen.first_line, *labels)


@dataclass
class Crawler:
    """Someone who tries everything, breadth first, up to `most` times.

    Controls are sent as if on a message that's gone, so that earlier screens stay usable.
    """

    player: Player
    most: int
    _waiting: deque[tuple[str, tuple[str, ...]]] = field(default_factory=deque)
    _later: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    _met: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    _used: Counter[str] = field(default_factory=Counter)

    async def crawl(self, roots: Sequence[str] = ROOTS) -> int:
        """Use everything that the commands lead to. Return how many controls that were."""
        for line in roots:
            self._look(await self.player.run(line))
        count = 0
        while (self._waiting or self._later) and count < self.most:
            if not self._waiting:
                self._waiting.append(self._later.pop())
            custom_id, values = self._waiting.popleft()
            count += 1
            await self._use(custom_id, values)
        return count

    def _look(self, screen: Screen) -> None:
        """Put what a screen offers in the queue."""
        for button in screen.buttons:
            if button.control and not button.disabled:
                self._add(button.custom_id, ())
        for menu, value, _ in screen.entries():
            self._add(menu, (value,))

    def _add(self, custom_id: str, values: tuple[str, ...]) -> None:
        """Queue a control unless it, or enough of its kind, was used."""
        kind = _kind(values[0] if values and _kind(custom_id) == ":".join(MORE) else custom_id)
        often = ANSWERED if kind in ("quiz:answer", "quiz:next") else EACH
        if (custom_id, values) in self._met or self._used[kind] >= often:
            return
        self._met.add((custom_id, values))
        self._used[kind] += 1
        if tuple(kind.split(":")) in LAST:
            self._later.append((custom_id, values))
        else:
            self._waiting.append((custom_id, values))

    async def _use(self, custom_id: str, values: tuple[str, ...]) -> None:
        data = {
            "component_type": SELECT if values else BUTTON,
            "custom_id": custom_id,
            "values": list(values),
        }
        after = _kind(values[0] if values and _kind(custom_id) == ":".join(MORE) else custom_id)
        got = await self._send(
            PRESS, data if values else {k: data[k] for k in ("component_type", "custom_id")}
        )
        if isinstance(got, Modal):
            after = _kind(got.custom_id)
            got = await self._send(SUBMIT, got.filled(_answers(got)))
        if isinstance(got, Reply):
            screen = Screen(got, self.player.known)
            if self.player.album.add(Seen(after, screen)) or self._used[after] < ANSWERED:
                self._look(screen)

    async def _send(self, kind: int, data: dict[str, object]) -> Reply | Modal | None:
        """Send an interaction, and return what came of it."""
        stage, person = self.player.stage, self.player.person
        place = await person.place()
        sent = stage.sandbox.forge(kind, person.user["id"], place, data)
        while not sent.failed and (sent.callback is None or _is_waiting(stage.sandbox.world.messages, sent)):
            await asyncio.sleep(0.002)
        if sent.modal:
            return Modal({"id": sent.id, **sent.modal}, place)
        message = stage.sandbox.world.messages.get(sent.original_id)
        return Reply(message.body) if message else None


def _is_waiting(messages: object, sent: Interaction) -> bool:
    """Return whether the bot only said that it's thinking."""
    message = messages.get(sent.original_id) if sent.original_id else None  # type: ignore[attr-defined]
    return bool(message and Reply(message.body).thinking)


def _answers(form: Modal) -> dict[str, str | bool | list[str]]:
    """Fill in what has to be filled in."""
    answers: dict[str, str | bool | list[str]] = {}
    for each in form.fields:
        if each.kind in ("text", "paragraph") and not each.default:
            answers[each.custom_id] = DRAFT[: each.component.get("max_length") or len(DRAFT)]
        elif each.kind == "checkbox group":
            answers[each.custom_id] = [option.value for option in each.options[:2]]
    return answers


def _kind(custom_id: str) -> str:
    try:
        control = decode(custom_id)
    except StaleControl:
        return custom_id
    return f"{control.screen}:{control.action}"
