"""Find a learner's next step in a course, which /start suggests and Continue opens."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.course.course import Course
from bot.domain.course.library import Library, Place
from bot.services.learning.assessment import AssessmentService, AssessmentStatus
from bot.services.learning.certificates import CertificateService
from bot.services.learning.due_reviews import DueReviews, DueReviewService
from bot.services.learning.quiz import QuizService
from bot.services.learning.quiz_state import Actor, OpenQuestion
from bot.services.learning.review import ReviewService
from bot.services.learning.study import StudyService
from bot.services.ports.writing import WritingStore

Step = Literal["test", "review", "quiz", "page", "draft", "certificate", "practise"]


@dataclass(frozen=True)
class NextStep:
    """A learner's next step: what comes `first`, and what comes `then`, after assessments and reviews.

    `agenda` has the reviews of the first course with any left today, or else of this course. `unfinished` is
    the learner's open quiz, and `page` the next page to read. `draft` is a lesson to write a draft for, if
    none has been revised yet; `begun` says whether there's one to revise. `tests` is None if no assessment
    may be offered. `certified` says whether the learner has a certificate.
    """

    course: Course
    first: Step
    then: Step
    agenda: DueReviews
    tests: AssessmentStatus | None
    unfinished: OpenQuestion | None = None
    page: tuple[Place, int] | None = None
    draft: Place | None = None
    begun: bool = False
    certified: bool = False


@dataclass(frozen=True)
class NextSteps:
    """Finds a learner's next step."""

    library: Library
    writing_store: WritingStore
    study: StudyService
    quizzes: QuizService
    reviews: ReviewService
    due_reviews: DueReviewService
    measuring: AssessmentService
    certificates: CertificateService

    async def find(self, who: Actor, course: Course, *, testing: bool = True) -> NextStep:
        """Return the learner's next step.

        In order of priority: an assessment that's offered, reviews, an unfinished quiz, the next page. Once
        everything is read: an open assessment, a draft to write or revise, a certificate, or else a practice
        quiz. Skip assessments unless `testing`.
        """
        tests = await self.measuring.standing(who.learner, course) if testing else None
        agenda = await self._agenda(who.learner, course)
        unfinished = await self.quizzes.unfinished(who, course)
        page = await self.study.next_page(who.learner, course)
        draft, begun = (None, False) if page else await self._draft(who.learner, course)
        certified = not page and await self.certificates.own(who.learner, course) is not None
        then: Step
        if page:
            then = "quiz" if unfinished else "page"
        elif tests and tests.open:
            then = "test"
        elif draft:
            then = "draft"
        elif not certified and (await self.certificates.requirements(who.learner, course)).earned:
            then = "certificate"
        else:
            then = "practise"
        first: Step = "test" if tests and tests.offered else "review" if agenda.items else then
        return NextStep(course, first, then, agenda, tests, unfinished, page, draft, begun, certified)

    async def _agenda(self, learner: int, course: Course) -> DueReviews:
        """Return the reviews of the first course with any left today, or else of this course."""
        own = await self.due_reviews.find(learner, course)
        for other in self.library.courses:
            found = own if other.id == course.id else await self.due_reviews.find(learner, other)
            if found.items:
                return found
        return own

    async def _draft(self, learner: int, course: Course) -> tuple[Place | None, bool]:
        """Return a lesson to write a draft for, and whether the learner has begun one there.

        Prefer lessons with a draft. Return no lesson once any draft has been revised: one is enough for the
        certificate.
        """
        tasks = [lesson for lesson in course.units.values() if lesson.draft]
        if not tasks or await self.writing_store.has_revised(learner, course.id):
            return None, False
        written = {draft.lesson for draft in await self.writing_store.drafts(learner, course.id)}
        begun = [lesson for lesson in tasks if lesson.id in written]
        return Place(course, (begun or tasks)[0]), bool(begun)
