"""Pictures, drawn with Pillow in a thread. Each one has a description that says the same in words."""

import asyncio
import io
from collections.abc import Callable
from typing import Any, Protocol

import discord
from discord import ui

DESCRIPTION = 1024
"""Longest description that Discord allows, in characters."""


class Drawing(Protocol):
    """Something that can be drawn and described."""

    def draw(self) -> bytes:
        """Return the picture as PNG. This can take a few tenths of a second, so call it in a thread."""

    def describe(self) -> str:
        """Return the same in words, for people who can't see the picture."""


async def render(drawn: Drawing, filename: str) -> discord.File:
    """Draw the picture in a thread, and return it as a file with its description."""
    return await render_by(drawn.draw, drawn.describe(), filename)


async def render_by(draw: Callable[[], bytes], description: str, filename: str) -> discord.File:
    """Draw a picture with a function in a thread, and return it as a file with its description."""
    content = await asyncio.to_thread(draw)
    said = description if len(description) <= DESCRIPTION else description[: DESCRIPTION - 1] + "…"
    return discord.File(io.BytesIO(content), filename, description=said)


def gallery(picture: discord.File) -> ui.Item[Any]:
    """Return the block that shows the picture on a screen."""
    item = discord.MediaGalleryItem(f"attachment://{picture.filename}", description=picture.description)
    return ui.MediaGallery(item)
