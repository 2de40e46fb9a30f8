"""`/start` and `/help`."""

from dataclasses import dataclass

from bot.chat.feature_context import FeatureContext
from bot.chat.features.learning.certificate import CertificateCommands, Claim, look_up
from bot.chat.features.learning.lesson import LessonCommands
from bot.chat.features.learning.quiz import show, take
from bot.chat.features.writing.draft import DraftCommands
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import assessment as measuring_screens
from bot.chat.screens.learning import help as screens
from bot.chat.screens.learning import quiz as quiz_screens
from bot.chat.screens.people import policies
from bot.domain.course.course import Course
from bot.domain.learning.progress import Progress
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.next_step import NextStep, Step
from bot.services.learning.quiz_state import OpenQuestion
from bot.services.learning.reading import read_page
from bot.services.session import Caller
from bot.services.unit import Unit
from bot.services.writing.drafts import Drafting


def install(front: FeatureContext, guide: "GuideCommands") -> None:
    """Add the commands and their controls."""

    @front.tree.command(name="start", description="What this is, and the next thing to do")
    async def start(interaction: Interaction) -> None:
        await front.answer(interaction, lambda who: guide.welcome(who, guide.course))

    @front.tree.command(name="help", description="By what you want to do")
    async def help_(interaction: Interaction) -> None:
        await front.answer(interaction, lambda _: guide.help())

    front.on("start", "continue", guide.go_on)
    front.on("help", "show", lambda press: guide.help())
    front.on("help", "daily", guide.daily_posts)
    front.on("help", "privacy", guide.privacy)
    front.on("help", "terms", guide.terms)


@dataclass(frozen=True)
class Ahead:
    """The next step, and what its screen shows."""

    onward: NextStep
    drafting: Drafting | None
    certificate: Claim | None


class GuideCommands:
    """Finding one's way."""

    def __init__(
        self,
        front: FeatureContext,
        lessons: LessonCommands,
        drafts: DraftCommands,
        certificate: CertificateCommands,
    ) -> None:
        self._services = front.services
        self._commands = front.commands
        self._lessons, self._drafts, self._certificate = lessons, drafts, certificate

    @property
    def course(self) -> Course:
        """The course meant when none is named."""
        return self._services.library.default

    async def welcome(self, who: Caller, course: Course, *, offering: bool = True) -> Outcome:
        """The first screen, or the way back in; with the test that is open, if it is to be offered."""

        async def look(unit: Unit) -> tuple[Progress, NextStep]:
            progress = await unit.study.progress(who.learner, course)
            return progress, await unit.next_steps.find(who, course, testing=offering)

        progress, onward = await who.read(look)
        begun = bool(progress.answers) or any(lesson.read for lesson in progress.lessons)
        return Reply(screens.welcome(onward, begun=begun))

    async def go_on(self, press: ComponentEvent) -> Outcome:
        """The next thing to do; no test where the control says `later`."""
        who, course = press.asker, self._services.library.course(press.control.text(0))
        testing = press.control.arguments[1:] != ("later",)

        async def look(unit: Unit) -> Ahead:
            onward = await unit.next_steps.find(who, course, testing=testing)
            steps = {onward.first, onward.then}
            drafting = (
                await unit.drafts.latest(who, onward.draft) if onward.draft and "draft" in steps else None
            )
            own = await look_up(unit, who, course) if "certificate" in steps else None
            return Ahead(onward, drafting, own)

        ahead = await who.read(look)
        return await self._open(who, ahead, ahead.onward.first)

    async def _open(self, who: Caller, ahead: Ahead, step: Step) -> Outcome:
        onward = ahead.onward
        match step:
            case "test" if onward.tests:
                return await self._test(who, onward.tests)
            case "review":
                review = await who.write(lambda unit: unit.reviews.open(who))
                if isinstance(review, OpenQuestion):
                    return Reply(quiz_screens.question(review))
                return await self._open(who, ahead, onward.then)
            case "page" if onward.page:
                return self._lessons.show_page(who, await read_page(who, *onward.page))
            case "draft" if onward.draft:
                return self._drafts.show_latest(who, onward.draft, ahead.drafting)
            case "certificate" if ahead.certificate:
                return await self._certificate.show_status(who, onward.course, ahead.certificate)
        if onward.unfinished:
            return Reply(quiz_screens.question(onward.unfinished))
        return Reply(screens.finished(onward))

    async def _test(self, who: Caller, standing: AssessmentStatus) -> Outcome:
        """Where the test stands that is open, or the offer to begin."""
        test = standing.next
        if test is None or test.sitting is None:
            return Reply(measuring_screens.offer(standing))
        state, review = await take(
            who, lambda unit: unit.assessments.begin(who, standing.course, test.number)
        )
        if isinstance(state, AssessmentStatus):
            return Reply(measuring_screens.offer(state))
        return show(state, review)

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
