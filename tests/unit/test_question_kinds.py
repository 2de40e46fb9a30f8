"""A new kind of question needs two modules and their registration, and nothing else knows kinds by name."""

import ast
from pathlib import Path

import pytest

import bot
from bot.chat.screens.questions.kinds import screen_of
from bot.domain.questions.kinds import KINDS, Kind, rules_of

SOURCE = Path(bot.__file__).parent
REGISTRIES = {"domain/questions/kinds.py", "chat/screens/questions/kinds.py"}
BANKS = SOURCE / "content" / "banks"
AMBIGUOUS = {"order", "match", "short"}
"""Kinds whose names also name actions in custom ids, so finding them elsewhere proves nothing."""


def test_only_the_registries_name_kinds() -> None:
    """Nothing compares a kind with a name, so nothing can overlook a new one.

    Banks are files of other programs, which have kinds of their own.
    """
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in set(KINDS) - AMBIGUOUS
        if BANKS not in path.parents
    }
    assert found == REGISTRIES


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_own_modules(kind: Kind) -> None:
    """Its rules, and its controls and feedback, are in modules that are called like the kind."""
    name = kind.replace("-", "_")
    assert type(rules_of(kind)).__module__ == f"bot.domain.questions.{name}"
    module = __import__(f"bot.chat.screens.questions.{name}", fromlist=["SCREEN"])
    assert screen_of(kind) is module.SCREEN
