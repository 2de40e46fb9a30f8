"""The ids of people's direct message channels."""

from dataclasses import dataclass

from bot.services.ports.people import PeopleStore


@dataclass(frozen=True)
class DmChannels:
    """Stores each person's channel, because Discord slows down bots that keep opening them."""

    people_store: PeopleStore

    async def get(self, person: int) -> int | None:
        """Return a person's channel, or None if it was never opened."""
        return await self.people_store.dm_channel(person)

    async def set(self, person: int, channel: int) -> None:
        """Store a person's channel. Unknown users leave no rows behind."""
        await self.people_store.keep_dm_channel(person, channel)
