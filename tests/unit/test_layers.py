"""What the import contracts can't see."""

import ast
from pathlib import Path

import pytest

import bot.chat

CHAT = sorted(Path(bot.chat.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("file", CHAT, ids=lambda each: str(each.relative_to(CHAT[0].parent)))
def test_chat_never_touches_a_store(file: Path) -> None:
    """It asks services, also where a unit of work would let it reach the stores."""
    named = [each for each in ast.walk(ast.parse(file.read_text())) if isinstance(each, ast.Attribute)]
    assert [each.lineno for each in named if each.attr == "stores"] == []
