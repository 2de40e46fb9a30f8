"""The desk takes every command, press and form, and sees that each is answered: in time, and in words.

A handler turns a request into a `Reply` (or a form to fill in). The desk sends it, defers when that takes
longer than Discord's patience allows, and turns what went wrong into words.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import discord
from discord import ui

from bot.chat import blocks, words
from bot.chat.cooldown import Cooldown
from bot.errors import StudyError, TooFast
from bot.services.quiz import Asker

log = logging.getLogger(__name__)

Interaction: TypeAlias = discord.Interaction[Any]

PATIENCE = 1.5
"""Seconds before a reply is deferred; Discord gives up after three."""

UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED = 10062, 40060


@dataclass(frozen=True)
class Reply:
    """A screen and where it goes.

    here: in place of the message whose control was pressed if it is the person's own, else private;
    private: a new message for the person alone; public: a new message for everyone in the channel.
    """

    view: ui.LayoutView
    files: Sequence[discord.File] = ()
    place: Literal["here", "private", "public"] = "here"


Outcome: TypeAlias = Reply | ui.Modal
Work: TypeAlias = Callable[[], Awaitable[Outcome]]


def asker(interaction: Interaction) -> Asker:
    """Who acts, where, and by which interaction."""
    return Asker(interaction.user.id, interaction.guild_id, interaction.id)


class Desk:
    """Answers interactions."""

    def __init__(self, cooldown: Cooldown, patience: float = PATIENCE) -> None:
        self._cooldown = cooldown
        self._patience = patience
        self._busy: set[asyncio.Task[Any]] = set()

    async def answer(self, interaction: Interaction, work: Work) -> None:
        """Do the work and show what comes of it. Never raises, whatever the work or Discord does."""
        task = asyncio.current_task()
        if task:
            self._busy.add(task)
        try:
            outcome, deferred = await self._outcome(interaction, work)
            await self._show(interaction, outcome, deferred)
        except discord.HTTPException as error:
            await self._undelivered(interaction, error)
        except Exception:
            log.exception("Could not answer interaction %s", interaction.id)
        finally:
            if task:
                self._busy.discard(task)

    async def drain(self, seconds: float) -> None:
        """Wait, at most so long, for what is being answered."""
        others = self._busy - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=seconds)

    async def _outcome(self, interaction: Interaction, work: Work) -> tuple[Outcome, bool]:
        """What to show, and whether the interaction was deferred meanwhile."""
        try:
            self._cooldown.spend(interaction.user.id)
        except TooFast as error:
            return _refused(error), False
        task = asyncio.ensure_future(work())
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        if not done:
            await asyncio.gather(self._defer(interaction), asyncio.wait({task}))
        try:
            return task.result(), not done
        except StudyError as error:
            return _refused(error), not done
        except Exception:
            return self._failed(interaction), not done

    def _failed(self, interaction: Interaction) -> Reply:
        number = secrets.token_hex(3).upper()
        log.exception("Error %s in interaction %s (%s)", number, interaction.id, _named(interaction))
        return Reply(blocks.note(words.failure(number), colour=blocks.WRONG), place="private")

    async def _defer(self, interaction: Interaction) -> None:
        try:
            if _in_place(interaction):
                await interaction.response.defer()
            else:
                await interaction.response.defer(ephemeral=_hide(interaction), thinking=True)
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise

    async def _show(self, interaction: Interaction, outcome: Outcome, deferred: bool = False) -> None:
        if isinstance(outcome, ui.Modal):
            outcome.stop()
            await interaction.response.send_modal(outcome)
            return
        hidden = outcome.place != "public" and _hide(interaction)
        files = list(outcome.files)
        own = _in_place(interaction)
        if deferred and (outcome.place == "here" or not own):
            await interaction.edit_original_response(view=outcome.view, attachments=files)
        elif deferred:
            await interaction.followup.send(view=outcome.view, files=files, ephemeral=hidden)
        elif own and outcome.place == "here":
            await interaction.response.edit_message(view=outcome.view, attachments=files)
        else:
            await interaction.response.send_message(view=outcome.view, files=files, ephemeral=hidden)

    async def _undelivered(self, interaction: Interaction, error: discord.HTTPException) -> None:
        """Discord did not take the answer. What the person did is stored all the same; say so if possible."""
        if error.code == ALREADY_ACKNOWLEDGED:
            log.info("Interaction %s had been answered already", interaction.id)
        elif error.code == UNKNOWN_INTERACTION:
            log.warning("Interaction %s (%s) was answered too late", interaction.id, _named(interaction))
        else:
            reply = self._failed(interaction)
            try:
                await self._show(interaction, reply, interaction.response.is_done())
            except Exception as second:
                log.warning("Interaction %s stays unanswered: %s", interaction.id, second)


def _refused(error: StudyError) -> Reply:
    return Reply(blocks.note(words.refusal(error)), place="private")


def _in_place(interaction: Interaction) -> bool:
    """Whether the control pressed is on a screen that only this person uses.

    A message that came unasked is no screen: it stays, and could not become one unless its text went.
    """
    message = interaction.message
    own = message is not None and (message.flags.ephemeral or not _hide(interaction))
    return own and message is not None and message.flags.components_v2


def _hide(interaction: Interaction) -> bool:
    """Whether a reply must be marked private: everywhere but in the bot's own direct messages."""
    return not interaction.context.dm_channel


def _named(interaction: Interaction) -> str:
    """The command or custom id, for the log."""
    data: Any = interaction.data or {}
    return str(data.get("custom_id") or data.get("name") or interaction.type.name)
