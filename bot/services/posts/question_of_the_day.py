"""The question of a daily post, which each person answers once, in private."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.course.library import Library
from bot.domain.learning.group_results import Results, results
from bot.domain.learning.quiz import Answer, shuffled
from bot.domain.posts.post import Post
from bot.domain.questions.question import Question
from bot.errors.user import NotAnsweredYet, PostNotFound, StaleControl
from bot.services.learning.badges import BadgeService
from bot.services.learning.quiz_state import Actor
from bot.services.learning.wordings import question_of
from bot.services.ports.clock import Clock
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.messenger import Shown
from bot.services.ports.posts.daily_answers import DailyAnswerStore
from bot.services.ports.posts.posts import PostStore
from bot.services.posts.post_content import PostContent
from bot.services.practice.local_days import LocalDays


@dataclass(frozen=True)
class DailyQuestion:
    """The question of a post as one person sees it.

    `order` has the options' places in the order to show. `answer` is the person's own, if any. `reworded`
    says that the answer just given was to an older wording and isn't stored. `repeated` says that they had
    already answered; that answer stands. `changed` says that the course has changed or dropped the question
    since, so it's shown as it was answered.
    """

    post: Post
    course: Course
    lesson: Lesson | None
    question: Question
    order: Sequence[int]
    answer: Answer | None = None
    repeated: bool = False
    reworded: bool = False
    changed: bool = False


@dataclass(frozen=True)
class QuestionOfTheDay:
    """Handles answers to a post's question. A post is identified by its number, which its buttons carry."""

    library: Library
    post_store: PostStore
    daily_answer_store: DailyAnswerStore
    days: LocalDays
    quiz_store: QuizStore
    clock: Clock
    post_content: PostContent
    badges: BadgeService

    async def open(self, who: Actor, post: int) -> DailyQuestion:
        """Return the question, with the person's answer if there is one. Raises PostNotFound, WordingLost."""
        found = await self._find(who, post)
        if answer := await self.daily_answer_store.daily_answer(post, who.learner):
            return await self._answered(found, answer)
        return self._asked(found)

    async def answer(self, who: Actor, post: int, fingerprint: str, chosen: Sequence[int]) -> DailyQuestion:
        """Store an answer, and return what's now stored. The first answer stands.

        `fingerprint` is the start of the shown wording's fingerprint. `chosen` has places in the file's
        order, or none for "I don't know". Raises PostNotFound, and StaleControl for a choice that doesn't
        exist.
        """
        asked = await self.open(who, post)
        if asked.answer:
            return replace(asked, repeated=True)
        question = asked.question
        if not question.fingerprint.startswith(fingerprint):
            return replace(asked, reworded=True)
        try:
            grade = question.grade(chosen)
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
            chosen=grade.chosen,
            score=grade.score,
            guessed=False,
            at=now,
            day=await self.days.today(who.learner, asked.post.guild),
        )
        stands = await self.daily_answer_store.add_daily_answer(post, given, question)
        if stands.id == given.id and stands.right:  # it may have mastered an objective
            await self.badges.award(who.learner, asked.course, now)
        return replace(await self._answered(asked.post, stands), repeated=stands.id != given.id)

    async def mark_guess(self, who: Actor, post: int, guessed: bool) -> DailyQuestion:
        """Mark the person's answer as a guess, or take that back. Raises PostNotFound."""
        asked = await self.open(who, post)
        if asked.answer:
            await self.quiz_store.mark_guess(asked.answer, guessed)
        return await self.open(who, post)

    async def results(self, who: Actor, post: int) -> Results:
        """Return how the server answered. Raises PostNotFound, and NotAnsweredYet if the person hasn't
        answered.
        """
        asked = await self.open(who, post)
        if asked.answer is None:
            raise NotAnsweredYet
        choices = await self.daily_answer_store.daily_choices(post)
        fewest = await self.post_content.results_from(asked.post.guild)
        return results(asked.question, choices.get(asked.answer.fingerprint, ()), fewest)

    async def show(self, who: Actor, post: int) -> Shown:
        """Return what a post of any kind shows, to keep reading. Raises PostNotFound and CourseNotFound."""
        return self.post_content.show(await self._find(who, post))

    async def _find(self, who: Actor, post: int) -> Post:
        found = await self.post_store.post(post)
        if found is None or found.guild != who.guild:
            raise PostNotFound
        return found

    def _asked(self, post: Post) -> DailyQuestion:
        shown = self.post_content.show(post)
        if shown.question is None:
            raise PostNotFound
        order = shuffled(shown.question, post.seed, 0)
        return DailyQuestion(post, shown.course, shown.lesson, shown.question, order)

    async def _answered(self, post: Post, answer: Answer) -> DailyQuestion:
        """Return an answer beside the question as it was answered. Raises WordingLost."""
        course = self.library.course(post.course)
        question = await question_of(self.quiz_store, course, answer)
        order, lesson = shuffled(question, post.seed, 0), course.lesson_of(question.objective)
        now = course.questions.get(answer.question)
        changed = now is None or not now.reads_like(question)
        return DailyQuestion(post, course, lesson, question, order, answer, changed=changed)
