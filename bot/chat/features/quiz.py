"""`/quiz`: questions one after the other, answered in private."""

from discord import app_commands

from bot.chat.delivery import Interaction, Outcome, Reply
from bot.chat.desk import asker
from bot.chat.features.lesson import completion
from bot.chat.front import Front, Services
from bot.chat.router import Press
from bot.chat.screens import quiz as screens
from bot.errors import StaleControl
from bot.services.quiz import LONGEST, Answered, Asked, Asker, Finished


def install(front: Front) -> None:
    """Add the command and its controls."""
    quiz = Quiz(front.services)

    @front.tree.command(name="quiz", description="Test yourself; an unfinished quiz goes on where it was")
    @app_commands.describe(
        lesson="Its name or number; without one the questions are mixed",
        questions="How many (5 unless you say)",
    )
    async def start(
        interaction: Interaction,
        lesson: str | None = None,
        questions: app_commands.Range[int, 1, LONGEST] | None = None,
    ) -> None:
        await front.answer(interaction, lambda: quiz.open(asker(interaction), lesson, questions))

    start.autocomplete("lesson")(completion(front.services.library))
    front.on("quiz", "start", quiz.start)
    front.on("quiz", "answer", quiz.answer)
    front.on("quiz", "pick", quiz.pick)
    front.on("quiz", "next", quiz.next)
    front.on("quiz", "feedback", quiz.feedback)
    front.on("quiz", "sources", quiz.sources)
    front.on("quiz", "retake", quiz.retake)
    front.on("quiz", "restart", quiz.restart)
    front.on("quiz", "wrong", quiz.wrong)
    front.on("quiz", "report", quiz.report)


class Quiz:
    """Asking and answering."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._quizzes = services.quizzes

    async def open(self, who: Asker, typed: str | None, count: int | None) -> Outcome:
        """Resume or start, by what was typed."""
        place = self._library.find(typed) if typed else None
        course = place.course if place else self._library.default
        return _show(await self._quizzes.open(who, course, place.lesson.id if place else None, count))

    async def start(self, press: Press) -> Outcome:
        """Resume or start, by a button; an empty lesson stands for a mixed quiz."""
        course, lesson = self._library.course(press.control.text(0)), press.control.text(1)
        place = self._library.place(course.id, lesson) if lesson else None
        return _show(await self._quizzes.open(press.asker, course, place.lesson.id if place else None))

    async def answer(self, press: Press) -> Outcome:
        """The press of an option, or of "I don't know"."""
        unknown = press.control.text(3) == screens.UNKNOWN
        return await self._answer(press, [] if unknown else [press.control.number(3)])

    async def pick(self, press: Press) -> Outcome:
        """The options chosen in a menu."""
        if not press.values or not all(value.isascii() and value.isdigit() for value in press.values):
            raise StaleControl
        return await self._answer(press, [int(value) for value in press.values])

    async def _answer(self, press: Press, chosen: list[int]) -> Outcome:
        control = press.control
        return _show(
            await self._quizzes.answer(
                press.asker, control.number(0), control.number(1), control.text(2), chosen
            )
        )

    async def next(self, press: Press) -> Outcome:
        """Where the quiz stands."""
        return _show(await self._quizzes.stand(press.asker, press.control.number(0)))

    async def feedback(self, press: Press) -> Outcome:
        """The feedback on an answer given."""
        control = press.control
        return _show(await self._quizzes.feedback(press.asker, control.number(0), control.number(1)))

    async def sources(self, press: Press) -> Outcome:
        """What the question rests on."""
        control = press.control
        state = await self._quizzes.feedback(press.asker, control.number(0), control.number(1))
        if not isinstance(state, Answered):
            return _show(state)
        return Reply(screens.sources(state, control.number_or(2, 0)))

    async def retake(self, press: Press) -> Outcome:
        """Just the wrong ones."""
        return _show(await self._quizzes.retake(press.asker, press.control.number(0)))

    async def restart(self, press: Press) -> Outcome:
        """A new quiz like this one."""
        return _show(await self._quizzes.restart(press.asker, press.control.number(0)))

    async def wrong(self, press: Press) -> Outcome:
        """The form to say what is wrong with a question."""
        quiz, position = press.control.number(0), press.control.number(1)
        await self._quizzes.check(press.asker, quiz, position)
        return screens.report_form(quiz, position)

    async def report(self, press: Press) -> Outcome:
        """The form, filled in."""
        control = press.control
        text = press.fields.get("text", "").strip()
        if not text:
            return Reply(screens.report_empty(control.number(0), control.number(1)))
        await self._quizzes.report(press.asker, control.number(0), control.number(1), text)
        return Reply(screens.reported(control.number(0)))


def _show(state: Asked | Answered | Finished) -> Reply:
    match state:
        case Asked():
            return Reply(screens.question(state))
        case Answered():
            return Reply(screens.feedback(state))
        case Finished():
            return Reply(screens.result(state))
