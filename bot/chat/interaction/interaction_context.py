"""Where an interaction happens: who can read along, and whether the bot is a member of the server."""

from typing import Any

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    read_message_history=True,
    create_public_threads=True,
    send_messages_in_threads=True,
)
"""The permissions the bot needs: to greet a server, and for daily posts with threads, including
looking for its own post after a crash. Replies to commands need none.
"""


def is_private(interaction: discord.Interaction[Any]) -> bool:
    """Return whether only this person reads the channel: it's their direct messages with the bot.

    A missing server id doesn't say that. Group DMs and DMs between other people have none either, and an app
    that someone installed for themselves runs there too.
    """
    return bool(interaction.context.dm_channel)


def is_member(client: discord.Client, guild: int | None) -> bool:
    """Return whether the bot is a member of a server, even during an outage of that server.

    An interaction's server id doesn't say that: the app may be installed there for its commands alone, or by
    the person for themselves.
    """
    return guild is not None and client.get_guild(guild) is not None


def text_channel(interaction: discord.Interaction[Any]) -> int | None:
    """Return the id of the server's text channel that this happens in, or None if it's another place."""
    channel = interaction.channel
    return channel.id if isinstance(channel, discord.TextChannel) else None


def invite_url(client: discord.Client) -> str:
    """Return the address that adds the bot to a server with the least permissions it needs."""
    scopes = ("bot", "applications.commands")
    return discord.utils.oauth_url(client.application_id or 0, permissions=PERMISSIONS, scopes=scopes)
