"""Every course that is shipped can be used."""

from pathlib import Path

import pytest

from bot.content import check_course, load_course
from tests.counting import calls_made

LESSONS = Path(__file__).parents[3] / "lessons"
COURSES = sorted(path.parent for path in LESSONS.glob("*/course.yaml"))


def test_a_course_is_shipped() -> None:
    """There is something to teach."""
    assert COURSES


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_a_shipped_course_is_without_faults(folder: Path) -> None:
    """It loads, and no strategy of a guesser beats chance in it."""
    report = check_course(folder)
    assert report.faults == ()
    assert [figure for _, figures in report.figures for figure in figures if figure.gives_away] == []


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_a_shipped_course_is_loaded_in_few_calls(folder: Path) -> None:
    """The bot doesn't wait long for its course: a machine that makes a million calls a second needs two."""
    assert calls_made(lambda: load_course(folder)) < 2_000_000
