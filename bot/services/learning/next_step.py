"""The next thing to do in a course, as /start says it and Continue opens it."""

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
class Onward:
    """What comes `first`, and what comes `then`, tests that are offered and reviews apart.

    `agenda` is that of the first course with a review left today, else of the course itself. `unfinished` is
    the learner's open quiz; `page` is the next one; `draft` the lesson to write for, where no draft is
    revised yet, `begun`: one is there. `tests` is None where none is to be offered; `certified`: there is a
    certificate.
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
    """Finds the next thing to do."""

    library: Library
    writing_store: WritingStore
    study: StudyService
    quizzes: QuizService
    reviews: ReviewService
    due_reviews: DueReviewService
    measuring: AssessmentService
    certificates: CertificateService

    async def find(self, who: Actor, course: Course, *, testing: bool = True) -> Onward:
        """A test that is offered; reviews; an unfinished quiz; the next page; and with all read: a test that
        is open, a draft to revise while none is, the certificate that is earned, else a quiz. No test unless
        `testing`.
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
        return Onward(course, first, then, agenda, tests, unfinished, page, draft, begun, certified)

    async def _agenda(self, learner: int, course: Course) -> DueReviews:
        own = await self.due_reviews.find(learner, course)
        for other in self.library.courses:
            found = own if other.id == course.id else await self.due_reviews.find(learner, other)
            if found.items:
                return found
        return own

    async def _draft(self, learner: int, course: Course) -> tuple[Place | None, bool]:
        """The lesson to write something in, rather one where that was begun, and whether it was; None once a
        draft is revised.
        """
        tasks = [lesson for lesson in course.units.values() if lesson.draft]
        if not tasks or await self.writing_store.has_revised(learner, course.id):
            return None, False
        written = {draft.lesson for draft in await self.writing_store.drafts(learner, course.id)}
        begun = [lesson for lesson in tasks if lesson.id in written]
        return Place(course, (begun or tasks)[0]), bool(begun)
