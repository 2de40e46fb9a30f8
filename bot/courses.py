"""Load the courses to teach."""

import logging
from pathlib import Path

from bot.content import CourseLoader
from bot.domain.course.library import Library
from bot.errors.configuration import NoCourse
from bot.services.courses.reload import explain

log = logging.getLogger(__name__)


def load_library(folders: tuple[Path, ...]) -> Library:
    """Load the courses in these folders. Raises NoCourse if there's none without errors."""
    return load_from(CourseLoader(folders))


def load_from(loader: CourseLoader, preferred: str | None = None) -> Library:
    """Load the courses with a loader, and log what's wrong with them. Raises NoCourse if none can be used."""
    courses, left_out = loader.load()
    for each in left_out:
        log.warning("%s. For details, run: lessonbot check", explain(each))
    if not courses:
        errors = "; ".join(map(explain, left_out)) or "no folder has a course"
        raise NoCourse(
            f"There's no course to teach: {errors}. Fix that, or add a course folder to LESSONBOT_COURSES."
        )
    library = Library(courses, left_out, preferred)
    if preferred and preferred != library.default.id:
        known = ", ".join(course.id for course in courses)
        log.warning("LESSONBOT_DEFAULT_COURSE is %s, but the courses are: %s", preferred, known)
    return library
