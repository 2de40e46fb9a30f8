"""The bot and the shipped course use one kind of quotation mark, the straight one."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CURLED = {"\u201c", "\u201d", "\u2018", "\u2019"}


@pytest.mark.parametrize("pattern", ["bot/**/*.py", "lessons/**/*.yaml"])
def test_no_quotation_marks_are_curled(pattern: str) -> None:
    """Otherwise, a screen would mix the two."""
    files = list(ROOT.glob(pattern))
    assert files
    assert not [path for path in files if CURLED & set(path.read_text("utf-8"))]
