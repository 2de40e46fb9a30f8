"""Leases: which process may act alone."""

from bot.errors.delivery import LeaseLost
from bot.services.ports.posts.leases import Lease
from bot.storage.engines.engine import Transaction
from bot.storage.stores.sql_store import SqlStore

ACQUIRE_LEASE = """
INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE lease.holder = excluded.holder OR lease.until <= $4 OR lease.until - 3600000 > excluded.until
"""

LOCK_LEASE = "UPDATE lease SET holder = holder WHERE name = $1 AND holder = $2"
"""Run this first in every unit that claims posts, so that a process that takes the lease over waits or is
seen.
"""

RELEASE_LEASE = "DELETE FROM lease WHERE name = $1 AND holder = $2"


class SqlLeaseStore(SqlStore):
    """`bot.services.ports.posts.leases.LeaseStore` says what each method promises."""

    async def acquire_lease(self, lease: Lease, now: int) -> bool:
        """Take or renew a lease unless another process holds it. Return whether it's ours."""
        return await self._tx.execute(ACQUIRE_LEASE, lease.name, lease.holder, lease.until, now) == 1

    async def release_lease(self, lease: Lease) -> None:
        """Release a lease."""
        await self._tx.execute(RELEASE_LEASE, lease.name, lease.holder)


async def require_lease(tx: Transaction, lease: Lease) -> None:
    """Lock the lease, or raise LeaseLost. Call this first in a unit that only its holder may run."""
    if not await tx.execute(LOCK_LEASE, lease.name, lease.holder):
        raise LeaseLost
