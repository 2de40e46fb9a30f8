"""Going through a lesson: its opener, then card by card, with its questions among them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.domain.course.course import Course
from bot.domain.course.library import Place
from bot.domain.learning.badge import is_read
from bot.domain.learning.quiz import Item, Quiz
from bot.services.learning.badges import EarnedBadge
from bot.services.learning.lessons.study import Reading, look_at, next_unread
from bot.services.learning.quiz import QuizService
from bot.services.learning.quiz_state import Actor, GradedAnswer, OpenQuestion, State
from bot.services.ports.clock import Clock
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.people import PeopleStore

LessonState: TypeAlias = Reading | State
"""A card to read, or the question on it, or the answer that was given to it."""


@dataclass(frozen=True)
class LessonFlow:
    """A learner's way through a lesson.

    The questions that a lesson asks are stored as one quiz with the mode "lesson".
    """

    people_store: PeopleStore
    quiz_store: QuizStore
    clock: Clock
    quizzes: QuizService

    async def resume(self, actor: Actor, place: Place) -> LessonState:
        """Return the first card that the learner hasn't read, or the first one if they've read them all.

        A lesson that they haven't begun starts with its opener.
        """
        read = (await self.people_store.pages_read(actor.learner, place.course.id)).get(place.lesson.id)
        if not read and place.lesson.opener:
            opener = await self.ask(actor, place, place.lesson.opener)
            if isinstance(opener, OpenQuestion):
                return opener
        return await self.open(actor, place, next_unread(place.lesson, read or frozenset()) or 1)

    async def next_card(self, actor: Actor, place: Place) -> Reading:
        """Return the first card that the learner hasn't read, or the first of all, without marking it."""
        read = (await self.people_store.pages_read(actor.learner, place.course.id)).get(place.lesson.id)
        return look_at(place, next_unread(place.lesson, read or frozenset()) or 1)

    async def open(self, actor: Actor, place: Place, number: int, after: int | None = None) -> LessonState:
        """Return a card and mark it as read. One that asks is read once it's answered.

        `after` is a card that the learner read elsewhere, such as in a daily post.
        """
        reading = look_at(place, number)
        if after is not None and not look_at(place, after).card.ask:
            await self._mark(actor, place, after)
        state = await self.ask(actor, place, reading.card.ask) if reading.card.ask else reading
        if isinstance(state, GradedAnswer):  # its answer may be from before the card was moved
            await self._mark(actor, place, reading.number)
        if isinstance(state, Reading):
            return replace(state, badge=await self._mark(actor, place, reading.number))
        return state

    async def _mark(self, actor: Actor, place: Place, number: int) -> EarnedBadge | None:
        """Mark a card as read. Once all are, award and return the badge of a quiz that was passed before."""
        course, lesson = place.course, place.lesson
        await self.people_store.mark_read(
            actor.learner, course.id, lesson.id, number, self.clock(), actor.guild
        )
        read = await self.people_store.pages_read(actor.learner, course.id)
        if not is_read(lesson, read.get(lesson.id, frozenset())):
            return None
        earned = await self.quizzes.badges.award(actor.learner, course)
        return next((each for each in earned if each.lesson.id == lesson.id), None)

    async def ask(self, actor: Actor, place: Place, question: str) -> State:
        """Return one of the lesson's own questions, or the learner's answer to it."""
        quiz, position = await self._position(actor, place, question)
        if position in quiz.answers:
            return await self.quizzes.progress.feedback(quiz, position, repeated=False)
        asked = self.quizzes.progress.question(quiz, position)
        return asked or await self.quizzes.progress.current(quiz)

    async def answer_opener(
        self, actor: Actor, course: Course, fingerprint: str, chosen: Sequence[int]
    ) -> LessonState:
        """Store an answer to a lesson's opener that was shown outside the lesson. The first answer stands.

        `fingerprint` starts the fingerprint of the wording that was shown. If no lesson opens with it now,
        return the course's opener as it is now, or the learner's next card if there's none. Raises
        StaleControl for an option that doesn't exist.
        """
        shown = course.opener(fingerprint)
        lesson, question = shown or course.opener() or (course.lessons[0], None)
        place = Place(course, lesson)
        if question is None:
            return await self.resume(actor, place)
        state = await self.ask(actor, place, question.id)
        if isinstance(state, GradedAnswer):
            return replace(state, repeated=True)
        if not isinstance(state, OpenQuestion):
            return state
        if shown is None:
            return replace(state, reworded=True)
        return await self.quizzes.answer(actor, state.quiz.id, state.position, fingerprint, chosen)

    async def _position(self, actor: Actor, place: Place, question: str) -> tuple[Quiz, int]:
        """Return the learner's lesson quiz and where it asks a question. Start one if none asks it as it is
        now.
        """
        course, lesson = place.course, place.lesson
        now = Item(question, lesson.by_id[question].version)
        found = await self.quiz_store.lesson_quiz(actor.learner, course.id, lesson.id)
        if found:
            for position, item in enumerate(found.items):
                if item == now or (item.question == question and position in found.answers):
                    return found, position
        items = tuple(Item(each, lesson.by_id[each].version) for each in lesson.asked)
        state = await self.quizzes.begin(actor, course, lesson.id, items, "lesson")
        return state.quiz, items.index(now)
