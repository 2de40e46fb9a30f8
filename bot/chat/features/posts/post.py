"""What anyone can do with a daily post: keep reading, answer its question, see how others answered."""

from bot.chat.feature_context import FeatureContext
from bot.chat.features.learning.lesson import LessonCommands
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.pictures import bars
from bot.chat.screens.learning import case as case_screens
from bot.chat.screens.posts import answers
from bot.chat.screens.posts import question_of_the_day as screens
from bot.chat.screens.questions.kind import UNKNOWN
from bot.domain.course.library import Place
from bot.domain.learning.group_results import Results
from bot.errors.user import NotAnsweredYet, PostNotFound
from bot.services.posts.question_of_the_day import DailyQuestion
from bot.services.unit import Unit


def install(context: FeatureContext, reader: "PostButtons") -> None:
    """Add the controls."""
    context.on("daily", "read", reader.read)
    context.on("daily", "question", reader.question)
    context.on("daily", "answer", reader.answer)
    context.on("daily", "pick", reader.pick)
    context.on("daily", "guess", reader.guess)
    context.on("daily", "results", reader.results)


class PostButtons:
    """Handles the buttons of a post. Only the person who presses one sees what it opens."""

    def __init__(self, lessons: LessonCommands) -> None:
        self._lessons = lessons

    async def read(self, press: ComponentEvent) -> Outcome:
        """Open the card after a posted one, a posted lesson, a question's lesson, or a fact's topic."""
        who = press.caller
        shown = await who.read(lambda unit: unit.question_of_the_day.show(who, press.control.id(0)))
        if shown.fact:
            return Reply(case_screens.topic(shown.course, shown.fact.topic, shown.fact))
        if shown.lesson is None:
            raise PostNotFound
        lesson = Place(shown.course, shown.lesson)
        if shown.card is not None:
            return await self._lessons.open_card(who, lesson, shown.number + 1, after=shown.number)
        return await self._lessons.begin(who, lesson)

    async def question(self, press: ComponentEvent) -> Outcome:
        """Show the question, or the person's answer to it."""
        return _show(
            await press.caller.read(
                lambda unit: unit.question_of_the_day.open(press.caller, press.control.id(0))
            )
        )

    async def answer(self, press: ComponentEvent) -> Outcome:
        """Take the press of an option, or of "I don't know"."""
        unknown = press.control.text(2) == UNKNOWN
        return await self._answer(press, [] if unknown else [press.control.number(2)])

    async def pick(self, press: ComponentEvent) -> Outcome:
        """Take the options chosen in a menu."""
        return await self._answer(press, press.places)

    async def guess(self, press: ComponentEvent) -> Outcome:
        """Note that an answer was a guess, or take that back."""
        control = press.control
        return _show(
            await press.caller.write(
                lambda unit: unit.question_of_the_day.mark_guess(
                    press.caller, control.id(0), bool(control.number(1))
                )
            )
        )

    async def results(self, press: ComponentEvent) -> Outcome:
        """Show how everyone answered, once the person has answered as well."""
        post = press.control.id(0)

        async def look(unit: Unit) -> tuple[Results, DailyQuestion]:
            found = await unit.question_of_the_day.results(press.caller, post)
            return found, await unit.question_of_the_day.open(press.caller, post)

        try:
            found, asked = await press.caller.read(look)
        except NotAnsweredYet:
            return Reply(screens.not_yet(post))
        rows = answers.bars(found, asked.order)
        picture = await bars.picture(rows, answers.PICTURE) if rows else None
        return Reply(screens.results(asked, found, picture), files=[picture] if picture else [])

    async def _answer(self, press: ComponentEvent, chosen: list[int]) -> Outcome:
        post, fingerprint = press.control.id(0), press.control.text(1)
        return _show(
            await press.caller.write(
                lambda unit: unit.question_of_the_day.answer(press.caller, post, fingerprint, chosen)
            )
        )


def _show(asked: DailyQuestion) -> Reply:
    if asked.answer is None:
        return Reply(screens.question(asked))
    return Reply(screens.feedback(asked, asked.answer))
