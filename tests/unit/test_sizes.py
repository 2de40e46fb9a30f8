"""Files, folders and functions stay small, and a class name means one thing."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

import bot
import discord_sandbox

PACKAGES = [Path(str(package.__file__)).parent for package in (bot, discord_sandbox)]
ROOT = PACKAGES[0].parent
FILES = sorted(file for package in PACKAGES for file in package.rglob("*.py"))
FOLDERS = sorted({file.parent for file in FILES})


def name(path: Path) -> str:
    """Return a path as it's seen from the repository's root."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_no_folder_has_more_than_15_files(folder: Path) -> None:
    """If it does, split it by subject."""
    assert len(list(folder.glob("*.py"))) <= 15


@pytest.mark.parametrize("file", FILES, ids=name)
def test_no_file_has_more_than_300_lines(file: Path) -> None:
    """If it does, find the seam."""
    assert len(file.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", FILES, ids=name)
def test_no_function_has_more_than_40_lines(file: Path) -> None:
    """The docstring counts, and decorators don't."""
    functions = [
        each
        for each in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [each.name for each in functions if (each.end_lineno or 0) - each.lineno >= 40] == []


def test_no_class_name_is_defined_twice() -> None:
    """Two classes with the same name in different layers are hard to tell apart in an import."""
    places: dict[str, list[str]] = defaultdict(list)
    for file in sorted(PACKAGES[0].rglob("*.py")):
        for each in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(each, ast.ClassDef):
                places[each.name].append(name(file))
    assert {each: found for each, found in places.items() if len(found) > 1} == {}
