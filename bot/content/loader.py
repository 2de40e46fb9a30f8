"""The courses in several folders, which can be loaded again while the bot runs."""

from collections.abc import Sequence
from pathlib import Path

from bot.content.assembly import assemble, repeated_ids
from bot.content.fault import Fault
from bot.domain.course.course import Course
from bot.domain.course.library import LeftOut


class CourseLoader:
    """Loads the courses in these folders, in order, and remembers the last version without errors of each."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._sound: dict[Path, Course] = {}

    def load(self) -> tuple[Sequence[Course], Sequence[LeftOut]]:
        """Return the courses, and what was left out because of errors.

        A course that had none before stays as it was then.
        """
        assemblies = [assemble(folder) for folder in self._folders]
        repeated = repeated_ids(assemblies)
        left_out: list[LeftOut] = []
        for folder, assembly in zip(self._folders, assemblies, strict=True):
            own = [fault for fault in repeated if Path(fault.file).parent == folder]
            if faults := [*assembly.faults, *own]:
                left_out.append(_left_out(folder, faults, older=folder in self._sound))
            elif assembly.course:
                self._sound[folder] = assembly.course
        courses: dict[str, Course] = {}
        for folder in self._folders:
            if course := self._sound.get(folder):
                courses.setdefault(course.id, course)
        return tuple(courses.values()), tuple(left_out)


def _left_out(folder: Path, faults: Sequence[Fault], *, older: bool) -> LeftOut:
    """Say why, without the path of the folder: moderators read it."""
    reason = str(faults[0]).removeprefix(f"{folder.parent}/")
    return LeftOut(str(folder), folder.absolute().name, reason, len(faults) - 1, older)
