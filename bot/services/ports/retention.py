"""The store for retention."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, Protocol

Told = Literal["sent", "closed"]
"""What came of telling somebody: it arrived, or their direct messages are closed."""


class RetentionStore(Protocol):
    """Erasing and tidying."""

    async def seen(self, learner: int, day: int) -> None:
        """Somebody uses the bot on this day; nothing is kept of who has nothing stored."""

    async def away(self, since: int, after: int, count: int) -> Sequence[int]:
        """People last seen on that day or before of whom it isn't known that they were told: those with ids
        above `after`, in their order."""

    async def claim_telling(self, learner: int, since: int, at: int) -> int | None:
        """Somebody is about to be told; returns the day on which they were last seen.

        None, and nothing done, when they are back or were told.
        """

    async def settle_telling(self, learner: int, told: Told, at: int) -> None:
        """They were told, or can't be."""

    async def gone(self, since: int, told_until: int, after: int, count: int) -> Sequence[int]:
        """People last seen on that day or before who were told by that instant, as with `away`."""

    async def leave_guild(self, guild: int, at: int) -> None:
        """The bot has left a server; the first instant counts."""

    async def return_to(self, guild: int) -> None:
        """The bot is in a server, again or still."""

    async def compare_guilds(self, present: Collection[int], at: int) -> int:
        """Note the servers that the record has something about and that aren't among these as left, and those
        among these as not left. Returns how many were noted as left now."""

    async def long_left(self, until: int, after: int, count: int) -> Sequence[int]:
        """Servers left by that instant and not returned to, as with `away`."""

    async def erase_guild(self, guild: int, until: int) -> bool:
        """Erase what is kept about such a server. False, and nothing done, when the bot is back in it."""

    async def erase(self, learner: int, token: str) -> Mapping[str, int]:
        """Delete every row about a person and return how many of each kind; anonymous counters stay.

        `token` is that of the note in `bot.storage.copies.erasures`.
        """

    async def erase_gone(self, learner: int, since: int, told_until: int) -> bool:
        """Delete every row about such a person. False, and nothing done, when they are back."""

    async def erased(self) -> Collection[str]:
        """Return the tokens of the erasures that were carried out."""

    async def add_erasure(self, token: str) -> None:
        """Keep that an erasure was carried out."""

    async def forget_erasures(self, tokens: Collection[str]) -> None:
        """Forget erasures whose notes have expired."""
