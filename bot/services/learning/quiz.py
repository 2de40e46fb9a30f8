"""Quizzes: start or resume one, answer, take the wrong ones again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.calendar.day import day_of
from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.quiz import TEST_MODES, Answer, Item, Mode, Quiz, draw, shuffled
from bot.domain.questions.grading import JUDGED, Grade, Verdict
from bot.domain.questions.question import Question
from bot.errors import NoQuestions, NotYourQuiz, QuizClosed, QuizNotFound, StaleControl
from bot.services.learning.due_reviews import DueReviewService
from bot.services.learning.quiz_state import Actor, FinishedQuiz, GradedAnswer, OpenQuestion, State
from bot.services.learning.wordings import as_answered, question_of
from bot.services.ports.clock import Clock
from bot.services.ports.people import PeopleStore
from bot.services.ports.quizzes import QuizStore

LENGTH = 5
"""Questions in a quiz when nobody says how many."""

LONGEST = 20
"""The most questions that one quiz may have."""


@dataclass(frozen=True)
class QuizService:
    """A learner's quizzes over the practice questions of the library, and tests over its assessments.

    In a test nothing is told of an answer but that it is kept, and a typed one in doubt is not right.
    """

    library: Library
    quiz_store: QuizStore
    people_store: PeopleStore
    clock: Clock
    due_reviews: DueReviewService

    async def open(
        self, asker: Actor, course: Course, lesson: str | None = None, count: int | None = None
    ) -> OpenQuestion | FinishedQuiz:
        """The question where the learner's quiz of this lesson stands, or the first one of a new quiz.

        Without a lesson: the learner's latest open quiz, whatever it is on, else a mixed one. Who asks for
        another number of questions than the open quiz has gets a new one; the open one is given up.
        Raises NoQuestions when there is nothing to ask.
        """
        unfinished = await self.unfinished(asker, course, lesson)
        if unfinished and count in (None, len(unfinished.quiz.items)):
            return unfinished
        if unfinished:
            await self.quiz_store.close_quiz(unfinished.quiz.id, self.clock())
        return await self.start(asker, course, lesson, count)

    async def unfinished(
        self, asker: Actor, course: Course, lesson: str | None = None
    ) -> OpenQuestion | None:
        """The question at which the learner's latest open quiz stands, of this lesson if one is named.

        Reviews are not meant, since what is due changes from day to day, nor are tests.
        """
        for quiz in await self.quiz_store.open_quizzes(asker.learner, course.id):
            if quiz.mode not in (*TEST_MODES, "review") and lesson in (None, quiz.lesson):
                state = await self._stand(quiz)
                if isinstance(state, OpenQuestion):
                    return replace(state, resumed=True)
        return None

    async def start(
        self, asker: Actor, course: Course, lesson: str | None = None, count: int | None = None
    ) -> OpenQuestion | FinishedQuiz:
        """The first question of a new quiz of `count` questions (1 to LONGEST). Raises NoQuestions."""
        pool = course.units[lesson].questions if lesson else tuple(course.questions.values())
        asked = await self.quiz_store.asked(asker.learner, course.id)
        seen = {question for question, version in asked if course.asks(question, version)}
        items = draw(pool, min(max(count or LENGTH, 1), LONGEST), asker.interaction, seen)
        return await self.begin(asker, course, lesson, items, "quiz")

    async def stand(self, asker: Actor, quiz: int) -> OpenQuestion | FinishedQuiz:
        """Where a quiz stands: the next question, or its end. Raises QuizNotFound, NotYourQuiz."""
        return await self._stand(await self.own(asker, quiz))

    async def place(self, asker: Actor, quiz: int, position: int, fingerprint: str) -> State:
        """A place of a quiz as it is now: to be answered in the wording that was shown, or answered.

        `fingerprint` is the beginning of that of the wording which was shown. When it has changed since,
        the question as it is now comes back; when it was withdrawn, the next one does.
        Raises QuizNotFound, NotYourQuiz, and StaleControl for a place that doesn't exist.
        """
        found = await self.own(asker, quiz)
        if not 0 <= position < len(found.items):
            raise StaleControl
        if position in found.answers:
            return await self._feedback(found, position, repeated=True)
        if _ended(found):
            return await self._stand(found)
        asked = self._asked(found, position)
        if asked is None:
            return await self._stand(found)
        if not asked.question.fingerprint.startswith(fingerprint):
            return replace(asked, reworded=True)
        return asked

    async def answer(
        self,
        asker: Actor,
        quiz: int,
        position: int,
        fingerprint: str,
        chosen: Sequence[int],
        typed: str | None = None,
    ) -> State:
        """Keep an answer; what comes back is on disk. The first answer stands.

        `chosen` and `typed` are what `Question.grade` takes; neither means "I don't know". Otherwise
        this returns and raises what `place` does, and nothing is kept. Raises StaleControl for a choice that
        doesn't exist, too.
        """
        asked = await self.place(asker, quiz, position, fingerprint)
        if not isinstance(asked, OpenQuestion) or asked.position != position or asked.reworded:
            return asked
        try:
            worth = asked.question.grade(chosen, typed, asked.course.about.language)
        except ValueError:
            raise StaleControl from None
        zone = (await self.people_store.preferences(asker.learner)).zone
        given = self._given(asker, asked, worth, typed, zone)
        try:
            stands = await self.quiz_store.add_answer(given, asked.question)
        except QuizClosed:
            return await self.stand(asker, quiz)
        answered = replace(asked.quiz, answers={**asked.quiz.answers, position: stands})
        return await self._feedback(answered, position, repeated=stands.id != given.id)

    async def judge(self, asker: Actor, quiz: int, position: int, verdict: Verdict) -> State:
        """What the learner says of a typed answer that was in doubt; what is said first stands.

        Raises QuizNotFound, NotYourQuiz, and StaleControl for "open", which says nothing.
        """
        if verdict == "open":
            raise StaleControl
        if answer := (await self.own(asker, quiz)).answers.get(position):
            await self.quiz_store.judge_answer(answer, verdict, JUDGED[verdict])
        return await self.feedback(asker, quiz, position)

    async def mark_guess(self, asker: Actor, quiz: int, position: int, guessed: bool) -> State:
        """Note that an answer was a guess, or was none. Raises QuizNotFound, NotYourQuiz."""
        if answer := (await self.own(asker, quiz)).answers.get(position):
            await self.quiz_store.mark_guess(answer, guessed)
        return await self.feedback(asker, quiz, position)

    async def feedback(self, asker: Actor, quiz: int, position: int) -> State:
        """The stored answer with its feedback, or where the quiz stands if there is none."""
        found = await self.own(asker, quiz)
        if position not in found.answers:
            return await self._stand(found)
        return await self._feedback(found, position, repeated=False)

    async def retake(self, asker: Actor, quiz: int) -> OpenQuestion | FinishedQuiz:
        """Start a quiz of the questions that weren't fully right; return the result again if none is left."""
        found = await self._practice(asker, quiz)
        course = self.library.course(found.course)
        items = self._again(course, found)
        if not items:
            return await self._finished(found, withdrawn=True)
        lesson = found.lesson if found.lesson in course.units else None
        return await self.begin(asker, course, lesson, items, "retake")

    async def restart(self, asker: Actor, quiz: int) -> OpenQuestion | FinishedQuiz:
        """Give up a quiz and start a new one like it."""
        found = await self._practice(asker, quiz)
        await self.quiz_store.close_quiz(found.id, self.clock())
        course = self.library.course(found.course)
        lesson = found.lesson if found.lesson in course.units else None
        return await self.start(asker, course, lesson, len(found.items))

    async def own(self, asker: Actor, quiz: int) -> Quiz:
        """The asker's quiz. Raises QuizNotFound, NotYourQuiz."""
        found = await self.quiz_store.quiz(quiz)
        if found is None:
            raise QuizNotFound
        if found.learner != asker.learner:
            raise NotYourQuiz
        return found

    async def _practice(self, asker: Actor, quiz: int) -> Quiz:
        found = await self.own(asker, quiz)
        if found.mode in TEST_MODES:
            raise StaleControl
        return found

    async def begin(
        self,
        asker: Actor,
        course: Course,
        lesson: str | None,
        items: tuple[Item, ...],
        mode: Mode,
        form: str | None = None,
        times: int = 1,
    ) -> OpenQuestion | FinishedQuiz:
        """The first of these in a new quiz; where a test of this form stands that is met for the `times`-th
        time, if it was begun. Raises NoQuestions.
        """
        if not items:
            raise NoQuestions
        quiz = Quiz(
            id=asker.interaction,
            learner=asker.learner,
            course=course.id,
            lesson=lesson,
            guild=asker.guild,
            mode=mode,
            seed=asker.interaction,
            started_at=self.clock(),
            items=items,
            form=form,
            round=times,
        )
        return await self._stand(await self.quiz_store.start_quiz(quiz))

    async def _stand(self, quiz: Quiz) -> OpenQuestion | FinishedQuiz:
        """The next question that the course still has, passing over those withdrawn since."""
        withdrawn = False
        while not _ended(quiz) and (position := quiz.position) is not None:
            if asked := self._asked(quiz, position):
                return replace(asked, withdrawn=withdrawn)
            withdrawn = True
            await self.quiz_store.skip_question(quiz.id, position)
            quiz = replace(quiz, skipped=quiz.skipped | {position})
        if quiz.closed_at is None:
            await self.quiz_store.close_quiz(quiz.id, self.clock())
        return await self._finished(quiz, withdrawn)

    async def _finished(self, quiz: Quiz, withdrawn: bool) -> FinishedQuiz:
        course = self.library.course(quiz.course)
        due = await self.due_reviews.find(quiz.learner, course)
        wrong = [quiz.answers[place] for place in quiz.wrong]
        texts = await as_answered(self.quiz_store, course, wrong)
        missed = [texts[answer.fingerprint] for answer in wrong if answer.fingerprint in texts]
        return FinishedQuiz(quiz, course, withdrawn, due, missed, len(self._again(course, quiz)))

    def _again(self, course: Course, quiz: Quiz) -> tuple[Item, ...]:
        """Return the questions that weren't fully right, as far as the course still has them."""
        questions = (pool(course, quiz).get(quiz.items[place].question) for place in quiz.wrong)
        return tuple(Item(question.id, question.version) for question in questions if question)

    def _given(self, asker: Actor, asked: OpenQuestion, worth: Grade, typed: str | None, zone: str) -> Answer:
        """The answer as it is kept. In a test nobody says of a typed one in doubt what it was worth."""
        quiz, item, question = asked.quiz, asked.quiz.items[asked.position], asked.question
        now = self.clock()
        return Answer(
            id=asker.interaction,
            learner=asker.learner,
            course=quiz.course,
            guild=asker.guild,
            question=question.id,
            version=question.version,
            fingerprint=question.fingerprint,
            mode=quiz.mode,
            quiz=quiz.id,
            position=asked.position,
            chosen=worth.chosen,
            score=worth.score,
            guessed=False,
            at=now,
            day=day_of(now, zone),
            typed=typed,
            verdict=None if quiz.mode in TEST_MODES else worth.verdict,
            instead_of=item.instead_of,
            instead_of_version=item.instead_of_version,
        )

    def _asked(self, quiz: Quiz, position: int) -> OpenQuestion | None:
        """Return the question at a place, or None if the course no longer has it as it was drawn."""
        item = quiz.items[position]
        course = self.library.course(quiz.course)
        question = pool(course, quiz).get(item.question)
        if question is None or question.version != item.version:
            return None
        order = shuffled(question, quiz.seed, position)
        return OpenQuestion(quiz, position, course, course.home(question.id), question, order)

    async def _feedback(self, quiz: Quiz, position: int, repeated: bool) -> GradedAnswer:
        """Return an answer beside the question as it was answered. Raises WordingLost."""
        course, answer = self.library.course(quiz.course), quiz.answers[position]
        question = await question_of(self.quiz_store, course, answer)
        order = shuffled(question, quiz.seed, position)
        asked = OpenQuestion(quiz, position, course, course.lesson_of(question.objective), question, order)
        now = pool(course, quiz).get(answer.question)
        changed = now is None or not now.reads_like(question)
        return GradedAnswer(asked, answer, repeated, withheld=quiz.mode in TEST_MODES, changed=changed)


def pool(course: Course, quiz: Quiz) -> Mapping[str, Question]:
    """The questions that a quiz can ask: those of practice, in a test those of the assessment."""
    return course.tested if quiz.mode in TEST_MODES else course.questions


def _ended(quiz: Quiz) -> bool:
    """A test that is over, be it answered or not: nothing is added to it any more."""
    return quiz.mode in TEST_MODES and quiz.closed_at is not None
