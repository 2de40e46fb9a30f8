"""Quizzes: start or resume one, answer, take the wrong ones again, say that a question is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.course import Course, Lesson
from bot.domain.grading import score
from bot.domain.library import Library
from bot.domain.question import Question
from bot.domain.quiz import QUIZ_KINDS, Answer, Item, Quiz, draw, shuffled
from bot.errors import NoQuestions, NotYourQuiz, QuestionChanged, QuizNotFound, StaleControl
from bot.services.ports import Clock, QuestionReport, Record

LENGTH = 5
"""Questions in a quiz when nobody says how many."""

LONGEST = 20
"""The most questions that one quiz may have."""


@dataclass(frozen=True)
class Asker:
    """Who acts, where (None: a direct message), and by which interaction.

    `may_post`: the person may write, for everyone to see, in a channel of a server.
    """

    learner: int
    guild: int | None
    interaction: int
    may_post: bool = False


@dataclass(frozen=True)
class Asked:
    """A question to be answered. `order` are the options' places as they are to be shown."""

    quiz: Quiz
    position: int
    course: Course
    lesson: Lesson
    question: Question
    order: Sequence[int]
    resumed: bool = False
    withdrawn: bool = False  # one or more questions before it were withdrawn from the course since
    reworded: bool = False  # the answer just given was to an older wording


@dataclass(frozen=True)
class Answered:
    """A question with the answer that stands. `repeated`: it was given before, by an earlier press."""

    asked: Asked
    answer: Answer
    repeated: bool


@dataclass(frozen=True)
class Finished:
    """A quiz with no question left."""

    quiz: Quiz
    course: Course
    withdrawn: bool = False


@dataclass(frozen=True)
class Quizzes:
    """A learner's quizzes over the practice questions of the library."""

    library: Library
    record: Record
    clock: Clock

    async def open(
        self, asker: Asker, course: Course, lesson: str | None = None, count: int | None = None
    ) -> Asked | Finished:
        """The question where the learner's quiz of this lesson stands, or the first one of a new quiz.

        Without a lesson: the learner's latest open quiz, whatever it is on, else a mixed one. Who asks for
        another number of questions than the open quiz has gets a new one; the open one is given up.
        Raises NoQuestions when there is nothing to ask.
        """
        unfinished = await self.unfinished(asker, course, lesson)
        if unfinished and count in (None, len(unfinished.quiz.items)):
            return unfinished
        if unfinished:
            await self.record.close_quiz(unfinished.quiz.id, self.clock())
        return await self.start(asker, course, lesson, count)

    async def unfinished(self, asker: Asker, course: Course, lesson: str | None = None) -> Asked | None:
        """The question at which the learner's latest open quiz stands, of this lesson if one is named."""
        for quiz in await self.record.open_quizzes(asker.learner, course.id):
            if lesson is None or quiz.lesson == lesson:
                state = await self._stand(quiz)
                if isinstance(state, Asked):
                    return replace(state, resumed=True)
        return None

    async def start(
        self, asker: Asker, course: Course, lesson: str | None = None, count: int | None = None
    ) -> Asked | Finished:
        """The first question of a new quiz of `count` questions (1 to LONGEST).

        Raises NoQuestions when there is nothing to ask.
        """
        pool = course.units[lesson].questions if lesson else tuple(course.questions.values())
        seen = {answer.question for answer in await self.record.answers(asker.learner, course.id)}
        items = draw(pool, min(max(count or LENGTH, 1), LONGEST), asker.interaction, seen)
        return await self._begin(asker, course, lesson, items, retake=False)

    async def stand(self, asker: Asker, quiz: int) -> Asked | Finished:
        """Where a quiz stands: the next question, or its end. Raises QuizNotFound, NotYourQuiz."""
        return await self._stand(await self._own(asker, quiz))

    async def answer(
        self, asker: Asker, quiz: int, position: int, fingerprint: str, chosen: Sequence[int]
    ) -> Answered | Asked | Finished:
        """Keep an answer; what comes back is on disk. The first answer stands.

        `fingerprint` is the beginning of that of the wording which was shown; `chosen` are places in the
        file's order, none for "I don't know". When the wording has changed since, nothing is kept and the
        question as it is now comes back; when it was withdrawn, the next one does.
        Raises QuizNotFound, NotYourQuiz, and StaleControl for a place or choice that doesn't exist.
        """
        found = await self._own(asker, quiz)
        if not 0 <= position < len(found.items):
            raise StaleControl
        if position in found.answers:
            return self._feedback(found, position, repeated=True)
        try:
            asked = self._asked(found, position)
        except QuestionChanged:
            return await self._stand(found)
        if not asked.question.fingerprint.startswith(fingerprint):
            return replace(asked, reworded=True)
        try:
            points = score(asked.question, chosen)
        except ValueError:
            raise StaleControl from None
        given = Answer(
            id=asker.interaction,
            learner=asker.learner,
            course=found.course,
            guild=asker.guild,
            question=asked.question.id,
            version=asked.question.version,
            fingerprint=asked.question.fingerprint,
            mode=found.mode,
            quiz=found.id,
            position=position,
            chosen=tuple(sorted(set(chosen))),
            score=points,
            guessed=False,
            at=self.clock(),
        )
        stands = await self.record.add_answer(given, asked.question)
        answered = replace(found, answers={**found.answers, position: stands})
        return self._feedback(answered, position, repeated=stands.id != given.id)

    async def feedback(self, asker: Asker, quiz: int, position: int) -> Answered | Asked | Finished:
        """The stored answer with its feedback, or where the quiz stands if there is none."""
        found = await self._own(asker, quiz)
        return (
            self._feedback(found, position, True) if position in found.answers else await self._stand(found)
        )

    async def retake(self, asker: Asker, quiz: int) -> Asked | Finished:
        """A new quiz of those questions that were not fully right. Raises NoQuestions if none is left."""
        found = await self._own(asker, quiz)
        course = self.library.course(found.course)
        questions = (course.questions.get(found.items[place].question) for place in found.wrong)
        items = tuple(Item(question.id, question.version) for question in questions if question)
        return await self._begin(asker, course, found.lesson, items, retake=True)

    async def restart(self, asker: Asker, quiz: int) -> Asked | Finished:
        """Give up a quiz and start a new one like it."""
        found = await self._own(asker, quiz)
        await self.record.close_quiz(found.id, self.clock())
        course = self.library.course(found.course)
        lesson = found.lesson if found.lesson in course.units else None
        return await self.start(asker, course, lesson, len(found.items))

    async def check(self, asker: Asker, quiz: int, position: int) -> None:
        """Whether the learner's quiz has such a place. Raises QuizNotFound, NotYourQuiz, StaleControl."""
        if not 0 <= position < len((await self._own(asker, quiz)).items):
            raise StaleControl

    async def report(self, asker: Asker, quiz: int, position: int, text: str) -> None:
        """Keep for the course's author what a learner says against a question."""
        found = await self._own(asker, quiz)
        if not 0 <= position < len(found.items):
            raise StaleControl
        item = found.items[position]
        question = self.library.course(found.course).questions.get(item.question)
        fingerprint = question.fingerprint if question and question.version == item.version else ""
        await self.record.add_report(
            QuestionReport(
                id=asker.interaction,
                learner=asker.learner,
                course=found.course,
                question=item.question,
                version=item.version,
                fingerprint=fingerprint,
                text=text,
                at=self.clock(),
            )
        )

    async def _own(self, asker: Asker, quiz: int) -> Quiz:
        found = await self.record.quiz(quiz)
        if found is None:
            raise QuizNotFound
        if found.learner != asker.learner:
            raise NotYourQuiz
        return found

    async def _begin(
        self, asker: Asker, course: Course, lesson: str | None, items: tuple[Item, ...], *, retake: bool
    ) -> Asked | Finished:
        if not items:
            raise NoQuestions
        quiz = Quiz(
            id=asker.interaction,
            learner=asker.learner,
            course=course.id,
            lesson=lesson,
            guild=asker.guild,
            mode="retake" if retake else "quiz",
            seed=asker.interaction,
            started_at=self.clock(),
            items=items,
        )
        return await self._stand(await self.record.start_quiz(quiz))

    async def _stand(self, quiz: Quiz) -> Asked | Finished:
        """The next question that the course still has, passing over those withdrawn since."""
        withdrawn = False
        while (position := quiz.position) is not None:
            try:
                return replace(self._asked(quiz, position), withdrawn=withdrawn)
            except QuestionChanged:
                withdrawn = True
                await self.record.skip_question(quiz.id, position)
                quiz = replace(quiz, skipped=quiz.skipped | {position})
        if quiz.closed_at is None:
            await self.record.close_quiz(quiz.id, self.clock())
        return Finished(quiz, self.library.course(quiz.course), withdrawn)

    def _asked(self, quiz: Quiz, position: int) -> Asked:
        """The question at a place. Raises QuestionChanged when the course has it no more as it was drawn."""
        item = quiz.items[position]
        course = self.library.course(quiz.course)
        question = course.questions.get(item.question)
        if question is None or question.version != item.version or question.kind not in QUIZ_KINDS:
            raise QuestionChanged
        order = shuffled(question, quiz.seed, position)
        return Asked(quiz, position, course, course.home(question.id), question, order)

    def _feedback(self, quiz: Quiz, position: int, repeated: bool) -> Answered:
        return Answered(self._asked(quiz, position), quiz.answers[position], repeated)
