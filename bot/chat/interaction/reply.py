"""Send one reply to Discord: right away or deferred, in place or as a new message, and again after a cut
connection.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Literal, TypeAlias

import aiohttp
import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction import callback
from bot.chat.interaction.interaction_context import is_private
from bot.chat.messages.error_codes import delivery_error, tried_once
from bot.chat.words import refusals

Interaction: TypeAlias = discord.Interaction[Any]

PAUSES = (0.2, 0.5)
"""Seconds to wait before trying again after a cut connection. discord.py itself only retries what Discord
refused.
"""

UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED = 10062, 40060


@dataclass(frozen=True)
class Reply:
    """A screen, and who it is for.

    here: in place of the message whose control was pressed if it is the person's own, else private;
    in place: the same, but what came unasked in direct messages is replaced too;
    private: a new message for the person alone; public: a new message for everyone in the channel.

    `refused` runs if Discord refused the message, so that it surely wasn't created.
    """

    view: ui.LayoutView
    files: Sequence[discord.File] = ()
    audience: Literal["here", "in place", "private", "public"] = "here"
    refused: Callable[[], Awaitable[None]] | None = None


Outcome: TypeAlias = Reply | ui.Modal


class InteractionReply:
    """Delivers an outcome to the person who acted. Raises what discord.py and aiohttp raise in the end."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._deferred = False
        self._hide = not is_private(interaction)
        # Posts and reminders stay, and a message with text can't turn into a screen anyway.
        message = interaction.message
        screen = message is not None and message.flags.components_v2
        self._own_message = screen and message is not None and (message.flags.ephemeral or not self._hide)
        self._unasked = message is not None and not screen and not self._hide

    async def defer(self) -> None:
        """Tell Discord that the reply will take longer."""
        response = self._interaction.response
        try:
            if self._own_message:
                await send_with_retries(response.defer)
            else:
                await send_with_retries(lambda: response.defer(ephemeral=self._hide, thinking=True))
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise
        self._deferred = True

    async def send(self, outcome: Outcome) -> None:
        """Show the outcome. If it's a form but none can follow (after a deferral or a form), ask for another
        press.
        """
        if isinstance(outcome, Reply):
            await self._send_reply(outcome)
        elif self._deferred or self._interaction.type is discord.InteractionType.modal_submit:
            await self.send(Reply(blocks.note(refusals.PRESS_AGAIN), audience="private"))
        else:
            form = outcome
            form.stop()
            await send_with_retries(lambda: self._interaction.response.send_modal(form))

    async def _send_reply(self, reply: Reply) -> None:
        began, tries = monotonic(), 0

        async def attempt() -> None:
            nonlocal tries
            tries += 1
            await self._reply(reply)

        try:
            await send_with_retries(attempt)
        except discord.HTTPException as error:
            once = tries == 1 and error.code != ALREADY_ACKNOWLEDGED and tried_once(began)
            if reply.refused and delivery_error(error, once=once).sure:
                await reply.refused()
            raise

    async def _reply(self, reply: Reply) -> None:
        interaction, files = self._interaction, list(reply.files)
        for file in files:
            file.reset()  # an earlier try, cut off, read it to its end
        hidden = reply.audience != "public" and self._hide
        in_place = self._own_message and reply.audience in ("here", "in place")
        if self._deferred and (in_place or not self._own_message):
            await interaction.edit_original_response(view=reply.view, attachments=files)
        elif self._deferred:
            await interaction.followup.send(view=reply.view, files=files, ephemeral=hidden)
        elif in_place:
            await callback.edit_message(interaction, reply.view, files)
        elif self._unasked and reply.audience == "in place":
            await callback.edit_message(interaction, reply.view, files, content=None, embeds=[])
        else:
            await callback.send_message(interaction, reply.view, files, hidden=hidden)


async def send_with_retries(send: Callable[[], Awaitable[object]]) -> None:
    """Send, and after a cut connection, try again after each pause.

    The first try may have arrived anyway. In that case, Discord says that the interaction was already
    acknowledged.
    """
    for pause in PAUSES:
        try:
            await send()
        except (aiohttp.ClientConnectionError, ConnectionError):
            await asyncio.sleep(pause)
        else:
            return
    await send()
