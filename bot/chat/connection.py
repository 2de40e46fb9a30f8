"""Connect to Discord, or say in one sentence why that's not possible."""

import aiohttp
import discord

from bot.errors.configuration import ConnectionRefused, DiscordUnreachable, TokenRefused

WRONG_TOKEN = 4004
"""The gateway's close code for a token it doesn't accept."""


async def connect(bot: discord.Client, token: str, api_url: str) -> None:
    """Log in and stay connected, reconnecting silently after a cut.

    Raises TokenRefused, DiscordUnreachable, and ConnectionRefused if Discord closes the connection for good.
    """
    try:
        await bot.login(token)
        await bot.connect()
    except discord.LoginFailure:
        raise _token_refused() from None
    except discord.PrivilegedIntentsRequired:
        raise ConnectionRefused("Discord asks for privileged intents, which this bot doesn't use.") from None
    except discord.ConnectionClosed as error:
        if error.code == WRONG_TOKEN:
            raise _token_refused() from None
        raise ConnectionRefused(f"Discord closed the connection permanently (code {error.code}).") from None
    except discord.DiscordServerError as error:
        raise DiscordUnreachable(f"Discord at {api_url} is down ({error.status}). Try again later.") from None
    except discord.HTTPException as error:
        raise ConnectionRefused(
            f"Discord at {api_url} won't let the bot start: "
            f"{error.status} {error.text or error.response.reason}."
        ) from None
    except (aiohttp.ClientError, OSError, discord.GatewayNotFound) as error:
        raise DiscordUnreachable(
            f"Discord can't be reached at {api_url} ({error or type(error).__name__}). "
            "Check your network connection, or try again later."
        ) from None
    except (TypeError, KeyError) as error:
        raise ConnectionRefused(
            f"The server at {api_url} doesn't behave like Discord ({error!r}). Check DISCORD_API_URL, "
            "and whether your network has its own login page."
        ) from None


def _token_refused() -> TokenRefused:
    return TokenRefused(
        "Discord doesn't accept the token. Copy it again from the Bot page in Discord's developer portal to "
        "DISCORD_TOKEN."
    )
