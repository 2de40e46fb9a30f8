"""Courses are loaded again while the bot runs, and those with errors don't get in the way of the others."""

import shutil
from pathlib import Path

from bot.content import CourseLoader
from tests.unit.content.conftest import SMALL, Copy


def second(copy: Copy) -> Path:
    """Return the folder of another course without errors."""
    folder = copy.path.parent / "zweiter"
    shutil.copytree(SMALL, folder)
    course = (folder / "course.yaml").read_text("utf-8")
    (folder / "course.yaml").write_text(course.replace("id: baeckerei-sommer", "id: zweiter"), "utf-8")
    return folder


def test_a_course_with_errors_is_left_out(copy: Copy) -> None:
    """The other one is loaded. The reason has the file and the line, but not where the folder is."""
    loader = CourseLoader([copy.path, second(copy)])
    copy.write("facts.yaml", "- 1\n- 2\n")
    courses, [left_out] = loader.load()
    assert [course.id for course in courses] == ["zweiter"]
    assert (left_out.folder, left_out.name, left_out.older) == (str(copy.path), "kurs", False)
    assert left_out.reason.startswith("kurs/1-vorher-fragen.yaml:")
    assert left_out.more > 1


def test_an_older_version_stays(copy: Copy) -> None:
    """A course that gets errors keeps its last version without them, until they're fixed."""
    loader = CourseLoader([copy.path, second(copy)])
    first, none = loader.load()
    assert (len(first), none) == (2, ())
    copy.edit("course.yaml", "title: Ein Brief zu wenig", "title: Neu\nfalsch: 1")
    courses, [left_out] = loader.load()
    assert (courses[0].title, left_out.older, left_out.name) == ("Ein Brief zu wenig", True, "kurs")
    copy.edit("course.yaml", "title: Neu\nfalsch: 1", "title: Neu")
    courses, none = loader.load()
    assert (courses[0].title, none) == ("Neu", ())


def test_a_folder_that_is_gone_leaves_its_course(copy: Copy) -> None:
    """Someone may be copying it again right now."""
    loader = CourseLoader([copy.path])
    loader.load()
    shutil.rmtree(copy.path)
    [course], [left_out] = loader.load()
    assert (course.id, left_out.older) == ("baeckerei-sommer", True)


def test_a_course_that_takes_another_ones_id_changes_nothing(copy: Copy) -> None:
    """Both stay as they were."""
    loader = CourseLoader([copy.path, other := second(copy)])
    loader.load()
    course = (other / "course.yaml").read_text("utf-8")
    (other / "course.yaml").write_text(course.replace("id: zweiter", "id: baeckerei-sommer"), "utf-8")
    courses, [left_out] = loader.load()
    assert [course.id for course in courses] == ["baeckerei-sommer", "zweiter"]
    assert (left_out.name, left_out.older) == ("zweiter", True)
