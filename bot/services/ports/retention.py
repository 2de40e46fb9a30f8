"""Storage for erasing what isn't needed anymore."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, Protocol

WarningOutcome = Literal["sent", "closed"]
"""The outcome of a warning: it was sent, or the learner's direct messages are closed."""


class RetentionStore(Protocol):
    """Erasure of inactive learners and departed servers."""

    async def mark_seen(self, learner: int, day: int) -> None:
        """Record that the learner used the bot on this day. Unknown users leave no rows behind."""

    async def inactive_learners(self, since: int, after: int, count: int) -> Sequence[int]:
        """Return learners last seen by `since` and not yet warned, with ids above `after`, ordered by id."""

    async def claim_warning(self, learner: int, since: int, at: int) -> int | None:
        """Claim the right to warn an inactive learner, and return the day they were last seen.

        Return None, and do nothing, if they're back or were already warned.
        """

    async def settle_warning(self, learner: int, outcome: WarningOutcome, at: int) -> None:
        """Record that the learner was warned or can't be."""

    async def erasable_learners(self, since: int, warned_until: int, after: int, count: int) -> Sequence[int]:
        """Return learners last seen by `since` and warned by `told_until`, by id, starting after `after`."""

    async def leave_guild(self, guild: int, at: int) -> None:
        """Record that the bot left a server. The first time is kept."""

    async def rejoin_guild(self, guild: int) -> None:
        """Record that the bot is in a server."""

    async def sync_guilds(self, present: Collection[int], at: int) -> int:
        """Compare known servers with those the bot is in: record departures and returns.

        Return how many new departures there are.
        """

    async def guilds_left_before(self, until: int, after: int, count: int) -> Sequence[int]:
        """Return servers that the bot left by that instant, with ids above `after`, ordered by id."""

    async def erase_guild(self, guild: int, until: int) -> bool:
        """Delete a departed server's rows. Return False, and do nothing, if the bot is back in it."""

    async def erase(self, learner: int, token: str) -> Mapping[str, int]:
        """Delete every row about a person and return how many of each kind. Anonymous counters stay.

        `token` identifies the note in `bot.storage.copies.erasures`.
        """

    async def erase_gone(self, learner: int, since: int, warned_until: int) -> bool:
        """Delete every row about an inactive person. Return False, and do nothing, if they're back."""

    async def erased(self) -> Collection[str]:
        """Return the tokens of completed erasures."""

    async def add_erasure(self, token: str) -> None:
        """Record a completed erasure."""

    async def forget_erasures(self, tokens: Collection[str]) -> None:
        """Delete completed erasures whose notes have expired."""
