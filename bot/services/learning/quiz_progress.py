"""Where a quiz stands: its current question, the feedback on an answer, or its result."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.quiz import TEST_MODES, Answer, Item, Quiz, shuffled
from bot.domain.questions.question import Question
from bot.services.learning.quiz_state import FinishedQuiz, GradedAnswer, OpenQuestion
from bot.services.learning.wordings import as_answered, question_of
from bot.services.ports.clock import Clock
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.learning.reviews import ReviewStore


@dataclass(frozen=True)
class QuizProgress:
    """Finds where a quiz stands. Passes over questions that the course has withdrawn."""

    library: Library
    quiz_store: QuizStore
    review_store: ReviewStore
    clock: Clock

    async def current(self, quiz: Quiz) -> OpenQuestion | FinishedQuiz:
        """Return the next question that hasn't been withdrawn, or the result at the end."""
        advanced, asked = self.advance(quiz)
        withdrawn = advanced.skipped - quiz.skipped
        for position in sorted(withdrawn):
            await self.quiz_store.skip_question(quiz.id, position)
        if asked:
            return await self.with_rival(asked)
        if quiz.closed_at is None:
            await self.quiz_store.close_quiz(quiz.id, self.clock())
        return await self.finished(advanced, bool(withdrawn))

    def advance(self, quiz: Quiz) -> tuple[Quiz, OpenQuestion | None]:
        """Return the quiz without questions withdrawn up to its next one, and that one, or None at the end.

        This stores nothing, so it's for units that only read, too.
        """
        withdrawn = False
        while not ended(quiz) and (position := quiz.position) is not None:
            if asked := self.question(quiz, position):
                return quiz, replace(asked, withdrawn=withdrawn)
            withdrawn = True
            quiz = replace(quiz, skipped=quiz.skipped | {position})
        return quiz, None

    async def finished(self, quiz: Quiz, withdrawn: bool) -> FinishedQuiz:
        """Return the result. `withdrawn` means that questions were skipped: the course dropped them."""
        course = self.library.course(quiz.course)
        wrong = [quiz.answers[place] for place in quiz.wrong]
        texts = await as_answered(self.quiz_store, course, wrong)
        missed = [texts[answer.fingerprint] for answer in wrong if answer.fingerprint in texts]
        left = len(self.again(course, quiz))
        return FinishedQuiz(quiz, course, withdrawn, missed, left, await self._rival(quiz))

    async def with_rival(self, asked: OpenQuestion) -> OpenQuestion:
        """Add the quiz that's to be beaten, if it's a challenge."""
        return replace(asked, rival=await self._rival(asked.quiz))

    async def _rival(self, quiz: Quiz) -> Quiz | None:
        return await self.quiz_store.quiz(quiz.challenge) if quiz.challenge else None

    def question(self, quiz: Quiz, position: int) -> OpenQuestion | None:
        """Return the question at a position, or None if the course no longer has that version of it."""
        item = quiz.items[position]
        course = self.library.course(quiz.course)
        question = pool(course, quiz).get(item.question)
        if question is None or question.version != item.version:
            return None
        order = shuffled(question, quiz.seed, position)
        return OpenQuestion(quiz, position, course, course.home(question.id), question, order)

    async def feedback(self, quiz: Quiz, position: int, repeated: bool) -> GradedAnswer:
        """Return an answer with the question as it was worded then. Raises WordingLost."""
        course, answer = self.library.course(quiz.course), quiz.answers[position]
        question = await question_of(self.quiz_store, course, answer)
        order = shuffled(question, quiz.seed, position)
        asked = OpenQuestion(quiz, position, course, course.lesson_of(question.objective), question, order)
        now = pool(course, quiz).get(answer.question)
        changed = now is None or not now.reads_like(question)
        withheld = quiz.mode in TEST_MODES
        back_in = await self._back_in(answer) if quiz.mode == "review" else None
        return GradedAnswer(asked, answer, repeated, withheld=withheld, changed=changed, back_in=back_in)

    async def _back_in(self, answer: Answer) -> int | None:
        """Return in how many days a reviewed question is due again."""
        cards = await self.review_store.cards(answer.learner, answer.course)
        return next((card.due_day - answer.day for card in cards if card.question == answer.question), None)

    def again(self, course: Course, quiz: Quiz) -> tuple[Item, ...]:
        """Return the questions that weren't fully right, as far as the course still has them."""
        questions = (pool(course, quiz).get(quiz.items[place].question) for place in quiz.wrong)
        return tuple(Item(question.id, question.version) for question in questions if question)


def pool(course: Course, quiz: Quiz) -> Mapping[str, Question]:
    """Return the questions that a quiz can ask: the assessment's if it is one, or else practice questions."""
    return course.tested if quiz.mode in TEST_MODES else course.questions


def ended(quiz: Quiz) -> bool:
    """Return whether it's a closed assessment. Those take no more answers, even if some are missing."""
    return quiz.mode in TEST_MODES and quiz.closed_at is not None
