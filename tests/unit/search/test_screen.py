"""The screens of an answer: within Discord's limits and short enough for a phone, whatever was found."""

from collections.abc import Iterator
from typing import Any

import pytest
from discord import ui

from bot.chat.screens.learning import ask as screens
from bot.config import shipped_courses
from bot.content.help_file import read_help
from bot.courses import load_library
from bot.domain.course.library import Library
from bot.domain.course.passages import passages
from bot.errors.user import StaleControl
from bot.services.learning.ask import AskService, CourseAnswer, FoundPassage
from bot.services.ports.search import Finding, Search
from bot.services.unit import Units

QUESTION = "How long can a question be? " * 10

ACROSS, DOWN = 40, 12
"""Characters on a line of a phone, and lines beside three rows of buttons."""


class Everything(Search):
    """A search that finds three passages, the next three each time."""

    def __init__(self, library: Library) -> None:
        found = sorted(passages(library.default), key=lambda each: -len(each.text))
        found += read_help().searched()
        self.left = [found[place : place + 3] for place in range(0, len(found), 3)]

    async def find(self, question: str, most: int = 3) -> Finding:
        """Find whatever comes next."""
        found = self.left.pop(0)
        return Finding(found, found)


def parts(component: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a component and all within it."""
    yield component
    for inner in component.get("components", []):
        yield from parts(inner)


def assert_fits(view: ui.LayoutView) -> list[dict[str, Any]]:
    """Check Discord's limits, that no two controls have one id, and that one button is the primary one."""
    found = [part for each in view.to_components() for part in parts(each)]
    assert view.content_length() <= 4000
    assert len(found) <= 40
    ids = [part["custom_id"] for part in found if "custom_id" in part]
    assert len(set(ids)) == len(ids)
    assert [part.get("style") for part in found if part["type"] == 2].count(1) == 1
    options = [option["value"] for part in found for option in part.get("options", ())]
    assert len(set(options)) == len(options)
    return found


def lines(found: list[dict[str, Any]]) -> int:
    """Return how many lines the text takes on a phone."""
    texts = "\n".join(part["content"] for part in found if "content" in part).split("\n")
    return sum(-(-len(text) // ACROSS) or 1 for text in texts)


def service(library: Library, search: Search) -> AskService:
    """Return what answers questions, without a database."""
    units = Units(database=None, library=library, clock=None, wakeup=None)  # type: ignore[arg-type]
    return AskService(units, search, lambda: 0, read_help())


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped course."""
    return load_library((shipped_courses() / "netflix-qwikster",))


async def test_every_answer_fits_on_a_phone(library: Library) -> None:
    """The best passage is shown in a few lines, and the other two are in a menu."""
    search = Everything(library)
    ask = service(library, search)
    while search.left:
        reply = await ask.answer(QUESTION, library.default)
        found = assert_fits(screens.answer(reply, "/{}".format))
        assert lines(found) <= DOWN
        assert len(reply.said) == 1 + len([each for part in found for each in part.get("options", ())])
        assert lines(assert_fits(screens.answer(CourseAnswer(QUESTION, nearest=reply.nearest)))) <= DOWN


async def test_every_passage_is_found_again_by_its_key(library: Library) -> None:
    """All of its text fits on a screen, and so do its sources."""
    ask = service(library, Everything(library))
    for found in passages(library.default):
        said = ask.passage(library.default.id, found.key)
        assert said.passage.id == found.id
        shown = assert_fits(screens.passage(said))
        assert any(found.text.strip() in part.get("content", "") for part in shown)
        if said.facts:
            assert_fits(screens.sources(said, 0))


def test_a_passage_that_was_removed_is_a_stale_control(library: Library) -> None:
    """An old button says so, and nothing else is shown."""
    with pytest.raises(StaleControl):
        service(library, Everything(library)).passage(library.default.id, "00000000")


def test_the_help_leads_to_controls_with_its_own_words(library: Library) -> None:
    """A button under it opens what it's about, and its commands can be tapped."""
    for key, about in read_help().passages.items():
        [passage] = [each for each in read_help().searched() if each.id == key]
        said = FoundPassage(passage, library.default, (), None, about)
        found = assert_fits(screens.answer(CourseAnswer("?", [said]), lambda name: f"</{name}:1>"))
        text = "".join(part.get("content", "") for part in found)
        assert "{" not in text
        [button] = [part for part in found if part["type"] == 2]
        assert button["label"] == about.button
        assert button["custom_id"].startswith(f"lb1:{about.press[0]}:{about.press[1]}")
