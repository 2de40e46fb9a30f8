"""Convert Discord's markdown to terminal text that's readable with or without styles."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from rich.text import Text

from discord_sandbox.clients.person.directory import CHANNEL, ROLE, USER

NameOf = Callable[[int, str], str]  # (USER, CHANNEL or ROLE, id) -> name

_FENCE = re.compile(r"```(?:[\w+-]*\n)?(.*?)\n?```", re.DOTALL)
_LINE = re.compile(r"(?P<indent>\s*)(?P<mark>#{1,3} |-# |>{1,3} |[-*] )?(?P<rest>.*)")
_STYLES = {
    "bold": "bold",
    "underlined": "underline",
    "struck": "strike",
    "slanted": "italic",
    "leaning": "italic",
}
_INLINE = re.compile(
    r"""
    \\(?P<escaped>[^\w\s]|_)
    | (?P<ticks>`+)(?P<code>.+?)(?P=ticks)
    | \*\*(?P<bold>.+?)\*\*(?!\*)
    | __(?P<underlined>.+?)__(?!_)
    | ~~(?P<struck>.+?)~~
    | \|\|(?P<hidden>.+?)\|\|
    | \*(?P<slanted>[^\s*](?:.*?[^\s*])?)\*
    | (?<!\w)_(?P<leaning>[^\s_](?:.*?[^\s_])?)_(?!\w)
    | \[(?P<label>[^\]]+)\]\(<?(?P<address>[^)\s>]+)>?\)
    | <(?P<bare>https?://[^>\s]+)>
    | <t:(?P<seconds>-?\d+)(?::(?P<form>[tTdDfFR]))?>
    | <@!?(?P<user>\d+)>
    | <@&(?P<role>\d+)>
    | <\#(?P<channel>\d+)>
    | <(?P<command>/[^:>]+):\d+>
    | <a?(?P<emoji>:\w+:)\d+>
    """,
    re.VERBOSE,
)
_FORMS = {
    "t": "%H:%M",
    "T": "%H:%M:%S",
    "d": "%Y-%m-%d",
    "D": "%-d %B %Y",
    "f": "%-d %B %Y %H:%M",
    "F": "%A, %-d %B %Y %H:%M",
}
_UNITS = (
    ("year", 31_557_600),
    ("month", 2_629_800),
    ("day", 86_400),
    ("hour", 3_600),
    ("minute", 60),
    ("second", 1),
)


class Markup:
    """Convert Discord's markdown."""

    def __init__(self, name_of: NameOf, now: Callable[[], float], zone: tzinfo | None = None) -> None:
        """Take a lookup for mentioned names, a clock in seconds since 1970, and a time zone (None: local)."""
        self._name_of = name_of
        self._now = now
        self._zone = zone

    def read(self, text: str) -> list[Text]:
        """Return the text as a list of lines."""
        lines: list[Text] = []
        for place, part in enumerate(_FENCE.split(text)):
            if place % 2:
                lines += [Text(line, "cyan") for line in part.split("\n")]
            elif part.strip("\n"):
                lines += [self._line(line) for line in part.strip("\n").split("\n")]
        return lines

    def _line(self, line: str) -> Text:
        found = _LINE.fullmatch(line)
        if found is None:
            return self._inline(line)
        mark, rest = found["mark"] or "", self._inline(found["rest"])
        match mark[:1], mark.strip():
            case "#", _:
                rest.stylize("bold")
                return rest
            case _, "-#":
                rest.stylize("dim")
                return rest
            case ">", _:
                return Text("| ", "dim").append_text(rest)
            case (("-" | "*"), _):
                return Text(f"{found['indent']}- ").append_text(rest)
        return Text(found["indent"]).append_text(rest)

    def _inline(self, text: str) -> Text:
        read, end = Text(), 0
        for found in _INLINE.finditer(text):
            read.append(text[end : found.start()])
            read.append_text(self._piece(found))
            end = found.end()
        return read.append(text[end:])

    def _piece(self, found: re.Match[str]) -> Text:
        kind = found.lastgroup or ""
        if kind in _STYLES:
            inner = self._inline(found[kind])
            inner.stylize(_STYLES[kind])
            return inner
        match kind:
            case "code":
                return Text(found["code"], "cyan")
            case "hidden":
                return Text("(hidden: ", "dim").append_text(self._inline(found["hidden"])).append(")", "dim")
            case "address":
                return self._inline(found["label"]).append(f" ({found['address']})", "dim")
            case "seconds" | "form":
                return Text(
                    moment(int(found["seconds"]), found["form"] or "f", self._now(), self._zone), "bold"
                )
            case "user":
                return Text(f"@{self._name_of(USER, found['user'])}", "bold")
            case "role":
                return Text(f"@{self._name_of(ROLE, found['role'])}", "bold")
            case "channel":
                return Text(f"#{self._name_of(CHANNEL, found['channel'])}", "bold")
        return Text(found[kind])


def moment(seconds: int, form: str, now: float, zone: tzinfo | None = None) -> str:
    """Return a time (seconds since 1970) in words. `form` is the style letter of Discord's timestamps."""
    if form == "R":
        return _distance(round(seconds - now))
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone).strftime(_FORMS[form])


def _distance(seconds: int) -> str:
    name, length = next((unit for unit in _UNITS if abs(seconds) >= unit[1]), _UNITS[-1])
    count = round(abs(seconds) / length)
    words = f"{count} {name}{'' if count == 1 else 's'}"
    return f"{words} ago" if seconds < 0 else f"in {words}"
