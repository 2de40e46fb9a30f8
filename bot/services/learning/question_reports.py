"""Learners' reports of problems with a question, for the course's author."""

from dataclasses import dataclass

from bot.domain.course.library import Library
from bot.domain.learning.quiz import Quiz
from bot.errors.user import StaleControl
from bot.services.learning.quiz import QuizService
from bot.services.learning.quiz_progress import pool
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.people import PeopleStore, QuestionReport


@dataclass(frozen=True)
class QuestionReports:
    """Stores problem reports. Each one is about a question in the reporter's own quiz or assessment."""

    library: Library
    people_store: PeopleStore
    clock: Clock
    quizzes: QuizService

    async def check(self, actor: Actor, quiz: int, position: int) -> Quiz:
        """Return the actor's quiz if it has this position. Raises QuizNotFound, NotYourQuiz, StaleControl."""
        found = await self.quizzes.own(actor, quiz)
        if not 0 <= position < len(found.items):
            raise StaleControl
        return found

    async def add(self, actor: Actor, quiz: int, position: int, text: str) -> None:
        """Store a report about the question at a position, with the wording it was about.

        Raises the same errors as `check`.
        """
        found = await self.check(actor, quiz, position)
        item = found.items[position]
        question = pool(self.library.course(found.course), found).get(item.question)
        if answer := found.answers.get(position):
            fingerprint = answer.fingerprint
        else:
            fingerprint = question.fingerprint if question and question.version == item.version else ""
        await self.people_store.add_report(
            QuestionReport(
                id=actor.interaction,
                learner=actor.learner,
                course=found.course,
                question=item.question,
                version=item.version,
                fingerprint=fingerprint,
                text=text,
                at=self.clock(),
            )
        )
