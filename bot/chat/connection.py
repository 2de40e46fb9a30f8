"""Connecting to Discord, and saying in one sentence why that is not possible."""

import aiohttp
import discord

from bot.errors import ConnectionRefused, DiscordUnreachable, TokenRefused

WRONG_TOKEN = 4004
"""The code with which the gateway closes a connection whose token it doesn't accept."""


async def connect(bot: discord.Client, token: str, api_url: str) -> None:
    """Log in and stay connected; cuts are mended without a word.

    Raises TokenRefused, DiscordUnreachable, and ConnectionRefused when Discord ends it for good.
    """
    try:
        await bot.login(token)
        await bot.connect()
    except discord.LoginFailure:
        raise _token_refused() from None
    except discord.PrivilegedIntentsRequired:
        raise ConnectionRefused("Discord wants privileged intents, which this bot doesn't ask for.") from None
    except discord.ConnectionClosed as error:
        if error.code == WRONG_TOKEN:
            raise _token_refused() from None
        raise ConnectionRefused(f"Discord closed the connection for good (code {error.code}).") from None
    except discord.DiscordServerError as error:
        raise DiscordUnreachable(f"Discord at {api_url} fails ({error.status}). Start again later.") from None
    except discord.HTTPException as error:
        raise ConnectionRefused(
            f"Discord at {api_url} refuses to let the bot start: "
            f"{error.status} {error.text or error.response.reason}."
        ) from None
    except (aiohttp.ClientError, OSError, discord.GatewayNotFound) as error:
        raise DiscordUnreachable(
            f"Discord can't be reached at {api_url} ({error or type(error).__name__}). "
            "Check the network connection, or start again later."
        ) from None
    except (TypeError, KeyError) as error:
        raise ConnectionRefused(
            f"What answers at {api_url} doesn't answer as Discord does ({error!r}). Check DISCORD_API_URL, "
            "and whether the network asks for a login of its own."
        ) from None


def _token_refused() -> TokenRefused:
    return TokenRefused(
        "Discord does not accept the token. Copy it anew from the Bot page of your application in the "
        "developer portal into DISCORD_TOKEN."
    )
