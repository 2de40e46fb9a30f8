"""`/learn`, and `/start` for newcomers: the one next thing to do."""

from collections.abc import Callable

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.features.learning.certificate import CertificateCommands
from bot.chat.features.learning.lesson import show_beginning
from bot.chat.features.learning.quiz_outcome import play, show, take
from bot.chat.features.writing.draft import DraftCommands
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import assessment as assessment_screens
from bot.chat.screens.learning import learn as screens
from bot.chat.screens.learning import quiz as quiz_screens
from bot.chat.screens.learning import review as review_screens
from bot.chat.screens.writing import draft as draft_screens
from bot.domain.course.course import Course
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.lessons.next_step import NextStep
from bot.services.learning.lessons.reading import Beginning, begin_lesson
from bot.services.learning.quiz_state import OpenQuestion
from bot.services.session import Caller
from bot.services.unit import Unit


def install(context: FeatureContext, learn: "LearnCommands") -> None:
    """Add the commands and their controls."""

    @context.tree.command(name="learn", description="The next thing to do, one tap at a time")
    async def learn_(interaction: Interaction) -> None:
        await context.answer(interaction, learn.open)

    @context.tree.command(name="start", description="New here? Start with one question")
    async def start(interaction: Interaction) -> None:
        await context.answer(interaction, learn.open)

    context.on("learn", "go", learn.press)
    context.on("learn", "course", learn.choose)
    context.on("learn", "postpone-draft", learn.postpone_draft)
    context.on("start", "continue", learn.press)


class LearnCommands:
    """Opens what a learner does next."""

    def __init__(
        self,
        services: Services,
        drafts: DraftCommands,
        certificates: CertificateCommands,
        mention: Callable[[str], str],
    ) -> None:
        self._services, self._mention = services, mention
        self._drafts, self._certificates = drafts, certificates

    async def open(self, who: Caller) -> Outcome:
        """Open the next step of the current course. If there are others, they're in a menu below."""
        step = await self._find(who, None)
        outcome = await self._go(who, step)
        others = [course for course in self._services.library.courses if course.id != step.course.id]
        if isinstance(outcome, Reply) and others:
            screens.add_courses(outcome.view, others)
        return outcome

    async def press(self, press: ComponentEvent) -> Outcome:
        """Open the next step of the course that a button names."""
        named, rest = press.control.arguments[:1], press.control.arguments[1:]
        course = self._services.library.course(named[0]) if named else None
        return await self._go(press.caller, await self._find(press.caller, course, later="later" in rest))

    async def choose(self, press: ComponentEvent) -> Outcome:
        """Make the course that was chosen in the menu the current one."""
        course, who = self._services.library.course(press.chosen), press.caller
        await who.write(lambda unit: unit.courses.choose(who, course.id))
        return Reply(screens.switched(course))

    async def postpone_draft(self, press: ComponentEvent) -> Outcome:
        """Take "Not now" for an answer until tomorrow, and lead to what comes after the draft."""
        who, course = press.caller, self._services.library.course(press.control.text(0))

        async def postpone(unit: Unit) -> NextStep:
            await unit.drafts.postpone(who)
            return await unit.next_steps.find(who, course)

        return Reply(draft_screens.postponed(await who.write(postpone), self._mention("plan")))

    async def go(self, who: Caller, course: Course, *, later: bool = False) -> Outcome:
        """Open the next step of a course."""
        return await self._go(who, await self._find(who, course, later=later))

    async def _find(self, who: Caller, named: Course | None, *, later: bool = False) -> NextStep:
        """Find the next step. With `later`, skip an assessment for now."""

        async def look(unit: Unit) -> NextStep:
            return await unit.next_steps.find(who, await unit.courses.current(who, named), later=later)

        return await who.read(look)

    async def _go(self, who: Caller, step: NextStep) -> Outcome:
        course = step.course
        match step.kind:
            case "lesson" if step.place:
                return await self._lesson(who, step, Beginning(step.place, step.invitation))
            case "lesson-quiz" if step.place:
                lesson = step.place.lesson.id
                return await play(who, lambda unit: unit.quizzes.open(who, course, lesson))
            case "quiz" if step.quiz:
                return Reply(quiz_screens.question(step.quiz))
            case "review":
                due = await who.write(lambda unit: unit.reviews.open(who))
                if isinstance(due, OpenQuestion):
                    return Reply(quiz_screens.question(due))
                return Reply(review_screens.rested(due))
            case "assessment":
                return await self._assess(who, step)
            case "draft" if step.place:
                return await self._drafts.lesson(who, step.place, asked=True)
            case "certificate":
                return await self._certificates.of(who, course)
        return Reply(screens.rested(step))

    async def _lesson(self, who: Caller, step: NextStep, beginning: Beginning) -> Outcome:
        """Continue a lesson. Newcomers also see what this is, and can take the pretest first."""
        state = await begin_lesson(who, beginning)
        if step.new and beginning.place.lesson.opener and isinstance(state, OpenQuestion):
            return Reply(screens.first(state, step.status))
        return await show_beginning(who, beginning, state)

    async def _assess(self, who: Caller, step: NextStep) -> Outcome:
        """Continue the assessment, or offer to start it."""
        test = step.status.next
        if test is None or test.sitting is None:
            return Reply(assessment_screens.offer(step.status))
        state, ended = await take(who, lambda unit: unit.assessments.begin(who, step.course, test.number))
        if isinstance(state, AssessmentStatus):
            return Reply(assessment_screens.offer(state))
        return await show(who, state, ended)
