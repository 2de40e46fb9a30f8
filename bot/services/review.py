"""Reviews: what is due today comes back, the worst memory first."""

from dataclasses import dataclass, replace

from bot.domain.course import Course
from bot.domain.day import day_of
from bot.domain.library import Library
from bot.domain.quiz import Item
from bot.domain.review import due, next_due, select
from bot.services.ports import Clock, Record
from bot.services.quiz import Quizzes
from bot.services.standing import Asked, Asker


@dataclass(frozen=True)
class Agenda:
    """A learner's reviews of one course on one day (`today`, as `bot.domain.day` numbers them).

    `items` can be asked now; `daily` is how many the learner wants a day at most, of all courses together;
    `due` counts what is due, asked now or not; `next_due` is the first day after today with something due.
    """

    course: Course
    today: int
    items: tuple[Item, ...]
    daily: int
    due: int
    next_due: int | None


@dataclass(frozen=True)
class Reviews:
    """The practice questions that were answered before, when they are due."""

    library: Library
    record: Record
    clock: Clock
    quizzes: Quizzes

    async def agenda(self, learner: int, course: Course) -> Agenda:
        """What there is to review today."""
        chosen = await self.record.preferences(learner)
        today = day_of(self.clock(), chosen.zone)
        cards = await self.record.cards(learner, course.id)
        answers = await self.record.answers(learner, course.id)
        asked = {answer.question: answer.day for answer in answers}
        left = max(chosen.reviews - await self.record.reviewed(learner, today), 0)
        items = select(course, cards, asked, today, left)
        waiting = len(due(course, cards, today))
        return Agenda(course, today, items, chosen.reviews, waiting, next_due(course, cards, today))

    async def open(self, asker: Asker) -> Asked | Agenda:
        """The next question to review, of the first course that has one; else how things stand.

        A review that was begun today goes on where it was; an older one is given up, since what is due has
        changed.
        """
        agendas = []
        for course in self.library.courses:
            state = await self._open(asker, course)
            if isinstance(state, Asked):
                return state
            agendas.append(state)
        return min(agendas, key=lambda each: (not each.due, each.next_due is None, each.next_due or 0))

    async def _open(self, asker: Asker, course: Course) -> Asked | Agenda:
        agenda = await self.agenda(asker.learner, course)
        zone = (await self.record.preferences(asker.learner)).zone
        for quiz in await self.record.open_quizzes(asker.learner, course.id):
            if quiz.mode != "review":
                continue
            if day_of(quiz.started_at, zone) == agenda.today:
                state = await self.quizzes.stand(asker, quiz.id)
                if isinstance(state, Asked):
                    return replace(state, resumed=True)
            else:
                await self.record.close_quiz(quiz.id, self.clock())
        if agenda.items:
            state = await self.quizzes.begin(asker, course, None, agenda.items, "review")
            if isinstance(state, Asked):
                return state
        return agenda
