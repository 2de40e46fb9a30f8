"""Certificates, each with a unique number."""

from dataclasses import astuple

from bot.domain.learning.certificate import Certificate
from bot.errors.user import NotEarned
from bot.storage.stores.people import LOCK_LEARNER
from bot.storage.stores.sql_store import SqlStore

ADD = """
INSERT INTO certificate (number, learner, course, title, name, day, at, attempt, score, questions)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT DO NOTHING
"""

RENAME = "UPDATE certificate SET name = $3 WHERE learner = $1 AND course = $2"

OWN = "SELECT * FROM certificate WHERE learner = $1 AND course = $2"

BY_NUMBER = "SELECT * FROM certificate WHERE number = $1"


class SqlCertificateStore(SqlStore):
    """`bot.services.ports.learning.certificates.CertificateStore` says what each method promises."""

    async def add_certificate(self, certificate: Certificate) -> Certificate | None:
        """Store a certificate and return the learner's certificate for the course: an earlier one wins."""
        if not await self._tx.execute(LOCK_LEARNER, certificate.learner):
            raise NotEarned
        *columns, _ = astuple(certificate)  # `still_known` isn't stored
        await self._tx.execute(ADD, *columns)
        row = await self._tx.fetch_one(OWN, certificate.learner, certificate.course)
        return Certificate(**row) if row else None

    async def rename_certificate(self, learner: int, course: str, name: str) -> None:
        """Change the name on the learner's certificate, if there is one."""
        await self._tx.execute(RENAME, learner, course, name)

    async def certificate(self, learner: int, course: str) -> Certificate | None:
        """Return the learner's certificate for a course."""
        rows = await self._tx.fetch(OWN, learner, course)
        return Certificate(**rows[0]) if rows else None

    async def certificate_of(self, number: str) -> Certificate | None:
        """Return the certificate with a number, written as `bot.domain.learning.certificate` writes it."""
        rows = await self._tx.fetch(BY_NUMBER, number)
        return Certificate(**rows[0]) if rows else None
