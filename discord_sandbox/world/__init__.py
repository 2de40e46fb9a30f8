"""The world's data: people, servers, channels, messages, permissions, and the store."""

from discord_sandbox.world.world import Interaction, Message, World

__all__ = ["Interaction", "Message", "World"]
