"""`/ask`: answer a question with passages of the courses, or say that there's no answer.

Its buttons open new messages, so the answer stays.
"""

from collections.abc import Callable

from discord import app_commands

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.features.learning.lesson import LessonCommands, find_extra
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import ask as screens
from bot.chat.screens.learning import case as case_screens
from bot.chat.screens.learning import lesson as lesson_screens
from bot.services.learning.lessons.study import look_at
from bot.services.session import Caller

LONGEST = 300
"""Longest question, in characters."""


def install(context: FeatureContext, ask: "AskCommands") -> None:
    """Add the command and its controls."""

    @context.tree.command(name="ask", description="Ask the course a question. Answers come with sources")
    @app_commands.describe(question="In your own words, or a few keywords")
    async def show(interaction: Interaction, question: app_commands.Range[str, 1, LONGEST]) -> None:
        await context.answer(interaction, lambda who: ask.answer(who, question))

    context.on("ask", "page", ask.page)
    context.on("ask", "extra", ask.extra)
    context.on("ask", "sources", ask.sources)  # of messages from before answers were short
    context.on("ask", "passage", ask.passage)
    context.on("ask", "cited", ask.cited)
    context.on("ask", "topic", ask.topic)
    context.on("ask", "lessons", ask.lessons)
    context.on("ask", "topics", ask.topics)


class AskCommands:
    """Answers questions from the courses."""

    def __init__(self, services: Services, lessons: LessonCommands, mention: Callable[[str], str]) -> None:
        self._ask = services.ask
        self._mention = mention
        self._services = services
        self._lessons = lessons

    async def answer(self, who: Caller, question: str) -> Outcome:
        """Show the passage that answers it best, or say that none does, and count the question."""
        current = await who.read(lambda unit: unit.courses.current(who))
        found = await self._ask.answer(question, current)
        if not found.said:
            await self._ask.count(who, question)
        return Reply(screens.answer(found, self._mention))

    async def passage(self, press: ComponentEvent) -> Outcome:
        """Show a whole passage."""
        said = self._ask.passage(press.control.text(0), press.control.text(1))
        return Reply(screens.passage(said, self._mention), audience="private")

    async def cited(self, press: ComponentEvent) -> Outcome:
        """Show the facts behind a passage with their sources, or turn to another page of them."""
        said = self._ask.passage(press.control.text(0), press.control.text(1))
        turned = len(press.control.arguments) > 2
        screen = screens.sources(said, press.control.number(2, 0))
        return Reply(screen, audience="here" if turned else "private")

    async def page(self, press: ComponentEvent) -> Outcome:
        """Open the card of a lesson with a passage."""
        place = self._services.library.place(press.control.text(0), press.control.text(1))
        return await self._lessons.open_card(press.caller, place, press.control.number(2), "private")

    async def extra(self, press: ComponentEvent) -> Outcome:
        """Show the extra of a lesson with a passage."""
        return Reply(lesson_screens.extra(*find_extra(self._services.library, press), 1), audience="private")

    async def sources(self, press: ComponentEvent) -> Outcome:
        """Show the sources of that card."""
        place = self._services.library.place(press.control.text(0), press.control.text(1))
        number = press.control.number(2)
        reading = look_at(place, number)
        turn = ("lesson", "sources", place.course.id, place.lesson.id, reading.number)
        cited = reading.card.facts
        screen = lesson_screens.sources(place, reading.card.heading, cited, turn, reading.number)
        return Reply(screen, audience="private")

    async def topic(self, press: ComponentEvent) -> Outcome:
        """Show the topic of the case that a passage belongs to."""
        course = self._services.library.course(press.control.text(0))
        topic = course.topics[min(press.control.number(1), len(course.topics) - 1)]
        return Reply(case_screens.topic(course, topic, 0), audience="private")

    async def lessons(self, press: ComponentEvent) -> Outcome:
        """Show all lessons."""
        return await self._lessons.show(press.caller, None)

    async def topics(self, press: ComponentEvent) -> Outcome:
        """Show the topics of the case."""
        who = press.caller
        return Reply(case_screens.topics(await who.read(lambda unit: unit.courses.current(who))))
