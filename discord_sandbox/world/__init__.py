"""What there is: people, servers, channels and messages, who may do what, and where it is all kept."""

from discord_sandbox.world.world import Interaction, Message, World

__all__ = ["Interaction", "Message", "World"]
