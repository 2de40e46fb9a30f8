"""A local stand-in for Discord, with a web page."""

from discord_sandbox.server import Sandbox
from discord_sandbox.world.store import WorldInUse

__all__ = ["Sandbox", "WorldInUse"]
