"""Find a learner's next step in a course, which `/learn` opens."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.course.library import Library, Place
from bot.domain.learning.next_step import LessonStatus, Situation, StepKind, choose
from bot.services.learning.assessment import AssessmentService, AssessmentStatus
from bot.services.learning.badges import BadgeService
from bot.services.learning.certificates import CertificateService
from bot.services.learning.due_reviews import DueReviews, DueReviewService
from bot.services.learning.quiz import QuizService
from bot.services.learning.quiz_state import Actor, OpenQuestion
from bot.services.ports.learning.quizzes import LessonDays, QuizStore
from bot.services.ports.people import PeopleStore
from bot.services.ports.posts.servers import ServerStore
from bot.services.ports.writing import WritingStore


@dataclass(frozen=True)
class NextStep:
    """A learner's next step in a course.

    `place` is the lesson it's about, if it's about one. `quiz` is the quiz to finish. `new` means that they
    haven't begun, `revising` that the draft is begun.
    """

    course: Course
    kind: StepKind
    due: DueReviews
    status: AssessmentStatus
    place: Place | None = None
    quiz: OpenQuestion | None = None
    new: bool = False
    revising: bool = False

    @property
    def invitation(self) -> AssessmentStatus | None:
        """Return the status if the learner can start a pretest now, or else None."""
        return self.status if self.status.invited else None


@dataclass(frozen=True)
class NextSteps:
    """Finds a learner's next step."""

    library: Library
    people_store: PeopleStore
    quiz_store: QuizStore
    server_store: ServerStore
    writing_store: WritingStore
    quizzes: QuizService
    due_reviews: DueReviewService
    assessments: AssessmentService
    badges: BadgeService
    certificates: CertificateService

    async def find(self, who: Actor, course: Course, *, later: bool = False) -> NextStep:
        """Return the learner's next step. `bot.domain.learning.next_step.choose` has the rules.

        With `later`, leave out assessments: they said "Not now" to one.
        """
        learner = who.learner
        read = await self.people_store.pages_read(learner, course.id)
        due = await self._due(learner, course)
        status = await self.assessments.status(learner, course)
        quiz = await self.quizzes.unfinished(who, course)
        lessons = await self._lessons(learner, course, read, due)
        complete = all(each.badge is not None for each in lessons[: len(course.lessons)])
        rest = await self.writing_store.postponed_day(learner) == due.today
        draft, revising = await self._draft(learner, course) if complete and not rest else (None, False)
        kind, lesson = choose(
            Situation(
                lessons=lessons,
                today=due.today,
                latest=next(reversed(list(read)), None),
                due=len(due.items),
                testing=not later and status.next is not None and status.next.sitting is not None,
                test_open=not later and status.open is not None and status.open.mode == "post",
                quiz_open=quiz is not None,
                quizzes=await self._has_quizzes(who.guild),
                certificate_earned=complete and await self._claimable(learner, course),
                draft_missing=draft is not None,
            )
        )
        place = Place(course, course.units[lesson]) if lesson else draft if kind == "draft" else None
        return NextStep(
            course=course,
            kind=kind,
            due=due,
            status=status,
            place=place,
            quiz=quiz if kind == "quiz" else None,
            new=not read and not any(each.begun for each in lessons),
            revising=revising,
        )

    async def _has_quizzes(self, guild: int | None) -> bool:
        """Return whether quizzes can be taken here: a server can switch them off."""
        return guild is None or "quiz" not in (await self.server_store.settings(guild)).off

    async def _due(self, learner: int, course: Course) -> DueReviews:
        """Return the reviews of this course or, if none are left today, of the first one with any."""
        own = await self.due_reviews.find(learner, course)
        for other in self.library.courses:
            if own.items:
                break
            if other.id != course.id and (found := await self.due_reviews.find(learner, other)).items:
                return found
        return own

    async def _lessons(
        self, learner: int, course: Course, read: Mapping[str, Set[int]], due: DueReviews
    ) -> list[LessonStatus]:
        badges = await self.badges.earned(learner, course)
        tried = await self.quiz_store.lesson_days(learner, course.id, due.today)
        found = []
        for lesson in course.units.values():
            cards = range(1, len(lesson.cards) + 1)
            days = tried.get(lesson.id, LessonDays())
            found.append(
                LessonStatus(
                    lesson=lesson.id,
                    cards=len(cards),
                    read=sum(n in cards for n in read.get(lesson.id, frozenset())),
                    begun=days.begun,
                    badge=badges.get(lesson.id),
                    tried=due.today if days.tried else None,
                    has_quiz=bool(lesson.questions),
                    bonus=lesson.bonus,
                )
            )
        return found

    async def _claimable(self, learner: int, course: Course) -> bool:
        """Return whether the learner has earned a certificate that they haven't claimed."""
        if await self.certificates.own(learner, course):
            return False
        return (await self.certificates.requirements(learner, course)).earned

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
