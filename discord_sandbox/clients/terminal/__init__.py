"""The chat in a terminal: a person's eyes and hands."""

from discord_sandbox.clients.terminal.terminal import chat

__all__ = ["chat"]
