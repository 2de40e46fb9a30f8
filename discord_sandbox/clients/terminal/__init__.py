"""Chat in a terminal."""

from discord_sandbox.clients.terminal.terminal import chat

__all__ = ["chat"]
