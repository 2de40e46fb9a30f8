"""Certificates: checking the requirements, issuing them, and verifying them for anyone."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.calendar.day import day_of
from bot.domain.course.course import Course
from bot.domain.learning.assessment import attempt_passed, still_known
from bot.domain.learning.certificate import (
    BITS,
    Certificate,
    Requirements,
    best,
    read_name,
    read_number,
    write_number,
)
from bot.errors.user import NotEarned
from bot.services.learning.badges import BadgeService
from bot.services.ports.clock import Clock
from bot.services.ports.learning.assessment import AssessmentStore
from bot.services.ports.learning.certificates import CertificateStore
from bot.services.ports.people import PeopleStore
from bot.services.ports.writing import WritingStore


def draw_number() -> str:
    """Return a random certificate number. It must be unguessable, because anyone can look up a number."""
    return write_number(secrets.randbits(BITS))


@dataclass(frozen=True)
class CertificateService:
    """Issues and verifies course certificates."""

    certificate_store: CertificateStore
    assessment_store: AssessmentStore
    writing_store: WritingStore
    people_store: PeopleStore
    clock: Clock
    badges: BadgeService
    draw: Callable[[], str] = draw_number

    async def own(self, learner: int, course: Course) -> Certificate | None:
        """Return the learner's certificate. It stays valid even when the course grows or the rules change."""
        return await self._checked(await self.certificate_store.certificate(learner, course.id))

    async def requirements(self, learner: int, course: Course) -> Requirements:
        """Return which certificate requirements the learner meets."""
        held = await self.badges.earned(learner, course)
        sittings = await self.assessment_store.sittings(learner, course.id)
        return Requirements(
            badges=sum(lesson in held for lesson in course.about.lessons),
            lessons=len(course.about.lessons),
            drafts=any(lesson.draft for lesson in course.units.values()),
            revised=await self.writing_store.has_revised(learner, course.id),
            test=course.assessment is not None,
            best=best(list(sittings)),
        )

    async def issue(self, learner: int, course: Course, typed: str) -> Certificate:
        """Issue a certificate in this name, or change the name on the existing one and keep its number.

        Raises NameUnclear, and NotEarned if requirements aren't met yet.
        """
        name = read_name(typed)
        if own := await self.own(learner, course):
            await self.certificate_store.rename_certificate(learner, course.id, name)
            return replace(own, name=name)
        if not (await self.requirements(learner, course)).earned:
            raise NotEarned
        at = self.clock()
        day = day_of(at, (await self.people_store.preferences(learner)).zone)
        made = Certificate("", learner, course.id, course.title, name, day, at)
        sittings = await self.assessment_store.sittings(learner, course.id)
        if course.assessment and (found := attempt_passed(sittings)):
            attempt, test = found
            made = replace(made, attempt=attempt, score=test.right, questions=test.questions)
        while True:
            if kept := await self.certificate_store.add_certificate(replace(made, number=self.draw())):
                return kept

    async def confirm(self, typed: str) -> Certificate | None:
        """Return the certificate with the typed number, allowing for typical misreadings, or None."""
        number = read_number(typed)
        return await self._checked(await self.certificate_store.certificate_of(number)) if number else None

    async def _checked(self, made: Certificate | None) -> Certificate | None:
        """Return a certificate with whether its holder still knew it a month later."""
        if made is None:
            return None
        sittings = await self.assessment_store.sittings(made.learner, made.course)
        return replace(made, still_known=still_known(sittings, made.at))
