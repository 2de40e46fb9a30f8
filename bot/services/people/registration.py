"""What the bot registered with Discord, and which application it runs as."""

from dataclasses import dataclass

from bot.services.people.ownership import claim
from bot.services.ports.program import ProgramStore


@dataclass(frozen=True)
class RegistrationService:
    """The application that the record belongs to, and its commands."""

    program_store: ProgramStore

    async def claim(self, application: int, api_url: str) -> None:
        """Bind the record to an application at its first run. Raises RecordTaken if it's bound to another."""
        await claim(self.program_store, application, api_url)

    async def registered(self, application: int | None) -> str | None:
        """Return the fingerprint of the commands registered last."""
        return await self.program_store.setting(f"commands:{application}")

    async def set_registered(self, application: int | None, fingerprint: str) -> None:
        """Keep the fingerprint of the commands registered now."""
        await self.program_store.set_setting(f"commands:{application}", fingerprint)
