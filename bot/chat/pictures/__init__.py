"""Pictures: drawn by Pillow in a thread, each with a description that says the same in words."""

import asyncio
import io
from collections.abc import Callable
from typing import Any, Protocol

import discord
from discord import ui

DESCRIPTION = 1024
"""Characters of a description that Discord allows."""


class Drawn(Protocol):
    """What can be drawn, and said in words."""

    def draw(self) -> bytes:
        """The picture as PNG. It takes up to some tenths of a second: call it in a thread."""

    def describe(self) -> str:
        """The same in words, for those who do not see it."""


async def render(drawn: Drawn, filename: str) -> discord.File:
    """The picture as a file to send, with its description; drawn in a thread."""
    return await render_by(drawn.draw, drawn.describe(), filename)


async def render_by(draw: Callable[[], bytes], description: str, filename: str) -> discord.File:
    """The same for a picture that a function draws."""
    content = await asyncio.to_thread(draw)
    said = description if len(description) <= DESCRIPTION else description[: DESCRIPTION - 1] + "…"
    return discord.File(io.BytesIO(content), filename, description=said)


def gallery(picture: discord.File) -> ui.Item[Any]:
    """The picture as a block of a screen that it is sent with."""
    item = discord.MediaGalleryItem(f"attachment://{picture.filename}", description=picture.description)
    return ui.MediaGallery(item)
