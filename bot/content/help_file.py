"""Read the passages about the bot itself."""

from functools import cache
from pathlib import Path

import yaml

from bot.content.files.reading import LOADER
from bot.domain.course.help import Help, HelpPassage

FILE = Path(__file__).with_name("help.yaml")


@cache
def read_help() -> Help:
    """Return what `/ask` answers about the bot. The file ships with the bot and is read once."""
    found = yaml.load(FILE.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe loader
    passages = {
        f"help/{name}": HelpPassage(
            title=each["title"],
            text=each["text"],
            button=each["button"],
            press=tuple(each["press"]),
            asked=tuple(each["asked"]),
        )
        for name, each in found["passages"].items()
    }
    return Help(found["language"], passages, tuple(found["unanswered"]))
