"""Generate fuzzed interactions: what Discord's own clients send, and what a malicious client might.

The envelope is always valid, because Discord writes it. Everything that a client chooses is fuzzed: custom
ids, values, text, options and the message that a press comes from. A seed determines all of it.
"""

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import MagicMock

from bot.bootstrap import install_features
from bot.demo_world import LEARNER, MODERATOR
from discord_sandbox import PersonSeed
from discord_sandbox.api.interactions.options import CHANNEL, ROLE, STRING, SUBCOMMANDS, Resolved
from discord_sandbox.wire import Json
from discord_sandbox.world import Interaction, Message, World
from discord_sandbox.world.builder import add_person

COMMAND, PRESS, COMPLETION, FORM = 2, 3, 4, 5
KINDS = (COMMAND, COMPLETION, PRESS, PRESS, PRESS, FORM)
CONTROLS = (2, 3, 5, 6, 8)  # types of buttons and selects
FIELDS = ("text", "note", "name", "zone", "reviews", "celebrations", "leaderboard", "points", "nothing")
REMEMBERED = 400
"""The bot's messages and forms to take controls from."""

NASTY = (
    *(
        "",
        " ",
        "\0",
        "a\nb",
        "\x1b[31mred\x9b1m",
        "\u202eback",
        "\ud800",
        "²",
        "٣",
        "-1",
        "+1",
        "1e9",
        "0x1f",
    ),
    *("9" * 40, str(2**31), str(2**63), str(2**64), "1" * 5000, "x" * 101, "y" * 6000, "\ufdfa" * 6000),
    *("🦆" * 200, "e\u0301\u0302\u0303" * 50, "`" * 30, "<@1> @everyone", "../../etc/passwd", "%s %n {0}"),
    *("'; DROP TABLE answer; --", "lb1:quiz:next:1", ":", "::::", "None", "null", "NaN"),
)
LIKELY = (
    *(
        "0",
        "1",
        "2",
        "3",
        "Berlin",
        "new york",
        "14:05",
        "+2",
        "08:30",
        "noon",
        "weekend",
        "mon wed",
        "what is",
    ),
    *(
        "pages",
        "page",
        "off",
        "every day",
        "netflix-qwikster",
        "partly",
        "later",
        "item",
        "unknown",
        "private",
    ),
)


def actions() -> Sequence[tuple[str, str]]:
    """Return every screen and action that the bot's features handle."""
    context = MagicMock()
    install_features(context)
    return sorted(call.args[:2] for call in context.on.call_args_list)


@dataclass
class Forgery:
    """One interaction to send."""

    kind: int
    user_id: str
    channel_id: str
    data: Json
    message_id: str | None = None


class Fuzzer:
    """Makes interactions to send, spread over so many people that none of them hits the rate limit."""

    def __init__(self, world: World, seed: int, people: int) -> None:
        self._world = world
        self._chance = random.Random(seed)
        self._actions = actions()
        self._guild = next(iter(world.guilds))
        self._people = [*populate(world, self._guild, people)]
        channels = [each["id"] for each in world.channels_of(self._guild["id"]) if each["type"] == 0]
        self._places = [*channels, *(world.direct_channel(each)["id"] for each in self._people[:20])]
        self._shown: deque[Message] = deque(maxlen=REMEMBERED)
        self._forms: deque[Json] = deque(maxlen=REMEMBERED)

    def learn(self, answered: Interaction) -> None:
        """Use a reply's controls and forms from now on."""
        message = self._world.messages.get(answered.original_id)
        if message is not None and answered.completing is None:
            self._shown.append(message)
        if answered.modal:
            self._forms.append(answered.modal)

    def next(self) -> Forgery:
        """Return the next interaction to send."""
        kind = self._chance.choice(KINDS)
        place = self._chance.choice(self._places)
        recipients = self._world.channels[place].get("recipients")
        user = str(recipients[0]) if recipients else self._chance.choice(self._people)
        if kind in (COMMAND, COMPLETION):
            return Forgery(kind, user, place, self._command(completing=kind == COMPLETION))
        if kind == FORM:
            return Forgery(kind, user, place, self._form())
        message = self._chance.choice(self._shown) if self._shown and self._chance.random() < 0.8 else None
        return self._press(user, place, message)

    def _command(self, *, completing: bool) -> Json:
        command = self._chance.choice([*self._world.commands])
        resolved = Resolved(self._world, self._guild)
        options = [*self._options(command.get("options") or [], resolved, completing=completing)]
        name = command["name"] if self._chance.random() < 0.98 else "gone"
        return {"id": command["id"], "name": name, "type": 1, "options": options, "resolved": resolved.body}

    def _options(self, known: Sequence[Json], resolved: Resolved, *, completing: bool) -> Iterator[Json]:
        if known and known[0]["type"] in SUBCOMMANDS:
            chosen = self._chance.choice(known)
            inner = [*self._options(chosen.get("options") or [], resolved, completing=completing)]
            yield {"type": chosen["type"], "name": chosen["name"], "options": inner}
            return
        given = [each for each in known if self._chance.random() < 0.7]
        if self._chance.random() < 0.03:
            given.append({"type": STRING, "name": "gone"})
        focused = self._chance.choice(given) if given and completing else None
        for option in given:
            value = self._text() if option is focused else self._value(option, resolved)
            yield {"type": option["type"], "name": option["name"], "value": value} | (
                {"focused": True} if option is focused else {}
            )

    def _value(self, option: Json, resolved: Resolved) -> Any:
        if option.get("choices") and self._chance.random() < 0.8:
            return self._chance.choice(option["choices"])["value"]
        match option["type"]:
            case 4:
                return self._chance.choice((1, 5, 0, -1, 10**12, 2**63))
            case 5:
                return self._chance.random() < 0.5
            case kind if kind in (CHANNEL, ROLE):
                there = self._guild["roles"] if kind == ROLE else [{"id": each} for each in self._places]
                found = str(self._chance.choice([*there, {"id": "1"}])["id"])
                resolved.add(kind, found)
                return found
        return self._text()

    def _text(self) -> str:
        return self._chance.choice(LIKELY if self._chance.random() < 0.5 else NASTY)

    def _press(self, user: str, place: str, message: Message | None) -> Forgery:
        known = [*_controls(message.body["components"])] if message else []
        control = self._chance.choice(known) if known else {}
        custom_id = control.get("custom_id")
        if custom_id is None or self._chance.random() < 0.4:
            custom_id = self._custom_id(custom_id)
        values = [each["value"] for each in control.get("options", ())] or ["0", "1"]
        count = self._chance.choice((0, 1, 1, 1, 2, 3, 30))
        chosen = [
            self._chance.choice(values) if self._chance.random() < 0.7 else self._text() for _ in range(count)
        ]
        data = {"custom_id": custom_id, "component_type": self._chance.choice(CONTROLS), "values": chosen}
        if message is None:
            return Forgery(PRESS, user, place, data)
        return Forgery(PRESS, message.reader or user, message.channel_id, data, message.id)

    def _custom_id(self, known: str | None) -> str:
        """Return a control's custom id, known or made up, with part of it changed."""
        if known is None or self._chance.random() < 0.3:
            known = ":".join(("lb1", *self._chance.choice(self._actions), "netflix-qwikster", "1", "0", "0"))
        parts = known.split(":")
        for _ in range(self._chance.choice((0, 1, 1, 2))):
            place = self._chance.randrange(
                len(parts) if self._chance.random() < 0.1 else max(len(parts) - 3, 1)
            )
            parts[min(place + 3, len(parts) - 1)] = self._text()
        return ":".join(parts[: self._chance.choice((len(parts), len(parts), len(parts) - 1))])

    def _form(self) -> Json:
        form = self._chance.choice(self._forms) if self._forms else {}
        custom_id = form.get("custom_id")
        if custom_id is None or self._chance.random() < 0.5:
            custom_id = self._custom_id(custom_id)
        fields = [
            {"type": 18, "id": n, "component": self._field(n)} for n in range(self._chance.randrange(1, 4))
        ]
        return {"custom_id": custom_id, "components": fields}

    def _field(self, number: int) -> Json:
        field: Json = {"id": 10 + number, "custom_id": self._chance.choice(FIELDS)}
        if self._chance.random() < 0.7:
            return field | {"type": 4, "value": self._text()[:4000]}
        return field | {
            "type": 3,
            "values": [self._text() for _ in range(self._chance.choice((0, 1, 2, 30)))],
        }


def populate(world: World, guild: Json, people: int) -> Iterator[str]:
    """Add people to a server, every fourth one a moderator."""
    for number in range(people):
        user_id = str(world.ids.next())
        add_person(world, PersonSeed(user_id, f"fuzz{number}", f"Fuzz {number}", installed=True))
        like = MODERATOR if number % 4 == 0 else LEARNER
        guild["members"][user_id] = dict(guild["members"][like])
        yield user_id


def _controls(components: Sequence[Json]) -> Iterator[Json]:
    for each in components:
        if each.get("custom_id"):
            yield each
        yield from _controls(each.get("components") or ())
        if each.get("accessory"):
            yield from _controls([each["accessory"]])
