"""Storage for certificates."""

from typing import Protocol

from bot.domain.learning.certificate import Certificate


class CertificateStore(Protocol):
    """Certificates of completion."""

    async def add_certificate(self, certificate: Certificate) -> Certificate | None:
        """Store a certificate and return the learner's certificate for the course: an earlier one wins.

        Return None, and store nothing, if the number is already another learner's. Raise NotEarned, and store
        nothing, if the record doesn't know the learner: they were erased in the meantime.
        """

    async def rename_certificate(self, learner: int, course: str, name: str) -> None:
        """Change the name on the learner's certificate, if there is one."""

    async def certificate(self, learner: int, course: str) -> Certificate | None:
        """Return the learner's certificate for a course."""

    async def certificate_of(self, number: str) -> Certificate | None:
        """Return the certificate with a number, written as `bot.domain.learning.certificate` writes it."""
