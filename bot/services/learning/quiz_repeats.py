"""Doing a quiz once more: the wrong ones, something else on the same objectives, or what someone shared."""

from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.assessment import may_look
from bot.domain.learning.quiz import TEST_MODES, Item, Quiz, practice_on, substitutes
from bot.errors.user import OwnChallenge, QuizNotFound, StaleControl
from bot.services.learning.quiz import QuizService
from bot.services.learning.quiz_state import Actor, FinishedQuiz, OpenQuestion
from bot.services.learning.wordings import as_answered
from bot.services.ports.clock import Clock
from bot.services.ports.learning.assessment import AssessmentStore
from bot.services.ports.learning.quizzes import QuizStore


@dataclass(frozen=True)
class QuizRepeats:
    """Starts quizzes that follow from an earlier one."""

    library: Library
    quiz_store: QuizStore
    assessment_store: AssessmentStore
    clock: Clock
    quizzes: QuizService

    async def retake(self, actor: Actor, quiz: int) -> OpenQuestion | FinishedQuiz:
        """Start a quiz on the questions that weren't fully right, or return the result again if none are
        left.
        """
        found = await self._practice(actor, quiz)
        course = self.library.course(found.course)
        items = self.quizzes.progress.again(course, found)
        if not items:
            return await self.quizzes.progress.finished(found, withdrawn=True)
        lesson = found.lesson if found.lesson in course.units else None
        return await self.quizzes.begin(actor, course, lesson, items, "retake")

    async def fix(self, actor: Actor, quiz: int) -> OpenQuestion | FinishedQuiz:
        """Start a quiz with another question for each one that wasn't fully right, on the same objective.

        Return the result again if nothing is left to fix. After an assessment, ask practice questions: its
        own come again. Raises StaleControl as long as its answers are withheld, and NoQuestions.
        """
        found = await self.quizzes.own(actor, quiz)
        course = self.library.course(found.course)
        if found.mode in TEST_MODES:
            return await self.quizzes.begin(
                actor, course, None, await self._practice_on(course, found), "retake"
            )
        wrong = [found.items[place] for place in found.wrong]
        asked = await self.quiz_store.latest_answers(actor.learner, course.id)
        used, seen = {item.question for item in found.items}, {each.question for each in asked}
        items = substitutes(course.questions, wrong, used, seen)
        if not items:
            return await self.quizzes.progress.finished(found, withdrawn=True)
        lesson = found.lesson if found.lesson in course.units else None
        return await self.quizzes.begin(actor, course, lesson, items, "retake")

    async def _practice_on(self, course: Course, test: Quiz) -> tuple[Item, ...]:
        """Return practice questions on what was missed in an assessment."""
        if not may_look(await self.assessment_store.sittings(test.learner, course.id), test.id):
            raise StaleControl
        missed = [test.answers[place] for place in test.wrong]
        texts = await as_answered(self.quiz_store, course, missed)
        known = [texts[each.fingerprint] for each in missed if each.fingerprint in texts]
        asked = await self.quiz_store.latest_answers(test.learner, course.id)
        objectives = [course.objective(each.objective) for each in known]
        return practice_on(course.questions.values(), objectives, {each.question for each in asked})

    async def beat(self, actor: Actor, quiz: int) -> OpenQuestion | FinishedQuiz:
        """Take the quiz that someone shared: the same questions, as far as the course still has them.

        Return the current question, or the result if it's finished: everyone takes it once. Raises
        QuizNotFound, OwnChallenge, NoQuestions.
        """
        shared = await self.quiz_store.quiz(quiz)
        if shared is None or shared.mode != "quiz" or shared.position is not None:
            raise QuizNotFound
        if shared.learner == actor.learner:
            raise OwnChallenge(quiz)
        if taken := await self.quiz_store.challenge(actor.learner, quiz):
            return await self.quizzes.progress.current(taken)
        course = self.library.course(shared.course)
        kept = [item for item in shared.items if course.asks(item.question, item.version)]
        items = tuple(Item(item.question, item.version) for item in kept)
        lesson = shared.lesson if shared.lesson in course.units else None
        return await self.quizzes.begin(actor, course, lesson, items, "quiz", challenge=quiz)

    async def restart(self, actor: Actor, quiz: int) -> OpenQuestion | FinishedQuiz:
        """Close a quiz and start a new one on the same lesson and of the same length."""
        found = await self._practice(actor, quiz)
        await self.quiz_store.close_quiz(found.id, self.clock())
        course = self.library.course(found.course)
        lesson = found.lesson if found.lesson in course.units else None
        return await self.quizzes.start(actor, course, lesson, len(found.items))

    async def _practice(self, actor: Actor, quiz: int) -> Quiz:
        found = await self.quizzes.own(actor, quiz)
        if found.mode in TEST_MODES:
            raise StaleControl
        return found
