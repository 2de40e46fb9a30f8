"""`lessonbot new` writes a course that's complete, explained, and free of faults and warnings."""

from pathlib import Path

import pytest
import yaml

from bot.content import check_course, new_course
from bot.domain.questions.kinds import KINDS
from bot.errors.configuration import ConfigurationError


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """Return the folder of a new course."""
    new_course(tmp_path / "Über Gäste")
    return tmp_path / "Über Gäste"


def test_a_new_course_has_no_faults_and_no_warnings(starter: Path) -> None:
    """Authors start with a clean report. The course's id comes from the folder."""
    report = check_course(starter)
    assert (report.faults, report.warnings) == ((), ())
    assert report.course
    assert report.course.id == "uber-gaste"


def test_a_new_course_shows_what_there_is(starter: Path) -> None:
    """It has a question of each kind, and a comment before each file's first line."""
    course = check_course(starter).course
    assert course
    assert {question.kind for question in course.questions.values()} == set(KINDS)
    assert all(file.read_text("utf-8").startswith("# ") for file in starter.iterdir())


def test_a_second_lesson_is_made_as_the_notes_say(starter: Path) -> None:
    """Copy the lesson, change its ids, number and title, and list it: two lessons of eight questions."""
    text = (starter / "1-ask-first.yaml").read_text("utf-8").replace("ask-first", "ask-again")
    text = text.replace("number: 1", "number: 2").replace("title: Ask first", "title: Ask once more")
    (starter / "2-ask-again.yaml").write_text(text, "utf-8")
    course = (starter / "course.yaml").read_text("utf-8")
    (starter / "course.yaml").write_text(course.replace("[ask-first]", "[ask-first, ask-again]"), "utf-8")
    report = check_course(starter)
    assert (report.faults, report.warnings) == ((), ())
    assert report.course
    assert len(report.course.lessons) == 2


@pytest.mark.parametrize(
    ("name", "expected"), [("2026", "2026"), ("true", "true"), ("x" * 40, "x" * 32), ("北京", "my-course")]
)
def test_any_folder_name_gives_an_id(tmp_path: Path, name: str, expected: str) -> None:
    """Names that YAML reads as something else are quoted, long ones cut, and others replaced."""
    new_course(tmp_path / name)
    assert yaml.safe_load((tmp_path / name / "course.yaml").read_text("utf-8"))["id"] == expected
    assert check_course(tmp_path / name).faults == ()


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path) -> None:
    """Nobody's course is overwritten."""
    (tmp_path / "mine.yaml").write_text("mine")
    with pytest.raises(ConfigurationError, match="isn't empty"):
        new_course(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file in the way gets a sentence, not a traceback."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="can't be written"):
        new_course(tmp_path / "file" / "course")
