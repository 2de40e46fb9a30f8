"""What classes say when they're closed or empty, and when a teacher's words match none."""

import pytest

from bot.chat.features.classes.teaching import _meant
from bot.chat.screens.posts.daily import _item, added
from bot.chat.words import classes as words
from bot.chat.words.refusals import refusal
from bot.domain.classes.classroom import Classroom
from bot.domain.course.course import Course
from bot.domain.posts.post import PostItem
from bot.errors.classes import ClassUnknown, NoLessonToPost
from tests.contract.samples_daily import schedule
from tests.unit.domain.test_course import course

__all__ = ["course"]

SPRING = Classroom(1, 2, "c", "Spring 😀 @everyone **bold**", "BCDFGH", "UTC", 3, 0, closed_at=5)
FALL = Classroom(4, 2, "c", "Fall", "JKMNPQ", "UTC", 3, 0)


def test_students_and_teachers_read_different_things_about_a_closed_class() -> None:
    """A student can't see the report, so only the teacher is told about it."""
    assert "You can see its report" in words.closed(SPRING)
    assert "your teacher keeps the report" in words.ended(SPRING).casefold()
    assert "You can" not in words.ended(SPRING)


def test_an_empty_class_may_have_had_students() -> None:
    """People who left aren't kept, so it doesn't say that nobody ever joined."""
    assert words.summary(0, 0, None) == "Nobody is in this class."


@pytest.mark.parametrize("typed", ["1", "bcdfgh", "Spring everyone bold", "spring", SPRING.title])
def test_a_class_is_found_by_what_its_teacher_sees(typed: str) -> None:
    """By the title as screens show it, or a part of it."""
    assert _meant([FALL, SPRING], typed) == [SPRING]


def test_an_unknown_class_is_an_error_for_teachers() -> None:
    """It names the classes there are."""
    with pytest.raises(ClassUnknown) as caught:
        _meant([FALL, SPRING], "Summer")
    said = refusal(caught.value)
    assert '"Summer"' in said
    assert '"Fall"' in said
    assert "your teacher" not in said


def test_an_unknown_lesson_wasnt_posted() -> None:
    """It says so, and what can be typed instead."""
    said = refusal(NoLessonToPost("99", (), 6))
    assert "nothing was posted" in said
    assert "from 1 to 6" in said
    assert 'Did you mean "Ask first"?' in refusal(NoLessonToPost("Ask", ("Ask first",), 6))


def test_the_next_card_has_its_own_number(course: Course) -> None:
    """Cards count from 1, as on the post itself. Posts from before there were cards may have 0."""
    lesson = course.lessons[0]
    for page, number in ((0, 1), (1, 1), (2, 2)):
        said = _item(course, PostItem("page", lesson.id, page))
        assert said.endswith(f'"{lesson.title}", card {number}')


def test_a_title_says_what_is_left_out() -> None:
    """With single spaces, and without a word if nothing is missing."""
    assert "## ✅ Spring everyone bold is ready" in words.created(SPRING, "/x")
    assert "are left out" in words.created(SPRING, "/x")
    assert "left out" not in words.created(FALL, "/x")


def test_a_second_daily_post_in_a_channel_is_pointed_out() -> None:
    """It names the first one, because nobody wants two by accident."""
    assert "already had" not in added([])
    said = added([schedule()])
    assert "already had a daily post" in said
    assert "/daily remove" in said
