"""`/start` and `/help`."""

from bot.chat.feature_context import FeatureContext
from bot.chat.features.learning.certificate import Certificate
from bot.chat.features.learning.lesson import Lessons
from bot.chat.features.learning.quiz import show
from bot.chat.features.writing.draft import Drafts
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.responder import asker
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import assessment as measuring_screens
from bot.chat.screens.learning import help as screens
from bot.chat.screens.learning import quiz as quiz_screens
from bot.chat.screens.people import policies
from bot.domain.course.course import Course
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.next_step import Onward, Step
from bot.services.learning.quiz_state import Actor, OpenQuestion


def install(front: FeatureContext) -> None:
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

    def __init__(self, front: FeatureContext) -> None:
        self._services = front.services
        self._commands = front.commands

    @property
    def course(self) -> Course:
        """The course meant when none is named."""
        return self._services.library.default

    async def welcome(self, who: Actor, course: Course, *, offering: bool = True) -> Outcome:
        """The first screen, or the way back in; with the test that is open, if it is to be offered."""
        progress = await self._services.units.read(lambda unit: unit.study.progress(who.learner, course))
        begun = bool(progress.answers) or any(lesson.read for lesson in progress.lessons)
        onward = await self._services.units.read(
            lambda unit: unit.next_steps.find(who, course, testing=offering)
        )
        return Reply(screens.welcome(onward, begun=begun))

    async def go_on(self, press: ComponentEvent) -> Outcome:
        """The next thing to do; no test where the control says `later`."""
        who, course = press.asker, self._services.library.course(press.control.text(0))
        testing = press.control.arguments[1:] != ("later",)
        onward = await self._services.units.read(
            lambda unit: unit.next_steps.find(who, course, testing=testing)
        )
        return await self._open(who, onward, onward.first)

    async def _open(self, who: Actor, onward: Onward, step: Step) -> Outcome:
        match step:
            case "test" if onward.tests:
                return await self._test(who, onward.tests)
            case "review":
                review = await self._services.units.write(lambda unit: unit.reviews.open(who))
                if isinstance(review, OpenQuestion):
                    return Reply(quiz_screens.question(review))
                return await self._open(who, onward, onward.then)
            case "page" if onward.page:
                return await Lessons(self._services).open_page(who, *onward.page, inviting=False)
            case "draft" if onward.draft:
                return await Drafts(self._services).lesson(who, onward.draft)
            case "certificate":
                return await Certificate(self._services).of(who, onward.course)
        if onward.unfinished:
            return Reply(quiz_screens.question(onward.unfinished))
        return Reply(screens.finished(onward))

    async def _test(self, who: Actor, standing: AssessmentStatus) -> Outcome:
        """Where the test stands that is open, or the offer to begin."""
        test = standing.next
        if test is None or test.sitting is None:
            return Reply(measuring_screens.offer(standing))
        state = await self._services.units.write(
            lambda unit: unit.assessments.begin(who, standing.course, test.number)
        )
        if isinstance(state, AssessmentStatus):
            return Reply(measuring_screens.offer(state))
        return await show(self._services, state)

    async def daily_posts(self, press: ComponentEvent) -> Outcome:
        """The help on daily posts."""
        return Reply(screens.daily_posts(self._commands.mention))

    async def privacy(self, press: ComponentEvent) -> Outcome:
        """What is stored and why."""
        return Reply(policies.privacy(self._services.policies))

    async def terms(self, press: ComponentEvent) -> Outcome:
        """On which terms."""
        return Reply(policies.terms(self._services.policies))

    async def help(self) -> Outcome:
        """The help."""
        return Reply(screens.guide(self._services.library.default, self._commands.mention))
