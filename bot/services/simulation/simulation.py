"""Play a course's scenario: every decision is stored, and a run goes on wherever it was left."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.course.course import Course
from bot.domain.learning.playthrough import Decision, Playthrough, Step
from bot.errors.user import NoScenario
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.learning.simulation import DecisionEntry, SimulationStore
from bot.services.ports.posts.servers import ServerStore


@dataclass(frozen=True)
class Simulation:
    """Where someone is in a course's scenario. At an end, `endings` has how many people in this server got
    which ending first, by its scene, once there are enough of them to show it.
    """

    course: Course
    play: Playthrough
    endings: Mapping[str, int] = field(default_factory=dict)


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
        return await self._at(who, course, await self._play(who, course))

    async def open(self, who: Actor, course: Course, run: int) -> Simulation:
        """Return a run that's asked for: the latest, or a new one, which is stored with its first decision.

        For any other number, return the latest. Raises NoScenario.
        """
        return await self._at(who, course, _entered(await self._play(who, course), run))

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
        return await self._outcome(who, course, play, run, number)

    async def outcome(self, who: Actor, course: Course, run: int, number: int) -> Consequence | Simulation:
        """Return what a decision led to, or where the latest run is if that isn't known.

        Raises NoScenario.
        """
        return await self._outcome(who, course, await self._play(who, course), run, number)

    async def _outcome(
        self, who: Actor, course: Course, play: Playthrough, run: int, number: int
    ) -> Consequence | Simulation:
        if play.run != run or number >= len(play.steps):
            return await self._at(who, course, play)
        return Consequence(Simulation(course, play), number, await self._others(who, course, play, number))

    async def _at(self, who: Actor, course: Course, play: Playthrough) -> Simulation:
        ended = play.scene.is_ending and not play.changed
        return Simulation(course, play, await self._endings(who, course, play) if ended else {})

    async def _others(self, who: Actor, course: Course, play: Playthrough, number: int) -> Mapping[str, int]:
        scene = play.steps[number].scene.id
        made = await self._first_choices(who, course)
        return await self._enough(who, {each.choice: made[each] for each in made if each.scene == scene})

    async def _endings(self, who: Actor, course: Course, play: Playthrough) -> Mapping[str, int]:
        """Count by ending. Choices that the course no longer has are left out."""
        found: Counter[str] = Counter()
        for made, people in (await self._first_choices(who, course)).items():
            scene = play.scenario.by_id.get(made.scene)
            choice = scene and scene.choice(made.choice)
            if choice and play.scenario.by_id[choice.to].is_ending:
                found[choice.to] += people
        return await self._enough(who, found)

    async def _first_choices(self, who: Actor, course: Course) -> Mapping[Decision, int]:
        return await self.store.first_choices(who.server, course.id) if who.server else {}

    async def _enough(self, who: Actor, counts: Mapping[str, int]) -> Mapping[str, int]:
        """Return counts if a server may show them, or none."""
        if not (who.server and counts):
            return {}
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
