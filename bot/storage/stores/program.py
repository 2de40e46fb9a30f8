"""The program's own values, and the servers it has greeted."""

from bot.storage.stores.sql_store import SqlStore

SETTING = "SELECT value FROM setting WHERE key = $1"

SET_SETTING = """
INSERT INTO setting (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""

CLAIM_SETTING = """
INSERT INTO setting (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO NOTHING
"""

FORGET_SETTING = "DELETE FROM setting WHERE key = $1"

CLAIM_GREETING = """
INSERT INTO greeting (guild, at) VALUES ($1, $2)
ON CONFLICT (guild) DO NOTHING
"""

FORGET_GUILD = "DELETE FROM greeting WHERE guild = $1"


class SqlProgramStore(SqlStore):
    """`bot.services.ports.program.ProgramStore` says what each method promises."""

    async def setting(self, key: str) -> str | None:
        """Return one of the program's own values, such as the fingerprint of the registered commands."""
        rows = await self._tx.fetch(SETTING, key)
        return rows[0]["value"] if rows else None

    async def set_setting(self, key: str, value: str) -> None:
        """Store one of the program's own values."""
        await self._tx.execute(SET_SETTING, key, value)

    async def claim_setting(self, key: str, value: str) -> str:
        """Store a value unless the key has one. Return the value that's stored."""
        await self._tx.execute(CLAIM_SETTING, key, value)
        [row] = await self._tx.fetch(SETTING, key)
        return str(row["value"])

    async def forget_setting(self, key: str) -> None:
        """Delete a value."""
        await self._tx.execute(FORGET_SETTING, key)

    async def claim_greeting(self, guild: int, at: int) -> bool:
        """Return True for the first caller since the bot last left the server. That caller greets it."""
        return await self._tx.execute(CLAIM_GREETING, guild, at) == 1

    async def forget_guild(self, guild: int) -> None:
        """Forget a server's greeting, so that the bot greets again when it returns."""
        await self._tx.execute(FORGET_GUILD, guild)
