"""`/start` and `/help`."""

from bot.chat.delivery import Interaction, Outcome, Reply
from bot.chat.desk import asker
from bot.chat.features.lesson import Lessons
from bot.chat.front import Front
from bot.chat.router import Press
from bot.chat.screens import help as screens
from bot.chat.screens import measuring as measuring_screens
from bot.chat.screens import policies
from bot.chat.screens import quiz as quiz_screens
from bot.chat.screens.review import upcoming
from bot.domain.course import Course
from bot.services.standing import Asked, Asker


def install(front: Front) -> None:
    """Add the commands and their controls."""
    guide = Guide(front)

    @front.tree.command(name="start", description="What this is, and the next thing to do")
    async def start(interaction: Interaction) -> None:
        await front.answer(interaction, lambda: guide.welcome(asker(interaction), guide.course))

    @front.tree.command(name="help", description="By what you want to do")
    async def help_(interaction: Interaction) -> None:
        await front.answer(interaction, guide.help)

    front.on("start", "continue", guide.go_on)
    front.on("help", "show", lambda press: guide.help())
    front.on("help", "daily", guide.daily_posts)
    front.on("help", "privacy", guide.privacy)
    front.on("help", "terms", guide.terms)


class Guide:
    """Finding one's way."""

    def __init__(self, front: Front) -> None:
        self._services = front.services
        self._commands = front.commands

    @property
    def course(self) -> Course:
        """The course meant when none is named."""
        return self._services.library.default

    async def welcome(self, who: Asker, course: Course, *, offering: bool = True) -> Outcome:
        """The first screen, or the way back in; with the test that is open, if it is to be offered."""
        progress = await self._services.study.progress(who.learner, course)
        begun = bool(progress.answers) or any(lesson.read for lesson in progress.lessons)
        unfinished = await self._services.quizzes.unfinished(who, course)
        following = await self._services.study.next_page(who.learner, course)
        agenda = await self._services.reviews.agenda(who.learner, course)
        standing = await self._services.measuring.standing(who.learner, course) if offering else None
        return Reply(screens.welcome(course, unfinished, following, len(agenda.items), standing, begun=begun))

    async def go_on(self, press: Press) -> Outcome:
        """A test that is due, unless the control says `later`; else what is due for review, else an
        unfinished quiz, else the next page, else what keeps it fresh.
        """
        course = self._services.library.course(press.control.text(0))
        if press.control.arguments[1:] != ("later",) and (test := await self._test(press.asker, course)):
            return test
        review = await self._services.reviews.open(press.asker)
        if isinstance(review, Asked):
            return Reply(quiz_screens.question(review))
        unfinished = await self._services.quizzes.unfinished(press.asker, course)
        if unfinished:
            return Reply(quiz_screens.question(unfinished))
        return await self._next_page(press.asker, course)

    async def _test(self, who: Asker, course: Course) -> Outcome | None:
        """The test that comes before anything else: where it stands, or the offer to begin."""
        standing = await self._services.measuring.standing(who.learner, course)
        if not standing.offered or not standing.next:
            return None
        if standing.next.sitting is None:
            return Reply(measuring_screens.offer(standing))
        state = await self._services.measuring.begin(who, course, standing.next.number)
        return Reply(quiz_screens.question(state)) if isinstance(state, Asked) else None

    async def _next_page(self, who: Asker, course: Course) -> Outcome:
        following = await self._services.study.next_page(who.learner, course)
        if following is None:
            agenda = await self._services.reviews.agenda(who.learner, course)
            return Reply(screens.finished(course, upcoming(agenda)))
        return await Lessons(self._services).open_page(who, *following, inviting=False)

    async def daily_posts(self, press: Press) -> Outcome:
        """The help on daily posts."""
        return Reply(screens.daily_posts(self._commands.mention))

    async def privacy(self, press: Press) -> Outcome:
        """What is stored and why."""
        return Reply(policies.privacy(self._services.policies))

    async def terms(self, press: Press) -> Outcome:
        """On which terms."""
        return Reply(policies.terms(self._services.policies))

    async def help(self) -> Outcome:
        """The help."""
        return Reply(screens.guide(self._services.library.default, self._commands.mention))
