"""A local stand-in for Discord, with a web page."""

from .server import Sandbox

__all__ = ["Sandbox"]
