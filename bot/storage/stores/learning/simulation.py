"""What people decide in scenarios."""

from collections.abc import Mapping, Sequence

from bot.domain.learning.playthrough import Decision
from bot.services.ports.learning.simulation import DecisionEntry
from bot.storage.stores.people import UPSERT_LEARNER
from bot.storage.stores.sql_store import SqlStore

LATEST_RUN = """
SELECT run, scene, choice FROM decision
WHERE learner = $1 AND course = $2
AND run = (SELECT MAX(latest.run) FROM decision AS latest WHERE latest.learner = $1 AND latest.course = $2)
ORDER BY step
"""

DECIDE = """
INSERT INTO decision (learner, course, run, step, scene, choice, guild, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (learner, course, run, step) DO NOTHING
"""

FIRST_CHOICES = """
SELECT scene, choice, COUNT(*) AS number FROM decision
WHERE guild = $1 AND course = $2 AND run = 1 GROUP BY scene, choice
"""


class SqlSimulationStore(SqlStore):
    """`bot.services.ports.learning.simulation.SimulationStore` says what each method promises."""

    async def latest_run(self, learner: int, course: str) -> tuple[int, Sequence[Decision]]:
        """Return the number of a person's latest run and its decisions, or 1 and none before the first."""
        rows = await self._tx.fetch(LATEST_RUN, learner, course)
        return rows[0]["run"] if rows else 1, [Decision(row["scene"], row["choice"]) for row in rows]

    async def decide(self, entry: DecisionEntry) -> None:
        """Store a decision. If that step of the run has one, the first stands."""
        await self._tx.execute(UPSERT_LEARNER, entry.learner, entry.at)
        where = (entry.learner, entry.course, entry.run, entry.step)
        made = (entry.decision.scene, entry.decision.choice, entry.guild, entry.at)
        await self._tx.execute(DECIDE, *where, *made)

    async def first_choices(self, guild: int, course: str) -> Mapping[Decision, int]:
        """Return how many people in a server decided what in their first run."""
        rows = await self._tx.fetch(FIRST_CHOICES, guild, course)
        return {Decision(row["scene"], row["choice"]): row["number"] for row in rows}
