"""The commands registered with Discord, and the application the bot runs as."""

from dataclasses import dataclass

from bot.services.people.ownership import claim
from bot.services.ports.program import ProgramStore


@dataclass(frozen=True)
class RegistrationService:
    """Stores which application owns the database, and which commands it registered."""

    program_store: ProgramStore

    async def claim(self, application: int, api_url: str) -> None:
        """Bind the database to an application on its first run. Raises RecordTaken if another owns it."""
        await claim(self.program_store, application, api_url)

    async def registered(self, application: int | None) -> str | None:
        """Return the fingerprint of the last registered commands."""
        return await self.program_store.setting(f"commands:{application}")

    async def set_registered(self, application: int | None, fingerprint: str) -> None:
        """Store the fingerprint of the commands registered now."""
        await self.program_store.set_setting(f"commands:{application}", fingerprint)
