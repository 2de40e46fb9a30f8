"""Notices shown after a command because they couldn't be delivered before: that a reminder is paused, and for
moderators, what keeps a daily post from going out.
"""

import logging
from functools import partial

import aiohttp
import discord
from discord import ui

from bot.chat.interaction.interaction_context import is_private
from bot.chat.interaction.reply import Interaction, send_with_retries
from bot.chat.interaction.router import manages
from bot.chat.screens.people import server
from bot.chat.screens.posts import remind
from bot.errors.storage import RecordUnavailable
from bot.services.learning.quiz_state import Actor
from bot.services.session import Caller
from bot.services.unit import Unit

log = logging.getLogger(__name__)


def check_for_notices(interaction: Interaction, who: Caller) -> None:
    """Let the command's first unit check for notices. There rarely are any, so no writer has to wait."""

    async def look(unit: Unit) -> None:
        guild = _managed(interaction, who)
        who.session.has_notices = await unit.reminders.has_notices(who) or (
            guild is not None and await unit.servers.has_notices(guild)
        )

    who.session.require(look)


async def show_notices(interaction: Interaction, who: Caller) -> None:
    """Show notices privately below the reply, each one once. Never raises, because the command itself was
    answered.
    """
    if not who.session.has_notices or not interaction.response.is_done():
        return
    try:
        for view in await who.write(lambda unit: _take(unit, who, _managed(interaction, who))):
            await send_with_retries(
                partial(interaction.followup.send, view=view, ephemeral=not is_private(interaction))
            )
    except RecordUnavailable:
        pass  # the storage has logged it, and the next command tries again
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.warning("Couldn't send %s a notice: %s", interaction.user.id, error)
    except Exception:
        log.exception("Couldn't send %s a notice", interaction.user.id)


def _managed(interaction: Interaction, who: Actor) -> int | None:
    """Return the server whose notices this person gets."""
    return who.server if manages(interaction) else None


async def _take(unit: Unit, who: Actor, guild: int | None) -> list[ui.LayoutView]:
    """Return the notices, and mark them as shown."""
    rests = await unit.reminders.take_notices(who)
    notices = await unit.servers.take_notices(guild) if guild is not None else ()
    return [
        *([remind.rests(rests)] if rests else []),
        *([server.pending_notices(notices)] if notices else []),
    ]
