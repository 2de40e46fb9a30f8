"""Storage for the program's own values."""

from typing import Protocol


class ProgramStore(Protocol):
    """The program's own values, and the servers it has greeted."""

    async def setting(self, key: str) -> str | None:
        """Return one of the program's own values, such as the fingerprint of the registered commands."""

    async def set_setting(self, key: str, value: str) -> None:
        """Store one of the program's own values."""

    async def claim_setting(self, key: str, value: str) -> str:
        """Store a value unless the key has one. Return the value that's stored."""

    async def forget_setting(self, key: str) -> None:
        """Delete a value."""

    async def claim_greeting(self, guild: int, at: int) -> bool:
        """Return True for the first caller since the bot last left the server. That caller greets it."""

    async def forget_guild(self, guild: int) -> None:
        """Forget a server's greeting, so that the bot greets again when it returns."""
