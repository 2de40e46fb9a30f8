"""Certificates, each under a number of its own."""

from dataclasses import astuple

from bot.domain.learning.certificate import Certificate
from bot.errors import NotEarned
from bot.storage.engines.engine import Transaction
from bot.storage.queries import certificates, learners
from bot.storage.stores.sql_store import SqlStore


class Certificates(SqlStore):
    """Certificates; `bot.services.ports.certificates.Registry` says what each method promises."""

    async def add_certificate(self, certificate: Certificate) -> Certificate | None:
        """Keep a certificate of somebody who is known; None when the number is taken."""

        async def add(tx: Transaction) -> Certificate | None:
            if not await tx.execute(learners.LOCK_LEARNER, certificate.learner):
                raise NotEarned
            await tx.execute(certificates.ADD, *astuple(certificate))
            row = await tx.fetch_one(certificates.OWN, certificate.learner, certificate.course)
            return Certificate(**row) if row else None

        return await self._engine.write(add)

    async def rename_certificate(self, learner: int, course: str, name: str) -> None:
        """Put another name on it."""
        await self._execute(certificates.RENAME, learner, course, name)

    async def certificate(self, learner: int, course: str) -> Certificate | None:
        """The learner's certificate of a course."""
        rows = await self._fetch(certificates.OWN, learner, course)
        return Certificate(**rows[0]) if rows else None

    async def certificate_of(self, number: str) -> Certificate | None:
        """The certificate with a number."""
        rows = await self._fetch(certificates.BY_NUMBER, number)
        return Certificate(**rows[0]) if rows else None
