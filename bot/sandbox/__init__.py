"""A local stand-in for Discord, with a web page."""

from .hub import Options
from .server import Sandbox

__all__ = ["Options", "Sandbox"]
