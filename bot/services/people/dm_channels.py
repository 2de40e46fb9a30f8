"""The channels of people's direct messages with the bot."""

from dataclasses import dataclass

from bot.services.ports.people import PeopleStore


@dataclass(frozen=True)
class DmChannels:
    """Remembers each person's channel: Discord slows down bots that keep opening them."""

    people_store: PeopleStore

    async def get(self, person: int) -> int | None:
        """Return a person's channel, if it was opened before."""
        return await self.people_store.dm_channel(person)

    async def set(self, person: int, channel: int) -> None:
        """Keep a person's channel; nothing about someone who has nothing stored."""
        await self.people_store.keep_dm_channel(person, channel)
