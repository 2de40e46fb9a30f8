"""The question of a daily post: everybody answers for themselves, once."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course import Course, Lesson
from bot.domain.daily import Post
from bot.domain.day import day_of
from bot.domain.grading import score
from bot.domain.library import Library
from bot.domain.question import Question
from bot.domain.quiz import Answer, shuffled
from bot.domain.results import Results, results
from bot.errors import NotAnsweredYet, PostNotFound, StaleControl
from bot.services.composing import Composing
from bot.services.courier import Shown
from bot.services.ports import Clock, Record
from bot.services.standing import Asker


@dataclass(frozen=True)
class DailyQuestion:
    """The question of a post as one person sees it. `order` are the options' places as they are to be shown;
    `answer` is the person's own, if there is one. `reworded`: the answer just given was to an older wording,
    and isn't kept. `repeated`: the answer was given before; it stands.
    """

    post: Post
    course: Course
    lesson: Lesson
    question: Question
    order: Sequence[int]
    answer: Answer | None = None
    repeated: bool = False
    reworded: bool = False


@dataclass(frozen=True)
class QuestionOfTheDay:
    """What people do with a post. A post is named by its number, which its buttons carry."""

    library: Library
    record: Record
    clock: Clock
    composing: Composing

    async def open(self, who: Asker, post: int) -> DailyQuestion:
        """The question, with the person's answer if there is one. Raises PostNotFound."""
        found = await self._find(who, post)
        return self._asked(found, await self.record.daily_answer(post, who.learner))

    async def answer(self, who: Asker, post: int, fingerprint: str, chosen: Sequence[int]) -> DailyQuestion:
        """Keep an answer; what comes back is on disk. The first answer stands.

        `fingerprint` is the beginning of that of the wording shown; `chosen` are places in the file's order,
        none for "I don't know". Raises PostNotFound, and StaleControl for a choice that doesn't exist.
        """
        asked = await self.open(who, post)
        if asked.answer:
            return self._asked(asked.post, asked.answer, repeated=True)
        question = asked.question
        if not question.fingerprint.startswith(fingerprint):
            return self._asked(asked.post, None, reworded=True)
        try:
            points = score(question, chosen)
        except ValueError:
            raise StaleControl from None
        now = self.clock()
        given = Answer(
            id=who.interaction,
            learner=who.learner,
            course=asked.course.id,
            guild=asked.post.guild,
            question=question.id,
            version=question.version,
            fingerprint=question.fingerprint,
            mode="daily",
            quiz=None,
            position=None,
            chosen=tuple(sorted(set(chosen))),
            score=points,
            guessed=False,
            at=now,
            day=day_of(now, (await self.record.preferences(who.learner)).zone),
        )
        stands = await self.record.add_daily_answer(post, given, question)
        return self._asked(asked.post, stands, repeated=stands.id != given.id)

    async def mark_guess(self, who: Asker, post: int, guessed: bool) -> DailyQuestion:
        """Note that one's answer was a guess, or was none. Raises PostNotFound."""
        asked = await self.open(who, post)
        if asked.answer:
            await self.record.mark_guess(asked.answer, guessed)
        return await self.open(who, post)

    async def results(self, who: Asker, post: int) -> Results:
        """How the server answered. Raises PostNotFound, and NotAnsweredYet before one's own answer."""
        asked = await self.open(who, post)
        if asked.answer is None:
            raise NotAnsweredYet
        choices = await self.record.daily_choices(post, asked.question.fingerprint)
        return results(asked.question, choices)

    async def show(self, who: Asker, post: int) -> Shown:
        """What a post of any kind shows, for "read on". Raises PostNotFound, LessonNotFound."""
        return self.composing.show(await self._find(who, post))

    async def _find(self, who: Asker, post: int) -> Post:
        found = await self.record.post(post)
        if found is None or found.guild != who.guild:
            raise PostNotFound
        return found

    def _asked(
        self, post: Post, answer: Answer | None, *, repeated: bool = False, reworded: bool = False
    ) -> DailyQuestion:
        shown = self.composing.show(post)
        if shown.question is None or shown.lesson is None:
            raise PostNotFound
        order = shuffled(shown.question, post.seed, 0)
        return DailyQuestion(
            post, shown.course, shown.lesson, shown.question, order, answer, repeated, reworded
        )
