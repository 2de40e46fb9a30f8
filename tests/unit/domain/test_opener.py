"""The question that a course opens with."""

from dataclasses import replace

from bot.domain.course.course import Course
from tests.unit.services.service_fixture import COURSE


def opening(first: str | None, second: str | None = None) -> Course:
    """The course of the tests, whose first two lessons open with these questions."""
    course = COURSE.default
    one, two, *others = course.lessons
    opened = [one.model_copy(update={"opener": first}), two.model_copy(update={"opener": second})]
    return replace(course, lessons=(*opened, *others))


def test_the_first_lesson_that_opens_with_a_question_opens_the_course() -> None:
    """An opener that takes more than a press is passed over."""
    course = opening("vorher-fragen-01", "vorher-fragen-03")
    found = course.opener()
    assert found
    assert (found[0].id, found[1].id) == (course.lessons[0].id, "vorher-fragen-01")
    later = opening("vorher-fragen-02", "vorher-fragen-03").opener()
    assert later
    assert later[0].id == course.lessons[1].id
    assert opening(None).opener() is None


def test_an_opener_is_found_by_its_wording() -> None:
    """Even if an earlier lesson opens with another one now."""
    course = opening("vorher-fragen-01", "vorher-fragen-03")
    shown = course.questions["vorher-fragen-03"]
    assert course.opener(shown.fingerprint[:8]) == (course.lessons[1], shown)
    assert course.opener("no such") is None
