"""Quizzes: start or resume one, and answer questions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.quiz import TEST_MODES, Answer, Item, Mode, Quiz, draw
from bot.domain.questions.grading import JUDGED, Grade, Verdict
from bot.errors.user import AlreadyShared, NoQuestions, NotYourQuiz, QuizClosed, QuizNotFound, StaleControl
from bot.services.learning.badges import BadgeService
from bot.services.learning.quiz_progress import QuizProgress, ended
from bot.services.learning.quiz_state import Actor, FinishedQuiz, GradedAnswer, OpenQuestion, State
from bot.services.ports.clock import Clock
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.people import PeopleStore
from bot.services.practice.local_days import LocalDays

LENGTH = 5
"""Default number of questions in a quiz."""

LONGEST = 20
"""Largest number of questions in a quiz."""


@dataclass(frozen=True)
class QuizService:
    """A learner's quizzes on the library's practice questions, and their assessments.

    Assessments give no feedback until later, and learners can't judge their own typed answers in them.
    """

    library: Library
    quiz_store: QuizStore
    people_store: PeopleStore
    clock: Clock
    progress: QuizProgress
    badges: BadgeService
    days: LocalDays

    async def open(
        self, actor: Actor, course: Course, lesson: str | None = None, count: int | None = None
    ) -> OpenQuestion | FinishedQuiz:
        """Resume the learner's open quiz on this lesson, or start a new one, and return the current question.

        Without a lesson, resume the latest open quiz on anything, or start a mixed one. If the open quiz
        doesn't have `count` questions, close it and start a new one. Raises NoQuestions.
        """
        unfinished = await self.unfinished(actor, course, lesson)
        if unfinished and count in (None, len(unfinished.quiz.items)):
            return unfinished
        if unfinished:
            await self.quiz_store.close_quiz(unfinished.quiz.id, self.clock())
        return await self.start(actor, course, lesson, count)

    async def unfinished(
        self, actor: Actor, course: Course, lesson: str | None = None
    ) -> OpenQuestion | None:
        """Return the current question of the learner's latest open quiz, on this lesson if given.

        Skip reviews, because what's due changes daily; the questions on a lesson's cards; and assessments,
        which have their own button. This stores nothing.
        """
        for quiz in await self.quiz_store.open_quizzes(actor.learner, course.id):
            if quiz.mode in ("quiz", "retake") and lesson in (None, quiz.lesson):
                _, asked = self.progress.advance(quiz)
                if asked:
                    return replace(await self.progress.with_rival(asked), resumed=True)
        return None

    async def start(
        self, actor: Actor, course: Course, lesson: str | None = None, count: int | None = None
    ) -> OpenQuestion | FinishedQuiz:
        """Start a quiz of `count` questions (1 to LONGEST) and return the first. Raises NoQuestions."""
        await self._end_withdrawn(actor, course)
        pool = course.units[lesson].questions if lesson else tuple(course.questions.values())
        asked = await self.quiz_store.latest_answers(actor.learner, course.id)
        seen = {each.question for each in asked if course.asks(each.question, each.version)}
        items = draw(pool, min(max(count or LENGTH, 1), LONGEST), actor.interaction, seen)
        return await self.begin(actor, course, lesson, items, "quiz")

    async def _end_withdrawn(self, actor: Actor, course: Course) -> None:
        """End open quizzes with nothing left to ask, so that no new one of that length is taken for them."""
        for quiz in await self.quiz_store.open_quizzes(actor.learner, course.id):
            if quiz.mode in ("quiz", "retake") and not self.progress.advance(quiz)[1]:
                await self._current(quiz)

    async def current(self, actor: Actor, quiz: int) -> OpenQuestion | FinishedQuiz:
        """Return a quiz's next question, or its result if it's finished. Raises QuizNotFound, NotYourQuiz."""
        return await self._current(await self.own(actor, quiz))

    async def _current(self, quiz: Quiz) -> OpenQuestion | FinishedQuiz:
        """Return where a quiz stands. If it ends with questions that were withdrawn, award its badges."""
        state = await self.progress.current(quiz)
        practiced = quiz.answers and quiz.mode not in TEST_MODES
        if practiced and isinstance(state, FinishedQuiz) and state.withdrawn:
            last = max(answer.at for answer in quiz.answers.values())
            await self.badges.award(quiz.learner, state.course, last)
        return state

    async def place(self, actor: Actor, quiz: int, position: int, fingerprint: str) -> State:
        """Return the current state of one position in a quiz: an open question or a graded answer.

        `fingerprint` starts the fingerprint of the wording that was shown. If the question has been reworded
        since, return the new wording: nobody should answer something they haven't read. If it was withdrawn,
        return the next question. Raises QuizNotFound, NotYourQuiz, and StaleControl for an unknown position.
        """
        found = await self.own(actor, quiz)
        if not 0 <= position < len(found.items):
            raise StaleControl
        if position in found.answers:
            return await self.progress.feedback(found, position, repeated=True)
        if ended(found):
            return await self.progress.current(found)
        asked = self.progress.question(found, position)
        if asked is None:
            return await self._current(found)
        if not asked.question.fingerprint.startswith(fingerprint):
            asked = replace(asked, reworded=True)
        return await self.progress.with_rival(asked)

    async def answer(
        self,
        actor: Actor,
        quiz: int,
        position: int,
        fingerprint: str,
        chosen: Sequence[int],
        typed: str | None = None,
    ) -> State:
        """Grade and store an answer, and return it. A question's first answer stands.

        `chosen` and `typed` are passed to `Question.grade`; neither means "I don't know". If it can't be
        answered as shown, store nothing and return or raise what `place` does. Also raises StaleControl.
        """
        asked = await self.place(actor, quiz, position, fingerprint)
        if not isinstance(asked, OpenQuestion) or asked.position != position or asked.reworded:
            return asked
        try:
            worth = asked.question.grade(chosen, typed, asked.course.about.language)
        except ValueError:
            raise StaleControl from None
        given = self._given(actor, asked, worth, typed, await self.days.today(actor.learner, actor.server))
        try:
            stands = await self.quiz_store.add_answer(given, asked.question)
        except QuizClosed:
            return await self.current(actor, quiz)
        await self._mark_card(actor, asked)
        answered = replace(asked.quiz, answers={**asked.quiz.answers, position: stands})
        return await self._award(
            await self.progress.feedback(answered, position, repeated=stands.id != given.id)
        )

    async def _award(self, state: State) -> State:
        """Award the badges that the last answer of a quiz earned, or one that read a lesson's card."""
        if not isinstance(state, GradedAnswer):
            return state
        quiz, course = state.asked.quiz, state.asked.course
        if quiz.mode in TEST_MODES or (quiz.mode != "lesson" and quiz.position is not None):
            return state
        last = max(answer.at for answer in quiz.answers.values())
        return replace(state, badges=await self.badges.award(quiz.learner, course, last))

    async def _mark_card(self, actor: Actor, asked: OpenQuestion) -> None:
        """Mark the card that asked as read: a question counts once it's answered."""
        following, quiz = asked.next_card, asked.quiz
        if quiz.lesson and following and following > 1:
            await self.people_store.mark_read(
                quiz.learner, quiz.course, quiz.lesson, following - 1, self.clock(), actor.guild
            )

    async def judge(self, actor: Actor, quiz: int, position: int, verdict: Verdict) -> State:
        """Store the learner's verdict on a typed answer that couldn't be graded. The first one stands.

        Raises QuizNotFound, NotYourQuiz, and StaleControl for "open", which isn't a verdict.
        """
        if verdict == "open":
            raise StaleControl
        if answer := (await self.own(actor, quiz)).answers.get(position):
            await self.quiz_store.judge_answer(answer, verdict, JUDGED[verdict])
        return await self._award(await self.feedback(actor, quiz, position))

    async def mark_guess(self, actor: Actor, quiz: int, position: int, guessed: bool) -> State:
        """Mark or unmark an answer as a guess. Raises QuizNotFound, NotYourQuiz."""
        if answer := (await self.own(actor, quiz)).answers.get(position):
            await self.quiz_store.mark_guess(answer, guessed)
        return await self.feedback(actor, quiz, position)

    async def feedback(self, actor: Actor, quiz: int, position: int) -> State:
        """Return the stored answer with its feedback, or the quiz's current state if there isn't one."""
        found = await self.own(actor, quiz)
        if position not in found.answers:
            return await self.progress.current(found)
        return await self.progress.feedback(found, position, repeated=False)

    async def result(self, actor: Actor, quiz: int) -> FinishedQuiz:
        """Return the result of a finished practice quiz, and store nothing.

        Raises QuizNotFound, NotYourQuiz, and StaleControl if it goes on or is an assessment.
        """
        advanced, asked = self.progress.advance(await self.own(actor, quiz))
        if asked or advanced.mode in TEST_MODES:
            raise StaleControl
        return await self.progress.finished(advanced, withdrawn=False)

    async def share(self, actor: Actor, quiz: int, channel: int) -> FinishedQuiz:
        """Return the result of a finished quiz to share in a channel, and note that it's shared.

        Raises what `result` does, StaleControl for a review or a retake, and AlreadyShared.
        """
        finished = await self.result(actor, quiz)
        if finished.quiz.mode != "quiz":
            raise StaleControl
        if not await self.quiz_store.mark_shared(quiz, channel):
            raise AlreadyShared(finished.quiz.shared_in or channel)
        return finished

    async def unshare(self, quiz: int, channel: int) -> None:
        """Note that a result isn't shared in a channel after all."""
        await self.quiz_store.unmark_shared(quiz, channel)

    async def own(self, actor: Actor, quiz: int) -> Quiz:
        """Return the actor's own quiz. Raises QuizNotFound, NotYourQuiz."""
        found = await self.quiz_store.quiz(quiz)
        if found is None:
            raise QuizNotFound
        if found.learner != actor.learner:
            raise NotYourQuiz
        return found

    async def begin(
        self,
        actor: Actor,
        course: Course,
        lesson: str | None,
        items: tuple[Item, ...],
        mode: Mode,
        form: str | None = None,
        times: int = 1,
        challenge: int | None = None,
        edition: str | None = None,
    ) -> OpenQuestion | FinishedQuiz:
        """Start a quiz with these questions and return the first. Raises NoQuestions.

        If it's an assessment that has been started before (same form, same round), resume it instead.
        """
        if not items:
            raise NoQuestions
        quiz = Quiz(
            id=actor.interaction,
            learner=actor.learner,
            course=course.id,
            lesson=lesson,
            guild=actor.guild,
            mode=mode,
            seed=actor.interaction,
            started_at=self.clock(),
            items=items,
            form=form,
            round=times,
            challenge=challenge,
            edition=edition,
        )
        return await self.progress.current(await self.quiz_store.start_quiz(quiz))

    def _given(self, actor: Actor, asked: OpenQuestion, worth: Grade, typed: str | None, day: int) -> Answer:
        """Return the answer to store. In an assessment, learners can't judge their own typed answers."""
        quiz, item, question = asked.quiz, asked.quiz.items[asked.position], asked.question
        return Answer(
            id=actor.interaction,
            learner=actor.learner,
            course=quiz.course,
            guild=actor.guild,
            question=question.id,
            version=question.version,
            fingerprint=question.fingerprint,
            mode=quiz.mode,
            quiz=quiz.id,
            position=asked.position,
            chosen=worth.chosen,
            score=worth.score,
            guessed=False,
            at=self.clock(),
            day=day,
            typed=typed,
            verdict=None if quiz.mode in TEST_MODES else worth.verdict,
            instead_of=item.instead_of,
            instead_of_version=item.instead_of_version,
        )
