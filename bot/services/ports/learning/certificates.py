"""The store for certificates."""

from typing import Protocol

from bot.domain.learning.certificate import Certificate


class CertificateStore(Protocol):
    """Certificates."""

    async def add_certificate(self, certificate: Certificate) -> Certificate | None:
        """Keep a certificate, and return the one that the learner has of this course now: the first stands.

        None, and nothing kept, when they have none and the number is another one's. Raises NotEarned, and
        keeps nothing, when nothing is stored about them: they were erased while it was asked for.
        """

    async def rename_certificate(self, learner: int, course: str, name: str) -> None:
        """Put another name on the learner's certificate, if there is one."""

    async def certificate(self, learner: int, course: str) -> Certificate | None:
        """The learner's certificate of a course."""

    async def certificate_of(self, number: str) -> Certificate | None:
        """The certificate with a number, as `bot.domain.learning.certificate` writes it."""
