"""Certificates: checking the requirements, issuing them, and verifying them for anyone."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.calendar.day import day_of
from bot.domain.course.course import Course
from bot.domain.learning.certificate import (
    BITS,
    Certificate,
    Requirements,
    best,
    read_name,
    read_number,
    write_number,
)
from bot.domain.learning.outlook import mastery, objectives_of
from bot.errors.user import NotEarned
from bot.services.learning.study import StudyService
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
    study: StudyService
    draw: Callable[[], str] = draw_number

    async def own(self, learner: int, course: Course) -> Certificate | None:
        """Return the learner's certificate. It stays valid even when the course grows."""
        return await self.certificate_store.certificate(learner, course.id)

    async def requirements(self, learner: int, course: Course) -> Requirements:
        """Return which certificate requirements the learner meets."""
        log = await self.study.log(learner, course)
        progress, objectives = log.progress, objectives_of(course)
        sittings = list(await self.assessment_store.sittings(learner, course.id))
        return Requirements(
            read=progress.lessons_read,
            lessons=len(progress.lessons),
            mastered=len(objectives & mastery(course, log.answers).keys()),
            objectives=len(objectives),
            drafts=any(lesson.draft for lesson in course.units.values()),
            revised=await self.writing_store.has_revised(learner, course.id),
            test=course.assessment is not None,
            best=best(sittings),
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
        while True:
            made = Certificate(self.draw(), learner, course.id, course.title, name, day, at)
            if kept := await self.certificate_store.add_certificate(made):
                return kept

    async def confirm(self, typed: str) -> Certificate | None:
        """Return the certificate with the typed number, allowing for typical misreadings, or None."""
        number = read_number(typed)
        return await self.certificate_store.certificate_of(number) if number else None
