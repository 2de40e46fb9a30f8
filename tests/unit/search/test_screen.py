"""The screen of an answer: within Discord's limits, whatever was found."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.chat.screens.learning.ask import answer
from bot.config import shipped_courses
from bot.courses import load_library
from bot.domain.course.library import Library
from bot.domain.course.passages import passages
from bot.services.learning.ask import AskService
from bot.services.ports.search import Search
from bot.services.unit import Units


class Everything(Search):
    """A search that finds three passages, the next three each time."""

    def __init__(self, library: Library) -> None:
        found = sorted(passages(library.default), key=lambda each: -len(each.text))
        self.left = [found[place : place + 3] for place in range(0, len(found), 3)]

    async def find(self, question: str, most: int = 3) -> Any:
        """Whatever comes next."""
        return self.left.pop(0)


def parts(component: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A component and all within it."""
    yield component
    for inner in component.get("components", []):
        yield from parts(inner)


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped course."""
    return load_library((shipped_courses() / "netflix-qwikster",))


async def test_every_passage_fits_a_screen_with_two_others(library: Library) -> None:
    """At most 4,000 characters and 40 components, and no two buttons with one id; the text is never empty."""
    search = Everything(library)
    units = Units(database=None, library=library, clock=None, wakeup=None)  # type: ignore[arg-type]
    ask = AskService(units, search)
    while search.left:
        view = answer(await ask.answer("How long can a question be? " * 10))
        components = [part for each in view.to_components() for part in parts(each)]
        assert view.content_length() <= 4000
        assert len(components) <= 40
        ids = [part["custom_id"] for part in components if "custom_id" in part]
        assert len(set(ids)) == len(ids)
        texts = [part["content"] for part in components if part.get("content", "").startswith("###")]
        assert len(texts) == len([text for text in texts if text.count("\n") >= 2])
