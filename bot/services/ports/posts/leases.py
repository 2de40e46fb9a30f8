"""Leases: which process may act alone."""

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Lease:
    """The right of one process to do something alone, until an instant in milliseconds of UTC."""

    holder: str
    until: int
    name: Literal["posts", "housekeeping"] = "posts"


class LeaseStore(Protocol):
    """Leases, by name."""

    async def take_lease(self, lease: Lease, now: int) -> bool:
        """Hold the lease until its end, if nobody else holds it now: one that ends over an hour later than
        this was taken by a clock that ran ahead."""

    async def drop_lease(self, lease: Lease) -> None:
        """Let go of the lease."""
