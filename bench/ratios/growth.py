"""What commands cost with few and with many stored answers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.ratios.extent import Extent
from bench.ratios.load import LoadProcess


@dataclass(frozen=True)
class Growth:
    """The milliseconds of processor time that a command takes, with few answers stored and with many."""

    command: str
    few: float
    many: float

    @property
    def factor(self) -> float:
        """Return how many times as much it takes with many."""
        return self.many / self.few


def grow(load: LoadProcess, folder: Path, extent: Extent, say: Callable[[str], None]) -> list[Growth]:
    """Measure each command on records of both sizes."""
    return []
