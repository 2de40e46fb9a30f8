"""The record keeps what people decide in scenarios, on both engines."""

import asyncio

from bot.domain.learning.playthrough import Decision
from bot.services.ports.learning.simulation import DecisionEntry
from tests.contract.samples import COURSE, GUILD, LEARNER
from tests.records import SqlRecord


def entry(
    step: int, choice: str, *, learner: int = LEARNER, run: int = 1, guild: int | None = GUILD
) -> DecisionEntry:
    """A decision in the scene `s` and the step's number."""
    return DecisionEntry(learner, COURSE, run, step, Decision(f"s{step}", choice), guild, 7)


async def test_the_latest_run_is_found_in_order(record: SqlRecord) -> None:
    """Nothing yet is the first run. A later one takes its place."""
    store = record.stores.simulations
    assert await store.latest_run(LEARNER, COURSE) == (1, [])
    for made in (entry(0, "a"), entry(1, "b")):
        await store.decide(made)
    assert await store.latest_run(LEARNER, COURSE) == (1, [Decision("s0", "a"), Decision("s1", "b")])
    await store.decide(entry(0, "c", run=2))
    assert await store.latest_run(LEARNER, COURSE) == (2, [Decision("s0", "c")])


async def test_the_first_decision_of_a_step_stands(record: SqlRecord) -> None:
    """Also when two arrive at once."""
    store = record.stores.simulations
    await asyncio.gather(*(store.decide(entry(0, choice)) for choice in "ab"))
    _, [stands] = await store.latest_run(LEARNER, COURSE)
    await store.decide(entry(0, "c"))
    assert await store.latest_run(LEARNER, COURSE) == (1, [stands])


async def test_first_runs_in_a_server_are_counted(record: SqlRecord) -> None:
    """Not later ones, and not what's decided elsewhere."""
    store = record.stores.simulations
    for made in (
        entry(0, "a"),
        entry(1, "b"),
        entry(0, "b", run=2),
        entry(0, "a", learner=LEARNER + 1),
        entry(0, "b", learner=LEARNER + 2),
        entry(0, "b", learner=LEARNER + 3, guild=GUILD + 1),
        entry(0, "b", learner=LEARNER + 4, guild=None),
    ):
        await store.decide(made)
    counts = {Decision("s0", "a"): 2, Decision("s0", "b"): 1, Decision("s1", "b"): 1}
    assert await store.first_choices(GUILD, COURSE) == counts
