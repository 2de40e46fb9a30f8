"""Who changed what in a server."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from discord import ui

from bot.chat import blocks
from bot.chat.words import feature_names
from bot.chat.words.dates import say_days
from bot.chat.words.posts import CONTENTS
from bot.chat.words.quoting import literal
from bot.domain.posts.server import LogEntry

ENTRIES = 10
"""Changes on one page of the log."""

_ACTIONS = {
    "daily.set": "set a daily post",
    "daily.change": "changed a daily post",
    "daily.pause": "paused a daily post",
    "daily.resume": "resumed a daily post",
    "daily.skip": "skipped a date of a daily post",
    "daily.unskip": "brought back a skipped date of a daily post",
    "daily.remove": "removed a daily post",
    "daily.restore": "brought back a removed daily post",
    "daily.now": "posted right away",
    "class.create": "created a class",
    "class.post": "posted for a class",
    "class.close": "closed a class",
    "server.set": "changed the settings",
}
_OPTIONS = {
    "channel": "channel",
    "time": "time",
    "zone": "time zone",
    "days": "days",
    "content": "content",
    "course": "course",
    "role": "role",
    "thread": "threads",
    "left_out": "lessons left out",
    "line": "line above each post",
    "publish": "publishing",
}
_SETTINGS = {
    "staff_channel": ("staff channel", "<#{}>"),
    "teacher_role": ("teacher role", "<@&{}>"),
    "channels": ("allowed channels", "<#{}>"),
    "off": ("switched off", "{}"),
    "summary_at": ("weekly summary", "{}"),
    "results_from": ("results from", "{} answers"),
    "course": ("course", "{}"),
}


def log(entries: Sequence[LogEntry], *, more: bool) -> ui.LayoutView:
    """Show who changed what, newest first. `more` says that there are older entries."""
    rows = [f"<t:{each.at // 1000}:f> {_actor(each)} **{_action(each)}**{_detail(each)}" for each in entries]
    head = "## Who changed what\n"
    body = blocks.first_page(
        rows or ["Nothing has been changed yet."], blocks.SCREEN_TEXT - len(head), "-# …"
    )
    buttons = [blocks.button("Latest", "server", "log", 0), blocks.button("Settings", "server", "settings")]
    if more:
        buttons.insert(0, blocks.button("Older", "server", "log", entries[-1].at, main=True))
    return blocks.view(blocks.card(blocks.text(head + body)), blocks.row(*buttons))


def _actor(entry: LogEntry) -> str:
    return f"<@{entry.actor}>" if entry.actor else "the bot, or someone whose data was erased,"


def _action(entry: LogEntry) -> str:
    return _ACTIONS.get(entry.action, entry.action.replace(".", " "))


def _detail(entry: LogEntry) -> str:
    """Return what changed, from what to what. Older entries only have what it became."""
    detail: Mapping[str, Any] = entry.detail
    if entry.action == "server.set":
        said = [_became(name, detail, _setting) for name in detail if name in _SETTINGS]
        return f": {', '.join(said)}" if said else ""
    if "channel" not in detail:
        return ""
    place = f" in <#{detail['channel']}>"
    changed = [_became(name, detail, _option) for name in _OPTIONS if f"was_{name}" in detail]
    if changed:
        return f"{place}: {', '.join(changed)}"
    timed = entry.action in ("daily.set", "daily.change") and "time" in detail
    time = f", {detail['time']} {str(detail['zone']).replace('_', ' ')}" if timed else ""
    date = f": {detail['date']}" if "date" in detail else ""
    return f"{place}{time}{date}"


def _became(name: str, detail: Mapping[str, Any], say: Callable[[str, Any], str]) -> str:
    """Return a setting's name, what it was if that's known, and what it is."""
    title = _SETTINGS[name][0] if say is _setting else _OPTIONS[name]
    old = f"{say(name, detail[f'was_{name}'])} → " if f"was_{name}" in detail else ""
    return f"{title} {old}{say(name, detail[name])}"


def _option(name: str, value: Any) -> str:
    """Return the value of a daily post's setting in words."""
    match name:
        case "channel":
            return f"<#{value}>"
        case "role":
            return f"<@&{value}>" if value else "none"
        case "days":
            return say_days(frozenset(map(int, value)))
        case "content":
            return CONTENTS.get(value, str(value))
        case "thread" | "publish":
            return "on" if value else "off"
        case "zone":
            return str(value).replace("_", " ")
        case _:
            return literal(str(value or "none"))


def _setting(name: str, value: str | int | None) -> str:
    if name == "summary_at":
        return "off" if value is None else "on"
    parts = str(value or "").split()
    if name == "off":
        return ", ".join(feature_names.feature_name(part) for part in parts) or "nothing"
    nothing = "all" if name == "channels" else "none"
    return " ".join(_SETTINGS[name][1].format(part) for part in parts) or nothing
