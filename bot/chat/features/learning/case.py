"""`/case`: what happened, topic by topic, with a status and a source for every fact."""

from discord import app_commands

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.input_checks import Text
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.responder import actor_of
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import case as screens
from bot.domain.course.course import Course
from bot.errors.user import TopicNotFound
from bot.services.session import Caller


def install(context: FeatureContext, case: "CaseCommands") -> None:
    """Add the command and its controls."""

    @context.tree.command(name="case", description="What happened, fact by fact, with sources")
    @app_commands.describe(topic="What to look up. Leave it out to see all topics")
    async def show(interaction: Interaction, topic: Text | None = None) -> None:
        await context.answer(interaction, lambda who: case.show(who, topic))

    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        who = actor_of(interaction)
        course = await context.services.units.read(lambda unit: unit.courses.current(who))
        named = [(course.topic_title(topic), topic) for topic in course.topics]
        fits = [pair for pair in named if typed.casefold() in pair[0].casefold()]
        return [app_commands.Choice(name=name, value=topic) for name, topic in fits[:25]]

    context.autocompleter.add(show, "topic", complete)
    context.on("case", "show", case.page)
    context.on("case", "topic", case.choose)
    context.on("case", "src", case.sources)


class CaseCommands:
    """Shows the facts of the case."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def show(self, who: Caller, typed: str | None) -> Outcome:
        """Show the topic that was typed, or all topics."""
        course = await who.read(lambda unit: unit.courses.current(who))
        return Reply(screens.topic(course, _find(course, typed), 0) if typed else screens.topics(course))

    async def page(self, press: ComponentEvent) -> Outcome:
        """Show a page of a topic, or all topics if none is named."""
        course = self._services.library.course(press.control.text(0))
        name = press.control.text(1)
        if not name:
            return Reply(screens.topics(course))
        return Reply(screens.topic(course, _find(course, name), press.control.number(2)))

    async def sources(self, press: ComponentEvent) -> Outcome:
        """Show the sources of a page."""
        course = self._services.library.course(press.control.text(0))
        name, page = _find(course, press.control.text(1)), press.control.number(2)
        return Reply(screens.sources(course, name, page, press.control.number(3, 0)))

    async def choose(self, press: ComponentEvent) -> Outcome:
        """Show the topic that was chosen in the menu."""
        course = self._services.library.course(press.control.text(0))
        return Reply(screens.topic(course, _find(course, press.chosen), 0))


def _find(course: Course, typed: str) -> str:
    """Return the topic that was meant. Raises TopicNotFound."""
    wanted = typed.strip().casefold()
    names = {topic: (topic, course.topic_title(topic).casefold()) for topic in course.topics}
    whole = [topic for topic, known in names.items() if wanted in known]
    part = [topic for topic, known in names.items() if any(wanted in name for name in known)]
    if found := whole or part:
        return found[0]
    raise TopicNotFound(typed, course.id)
