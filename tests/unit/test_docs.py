"""The documents name everything there is, and nothing that there isn't."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from discord import app_commands
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.__main__ import app
from bot.bootstrap import open_bot
from bot.config import Settings
from bot.operations import operations

ROOT = Path(__file__).parents[2]
README, CONTRIBUTING, CHANGELOG = (ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
SETTINGS = {field.alias for field in Settings.model_fields.values()}
IN_THE_REPOSITORY = re.compile(r"(bot|discord_sandbox|bench|tests|docs|lessons|\.github|\.ci)(/[\w.*-]+)+/?")


def tokens(document: Path) -> list[Token]:
    """Return what a document consists of, with the parts of each line after the line."""
    parsed = MarkdownIt().enable("table").parse(document.read_text(encoding="utf-8"))
    return [token for block in parsed for token in (block, *(block.children or ()))]


def first_cells(head: str) -> Iterator[list[str]]:
    """Yield the code spans in the first column of the README's tables with this heading."""
    for table in re.findall(rf"^\| {head} \|.*\n\|[-| ]+\|\n((?:\|.*\n)+)", README.read_text("utf-8"), re.M):
        for row in table.splitlines():
            yield re.findall(r"`([^`]+)`", row.split(" | ")[0])


def documented_commands() -> set[str]:
    """Return the slash commands of the README's table; a group's first cell lists its commands."""
    found = set()
    for first, *others in filter(lambda spans: spans[0].startswith("/"), first_cells("command")):
        group = first.split()[0]
        found |= {first, *(f"{group} {name}" for name in others)}
    return found


async def test_the_readme_lists_the_slash_commands(tmp_path: Path) -> None:
    """Every command and subcommand has its place in the table, and the table has no other."""
    settings = Settings(
        LESSONBOT_DATABASE=str(tmp_path / "record.db"), LESSONBOT_BACKUPS=tmp_path / "backups"
    )
    async with open_bot(settings) as bot:
        commands = {
            f"/{command.qualified_name}"
            for command in bot.tree.walk_commands()
            if isinstance(command, app_commands.Command)
        }
    assert documented_commands() == commands


def test_the_readme_lists_the_settings() -> None:
    """Every setting is in the table, and the table has no other."""
    assert {name for spans in first_cells("setting") for name in spans} == SETTINGS


def test_the_example_file_has_the_settings() -> None:
    """Every setting can be found in .env.example, and nothing else is set there."""
    lines = (ROOT / ".env.example").read_text("utf-8")
    assert set(re.findall(r"^(?:# )?([A-Z_]+)=", lines, re.M)) == SETTINGS


def test_the_readme_lists_the_command_line() -> None:
    """Every command of the program is in the table, and the table has no other."""
    documented = {
        spans[0].split()[1] for spans in first_cells("command") if spans[0].startswith("lessonbot ")
    }
    found = [*app.registered_commands, *operations.registered_commands]
    there = {command.name or command.callback.__name__ for command in found if command.callback}
    assert documented == {*there, "--version"}


def test_make_targets_are_documented() -> None:
    """Every target that people call is in the README or in CONTRIBUTING, and no other is named there."""
    targets = set(re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)[0].split())
    spans = " ".join(
        token.content
        for document in (README, CONTRIBUTING)
        for token in tokens(document)
        if token.type in ("code_inline", "fence")
    )
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", spans)) == targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    """Every file that a document links to, or shows, exists."""
    for token in tokens(document):
        address = urlsplit(str(token.attrGet("href") or token.attrGet("src") or ""))
        if address.path and not address.scheme:
            assert (document.parent / unquote(address.path)).exists(), address.path


@pytest.mark.parametrize(
    "document", [path for path in DOCUMENTS if path != CHANGELOG], ids=lambda path: path.name
)
def test_paths_lead_to_files(document: Path) -> None:
    """Every path of the repository that a document names exists; the changelog may name what's gone."""
    for token in tokens(document):
        if token.type == "code_inline" and IN_THE_REPOSITORY.fullmatch(token.content):
            assert any(ROOT.glob(token.content.rstrip("/"))), token.content


def test_the_changelog_has_the_version() -> None:
    """Releases are dated, the newest first, and the project's version is the newest one or the next."""
    releases = re.findall(r"^## (?!Unreleased$)(.*)$", CHANGELOG.read_text("utf-8"), re.M)
    found = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) - (\d{4}-\d\d-\d\d)", release) for release in releases]
    dated = [(tuple(map(int, each.groups()[:3])), date.fromisoformat(each[4])) for each in found if each]
    assert len(dated) == len(releases) > 0
    assert dated == sorted(dated, reverse=True)
    major, minor, patch = dated[0][0]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert tuple(map(int, project["version"].split("."))) in {
        (major, minor, patch),
        (major, minor, patch + 1),
        (major, minor + 1, 0),
        (major + 1, 0, 0),
    }
