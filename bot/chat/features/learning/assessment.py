"""The pretest and the final assessment. `/learn` and `/progress` lead to them."""

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.features.learning.learn import LearnCommands
from bot.chat.features.learning.quiz_outcome import play, show, take
from bot.chat.interaction.custom_id import read_number
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import assessment as screens
from bot.chat.screens.learning import quiz as quiz_screens
from bot.domain.course.course import Course
from bot.domain.learning.quiz import Quiz
from bot.services.learning.assessment import AssessmentStatus, Review
from bot.services.learning.quiz_state import GradedAnswer
from bot.services.unit import Unit


def install(context: FeatureContext, assessments: "AssessmentCommands") -> None:
    """Add the controls."""
    context.on("test", "begin", assessments.begin)
    context.on("test", "later", assessments.later)
    context.on("test", "decline", assessments.decline)
    context.on("test", "end", assessments.end)
    context.on("test", "end-now", assessments.end_now)
    context.on("test", "show", assessments.show)
    context.on("test", "answers", assessments.answers)
    context.on("test", "choose", assessments.choose)
    context.on("test", "feedback", assessments.feedback)
    context.on("test", "sources", assessments.sources)


class AssessmentCommands:
    """Takes people through an assessment and shows how it went."""

    def __init__(self, services: Services, learn: LearnCommands) -> None:
        self._services = services
        self._learn = learn

    async def begin(self, press: ComponentEvent) -> Outcome:
        """Show the first question, or the next one of an unfinished assessment."""
        course = self._course(press)
        state, ended = await take(
            press.caller, lambda unit: unit.assessments.begin(press.caller, course, press.control.number(1))
        )
        if isinstance(state, AssessmentStatus):
            return await self._results(press, course)
        return await show(press.caller, state, ended)

    async def later(self, press: ComponentEvent) -> Outcome:
        """Take "Not now" for an answer, and open what comes after the assessment."""
        return await self._learn.go(press.caller, self._course(press), later=True)

    async def decline(self, press: ComponentEvent) -> Outcome:
        """Take "No thanks" for an answer, and don't offer it again."""
        course = self._course(press)
        await press.caller.write(lambda unit: unit.assessments.decline(press.caller.learner, course))
        return await self._learn.go(press.caller, course)

    async def end(self, press: ComponentEvent) -> Outcome:
        """Ask for confirmation before ending an assessment early."""

        async def look(unit: Unit) -> tuple[Quiz, Course, Review | None]:
            test = await unit.quizzes.own(press.caller, press.control.id(0))
            course = self._services.library.course(test.course)
            over = test.closed_at is not None
            return test, course, await unit.assessments.review(test.learner, course) if over else None

        test, course, review = await press.caller.read(look)
        return Reply(screens.results(review) if review else screens.confirm_ending(course, test))

    async def end_now(self, press: ComponentEvent) -> Outcome:
        """End an assessment early and show the results."""
        status = await press.caller.write(
            lambda unit: unit.assessments.end(press.caller, press.control.id(0))
        )
        return await self._results(press, status.course)

    async def show(self, press: ComponentEvent) -> Outcome:
        """Show all of a course's assessments."""
        return await self._results(press, self._course(press))

    async def answers(self, press: ComponentEvent) -> Outcome:
        """Show what was missed, with the right answers, once the learner may see them."""
        review = await press.caller.read(
            lambda unit: unit.assessments.review(press.caller.learner, self._course(press))
        )
        chosen = press.control.id(1) if len(press.control.arguments) > 1 else None
        return Reply(screens.answers(review, chosen, press.control.number(2, 0)))

    async def choose(self, press: ComponentEvent) -> Outcome:
        """Show the feedback on the answer chosen in the menu."""
        return await self._look(press, read_number(press.chosen))

    async def feedback(self, press: ComponentEvent) -> Outcome:
        """Show the feedback on an answer."""
        return await self._look(press, press.control.number(1))

    async def sources(self, press: ComponentEvent) -> Outcome:
        """Show a question's sources."""
        control = press.control
        state, ended = await take(
            press.caller,
            lambda unit: unit.assessments.look(press.caller, control.id(0), control.number(1)),
        )
        if not isinstance(state, GradedAnswer) or state.withheld:
            return await show(press.caller, state, ended)
        return Reply(quiz_screens.sources(state, control.number(2, 0)))

    async def _look(self, press: ComponentEvent, position: int) -> Outcome:
        return await play(
            press.caller, lambda unit: unit.assessments.look(press.caller, press.control.id(0), position)
        )

    async def _results(self, press: ComponentEvent, course: Course) -> Outcome:
        return Reply(
            screens.results(
                await press.caller.read(lambda unit: unit.assessments.review(press.caller.learner, course))
            )
        )

    def _course(self, press: ComponentEvent) -> Course:
        return self._services.library.course(press.control.text(0))
