"""Make sure that every command, press and form gets a reply, on time and in plain words.

A handler turns a request into a `Reply` or a form. The responder delivers it, defers if it takes longer than
Discord's patience, and turns errors into sentences.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import aiohttp
import discord

from bot.chat import blocks
from bot.chat.interaction.cooldown import Cooldown
from bot.chat.interaction.custom_id import decode
from bot.chat.interaction.forms import refuse
from bot.chat.interaction.interaction_context import is_member
from bot.chat.interaction.lateness import Lateness
from bot.chat.interaction.reply import (
    ALREADY_ACKNOWLEDGED,
    UNKNOWN_INTERACTION,
    Interaction,
    InteractionReply,
    Outcome,
    Reply,
)
from bot.chat.screens.refusal import refusal_buttons
from bot.chat.words import refusals
from bot.chat.words.dates import read_in
from bot.chat.words.refusals import refusal, unavailable
from bot.errors.storage import RecordUnavailable
from bot.errors.user import StaleControl, UserError
from bot.services.learning.quiz_state import Actor

log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds after an interaction was made until the reply is deferred. Discord gives up after three."""

Work: TypeAlias = Callable[[], Awaitable[Outcome]]


def actor_of(interaction: Interaction) -> Actor:
    """Return who acts, where, and in which interaction.

    If someone uses the app from their own account and lacks Use External Apps, Discord shows the reply only
    to them.
    """
    allowed = interaction.permissions
    thread = isinstance(interaction.channel, discord.Thread)
    may_write = allowed.send_messages_in_threads if thread else allowed.send_messages
    seen = interaction.is_guild_integration() or (interaction.guild_id and allowed.use_external_apps)
    guild, member = interaction.guild_id, is_member(interaction.client, interaction.guild_id)
    return Actor(interaction.user.id, guild, interaction.id, bool(may_write and seen), member)


class Responder:
    """Answers interactions."""

    def __init__(self, cooldown: Cooldown, patience: float = PATIENCE) -> None:
        self.mention: Callable[[str], str] = "/{}".format
        """Turns a command's name into a mention. The client sets it, since Discord gives it the ids."""
        self._cooldown = cooldown
        self._patience = patience
        self._lateness = Lateness()
        self._busy: set[asyncio.Task[Any] | None] = set()
        self._closing = False

    async def answer(
        self, interaction: Interaction, work: Work, then: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Do the work, show the outcome, and then run `then`. A shutdown waits for both.

        Never raises, whatever the work or Discord does, as long as `then` doesn't.
        """
        task = asyncio.current_task()
        self._busy.add(task)
        try:
            read_in(str(interaction.locale))
            await self._answer(interaction, work)
            if then:
                await then()
        finally:
            self._busy.discard(task)

    async def drain(self, seconds: float) -> None:
        """Wait at most this many seconds for replies in progress.

        Forms are still taken in the meantime. All other interactions get asked to come back later.
        """
        self._closing = True
        deadline = time.monotonic() + seconds
        while self._busy and (left := deadline - time.monotonic()) > 0:
            await asyncio.wait([*filter(None, self._busy)], timeout=left)

    async def _answer(self, interaction: Interaction, work: Work) -> None:
        delivery, late = InteractionReply(interaction), self._lateness.of(interaction.created_at.timestamp())
        try:
            await delivery.send(await self._outcome(interaction, delivery, work, late))
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            await self._undelivered(interaction, delivery, error)
        except Exception:
            await self._last_words(interaction, delivery)

    async def _outcome(
        self, interaction: Interaction, delivery: InteractionReply, work: Work, late: float
    ) -> Outcome:
        # Typed text would be lost, and nobody can flood the bot with forms.
        form = interaction.type is discord.InteractionType.modal_submit
        if self._closing and not form:
            return Reply(blocks.note(refusals.RESTARTING), audience="private")
        try:
            if not form:
                self._cooldown.spend(interaction.user.id)
            return await self._in_time(delivery, work, late)
        except UserError as error:
            return refuse(
                interaction, refusal(error, self.mention), refusal_buttons(error, _subject(interaction))
            )
        except RecordUnavailable as error:  # the storage has logged it
            return refuse(interaction, unavailable(error), color=blocks.WRONG)
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            raise
        except Exception:
            return self._failed(interaction)

    async def _in_time(self, delivery: InteractionReply, work: Work, late: float) -> Outcome:
        """Return the work's outcome. Defer if it takes long. A failed deferral doesn't stop the work."""
        deferral: asyncio.Task[None] | None = None

        def defer() -> None:
            nonlocal deferral
            deferral = asyncio.create_task(delivery.defer())

        timer = asyncio.get_running_loop().call_later(max(self._patience - late, 0), defer)
        try:
            return await work()
        finally:
            timer.cancel()
            if deferral:
                await deferral

    def _failed(self, interaction: Interaction) -> Reply:
        number = secrets.token_hex(3).upper()
        log.exception("Error %s in interaction %s (%r)", number, interaction.id, _named(interaction))
        return refuse(interaction, refusals.failure(number), color=blocks.WRONG)

    async def _undelivered(
        self, interaction: Interaction, delivery: InteractionReply, error: Exception
    ) -> None:
        """Handle a reply that Discord didn't accept. The work is stored anyway, so say that if possible."""
        code = error.code if isinstance(error, discord.HTTPException) else None
        if code == ALREADY_ACKNOWLEDGED:
            log.info("Interaction %s was already answered", interaction.id)
        elif code == UNKNOWN_INTERACTION:
            log.warning("Too late to answer interaction %s (%r)", interaction.id, _named(interaction))
        else:
            await self._last_words(interaction, delivery)

    async def _last_words(self, interaction: Interaction, delivery: InteractionReply) -> None:
        reply = self._failed(interaction)
        try:
            await delivery.send(reply)
        except Exception as second:
            log.warning("Couldn't answer interaction %s: %s", interaction.id, second)


def _subject(interaction: Interaction) -> str:
    """Return the command without its subcommand, or what a control belongs to, such as `daily`."""
    data: Any = interaction.data or {}
    try:
        return decode(str(data["custom_id"])).screen if "custom_id" in data else str(data.get("name", ""))
    except StaleControl:
        return ""


def _named(interaction: Interaction) -> str:
    """Return the command or custom id, for the log."""
    data: Any = interaction.data or {}
    return str(data.get("custom_id") or data.get("name") or interaction.type.name)
