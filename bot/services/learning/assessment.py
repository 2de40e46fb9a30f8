"""Assessments: when each one opens, taking it, and its results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.assessment import Sitting, Upcoming, may_look, rotate, upcoming
from bot.domain.learning.quiz import TEST_MODES, Item, Quiz
from bot.domain.questions.question import Question
from bot.errors.user import StaleControl
from bot.services.learning.quiz import QuizService
from bot.services.learning.quiz_state import Actor, FinishedQuiz, GradedAnswer, OpenQuestion, State
from bot.services.learning.wordings import as_answered
from bot.services.ports.clock import Clock
from bot.services.ports.learning.assessment import AssessmentStore
from bot.services.ports.learning.badges import BadgeStore
from bot.services.ports.learning.certificates import CertificateStore
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.people import PeopleStore


@dataclass(frozen=True)
class AssessmentStatus:
    """A learner's assessments in a course, oldest first, and the one that's in progress or next, if any.

    `questions` counts that one's questions, `badges` the lessons of the course whose badge the learner has.
    `now` and `begun_at`, when they first studied, are in UTC milliseconds.
    """

    course: Course
    sittings: Sequence[Sitting]
    next: Upcoming | None
    questions: int
    badges: int
    now: int
    begun_at: int | None = None

    @property
    def open(self) -> Upcoming | None:
        """Return the assessment that can be taken now."""
        return self.next if self.next and self.next.is_open(self.now) else None

    @property
    def waiting(self) -> bool:
        """Return whether the final assessment is sure to come, but isn't open yet."""
        test = self.next
        return bool(test and not self.open and test.mode == "post" and test.opens_at and not test.check)

    @property
    def opens_tomorrow(self) -> bool:
        """Return whether the last badge is from today, so that the first try opens on the next day."""
        return self.waiting and all(each.mode == "pre" for each in self.sittings)

    @property
    def offered(self) -> bool:
        """Return whether the assessment that's open is offered ahead of everything else.

        Repeated forms and checks aren't.
        """
        test = self.open
        return test is not None and (test.sitting is not None or (test.round == 1 and not test.check))

    @property
    def invited(self) -> bool:
        """Return whether a pretest can be started now, and isn't in progress already."""
        test = self.open
        return test is not None and test.mode == "pre" and test.sitting is None

    @property
    def finished(self) -> Sequence[Sitting]:
        """Return the finished assessments."""
        return [each for each in self.sittings if each.finished_at is not None]

    def is_baseline(self, test: Sitting) -> bool:
        """Return whether an assessment shows prior knowledge: it was finished before the learner studied."""
        return test.finished_at is not None and (self.begun_at is None or test.finished_at <= self.begun_at)

    @property
    def compared(self) -> tuple[Sitting, Sitting] | None:
        """Return a pretest and the latest final assessment, if they show what was learned.

        Both are complete and on different forms, which were new to the learner, and the pretest was finished
        before they studied. The course had the same forms both times.
        """
        found = self._before_and_after
        return found if found and found[0].edition == found[1].edition else None

    @property
    def changed_since(self) -> bool:
        """Return whether only a change of the forms in between keeps the two from being compared."""
        return self._before_and_after is not None and self.compared is None

    @property
    def _before_and_after(self) -> tuple[Sitting, Sitting] | None:
        whole = [each for each in self.sittings if each.whole and each.round == 1]
        before = next((each for each in whole if each.mode == "pre" and self.is_baseline(each)), None)
        after = [each for each in whole if each.mode == "post" and before and each.form != before.form]
        return (before, after[-1]) if before and after else None

    @property
    def may_see_answers(self) -> bool:
        """Return whether a final assessment is finished, so that the learner may see individual answers."""
        return any(each.mode == "post" for each in self.finished)


@dataclass(frozen=True)
class Review:
    """The finished assessments in order, and their questions."""

    status: AssessmentStatus
    tests: Sequence[Quiz]  # same order as the finished sittings
    questions: Mapping[str, Question] = field(default_factory=dict)  # as answered, by fingerprint


@dataclass(frozen=True)
class AssessmentService:
    """A learner's assessments before and after a course. Each one is stored as a quiz."""

    library: Library
    assessment_store: AssessmentStore
    badge_store: BadgeStore
    certificate_store: CertificateStore
    people_store: PeopleStore
    quiz_store: QuizStore
    clock: Clock
    quizzes: QuizService

    async def status(self, learner: int, course: Course) -> AssessmentStatus:
        """Return the learner's assessment status. A course without an assessment has no next one."""
        sittings = await self.assessment_store.sittings(learner, course.id)
        forms = [form.id for form in course.assessment.forms] if course.assessment else []
        begun_at = await self.assessment_store.first_study(learner, course.id)
        declined = await self.assessment_store.declined_pretest(learner, course.id)
        certificate = await self.certificate_store.certificate(learner, course.id)
        following = upcoming(
            rotate(learner, course.id, forms),
            sittings,
            await self.assessment_store.opening(learner, course.id),
            zone=(await self.people_store.preferences(learner)).zone,
            pretest=begun_at is None and not declined,
            certified_at=certificate.at if certificate else None,
        )
        if following and following.sitting:
            questions = following.sitting.questions
        else:
            questions = len(self._items(course, following.form)) if following else 0
        held = {badge.lesson for badge in await self.badge_store.badges(learner, course.id)}
        return AssessmentStatus(
            course=course,
            sittings=sittings,
            next=following if forms else None,
            questions=questions,
            badges=len(held.intersection(course.about.lessons)),
            now=self.clock(),
            begun_at=begun_at,
        )

    async def pretest_offer(self, learner: int, course: Course) -> AssessmentStatus | None:
        """Return the status if the learner can start a pretest now, or else None."""
        if await self.people_store.pages_read(learner, course.id):
            return None
        status = await self.status(learner, course)
        return status if status.invited else None

    async def begin(
        self, actor: Actor, course: Course, number: int
    ) -> OpenQuestion | FinishedQuiz | AssessmentStatus:
        """Start or resume the assessment that's open now, and return its current question.

        Return the status instead if it isn't the `number`-th one: the button was for an earlier one.
        """
        status = await self.status(actor.learner, course)
        test = status.open
        if test is None or test.number != number:
            return status
        if test.sitting:
            state = await self.quizzes.current(actor, test.sitting.quiz)
            return replace(state, resumed=True) if isinstance(state, OpenQuestion) else state
        items = self._items(course, test.form)
        edition = course.assessment.edition if course.assessment else None
        return await self.quizzes.begin(
            actor, course, None, items, test.mode, test.form, test.round, edition=edition
        )

    async def decline(self, learner: int, course: Course) -> None:
        """Skip the pretest for good."""
        await self.assessment_store.decline_pretest(learner, course.id, self.clock())

    async def end(self, actor: Actor, quiz: int) -> AssessmentStatus:
        """End an assessment early and return the status. Unanswered questions count as wrong.

        Raises QuizNotFound, NotYourQuiz, and StaleControl if it isn't an assessment.
        """
        found = await self._test(actor, quiz)
        await self.quiz_store.close_quiz(quiz, self.clock())
        return await self.status(actor.learner, self.library.course(found.course))

    async def review(self, learner: int, course: Course) -> Review:
        """Return all finished assessments, without their answers until a posttest is finished."""
        status = await self.status(learner, course)
        if not status.may_see_answers:
            return Review(status, ())
        found = [await self.quiz_store.quiz(each.quiz) for each in status.finished]
        tests = [test for test in found if test]
        answers = [answer for test in tests for answer in test.answers.values()]
        texts = await as_answered(self.quiz_store, course, answers)
        return Review(status, tests, texts)

    async def look(self, actor: Actor, quiz: int, position: int) -> State:
        """Return an assessment answer, with its feedback if the learner may see it.

        Return the quiz's current state if there's no such answer. Raises QuizNotFound, NotYourQuiz,
        WordingLost, and StaleControl if it isn't an assessment.
        """
        found = await self._test(actor, quiz)
        state = await self.quizzes.feedback(actor, quiz, position)
        allowed = may_look(await self.assessment_store.sittings(actor.learner, found.course), quiz)
        return replace(state, withheld=False) if isinstance(state, GradedAnswer) and allowed else state

    async def _test(self, actor: Actor, quiz: int) -> Quiz:
        found = await self.quizzes.own(actor, quiz)
        if found.mode not in TEST_MODES:
            raise StaleControl
        return found

    def _items(self, course: Course, form: str) -> tuple[Item, ...]:
        """Return a form's questions without shuffling: parallel forms correspond item by item."""
        forms = course.assessment.forms if course.assessment else ()
        return tuple(
            Item(question.id, question.version)
            for each in forms
            if each.id == form
            for question in each.questions
        )
