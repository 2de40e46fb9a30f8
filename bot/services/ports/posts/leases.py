"""Leases: which process may act alone."""

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Lease:
    """One process's exclusive right to do something, until an instant in milliseconds of UTC."""

    holder: str
    until: int
    name: Literal["posts", "live", "housekeeping"] = "posts"


class LeaseStore(Protocol):
    """Leases, by name."""

    async def acquire_lease(self, lease: Lease, now: int) -> bool:
        """Take or renew a lease unless another process holds it. Return whether it's ours.

        A lease that ends more than an hour after this one was taken by a clock that ran ahead, and may be
        taken.
        """

    async def release_lease(self, lease: Lease) -> None:
        """Release a lease."""
