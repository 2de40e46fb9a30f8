"""What a post shows: its schedule's next item, looked up in the current course."""

from dataclasses import dataclass

from bot.domain.calendar.recurrence import Occurrence, Recurrence
from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.group_results import Results, results
from bot.domain.posts.post import Post, PostItem, RemainingItems, Schedule
from bot.domain.posts.post_plan import next_item
from bot.errors.user import CourseNotFound, PostNotFound
from bot.services.ports.clock import Clock
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.messenger import PreparedPost, Shown
from bot.services.ports.posts.daily_answers import DailyAnswerStore
from bot.services.ports.posts.posts import PostStore
from bot.services.ports.posts.servers import ServerStore


def next_post(schedule: Schedule, item: PostItem | None) -> Post:
    """Return a schedule's next post, not yet being sent."""
    return Post(
        schedule=schedule.id,
        occasion=schedule.next_date,
        guild=schedule.guild,
        channel=schedule.channel,
        course=schedule.course,
        item=item,
        due_at=schedule.next_at,
        state="due",
        thread="wanted" if schedule.thread else "none",
    )


@dataclass(frozen=True)
class PostContent:
    """Builds posts."""

    library: Library
    post_store: PostStore
    daily_answer_store: DailyAnswerStore
    quiz_store: QuizStore
    server_store: ServerStore
    clock: Clock

    async def next_item(self, schedule: Schedule) -> RemainingItems:
        """Return what a schedule posts next. Raises CourseNotFound."""
        course = self.library.course(schedule.course)
        posted = await self.post_store.posted(schedule.id)
        left = next_item(course, schedule.content, schedule.id, posted, left_out=schedule.left_out)
        if left.count:
            return left
        tallies = await self.daily_answer_store.tallies(schedule.guild, course.id)
        fewest = await self.results_from(schedule.guild)
        return next_item(course, schedule.content, schedule.id, posted, tallies, fewest, schedule.left_out)

    async def results_from(self, guild: int) -> int:
        """Return how many answers it takes in a server until results show."""
        return (await self.server_store.settings(guild)).results_from

    async def first(self, schedule: int, recurrence: Recurrence) -> Occurrence:
        """Return the next occasion from now on whose date has no post of this schedule yet."""
        taken = {post.occasion for post in await self.post_store.posts(schedule, _AHEAD)}
        occasion = recurrence.after(self.clock())
        while occasion.date.isoformat() in taken:
            occasion = recurrence.after(occasion.at)
        return occasion

    async def preview(self, schedule: Schedule) -> PreparedPost:
        """Return the next post as it would be now."""
        left = await self.next_item(schedule)
        return await self.deliver(schedule, next_post(schedule, left.item))

    async def deliver(self, schedule: Schedule, post: Post) -> PreparedPost:
        """Return a post with everything it shows. Raises PostNotFound if its item is gone from the course."""
        return PreparedPost(post, schedule, self.show(post), await self._previous(post))

    def show(self, post: Post) -> Shown:
        """Return what a post shows in the current course. Raises PostNotFound and CourseNotFound."""
        course = self.library.course(post.course)
        item = post.item
        if item is None:
            raise PostNotFound
        try:
            return _look_up(course, item)
        except (KeyError, IndexError):
            raise PostNotFound from None

    async def _previous(self, post: Post) -> Results | None:
        """Return how the server answered the question in the schedule's previous post, or None if that post
        had none.
        """
        for earlier in await self.post_store.posts(post.schedule, _BACK):
            item = earlier.item
            if earlier.id == post.id or item is None or earlier.state not in ("sent", "uncertain"):
                continue
            if item.kind != "question":
                break
            try:
                question = self.library.course(earlier.course).questions[item.name]
            except (CourseNotFound, KeyError):
                break
            # The course may have changed the question since: show it as most people answered it.
            choices = await self.daily_answer_store.daily_choices(earlier.id)
            wording = max(choices, key=lambda each: len(choices[each]), default=question.fingerprint)
            if wording != question.fingerprint:
                stored = await self.quiz_store.wordings([wording])
                if wording not in stored:
                    break
                question = stored[wording]
            fewest = await self.results_from(post.guild)
            return results(question, choices.get(wording, ()), fewest)
        return None


_AHEAD = 40  # more than one skips
_BACK = 50  # more than one outage leaves missed posts


def _look_up(course: Course, item: PostItem) -> Shown:
    match item.kind:
        case "page":
            lesson = course.units[item.name]
            number = max(item.page, 1)
            return Shown(course, lesson, lesson.cards[number - 1], number)
        case "lesson":
            return Shown(course, course.units[item.name])
        case "question":
            return Shown(course, course.home(item.name), question=course.questions[item.name])
        case "fact":
            return Shown(course, fact=course.facts[item.name])
