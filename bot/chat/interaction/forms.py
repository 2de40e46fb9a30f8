"""Read forms that people filled in, and give back text that couldn't be saved."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.input_checks import chosen_values, storable
from bot.chat.interaction.reply import Interaction, Reply

TEXT_INPUT = 4

FILENAME = "what-you-wrote.txt"

ROOM = 3000
"""Characters of a screen for the returned text. The rest is for saying why it wasn't saved."""


def fields(interaction: Interaction) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each field's custom id with what was typed or chosen in it."""
    for field in _components(interaction):
        name = str(field.get("custom_id", ""))
        if field.get("value") is not None:
            yield name, (storable(str(field["value"])),)
        elif "values" in field:
            yield name, chosen_values(field["values"])


def refuse(
    interaction: Interaction,
    said: str,
    buttons: Sequence[blocks.Button] = (),
    *,
    color: discord.Color = blocks.ACCENT,
) -> Reply:
    """Say why nothing was done and what to do next, and give back what was typed into the form, because its
    sender has no copy.
    """
    typed = "\n\n".join(
        storable(str(field["value"]))
        for field in _components(interaction)
        if field.get("type") == TEXT_INPUT and field.get("value")
    )
    if not typed.strip() or typed in said:
        return Reply(blocks.note(said, color=color, buttons=buttons), audience="private")
    said += "\n\n**What you just wrote**, to copy"
    if len(typed) <= ROOM and "```" not in typed:
        return Reply(
            blocks.note(f"{said}:\n```\n{typed}\n```", color=color, buttons=buttons), audience="private"
        )
    whole = [blocks.text(f"{said}, is in this file:"), ui.File(f"attachment://{FILENAME}")]
    after = [blocks.row(*buttons)] if buttons else []
    card = blocks.view(blocks.card(*whole, color=color), *after)
    return Reply(card, files=[text_file(typed.encode(), FILENAME)], audience="private")


def text_file(content: bytes, name: str) -> discord.File:
    """Return a file to attach."""
    return discord.File(io.BytesIO(content), filename=name)


def _components(interaction: Interaction) -> Iterator[dict[str, Any]]:
    """Yield a form's fields. They're inside labels, or in rows in older forms."""
    data: Any = interaction.data or {}
    for outer in data.get("components") or ():
        yield from (each for each in (outer.get("component"), *outer.get("components", ())) if each)
