"""`/plan`: templates, practice messages, checklists, reflections, and all of it as a file."""

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.writing import plan as screens
from bot.domain.course.course import Course
from bot.domain.writing.journal import Journal
from bot.services.session import Caller
from bot.services.unit import Unit


def install(context: FeatureContext, plan: "PlanCommands") -> None:
    """Add the command and its controls."""

    @context.tree.command(
        name="plan", description="Templates, practice messages and checklists to use at work"
    )
    async def show(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: plan.show(who, None))

    context.on("plan", "show", lambda press: plan.show(press.caller, plan.course(press)))
    context.on("plan", "templates", plan.templates)
    context.on("plan", "template", plan.template)


class PlanCommands:
    """Shows what learners take back to work."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def course(self, press: ComponentEvent) -> Course | None:
        """Return the course that a control names, if it names one."""
        named = press.control.arguments[:1]
        return self._services.library.course(named[0]) if named else None

    async def show(self, who: Caller, named: Course | None) -> Outcome:
        """Show what there is."""

        async def look(unit: Unit) -> Journal:
            return await unit.journal.open(who, await unit.courses.current(who, named))

        return Reply(screens.overview(await who.read(look)))

    async def templates(self, press: ComponentEvent) -> Outcome:
        """Show the templates."""
        who, named = press.caller, self.course(press)
        return Reply(screens.templates(await who.read(lambda unit: unit.courses.current(who, named))))

    async def template(self, press: ComponentEvent) -> Outcome:
        """Show the template that was chosen in the menu."""
        return Reply(screens.template(self._services.library.place(press.control.text(0), press.chosen)))
