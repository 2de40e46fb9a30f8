"""Send the first response to an interaction, without having Discord send it back.

discord.py always asks for the finished message and makes an object of it. That's a quarter of what a reply
costs, and we never look at it. There's no public way around it, so this uses the parts that discord.py itself
does; its version is pinned for that.
"""

from collections.abc import Sequence
from typing import Any

import discord
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import (
    async_context,
    interaction_message_response_params,
    interaction_response_params,
)

Kind = discord.InteractionResponseType
PATH = "/interactions/{webhook_id}/{webhook_token}/callback"


async def send_message(
    interaction: discord.Interaction[Any],
    view: discord.ui.LayoutView,
    files: Sequence[discord.File],
    *,
    hidden: bool,
) -> None:
    """Respond with a new message, visible to everyone in the channel unless it's `hidden`.

    Raises InteractionResponded, and what discord.py and aiohttp raise.
    """
    params = interaction_message_response_params(
        type=Kind.channel_message.value,
        view=view,
        files=list(files),
        flags=discord.MessageFlags(ephemeral=hidden),
        previous_allowed_mentions=interaction._state.allowed_mentions,
    )
    await _respond(interaction, Kind.channel_message, params)


async def edit_message(
    interaction: discord.Interaction[Any],
    view: discord.ui.LayoutView,
    files: Sequence[discord.File],
    **more: Any,
) -> None:
    """Respond by changing the message whose control was used. Raises the same as `send_message`."""
    params = interaction_message_response_params(
        type=Kind.message_update.value,
        view=view,
        attachments=list(files),
        previous_allowed_mentions=interaction._state.allowed_mentions,
        **more,
    )
    await _respond(interaction, Kind.message_update, params)


async def complete(
    interaction: discord.Interaction[Any], choices: Sequence[discord.app_commands.Choice[str]]
) -> None:
    """Respond with suggestions. Raises the same as `send_message`."""
    data = {"choices": [choice.to_dict() for choice in choices]}
    params = interaction_response_params(Kind.autocomplete_result.value, data)
    await _respond(interaction, Kind.autocomplete_result, params)


async def _respond(interaction: discord.Interaction[Any], kind: Kind, params: MultipartParameters) -> None:
    response, http = interaction.response, interaction._state.http
    if response.is_done():
        raise discord.InteractionResponded(interaction)
    await async_context.get().request(
        Route("POST", PATH, webhook_id=interaction.id, webhook_token=interaction.token),
        session=interaction._session,
        proxy=http.proxy,
        proxy_auth=http.proxy_auth,
        payload=params.payload,
        multipart=params.multipart,
        files=params.files,
    )
    response._response_type = kind
