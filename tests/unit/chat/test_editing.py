"""The screen that changes a daily post fits what Discord allows."""

from dataclasses import replace

from bot.chat.screens.posts import daily, edit
from bot.chat.words.quoting import with_links
from bot.domain.course.library import Library
from bot.domain.posts.post import LINE
from bot.services.posts.schedules import ScheduleStatus
from tests.unit.chat.test_limits import BIG, assert_fits, make_course
from tests.unit.chat.test_posts import make_post, make_schedule


def test_the_screen_fits_with_everything_set() -> None:
    """The longest course, the longest line, several courses and the longest ids."""
    course = make_course(20)
    other = replace(course, about=course.about.model_copy(update={"id": "another"}))
    schedule = replace(make_schedule(), line="*" * LINE, left_out=frozenset(course.units))
    status = ScheduleStatus(schedule, make_post(), None, mentions=False)
    view = edit.edit(status, Library([course, other]), frozenset({BIG}), "Changed.")
    assert_fits(view)
    assert_fits(daily.one(status, Library([course]), BIG, "Skipped.", (), make_post()))


def test_a_line_keeps_its_links_and_nothing_else() -> None:
    """Underscores stay as they are in a web address, and are escaped everywhere else."""
    assert with_links("_a_ https://x.org/a_b?c=_d_ <@&1>") == r"\_a\_ https://x.org/a_b?c=_d_ \<\@&1\>"
