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


FEATURES = [file for file in CHAT if "features" in file.parts]


@pytest.mark.parametrize("file", FEATURES, ids=lambda each: each.stem)
def test_no_feature_builds_another(file: Path) -> None:
    """`bot.bootstrap` builds each of them once, and gives it those that it uses."""
    tree = ast.parse(file.read_text())
    others = {
        alias.asname or alias.name
        for each in ast.walk(tree)
        if isinstance(each, ast.ImportFrom) and str(each.module).startswith("bot.chat.features")
        for alias in each.names
        if alias.name[0].isupper()
    }
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    assert [each.lineno for each in calls if ast.unparse(each.func) in others] == []
