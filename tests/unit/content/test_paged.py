"""Lessons in the older format, with pages, become lessons made of cards. Nothing in them is lost."""

from pathlib import Path
from typing import Any

import pytest

from bot.content.files.paged import ASKS, Contrast, Page, PagedLesson, Passage
from bot.domain.course.cards import Card
from bot.domain.course.lesson import Objective
from tests.unit.domain.answer_logs import question

PAGED = Path(__file__).parents[2] / "courses" / "baeckerei-sommer"


def lesson(pages: int = 1, **more: Any) -> PagedLesson:
    """Return a lesson in the older format with so many pages and six one-press questions."""
    numbers = range(1, pages + 1)
    fields: dict[str, Any] = {
        "id": "lesson-0",
        "number": 1,
        "title": "Title",
        "principle": "p",
        "minutes": 1,
        "objectives": (Objective(id="lesson-0.goal-0", text="can"),),
        "pages": tuple(Page(title=f"Page {n}", text=f"Text {n}", facts=(f"f{n}",)) for n in numbers),
        "takeaways": ("t",),
        "reflection": "r",
        "questions": tuple(question(f"lesson-0-0-{n}") for n in range(6)),
    }
    return PagedLesson(**{**fields, **more})


CONTRAST = Contrast(title="Next door", outcome="well", text="It went well", facts=("g",))
EVERYTHING: dict[str, Any] = {
    "in_the_case": Passage(text="case", facts=("a",)),
    "inside": Passage(text="inside", facts=("b",)),
    "since": Passage(text="since", facts=("c",)),
    "contrast": (CONTRAST, CONTRAST),
}


def asks(found: PagedLesson) -> list[int]:
    """Return the numbers of the cards that ask a question."""
    return [n for n, card in enumerate(found.to_cards().cards, 1) if card.ask]


@pytest.mark.parametrize(("pages", "asked"), [(1, [2]), (2, [3]), (3, [3, 5]), (4, [3, 6]), (5, [3, 6, 8])])
def test_a_question_follows_every_second_page_and_the_last(pages: int, asked: list[int]) -> None:
    """Each page is a card. The questions are the first ones that take one press, each asked once."""
    found = lesson(pages, **EVERYTHING)
    cards = found.to_cards().cards
    assert asks(found) == asked
    assert [card.ask for card in cards if card.ask] == [f"lesson-0-0-{n}" for n in range(len(asked))]
    said = [card for card in cards if not card.ask]
    assert said == [Card(title=page.title, say=page.text, facts=page.facts) for page in found.pages]


@pytest.mark.parametrize("pages", range(1, 6))
@pytest.mark.parametrize("screens", range(5))
def test_a_lesson_that_was_read_stays_read(pages: int, screens: int) -> None:
    """There are never more cards than the lesson had screens after its introduction."""
    parts = dict(list(EVERYTHING.items())[:screens])
    takeaways = 1
    assert len(lesson(pages, **parts).to_cards().cards) <= pages + screens + takeaways


def test_only_questions_for_one_press_are_asked() -> None:
    """Those to type, order or match don't interrupt the reading, even if there are no others."""
    typed = question("lesson-0-0-0", kind="short")
    assert asks(lesson(5, questions=(typed,))) == []
    one_press = question("lesson-0-0-1")
    [card] = [card for card in lesson(questions=(typed, one_press)).to_cards().cards if card.ask]
    assert card.ask == "lesson-0-0-1"
    assert len(asks(lesson(5, **EVERYTHING))) <= ASKS


def test_the_rest_becomes_extras() -> None:
    """In the old order: the case, from the inside, since then, and each other company."""
    extras = lesson(**EVERYTHING).to_cards().extras
    assert [(each.kind, each.title, each.outcome, each.text, each.facts) for each in extras] == [
        ("case", "In the case", None, "case", ("a",)),
        ("inside", "From the inside", None, "inside", ("b",)),
        ("since", "Since then", None, "since", ("c",)),
        ("contrast", "Next door", "well", "It went well", ("g",)),
        ("contrast", "Next door", "well", "It went well", ("g",)),
    ]
    assert lesson().to_cards().extras == ()


def test_all_else_is_kept() -> None:
    """The id, texts, objectives and questions are those of the file. A lesson with pages has no opener."""
    found, made = lesson(), lesson().to_cards()
    kept = "id was number title principle objectives takeaways reflection questions"
    for name in kept.split():
        assert getattr(made, name) == getattr(found, name)
    assert (made.opener, made.template) == (None, None)


def test_a_passage_may_be_its_text_alone() -> None:
    """A text without facts needs no keys."""
    assert Passage.model_validate("Just text") == Passage(text="Just text")


def test_older_names_of_passages_are_understood() -> None:
    """`asked.yaml` may say `page-2`, counted among the pages, or `in-the-case`."""
    names = lesson(3, in_the_case=Passage(text="case"), contrast=(CONTRAST,)).passages()
    assert {old.split("/")[1]: new.split("/")[1] for old, new in names.items()} == {
        "page-1": "card-1",
        "page-2": "card-2",
        "page-3": "card-4",
        "in-the-case": "extra-1",
        "contrast-1": "extra-2",
    }
