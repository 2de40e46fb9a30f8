"""The store for renames."""

from collections.abc import Mapping
from typing import Protocol


class RenameStore(Protocol):
    """Moves what was kept under an old id."""

    async def follow_renames(self, course: str, renamed: Mapping[str, str]) -> None:
        """Keep under new ids of lessons and objectives what was kept under their old ones. Twice is fine."""
