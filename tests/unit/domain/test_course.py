"""A course finds its own parts."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.content import load_course
from bot.domain.course.course import Course, PartialDate, Topic
from bot.domain.course.lesson import Lesson

SMALL = Path(__file__).parents[2] / "courses" / "baeckerei-sommer"


@pytest.fixture(scope="module")
def course() -> Course:
    """The small course."""
    return load_course(SMALL)


def test_a_course_is_named(course: Course) -> None:
    """Id and title are those of the file."""
    assert (course.id, course.title) == ("baeckerei-sommer", "Ein Brief zu wenig")


def test_units_come_in_the_order_of_teaching(course: Course) -> None:
    """Lessons first, extra units after them."""
    first, second = course.lessons
    turned = Course(about=course.about, lessons=(second,), extra=(first,))
    assert list(course.units) == ["vorher-fragen", "offen-antworten"]
    assert list(turned.units) == ["offen-antworten", "vorher-fragen"]


def test_every_question_has_its_home(course: Course) -> None:
    """Each question is found, and the lesson it belongs to; the assessment's are kept apart from practice."""
    assert len(course.questions) == 6
    assert list(course.tested) == ["messung-a-01", "messung-b-01"]
    assert not course.tested.keys() & course.questions.keys()
    assert [course.home(each) for each in course.tested] == list(course.lessons)
    for lesson in course.units.values():
        assert all(course.home(q.id) is lesson and course.questions[q.id] is q for q in lesson.questions)
    with pytest.raises(KeyError):
        course.home("messung-c-01")


def test_topics_are_ordered_and_titled(course: Course) -> None:
    """Named topics in the order of the file, then others as they appear, called by their id in words."""
    assert course.topics == ("umbenennung", "folgen", "andere-laeden")
    assert [course.topic_title(topic) for topic in course.topics] == [
        "Die Umbenennung",
        "Was daraus wurde",
        "Andere laeden",
    ]


def test_the_file_orders_the_topics(course: Course) -> None:
    """The order of the file goes before that of the facts, and a topic without facts is none."""
    named = (Topic(id="folgen", title="A"), Topic(id="leer", title="B"))
    turned = Course(about=course.about.model_copy(update={"topics": named}), lessons=(), facts=course.facts)
    assert turned.topics == ("folgen", "umbenennung", "andere-laeden")


def test_facts_are_found_in_the_order_cited(course: Course) -> None:
    """Citations become facts."""
    ids = ("name-zurueck", "brot-umbenannt")
    assert tuple(fact.id for fact in course.cited(ids)) == ids


@pytest.mark.parametrize("written", ["2011", "2011-07", "2011-07-12", 2011])
def test_a_date_may_be_a_day_a_month_or_a_year(written: object) -> None:
    """What is known of a date is enough; it stays text."""
    assert TypeAdapter(PartialDate).validate_python(written, strict=True) == str(written)


@pytest.mark.parametrize(
    "written", ["2011-13", "2011-00", "2011-07-32", "11", 11, "2011-7", "July 2011", True, ""]
)
def test_other_dates_are_refused(written: object) -> None:
    """A date that is none is a fault."""
    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(written, strict=True)


def test_a_course_cannot_be_changed(course: Course) -> None:
    """What is shared between learners stays as it was loaded."""
    lesson: Lesson = course.lessons[0]
    with pytest.raises(ValidationError):
        lesson.title = "x"  # type: ignore[misc]
