"""`/simulate`: the case as decisions. A run goes on wherever it was left."""

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.simulation import simulation as screens
from bot.domain.course.course import Course
from bot.services.session import Caller
from bot.services.simulation.simulation import Consequence, Simulation
from bot.services.unit import Unit


def install(context: FeatureContext, simulate: "SimulateCommands") -> None:
    """Add the command and its controls."""

    @context.tree.command(name="simulate", description="Make the decisions yourself, and see where they lead")
    async def show(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: simulate.show(who, None))

    context.on("simulate", "open", lambda press: simulate.show(press.caller, simulate.course(press)))
    context.on("simulate", "begin", simulate.begin)
    context.on("simulate", "choose", simulate.choose)
    context.on("simulate", "outcome", simulate.outcome)
    context.on("simulate", "src", simulate.sources)


class SimulateCommands:
    """Plays a course's scenario with someone."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def course(self, press: ComponentEvent) -> Course:
        """Return the course that a control names."""
        return self._services.library.course(press.control.text(0))

    async def show(self, who: Caller, named: Course | None) -> Outcome:
        """Show where someone is."""

        async def look(unit: Unit) -> Simulation:
            return await unit.simulations.current(who, await unit.courses.current(who, named))

        return Reply(screens.show(await who.read(look)))

    async def begin(self, press: ComponentEvent) -> Outcome:
        """Show the first scene of a run, or where someone is if that run isn't the next one."""
        who, course, run = press.caller, self.course(press), press.control.number(1)
        at = await who.read(lambda unit: unit.simulations.open(who, course, run))
        return Reply(screens.show(at) if at.play.decisions else screens.scene(at))

    async def choose(self, press: ComponentEvent) -> Outcome:
        """Store a decision, and show what it led to."""
        who, course, control = press.caller, self.course(press), press.control
        run, number, key = control.number(1), control.number(2), control.text(3)
        return _reply(await who.write(lambda unit: unit.simulations.decide(who, course, run, number, key)))

    async def outcome(self, press: ComponentEvent) -> Outcome:
        """Show what a decision led to, once more."""
        who, course = press.caller, self.course(press)
        run, number = press.control.number(1), press.control.number(2)
        return _reply(await who.read(lambda unit: unit.simulations.outcome(who, course, run, number)))

    async def sources(self, press: ComponentEvent) -> Outcome:
        """Show the sources of a step."""
        who, course = press.caller, self.course(press)
        at = await who.read(lambda unit: unit.simulations.current(who, course))
        return Reply(screens.sources(at, press.control.number(2), press.control.number(3)))


def _reply(found: Consequence | Simulation) -> Reply:
    return Reply(screens.outcome(found) if isinstance(found, Consequence) else screens.show(found))
