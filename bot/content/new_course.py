"""Write a starter course into a folder, for an author to fill in."""

import re
import unicodedata
from importlib.resources import files
from pathlib import Path

from bot.content.files.folder import COURSE
from bot.content.files.writing import write_text
from bot.errors.configuration import ConfigurationError

ID_LENGTH = 32


def new_course(folder: Path) -> None:
    """Write the starter course into a folder that's new or empty. Raises ConfigurationError."""
    try:
        make_folder(folder)
        for file in sorted(files("bot.content").joinpath("starter").iterdir(), key=lambda each: each.name):
            text = file.read_text(encoding="utf-8")
            if file.name == COURSE:
                [named] = write_text("id", course_id(folder), 0)
                text = text.replace("\nid: starter\n", f"\n{named}\n")
            (folder / file.name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{folder} can't be written: {error.strerror or error}.") from None


def make_folder(folder: Path) -> None:
    """Make a folder, unless it's there and empty. Raises ConfigurationError if there's something in it."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ConfigurationError(f"{folder} isn't empty. Name a folder that doesn't exist yet.")


def course_id(folder: Path) -> str:
    """Return a course id made from a folder's name."""
    return slug(folder.absolute().name, ID_LENGTH) or "my-course"


def slug(text: str, length: int) -> str:
    """Return a text as an id of at most `length` characters, which is empty if no letter or digit fits."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:length].rstrip("-")
