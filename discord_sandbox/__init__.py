"""A local stand-in for Discord, with a web page."""

from .server import Sandbox
from .world.store import WorldInUse

__all__ = ["Sandbox", "WorldInUse"]
