"""Pictures on screens, as a chat client fetches them."""

import io

import aiohttp
from PIL import Image

from discord_sandbox.clients.person import Reply

CONTAINER, GALLERY = 17, 12  # types of components


async def drawn(reply: Reply) -> tuple[Image.Image, str]:
    """The picture of a screen, and its description."""
    cards = [part for part in reply.raw["components"] if part["type"] == CONTAINER]
    [gallery] = [part for card in cards for part in card["components"] if part["type"] == GALLERY]
    [item] = gallery["items"]
    async with aiohttp.ClientSession() as session, session.get(item["media"]["url"]) as response:
        assert response.status == 200
        return Image.open(io.BytesIO(await response.read())), item["description"]
