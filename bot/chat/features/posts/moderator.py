"""What moderators and teachers do with a server's daily posts, by command, button or menu."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from discord import app_commands

from bot.chat.feature_context import FeatureContext
from bot.chat.interaction.moderation import permit
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.responder import asker
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.posts import daily as screens
from bot.chat.screens.posts.post import picture_of
from bot.domain.posts.post import Schedule
from bot.errors import (
    ChannelNotFound,
    ChannelUnclear,
    Delayed,
    PermissionMissing,
    RoleUnmentionable,
    ScheduleNotFound,
    StaleControl,
    Undeliverable,
)
from bot.services.learning.quiz_state import Actor
from bot.services.posts.schedules import ScheduleStatus, Wish

RECENT = 5
"""Posts that the screen of a daily post lists."""

Act = Callable[[Actor, int], Awaitable[Outcome]]


class Moderator:
    """What a moderator does with daily posts. `who.guild` is the server."""

    def __init__(self, front: FeatureContext) -> None:
        self._front = front
        self._units = front.services.units
        self._library = front.services.library
        self._acts: dict[str, Act] = {
            "open": self._show,
            "preview": self._preview,
            "now": self._now,
            "pause": self._pause,
            "resume": self._resume,
            "skip": self._skip,
            "remove": self._confirm,
            "remove-now": self._remove,
            "unmention": self._stop_mentioning,
        }

    async def set(self, who: Actor, wish: Wish, typed: str | None) -> Outcome:
        """A new daily post, or a changed one in place of the one typed."""
        if wish.role and not await self._front.courier.can_mention(_guild(who), wish.channel, wish.role):
            raise RoleUnmentionable(wish.role)
        if typed is None:
            await self._check(who, wish.channel, thread=bool(wish.thread))
            schedule = await self._units.write(lambda unit: unit.schedules.create(who, wish))
            return await self._show(who, schedule.id, "✅ **Set.**")
        before = self._meant(await self._standings(who), typed)
        thread = before.thread if wish.thread is None else wish.thread
        await self._check(who, wish.channel, thread=thread)
        schedule = await self._units.write(lambda unit: unit.schedules.change(who, before.id, wish))
        return await self._show(who, schedule.id, "✅ **Changed.**")

    async def run(self, who: Actor, name: str, typed: str | None) -> Outcome:
        """A subcommand, on the daily post typed, or on the only one, or on the one then chosen."""
        standings = await self._standings(who)
        if typed is None and (not standings or (name == "show" and len(standings) > 1)):
            return Reply(screens.overview(standings, self._names(who), self._library))
        act = "open" if name == "show" else name
        if typed is None and len(standings) > 1:
            schedules = [each.schedule for each in standings]
            return Reply(screens.ask_which(schedules, self._names(who), act, who.interaction))
        meant = standings[0].schedule if typed is None else self._meant(standings, typed)
        return await self._acts[act](who, meant.id)

    async def do(self, press: ComponentEvent) -> Outcome:
        """A button under a daily post."""
        await permit(self._front.services.units, press)
        name, number = press.control.text(0), press.control.id(1)
        # One from before buttons had a key posts each time.
        return await self._act(press.asker, name, number, press.control.id(2, press.asker.interaction))

    async def choose(self, press: ComponentEvent) -> Outcome:
        """The daily post chosen in a menu."""
        await permit(self._front.services.units, press)
        key = press.control.id(1, press.asker.interaction)
        return await self._act(press.asker, press.control.text(0), press.chosen_id, key)

    async def complete(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Completes the daily posts of a server."""
        who = asker(interaction)
        names = self._names(who)
        found = [
            each.schedule for each in await self._units.read(lambda unit: unit.schedules.list(_guild(who)))
        ]
        labels = [(screens.label(each, names.get(each.channel, "gone")), str(each.id)) for each in found]
        fits = [pair for pair in labels if typed.casefold() in pair[0].casefold()]
        return [app_commands.Choice(name=name, value=value) for name, value in fits[:25]]

    async def _act(self, who: Actor, name: str, schedule: int, key: int) -> Outcome:
        if name == "now":
            return await self._now(who, schedule, key)
        if name == "show":
            standings = await self._standings(who)
            return Reply(screens.overview(standings, self._names(who), self._library))
        if name not in self._acts:
            raise StaleControl
        return await self._acts[name](who, schedule)

    async def _preview(self, who: Actor, schedule: int) -> Outcome:
        delivery = await self._front.courier.illustrate(
            await self._units.read(lambda unit: unit.schedules.preview(who.guild, schedule))
        )
        if not await self._mentions(delivery.schedule):
            delivery = replace(delivery, schedule=replace(delivery.schedule, role=None))
        settings = await self._front.services.units.read(lambda unit: unit.servers.settings(_guild(who)))
        allowed, picture = settings.allows(delivery.post.channel), picture_of(delivery)
        screen = screens.preview(delivery, picture, who.interaction, allowed=allowed)
        return Reply(screen, files=[picture] if picture else [])

    async def _now(self, who: Actor, schedule: int, key: int | None = None) -> Outcome:
        found = await self._units.read(lambda unit: unit.schedules.find(who.guild, schedule))
        await self._check(who, found.channel, thread=found.thread)
        extra = await self._units.write(lambda unit: unit.schedules.post_now(who, schedule, key))
        done = screens.REPEATED if extra.repeated else f"✅ **Being posted** in <#{extra.post.channel}>."
        return await self._show(who, schedule, done, posting=True)

    async def _pause(self, who: Actor, schedule: int) -> Outcome:
        await self._units.write(lambda unit: unit.schedules.pause(who, schedule))
        return await self._show(who, schedule, "⏸ **Paused.** It keeps its place in the course.")

    async def _resume(self, who: Actor, schedule: int) -> Outcome:
        found = await self._units.read(lambda unit: unit.schedules.find(who.guild, schedule))
        await self._check(who, found.channel, thread=found.thread)
        await self._units.write(lambda unit: unit.schedules.resume(who, schedule))
        return await self._show(who, schedule, "▶ **Resumed.**" if found.paused else "It is not paused.")

    async def _skip(self, who: Actor, schedule: int) -> Outcome:
        before = await self._units.read(lambda unit: unit.schedules.find(who.guild, schedule))
        await self._units.write(lambda unit: unit.schedules.skip(who, schedule))
        said = f"✅ **Left out:** {screens.when(before.next_at)}. Its content comes the time after."
        return await self._show(who, schedule, said)

    async def _stop_mentioning(self, who: Actor, schedule: int) -> Outcome:
        await self._units.write(lambda unit: unit.schedules.stop_mentioning(who, schedule))
        return await self._show(who, schedule, "✅ **Changed:** it mentions no role.")

    async def _confirm(self, who: Actor, schedule: int) -> Outcome:
        return Reply(
            screens.confirm_removing(
                await self._units.read(lambda unit: unit.schedules.find(who.guild, schedule))
            )
        )

    async def _remove(self, who: Actor, schedule: int) -> Outcome:
        return Reply(
            screens.removed(await self._units.write(lambda unit: unit.schedules.remove(who, schedule)))
        )

    async def _show(self, who: Actor, schedule: int, done: str = "", *, posting: bool = False) -> Outcome:
        for standing in await self._standings(who):
            if standing.schedule.id == schedule:
                recent = await self._units.read(
                    lambda unit: unit.schedules.posts(who.guild, schedule, RECENT)
                )
                key = None if posting else who.interaction
                return Reply(screens.one(standing, self._library, key, done, recent))
        raise ScheduleNotFound

    async def _standings(self, who: Actor) -> Sequence[ScheduleStatus]:
        """The server's daily posts, and whether their roles can be mentioned now."""
        found = await self._units.read(lambda unit: unit.schedules.list(_guild(who)))
        return [replace(each, mentions=await self._mentions(each.schedule)) for each in found]

    async def _mentions(self, schedule: Schedule) -> bool:
        role = schedule.role
        return role is None or await self._front.courier.can_mention(schedule.guild, schedule.channel, role)

    async def _check(self, who: Actor, channel: int, *, thread: bool) -> None:
        """Raises PermissionMissing, ChannelNotFound or ChannelUnclear unless the bot may post there."""
        try:
            missing = await self._front.courier.missing(_guild(who), channel, thread=thread)
        except Undeliverable:
            raise ChannelNotFound(channel) from None
        except Delayed:
            raise ChannelUnclear(channel) from None
        if missing:
            raise PermissionMissing(channel, tuple(missing))

    def _meant(self, standings: Sequence[ScheduleStatus], typed: str) -> Schedule:
        """The daily post by what completion gave. Raises ScheduleNotFound."""
        for standing in standings:
            if str(standing.schedule.id) == typed.strip():
                return standing.schedule
        raise ScheduleNotFound

    def _names(self, who: Actor) -> dict[int, str]:
        guild = self._front.tree.client.get_guild(_guild(who))
        return {channel.id: channel.name for channel in guild.text_channels} if guild else {}


def _guild(who: Actor) -> int:
    if who.guild is None:
        raise ScheduleNotFound
    return who.guild
