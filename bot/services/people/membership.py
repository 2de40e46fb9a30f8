"""The servers that the bot is in, and greeting each of them once."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.services.ports.clock import Clock
from bot.services.ports.program import ProgramStore
from bot.services.ports.retention import RetentionStore


@dataclass(frozen=True)
class MembershipService:
    """Tracks the servers the bot is in. A server's data is erased some time after it removes the bot."""

    retention_store: RetentionStore
    program_store: ProgramStore
    clock: Clock

    async def compare(self, present: Collection[int]) -> int:
        """Note which servers removed the bot while it was offline, given all it's in. Return how many did."""
        return await self.retention_store.sync_guilds(present, self.clock())

    async def join(self, guild: int) -> None:
        """Note that the bot was added to a server."""
        await self.retention_store.rejoin_guild(guild)

    async def leave(self, guild: int) -> None:
        """Note that the bot was removed from a server, and greet it again if it's added back."""
        await self.retention_store.leave_guild(guild, self.clock())
        await self.program_store.forget_guild(guild)

    async def claim_greeting(self, guild: int) -> bool:
        """Return whether the caller should greet a server. Only the first one since the bot joined should."""
        return await self.program_store.claim_greeting(guild, self.clock())

    async def give_greeting_back(self, guild: int) -> None:
        """Let the next caller greet a server, because this greeting failed."""
        await self.program_store.forget_guild(guild)
