"""What somebody is told after a command since they could not be told before: that their reminder rests, and
to moderators what keeps a daily post from going out.
"""

import logging
from functools import partial

import aiohttp
import discord
from discord import ui

from bot.chat.interaction.places import is_private
from bot.chat.interaction.reply import Interaction, insist
from bot.chat.interaction.responder import asker
from bot.chat.interaction.router import manages
from bot.chat.screens.people import server
from bot.chat.screens.posts import remind
from bot.errors import RecordUnavailable
from bot.services.people.servers import ServerService
from bot.services.posts.reminders import ReminderService

log = logging.getLogger(__name__)


async def tell_news(interaction: Interaction, servers: ServerService, reminders: ReminderService) -> None:
    """Say it privately below the answer, each thing once. Never raises: the command itself was answered."""
    if not interaction.response.is_done():
        return
    try:
        for view in await _news(interaction, servers, reminders):
            await insist(partial(interaction.followup.send, view=view, ephemeral=not is_private(interaction)))
    except RecordUnavailable:
        pass  # the storage has logged it, and the next command tries again
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.warning("Couldn't send %s a notice: %s", interaction.user.id, error)
    except Exception:
        log.exception("Couldn't send %s a notice", interaction.user.id)


async def _news(
    interaction: Interaction, servers: ServerService, reminders: ReminderService
) -> list[ui.LayoutView]:
    who = asker(interaction)
    rests = await reminders.news(who)
    found = [remind.rests(rests)] if rests else []
    if who.server is not None and manages(interaction):
        untold = await servers.news(who.server)
        found += [server.news(untold)] if untold else []
    return found
