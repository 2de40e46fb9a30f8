"""The chat in a terminal: a person's eyes and hands."""

from .terminal import chat

__all__ = ["chat"]
