"""Storage for ids that a course has changed."""

from collections.abc import Mapping
from typing import Protocol


class RenameStore(Protocol):
    """Lesson and objective ids that a course has changed."""

    async def follow_renames(self, course: str, renamed: Mapping[str, str]) -> None:
        """Move rows from old lesson and objective ids to new ones. Safe to run twice."""
