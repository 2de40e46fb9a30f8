"""Rules about the layers that the import contracts can't check."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.chat
import bot.domain

CHAT = sorted(Path(bot.chat.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("file", CHAT, ids=lambda each: str(each.relative_to(CHAT[0].parent)))
def test_chat_never_touches_a_store(file: Path) -> None:
    """It asks services, even where it could reach the stores through a unit of work."""
    named = [each for each in ast.walk(ast.parse(file.read_text())) if isinstance(each, ast.Attribute)]
    assert [each.lineno for each in named if each.attr == "stores"] == []


FEATURES = [file for file in CHAT if "features" in file.parts]


@pytest.mark.parametrize("file", FEATURES, ids=lambda each: each.stem)
def test_no_feature_builds_another(file: Path) -> None:
    """`bot.bootstrap` builds each feature once and passes it the others it uses."""
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


DOMAIN = sorted(Path(bot.domain.__file__).parent.rglob("*.py"))
FOR_AUTHORS = {"fault", "changes"}
"""Functions that explain mistakes in course files. `lessonbot check` prints their text."""

NOT_SHOWN = {"Coordinated Universal Time GMT", r"\1 minus"}
"""Text that's only compared with what people type."""

PARSING = {"removeprefix", "removesuffix", "startswith", "endswith", "partition", "split", "replace"}
"""Methods that take what people type apart, so their arguments aren't shown."""

READABLE = re.compile(r"[A-Z].*\s|.*(\s.*\w[.!?…]$|\*\*|<t:)", re.S)


def text_for_people(node: ast.AST, *, inside: bool = False) -> Iterator[ast.Constant]:
    """Yield the strings that may be meant for the screen.

    Inside a function, that's any text with a space. Outside, there are word lists, so it's text that starts
    with a capital letter, ends with punctuation or has Discord's markup. Docstrings, errors and regular
    expressions don't count.
    """
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.FunctionDef):
            if each.name not in FOR_AUTHORS:
                yield from text_for_people(each, inside=True)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            text, words = each.value, re.search(r"[^\W\d]{3}", each.value)
            if words and text not in NOT_SHOWN and (READABLE.match(text) or (inside and " " in text)):
                yield each
        elif (
            isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in PARSING
        ):
            yield from text_for_people(each.func, inside=inside)
        elif not (isinstance(each, ast.Raise) or is_docstring(each) or ast.unparse(each).startswith("re.")):
            yield from text_for_people(each, inside=inside)


def is_docstring(node: ast.AST) -> bool:
    """Return whether a statement is only a string, after a definition or a constant."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize("file", DOMAIN, ids=lambda each: str(each.relative_to(DOMAIN[0].parent)))
def test_the_domain_has_no_text_for_the_screen(file: Path) -> None:
    """What people read is in `bot/chat/words` and `bot/chat/screens`, where it can be translated."""
    found = list(text_for_people(ast.parse(file.read_text())))
    assert [(each.lineno, each.value) for each in found] == []
