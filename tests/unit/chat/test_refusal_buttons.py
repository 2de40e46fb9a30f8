"""Answers, a person's data and goodbyes lead on: one primary button each, at most two others."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from discord import ui

from bot.chat.screens.learning import ask
from bot.chat.screens.people import me
from bot.domain.course.course import Course
from bot.domain.course.library import Place
from bot.domain.course.passages import CoursePassage
from bot.services.learning.ask import CourseAnswer, FoundPassage
from tests.unit.chat.test_limits import PRIMARY, assert_leads_on, make_course, parts, rows, words

COURSE = make_course(2)
WHERE: Sequence[dict[str, int]] = ({"card": 3}, {"extra": 2}, {})


def say(course: Course, *where: dict[str, int], cited: bool = True) -> CourseAnswer:
    """An answer with a passage for each place, as long as it may be; without a place, it's in no lesson."""
    facts = tuple(course.facts.values())[:8] if cited else ()
    said = []
    for number, at in enumerate(where):
        lesson = course.lessons[0]
        ids = tuple(fact.id for fact in facts)
        passage = CoursePassage(
            id=f"p{number}",
            course=course.id,
            kind="lesson" if at else "term",
            title=words(100),
            text=words(900),
            heading="",
            lesson=lesson.id if at else None,
            card=at.get("card"),
            extra=at.get("extra"),
            facts=ids,
        )
        said.append(FoundPassage(passage, course, facts, Place(course, lesson) if at else None))
    return CourseAnswer(words(300), said)


def primary(view: ui.LayoutView) -> str:
    """What the primary button carries."""
    [button] = [button for button in rows(view) if button["style"] == PRIMARY]
    return str(button["custom_id"])


def chosen(view: ui.LayoutView) -> list[str]:
    """What the entries of the menus carry."""
    found = parts(view.to_components())
    return [option["value"] for part in found for option in part.get("options", ())]


@pytest.mark.parametrize(
    ("first", "opens"), [(WHERE[0], "ask:page"), (WHERE[1], "ask:extra"), (WHERE[2], "ask:topic")]
)
def test_an_answer_leads_to_its_best_passage(first: dict[str, int], opens: str) -> None:
    """To its card, its extra or its topic; the other passages are in the menu."""
    reply = say(COURSE, first, *WHERE)
    shown = ask.answer(reply)
    assert_leads_on(shown)
    assert primary(shown).startswith(f"lb1:{opens}:")
    others = [f"lb1:ask:passage:{COURSE.id}:{each.passage.key}" for each in reply.said[1:]]
    assert [value.rpartition(":")[0] for value in chosen(shown)] == others


def test_two_topics_are_offered_if_there_is_no_answer() -> None:
    """The nearest one first; the lessons and the case are in the menu."""
    nearest = say(COURSE, *WHERE).said
    nearest = [
        replace(each, passage=replace(each.passage, title=title))
        for each, title in zip(nearest, "aab", strict=True)
    ]
    shown = ask.answer(CourseAnswer("why", nearest=nearest))
    assert_leads_on(shown)
    assert [button["label"] for button in rows(shown)] == ["a", "b"]
    assert chosen(shown) == ["lb1:ask:lessons", "lb1:ask:topics"]


def test_an_extra_is_opened_by_its_own_number() -> None:
    """A passage on the second extra opens that one, not a card."""
    extra = ask.answer(say(COURSE, WHERE[1]))
    assert primary(extra) == f"lb1:ask:extra:{COURSE.id}:{COURSE.lessons[0].id}:2:0"


def test_an_answer_without_a_place_to_read_it_leads_to_the_lessons() -> None:
    """A passage in no lesson and without facts, and a question without an answer."""
    for shown in (ask.answer(say(COURSE, {}, cited=False)), ask.answer(say(COURSE))):
        assert_leads_on(shown)
        assert primary(shown) == "lb1:ask:lessons"


def test_after_erasing_you_can_start_again() -> None:
    """Neither the goodbye nor the copy of your data is a dead end."""
    for shown, opens in (
        (me.erased(), "learn:go"),
        (me.kept(still=True), "learn:go"),
        (me.kept(still=False), "learn:go"),
        (me.exported("my-data.zip"), "me:show"),
        (me.confirm_erasing(), "me:show"),
    ):
        assert_leads_on(shown)
        assert primary(shown) == f"lb1:{opens}"
