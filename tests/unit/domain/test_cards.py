"""The cards of a lesson: what each one is, which questions come among them, and how long it all takes."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.course.cards import Artifact, Card, Extra
from bot.domain.course.lesson import Lesson
from tests.unit.domain.answer_logs import course

QUIZ_WORDS = 5 * 4
"""Each question of the made-up course has four words: a prompt, an explanation and two options."""

ARTIFACT = Artifact(title="An email", quote="We did it.", says="Who did?", rewrite="I did it.")


def lesson(*cards: Card, **changes: Any) -> Lesson:
    """Return a lesson of the made-up course with these cards."""
    return course().lessons[0].model_copy(update={"cards": cards, **changes})


@pytest.mark.parametrize(
    ("card", "kind", "heading"),
    [
        (Card(say="**A channel is for conversation.** Post …"), "say", "A channel is for conversation"),
        (Card(say="\n**Two\nlines:** text"), "say", "Two\nlines"),
        (Card(say="Plain text.\nMore"), "say", "Plain text"),
        (Card(title="Today", say="**Bold.** Text"), "say", "Today"),
        (Card(show=ARTIFACT), "show", "An email"),
        (Card(ask="q"), "ask", ""),
    ],
)
def test_a_card_has_a_kind_and_a_heading(card: Card, kind: str, heading: str) -> None:
    """Its title, or the sentence in bold that it starts with, or its first line. A question has none."""
    assert (card.kind, card.heading) == (kind, heading)


def test_the_text_of_a_card_is_all_there_is_to_read() -> None:
    """An artifact's three texts, or what's said. A question's text isn't the card's."""
    assert Card(show=ARTIFACT).text == "> We did it.\n\nWho did?\n\n> I did it."
    assert Card(title="t", say="Text").text == "Text"
    assert Card(ask="q").text == ""


@pytest.mark.parametrize(
    "fields", [{}, {"say": "x", "ask": "q"}, {"say": "x", "show": ARTIFACT}, {"title": "t", "ask": "q"}]
)
def test_a_card_is_one_thing(fields: dict[str, Any]) -> None:
    """None or two of the three kinds, or the title of a question, is a mistake."""
    with pytest.raises(ValidationError):
        Card(**fields)


@pytest.mark.parametrize(("kind", "outcome"), [("case", "well"), ("contrast", None)])
def test_only_another_companys_case_has_an_outcome(kind: Any, outcome: Any) -> None:
    """There it's needed."""
    with pytest.raises(ValidationError):
        Extra(title="t", kind=kind, outcome=outcome, text="x")


def test_a_lesson_asks_its_opener_first() -> None:
    """Then the questions on its cards, in order."""
    taught = lesson(Card(ask="b"), Card(say="x"), Card(ask="c"), opener="a")
    assert taught.asked == ("a", "b", "c")
    assert lesson(Card(say="x")).asked == ()


def test_each_question_leads_to_a_card() -> None:
    """The opener to the first one, the others to the next one; the last one to the end of the lesson."""
    taught = lesson(Card(say="x"), Card(ask="b"), Card(ask="c"), opener="a")
    assert [taught.after(each) for each in ("a", "b", "c", "d")] == [1, 3, 4, None]


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (120, 1), (121, 2), (360, 2), (361, 3)])
def test_minutes_are_computed_from_words_and_questions(words: int, minutes: int) -> None:
    """240 words a minute and 6 seconds a question, rounded up. A quiz has five questions: half a minute."""
    assert lesson(Card(say="a " * max(words - QUIZ_WORDS, 1))).minutes == minutes


def test_a_question_on_a_card_takes_time_too() -> None:
    """It's asked besides the quiz, which has other questions."""
    text = Card(say="a " * (120 - QUIZ_WORDS))
    assert lesson(text).minutes == 1
    assert lesson(text, Card(ask="lesson-0-0-0")).minutes == 2


def test_authors_cannot_call_a_lesson_a_bonus() -> None:
    """The course file says which units are, so the key is as unknown in a lesson as any other."""
    plain = lesson(Card(say="Text"))
    assert (plain.bonus, plain.as_bonus().bonus) == (False, True)
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Lesson.model_validate({**plain.model_dump(), "bonus": True})
