"""The store for program."""

from typing import Protocol


class ProgramStore(Protocol):
    """Settings of the program's own, and the servers it has greeted."""

    async def setting(self, key: str) -> str | None:
        """A value of the program's own, such as the fingerprint of the registered commands."""

    async def set_setting(self, key: str, value: str) -> None:
        """Keep such a value."""

    async def claim_setting(self, key: str, value: str) -> str:
        """Keep a value unless there is one already. Returns the one that's kept."""

    async def forget_setting(self, key: str) -> None:
        """Delete a value."""

    async def claim_greeting(self, guild: int, at: int) -> bool:
        """True for the first caller since the server was last left: that one greets."""

    async def forget_guild(self, guild: int) -> None:
        """The bot has left the server: a later return is greeted again."""
