"""Play a course's scenario: every decision is stored, and a run goes on wherever it was left."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.learning.playthrough import Decision, Playthrough, Step
from bot.errors.user import NoScenario
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.learning.simulation import DecisionEntry, SimulationStore
from bot.services.ports.posts.servers import ServerStore


@dataclass(frozen=True)
class Simulation:
    """Where someone is in a course's scenario."""

    course: Course
    play: Playthrough


@dataclass(frozen=True)
class Consequence:
    """What a decision led to. `others` has how many people in this server made each choice, by its key, once
    there are enough of them to show it.
    """

    simulation: Simulation
    number: int
    others: Mapping[str, int]

    @property
    def step(self) -> Step:
        """Return the decision."""
        return self.simulation.play.steps[self.number]


@dataclass(frozen=True)
class SimulationService:
    """Plays scenarios."""

    store: SimulationStore
    server_store: ServerStore
    clock: Clock

    async def current(self, who: Actor, course: Course) -> Simulation:
        """Return where someone's latest run is. Raises NoScenario."""
        return Simulation(course, await self._play(who, course))

    async def open(self, who: Actor, course: Course, run: int) -> Simulation:
        """Return a run that's asked for: the latest, or a new one, which is stored with its first decision.

        For any other number, return the latest. Raises NoScenario.
        """
        return Simulation(course, _entered(await self._play(who, course), run))

    async def decide(
        self, who: Actor, course: Course, run: int, number: int, key: str
    ) -> Consequence | Simulation:
        """Store a decision and return what it led to.

        If that step was decided before, return what it led to then. If the choice isn't there anymore,
        return where the run is. Raises NoScenario.
        """
        play = _entered(await self._play(who, course), run)
        choice = play.scene.choice(key)
        if play.run == run and number == len(play.steps) and choice:
            decision = Decision(play.scene.id, key)
            await self.store.decide(
                DecisionEntry(who.learner, course.id, run, number, decision, who.server, self.clock())
            )
            play = Playthrough(play.scenario, run, [*play.decisions, decision])
        return await self._outcome(who, Simulation(course, play), run, number)

    async def outcome(self, who: Actor, course: Course, run: int, number: int) -> Consequence | Simulation:
        """Return what a decision led to, or where the latest run is if that isn't known.

        Raises NoScenario.
        """
        return await self._outcome(who, Simulation(course, await self._play(who, course)), run, number)

    async def _outcome(self, who: Actor, at: Simulation, run: int, number: int) -> Consequence | Simulation:
        if at.play.run != run or number >= len(at.play.steps):
            return at
        return Consequence(at, number, await self._others(who, at.course, at.play.steps[number]))

    async def _others(self, who: Actor, course: Course, step: Step) -> Mapping[str, int]:
        if who.server is None:
            return {}
        counts = await self.store.first_choices(who.server, course.id, step.scene.id)
        settings = await self.server_store.settings(who.server)
        return counts if sum(counts.values()) >= settings.results_from else {}

    async def _play(self, who: Actor, course: Course) -> Playthrough:
        if course.scenario is None:
            raise NoScenario(course.id)
        run, decisions = await self.store.latest_run(who.learner, course.id)
        return Playthrough(course.scenario, run, decisions)


def _entered(latest: Playthrough, run: int) -> Playthrough:
    """Return the latest run, or the one after it if that's the one asked for."""
    return Playthrough(latest.scenario, run) if latest.decisions and run == latest.run + 1 else latest
