"""`/quiz`: one question after another, answered in private."""

from collections.abc import Callable
from typing import TypeGuard

from discord import app_commands, ui

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.features.learning.quiz_outcome import Ended, play, show, take
from bot.chat.interaction.custom_id import read_number
from bot.chat.interaction.input_checks import Text
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.lesson_names import completion
from bot.chat.screens.learning import question_report, quiz_result
from bot.chat.screens.learning import quiz as screens
from bot.chat.screens.questions import short
from bot.chat.screens.questions.kind import UNKNOWN
from bot.domain.questions.grading import JUDGED
from bot.errors.user import StaleControl
from bot.services.learning.quiz import LONGEST
from bot.services.learning.quiz_state import GradedAnswer, OpenQuestion, State
from bot.services.session import Caller
from bot.services.unit import Unit


def install(context: FeatureContext, quiz: "QuizCommands") -> None:
    """Add the command and its controls."""

    @context.tree.command(name="quiz", description="Five quick questions")
    @app_commands.describe(
        lesson="Its name or number. Leave it out for a mix",
        questions="How many. Five if you leave it out",
    )
    async def start(
        interaction: Interaction,
        lesson: Text | None = None,
        questions: app_commands.Range[int, 1, LONGEST] | None = None,
    ) -> None:
        await context.answer(interaction, lambda who: quiz.open(who, lesson, questions))

    context.autocompleter.add(start, "lesson", completion(context.services))
    context.on("quiz", "start", quiz.start)
    context.on("quiz", "answer", quiz.answer)
    context.on("quiz", "pick", quiz.pick)
    context.on("quiz", "order", quiz.order)
    context.on("quiz", "ordered", quiz.ordered)
    context.on("quiz", "match", quiz.match)
    context.on("quiz", "matched", quiz.matched)
    context.on("quiz", "write", quiz.write)
    context.on("quiz", "written", quiz.written)
    context.on("quiz", "judge", quiz.judge)
    context.on("quiz", "guess", quiz.guess)
    context.on("quiz", "next", quiz.next)
    context.on("quiz", "feedback", quiz.feedback)
    context.on("quiz", "why", quiz.why)
    context.on("quiz", "sources", quiz.sources)
    context.on("quiz", "retake", quiz.retake)
    context.on("quiz", "fix", quiz.fix)
    context.on("quiz", "restart", quiz.restart)
    context.on("quiz", "missed", quiz.missed)
    context.on("quiz", "share", quiz.share)
    context.on("quiz", "beat", quiz.beat)
    context.on("quiz", "wrong", quiz.wrong)
    context.on("quiz", "report", quiz.report)


class QuizCommands:
    """Asks questions and takes answers."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sharing = services.sharing

    async def open(self, who: Caller, typed: str | None, count: int | None) -> Outcome:
        """Resume or start a quiz on the lesson that was typed."""

        async def begin(unit: Unit) -> State:
            course = await unit.courses.current(who)
            place = self._services.library.find(typed, course) if typed else None
            lesson = place.lesson.id if place else None
            return await unit.quizzes.open(who, place.course if place else course, lesson, count)

        return await play(who, begin)

    async def start(self, press: ComponentEvent) -> Outcome:
        """Resume or start a quiz from a button. An empty lesson id means a mixed quiz."""
        course, lesson = self._services.library.course(press.control.text(0)), press.control.text(1)
        place = self._services.library.place(course.id, lesson) if lesson else None
        return await play(
            press.caller,
            lambda unit: unit.quizzes.open(press.caller, course, place.lesson.id if place else None),
        )

    async def answer(self, press: ComponentEvent) -> Outcome:
        """Take an option that was pressed, or "I don't know"."""
        unknown = press.control.text(3) == UNKNOWN
        return await self._answer(press, [] if unknown else [press.control.number(3)])

    async def pick(self, press: ComponentEvent) -> Outcome:
        """Take the options chosen in a menu."""
        return await self._answer(press, press.places)

    async def order(self, press: ComponentEvent) -> Outcome:
        """Add one option to the order, or start over."""
        state, ended = await self._place(press)
        if not _asks_still(state, press):
            return await show(press.caller, state, ended)
        return Reply(screens.question(state, press.control.text(3)))

    async def ordered(self, press: ComponentEvent) -> Outcome:
        """Take the complete order."""
        return await self._answer(press, _places(press.control.text(3)))

    async def match(self, press: ComponentEvent) -> Outcome:
        """Match something with one option, or start over."""
        state, ended = await self._place(press)
        if not _asks_still(state, press):
            return await show(press.caller, state, ended)
        so_far = press.control.text(3)
        if press.values:  # the menus of older messages
            place = press.control.number(4)
            if len(press.chosen) != 1 or place >= len(so_far):
                raise StaleControl
            so_far = so_far[:place] + press.chosen + so_far[place + 1 :]
        return Reply(screens.question(state, so_far))

    async def matched(self, press: ComponentEvent) -> Outcome:
        """Take the complete matching."""
        return await self._answer(press, _places(press.control.text(3)))

    async def write(self, press: ComponentEvent) -> Outcome:
        """Open the form to type an answer."""
        state, ended = await self._place(press)
        if not _asks_still(state, press):
            return await show(press.caller, state, ended)
        return short.form(state.question.prompt, state.quiz.id, state.position, press.control.text(2))

    async def written(self, press: ComponentEvent) -> Outcome:
        """Take a typed answer. Blank text isn't an answer yet."""
        typed = press.field("text", short.TYPED).strip()
        return (
            await self._answer(press, [], typed)
            if typed
            else await show(press.caller, *await self._place(press))
        )

    async def judge(self, press: ComponentEvent) -> Outcome:
        """Store the learner's own judgment of a typed answer."""
        control = press.control
        said = next((each for each in JUDGED if each == control.text(2)), None)
        if said is None:
            raise StaleControl
        return await play(
            press.caller,
            lambda unit: unit.quizzes.judge(press.caller, control.id(0), control.number(1), said),
        )

    async def guess(self, press: ComponentEvent) -> Outcome:
        """Mark an answer as a guess, or take that back."""
        control = press.control
        guessed = bool(control.number(2))
        return await play(
            press.caller,
            lambda unit: unit.quizzes.mark_guess(press.caller, control.id(0), control.number(1), guessed),
        )

    async def _place(self, press: ComponentEvent) -> tuple[State, Ended]:
        control = press.control
        return await take(
            press.caller,
            lambda unit: unit.quizzes.place(press.caller, control.id(0), control.number(1), control.text(2)),
        )

    async def _answer(self, press: ComponentEvent, chosen: list[int], typed: str | None = None) -> Outcome:
        control = press.control
        return await play(
            press.caller,
            lambda unit: unit.quizzes.answer(
                press.caller, control.id(0), control.number(1), control.text(2), chosen, typed
            ),
        )

    async def next(self, press: ComponentEvent) -> Outcome:
        """Show the next question or the result."""
        return await play(press.caller, lambda unit: unit.quizzes.current(press.caller, press.control.id(0)))

    async def feedback(self, press: ComponentEvent) -> Outcome:
        """Show the feedback on an answer."""
        control = press.control
        return await play(
            press.caller, lambda unit: unit.quizzes.feedback(press.caller, control.id(0), control.number(1))
        )

    async def why(self, press: ComponentEvent) -> Outcome:
        """Show the question once more, with what's behind each option."""
        return await self._explain(press, screens.why)

    async def sources(self, press: ComponentEvent) -> Outcome:
        """Show the question's sources."""
        return await self._explain(press, lambda graded: screens.sources(graded, press.control.number(2, 0)))

    async def _explain(
        self, press: ComponentEvent, screen: Callable[[GradedAnswer], ui.LayoutView]
    ) -> Outcome:
        """Show a screen about an answered question, or where the quiz stands if it may not be seen yet."""
        control = press.control
        state, ended = await take(
            press.caller, lambda unit: unit.quizzes.feedback(press.caller, control.id(0), control.number(1))
        )
        if not isinstance(state, GradedAnswer) or state.withheld:
            return await show(press.caller, state, ended)
        return Reply(screen(state))

    async def retake(self, press: ComponentEvent) -> Outcome:
        """Ask only the missed questions again."""
        return await play(
            press.caller, lambda unit: unit.quiz_repeats.retake(press.caller, press.control.id(0))
        )

    async def fix(self, press: ComponentEvent) -> Outcome:
        """Ask a different question on each goal that was missed."""
        return await play(press.caller, lambda unit: unit.quiz_repeats.fix(press.caller, press.control.id(0)))

    async def beat(self, press: ComponentEvent) -> Outcome:
        """Ask the same questions as in a quiz that someone shared."""
        return await play(
            press.caller, lambda unit: unit.quiz_repeats.beat(press.caller, press.control.id(0))
        )

    async def missed(self, press: ComponentEvent) -> Outcome:
        """Show the questions that weren't right."""
        finished = await press.caller.read(
            lambda unit: unit.quizzes.result(press.caller, press.control.id(0))
        )
        return Reply(quiz_result.missed(finished))

    async def share(self, press: ComponentEvent) -> Outcome:
        """Share a line on how a quiz went, once. Raises what `Sharing.write` and `QuizService.share` do."""
        who, quiz = press.caller, press.control.id(0)
        finished = await self._sharing.write(press, lambda unit: unit.quizzes.share(who, quiz, press.channel))

        async def take_back() -> None:
            await self._sharing.take_back(press, lambda unit: unit.quizzes.unshare(quiz, press.channel))

        screen = quiz_result.shared(finished, who.learner, press.channel)
        return Reply(screen, audience="public", refused=take_back)

    async def restart(self, press: ComponentEvent) -> Outcome:
        """Start a new quiz like this one."""
        return await play(
            press.caller, lambda unit: unit.quiz_repeats.restart(press.caller, press.control.id(0))
        )

    async def wrong(self, press: ComponentEvent) -> Outcome:
        """Open the form to report a question."""
        quiz, position = press.control.id(0), press.control.number(1)
        await press.caller.read(lambda unit: unit.question_reports.check(press.caller, quiz, position))
        return question_report.form(quiz, position)

    async def report(self, press: ComponentEvent) -> Outcome:
        """Store a report."""
        position, text = press.control.number(1), press.field("text", question_report.LENGTH).strip()
        quiz = await press.caller.read(lambda unit: unit.quizzes.own(press.caller, press.control.id(0)))
        if not text:
            return Reply(question_report.empty(quiz, position))
        await press.caller.write(
            lambda unit: unit.question_reports.add(press.caller, quiz.id, position, text)
        )
        return Reply(question_report.thanks(quiz))


def _asks_still(state: State, press: ComponentEvent) -> TypeGuard[OpenQuestion]:
    """Return whether the question can still be answered, in the wording that was shown.

    If it can't (it was answered, corrected or dropped in the meantime), the choices made so far are ignored.
    """
    return (
        isinstance(state, OpenQuestion) and state.position == press.control.number(1) and not state.reworded
    )


def _places(digits: str) -> list[int]:
    """Parse options' places, one digit each. Raises StaleControl for anything else."""
    return [read_number(digit) for digit in digits]
