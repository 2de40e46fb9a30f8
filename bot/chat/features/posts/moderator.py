"""What moderators and teachers do with a server's daily posts, by command, button or menu."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from discord import app_commands

from bot.chat.feature_context import FeatureContext
from bot.chat.features.posts.checks import Draft, check_channel, check_request, without_vain_publishing
from bot.chat.interaction.moderation import require_teacher
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.responder import actor_of
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.posts import daily as screens
from bot.chat.screens.posts.edit import edit as edit_screen
from bot.chat.words.posts import CHANGED, RESUMED, UNDONE, posting
from bot.domain.posts.post import Post, Schedule
from bot.errors.user import ScheduleNotFound, StaleControl
from bot.services.learning.quiz_state import Actor
from bot.services.ports.messenger import PreparedPost
from bot.services.posts.post_content import next_post
from bot.services.posts.schedule_request import ScheduleRequest
from bot.services.posts.schedules import ExtraPost, ScheduleStatus
from bot.services.session import Caller
from bot.services.unit import Unit

RECENT = 5
"""Number of recent posts to list on a daily post's screen."""

T = TypeVar("T", Schedule, ExtraPost)


@dataclass(frozen=True)
class Seen:
    """A daily post, its latest posts, and the next one if a preview is wanted."""

    status: ScheduleStatus
    recent: Sequence[Post]
    preview: PreparedPost | None = None
    beside: Sequence[Schedule] = ()
    """The other daily posts in its channel."""

    @property
    def schedule(self) -> Schedule:
        """The daily post itself."""
        return self.status.schedule


InteractionRequest = Callable[[Caller, Seen], Awaitable[Outcome]]


async def _look(unit: Unit, who: Actor, schedule: int, act: str = "") -> Seen:
    """Return a daily post of the server. Raises ScheduleNotFound."""
    found = await unit.schedules.list(_guild(who))
    for status in found:
        if status.schedule.id == schedule:
            preview = await unit.schedules.preview(who.guild, schedule) if act == "preview" else None
            posts = await unit.schedules.posts(who.guild, schedule, RECENT)
            channel = status.schedule.channel
            there = [each.schedule for each in found if each.schedule.channel == channel]
            return Seen(status, posts, preview, [each for each in there if each.id != schedule])
    raise ScheduleNotFound


async def _change(
    who: Caller, work: Callable[[Unit], Awaitable[T]], schedule: int | None = None
) -> tuple[T, Seen]:
    """Change a daily post, and return it as it is afterward. `schedule` is its id, unless the work returns
    it.
    """

    async def whole(unit: Unit) -> tuple[T, Seen]:
        done = await work(unit)
        return done, await _look(unit, who, done.id if isinstance(done, Schedule) else schedule or 0)

    return await who.write(whole)


class DailyCommands:
    """Handles what moderators do with daily posts. `who.guild` is the server."""

    def __init__(self, context: FeatureContext) -> None:
        self._context = context
        self._services = context.services
        self._acts: dict[str, InteractionRequest] = {
            "open": self._show,
            "preview": self._preview,
            "now": self._now,
            "pause": self._pause,
            "resume": self._resume,
            "skip": self._skip,
            "remove": self._confirm,
            "remove-now": self._remove,
            "unmention": self._stop_mentioning,
            "edit": self._edit,
        }

    async def set(self, who: Caller, request: ScheduleRequest, typed: str | None) -> Outcome:
        """Set up a new daily post, or change the one that was typed."""
        await check_request(self._context.messenger, _guild(who), request)
        if typed is None:
            await self.check(who, request.channel, thread=bool(request.thread))
            _, seen = await _change(who, lambda unit: unit.schedules.create(who, request))
            return await self._show(who, seen, screens.added(seen.beside))
        before = _meant(await who.read(lambda unit: unit.schedules.list(_guild(who))), typed)
        return await self._show(who, await self._changed(who, before, lambda _: request), CHANGED)

    async def edited(self, who: Caller, before: Schedule, draft: Draft) -> Outcome:
        """Change a daily post from its editing screen, and show that screen again."""
        await check_request(self._context.messenger, _guild(who), draft(before))
        return await self._edit(who, await self._changed(who, before, draft), CHANGED)

    async def _changed(self, who: Caller, before: Schedule, draft: Draft) -> Seen:
        request = draft(before)
        thread = before.thread if request.thread is None else request.thread
        await self.check(who, request.channel, thread=thread)
        draft = await without_vain_publishing(self._context.messenger, before, draft)
        _, seen = await _change(who, lambda unit: unit.schedules.edit(who, before.id, draft))
        return seen

    async def _edit(self, who: Caller, seen: Seen, done: str = "") -> Outcome:
        server = self._context.tree.client.get_guild(_guild(who))
        there = frozenset(each.id for each in (*server.channels, *server.roles)) if server else frozenset()
        status = await self._mentioning(seen.status)
        news = await self._context.messenger.can_publish(_guild(who), seen.schedule.channel)
        return Reply(edit_screen(status, self._services.library, there, done, news=news))

    async def run(self, who: Caller, name: str, typed: str | None) -> Outcome:
        """Run a subcommand on the daily post that was typed, or on the only one, or ask which one."""
        act = "open" if name == "show" else name

        async def look(unit: Unit) -> tuple[Sequence[ScheduleStatus], Seen | None]:
            found = await unit.schedules.list(_guild(who))
            if typed is None and len(found) != 1:
                return found, None
            meant = found[0].schedule if typed is None else _meant(found, typed)
            return found, await _look(unit, who, meant.id, act)

        found, seen = await who.read(look)
        if seen:
            return await self._acts[act](who, seen)
        if not found or name == "show":
            return await self.overview(who, found)
        schedules = [each.schedule for each in found]
        return Reply(screens.ask_which(schedules, self._names(who), act, who.interaction))

    async def do(self, press: ComponentEvent) -> Outcome:
        """Handle a button under a daily post."""
        require_teacher(press)
        name, number = press.control.text(0), press.control.id(1)
        # Buttons from before there were keys post each time.
        return await self._act(press.caller, name, number, press.control.id(2, press.caller.interaction))

    async def choose(self, press: ComponentEvent) -> Outcome:
        """Handle a daily post chosen in a menu."""
        require_teacher(press)
        key = press.control.id(1, press.caller.interaction)
        return await self._act(press.caller, press.control.text(0), press.chosen_id, key)

    async def complete(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Suggest the server's daily posts."""
        who = actor_of(interaction)
        names, units = self._names(who), self._context.services.units
        found = [each.schedule for each in await units.read(lambda unit: unit.schedules.list(_guild(who)))]
        labels = [(screens.label(each, names.get(each.channel, "gone")), str(each.id)) for each in found]
        fits = [pair for pair in labels if typed.casefold() in pair[0].casefold()]
        return [app_commands.Choice(name=name, value=value) for name, value in fits[:25]]

    async def _act(self, who: Caller, name: str, schedule: int, key: int) -> Outcome:
        if name == "show":
            return await self.overview(who, await who.read(lambda unit: unit.schedules.list(_guild(who))))
        if name in ("unskip", "restore"):
            return await self._undo(who, name, schedule, key)
        if name not in self._acts:
            raise StaleControl
        seen = await who.read(lambda unit: _look(unit, who, schedule, name))
        return await (self._now(who, seen, key) if name == "now" else self._acts[name](who, seen))

    async def overview(self, who: Actor, found: Sequence[ScheduleStatus], lead: str = "") -> Outcome:
        """Show all daily posts of the server, with `lead` above them."""
        standings = [await self._mentioning(each) for each in found]
        names, now = self._names(who), self._services.clock()
        return Reply(screens.overview(standings, names, self._services.library, now, lead))

    async def _preview(self, who: Caller, seen: Seen) -> Outcome:
        if seen.preview is None:
            raise ScheduleNotFound
        delivery = seen.preview
        if not (await self._mentioning(seen.status)).mentions:
            delivery = replace(delivery, schedule=replace(delivery.schedule, role=None))
        return Reply(screens.preview(delivery, who.interaction, allowed=seen.status.allowed))

    async def _now(self, who: Caller, seen: Seen, key: int | None = None) -> Outcome:
        found = seen.schedule
        await self.check(who, found.channel, thread=found.thread)
        extra, after = await _change(who, lambda unit: unit.schedules.post_now(who, found.id, key), found.id)
        done = screens.REPEATED if extra.repeated else posting(extra.post.channel)
        return Reply(screens.posting(after.status, done))

    async def _pause(self, who: Caller, seen: Seen) -> Outcome:
        _, after = await _change(who, lambda unit: unit.schedules.pause(who, seen.schedule.id))
        return await self._show(who, after, "⏸ **Paused.** It keeps its place in the course.")

    async def _resume(self, who: Caller, seen: Seen) -> Outcome:
        found = seen.schedule
        await self.check(who, found.channel, thread=found.thread)
        _, after = await _change(who, lambda unit: unit.schedules.resume(who, found.id))
        return await self._show(who, after, RESUMED if found.paused else "It isn't paused.")

    async def _skip(self, who: Caller, seen: Seen) -> Outcome:
        _, after = await _change(who, lambda unit: unit.schedules.skip(who, seen.schedule.id))
        said = f"✅ **Skipped:** {screens.when(seen.schedule.next_at)}. Its content moves to the date after."
        return await self._show(who, after, said, next_post(seen.schedule, None))

    async def _undo(self, who: Caller, name: str, schedule: int, skipped: int) -> Outcome:
        """Bring back a daily post that was removed, or a post that was skipped."""

        async def work(unit: Unit) -> Schedule:
            if name == "restore":
                return await unit.schedules.restore(who, schedule)
            return await unit.schedules.undo_skip(who, schedule, skipped)

        return await self._show(who, (await _change(who, work))[1], UNDONE)

    async def _stop_mentioning(self, who: Caller, seen: Seen) -> Outcome:
        _, after = await _change(who, lambda unit: unit.schedules.stop_mentioning(who, seen.schedule.id))
        return await self._show(who, after, f"{CHANGED} It doesn't mention a role anymore.")

    async def _confirm(self, who: Caller, seen: Seen) -> Outcome:
        return Reply(screens.confirm_removing(seen.schedule))

    async def _remove(self, who: Caller, seen: Seen) -> Outcome:
        return Reply(
            screens.removed(await who.write(lambda unit: unit.schedules.remove(who, seen.schedule.id)))
        )

    async def _show(self, who: Caller, seen: Seen, done: str = "", skipped: Post | None = None) -> Outcome:
        status, library = await self._mentioning(seen.status), self._services.library
        return Reply(screens.one(status, library, who.interaction, done, seen.recent, skipped))

    async def _mentioning(self, status: ScheduleStatus) -> ScheduleStatus:
        """Return the status with whether the daily post's role can be mentioned now."""
        schedule, role = status.schedule, status.schedule.role
        can = role is None or await self._context.messenger.can_mention(
            schedule.guild, schedule.channel, role
        )
        return replace(status, mentions=can)

    async def check(self, who: Caller, channel: int, *, thread: bool) -> None:
        """Raises PermissionMissing, ChannelNotFound or ChannelUnclear unless the bot may post there."""
        await check_channel(self._context.messenger, _guild(who), channel, thread=thread)

    def _names(self, who: Actor) -> dict[int, str]:
        guild = self._context.tree.client.get_guild(_guild(who))
        return {channel.id: channel.name for channel in guild.text_channels} if guild else {}


def _meant(found: Sequence[ScheduleStatus], typed: str) -> Schedule:
    """Return the daily post that autocomplete's value stands for. Raises ScheduleNotFound."""
    for status in found:
        if str(status.schedule.id) == typed.strip():
            return status.schedule
    raise ScheduleNotFound


def _guild(who: Actor) -> int:
    if who.guild is None:
        raise ScheduleNotFound
    return who.guild
