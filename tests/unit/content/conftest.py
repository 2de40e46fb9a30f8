"""A copy of the small course in cards that a test may break. The other tests use its older form, in pages."""

import shutil
from pathlib import Path

import pytest

from bot.content import check_course

SMALL = Path(__file__).parent / "bakery"


class Copy:
    """The small course in a folder of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that the file has exactly once; a new text alone is appended."""
        file = self.path / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1 or not old, f"{old!r} is {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        """Write a whole file."""
        (self.path / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def faults(self) -> list[str]:
        """The faults as lines, the folder left out."""
        return [str(fault).removeprefix(f"{self.path}/") for fault in check_course(self.path).faults]

    def warnings(self) -> list[str]:
        """The warnings as lines, the folder left out."""
        return [str(warning).removeprefix(f"{self.path}/") for warning in check_course(self.path).warnings]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A course without faults, free to be broken."""
    shutil.copytree(SMALL, tmp_path / "kurs")
    return Copy(tmp_path / "kurs")
