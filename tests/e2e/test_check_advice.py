"""Each complaint of `/server check`, and that doing what it says makes it go away."""

import asyncio
import shutil
import sqlite3
from collections import namedtuple
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.bootstrap import make_clock
from bot.content import CourseLoader
from bot.courses import load_from, load_library
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.bot_fixture import COURSES, BotHarness
from tests.e2e.classroom import press
from tests.e2e.test_server import reach_its_time, run, set_daily, use
from tests.e2e.test_servers import call

HOUR = 3_600_000
FEATURES, CHANNELS = "What's switched on", "Channels for posts (leave empty for all)"


class Desk:
    """A moderator, and what she does in Discord's own settings: the sandbox's routes."""

    def __init__(self, harness: BotHarness, maren: Person, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.harness, self.maren, self.patch, self.folder = harness, maren, patch, folder
        self.guild = harness.bot.guilds[0].id

    async def permit(self, channel: str, *, allow: tuple[str, ...] = (), deny: tuple[str, ...] = ()) -> None:
        """Change the bot's permissions in a channel."""
        place = await self.maren.place(channel)
        await self.harness.inject_fault(
            kind="permission", channel_id=place, allow=list(allow), deny=list(deny)
        )
        async with asyncio.timeout(10):
            while await self._denied(place) != bool(deny):
                await asyncio.sleep(0.02)

    async def _denied(self, place: str) -> bool:
        return bool(await self.harness.bot.messenger.missing(self.guild, int(place), thread=True))

    async def delete(self, channel: str) -> None:
        """Delete a channel."""
        await self.harness.inject_fault(kind="channel_delete", channel_id=await self.maren.place(channel))

    async def mentionable(self, *, on: bool) -> None:
        """Let everyone mention Learners, or not."""
        [role] = [each.id for each in self.harness.bot.guilds[0].roles if each.name == "Learners"]
        path = f"/sandbox/guilds/{self.guild}/roles/{role}"
        await call(self.harness, "PATCH", path, {"mentionable": on})

    async def kind(self, number: int) -> None:
        """Make the announcement channel a text channel (0), or an announcement channel again (5)."""
        place = await self.maren.place("announcements")
        await call(self.harness, "PATCH", f"/sandbox/channels/{place}", {"type": number})

    async def settings(self, menu: str, *values: str) -> None:
        """Choose in a menu of `/server settings`."""
        await use(self.maren, await run(self.maren, "/server settings"), menu, *values)

    async def edit(self, control: str, *values: str) -> None:
        """Press or choose on the screen of `/daily edit`."""
        await use(self.maren, await run(self.maren, "/daily edit"), control, *values)

    async def daily(self, line: str = "set channel:lessons time:08:30 zone:Europe/Berlin") -> None:
        """Run a subcommand of `/daily`."""
        await run(self.maren, f"/daily {line}")

    async def later(self, milliseconds: int) -> None:
        """Restart the bot with its clock this much further."""
        clock = self.harness.clock
        await self.harness.stop_bot()
        self.harness.clock = lambda: clock() + milliseconds
        await self.harness.start_bot()

    async def state(self) -> str | None:
        """Return how the latest post went."""
        posts = await self.harness.record.last_posts(self.guild, 2**62)
        return next((each.state for each in posts.values()), None)

    async def paused(self) -> None:
        """Reach the time of the daily post, and wait until it's paused."""
        await reach_its_time(self.harness)
        async with asyncio.timeout(10):
            while not [each for each in await self.harness.record.schedules(self.guild) if each.paused]:
                await asyncio.sleep(0.02)


async def nothing(_: Desk) -> None:
    """That's how it is at first."""


async def choose_staff(desk: Desk) -> None:
    """Choose a staff channel."""
    await desk.settings("Staff channel", "staff")


async def staff_gone(desk: Desk) -> None:
    """Delete the staff channel."""
    await choose_staff(desk)
    await desk.delete("staff")


async def other_staff(desk: Desk) -> None:
    """Choose another staff channel."""
    await desk.settings("Staff channel", "general")


async def silent_staff(desk: Desk) -> None:
    """Keep the bot from writing in the staff channel."""
    await choose_staff(desk)
    await desk.permit("staff", deny=("SEND_MESSAGES",))


async def permit_staff(desk: Desk) -> None:
    """Let the bot write in the staff channel."""
    await desk.permit("staff", allow=("SEND_MESSAGES",))


async def outage(desk: Desk) -> None:
    """Discord loses the server for a while."""
    await desk.daily()
    body = {"op": 0, "t": "GUILD_DELETE", "s": None, "d": {"id": str(desk.guild), "unavailable": True}}
    await desk.harness.inject_fault(kind="gateway_message", body=body)


async def outage_ends(desk: Desk) -> None:
    """Discord has the server again."""
    await desk.harness.inject_fault(kind="invalid_session")
    async with asyncio.timeout(10):
        while (server := desk.harness.bot.get_guild(desk.guild)) is None or server.unavailable:
            await asyncio.sleep(0.02)


async def full_disk(desk: Desk) -> None:
    """The disk has 50 MB left."""
    usage = namedtuple("usage", "total used free")
    desk.patch.setattr(shutil, "disk_usage", lambda _: usage(9, 9, 50_000_000))


async def free_disk(desk: Desk) -> None:
    """The disk has space again."""
    desk.patch.undo()


async def load(desk: Desk) -> None:
    """Load a second course again, as `lessonbot reload` does."""
    loader = CourseLoader([COURSES / "baeckerei-sommer", desk.folder])
    desk.harness.bot.services.units.library = load_from(loader)


async def broken_course(desk: Desk) -> None:
    """Load a course that has no files."""
    desk.folder.mkdir()
    await load(desk)


async def repaired_course(desk: Desk) -> None:
    """Fix that course, and load it again."""
    copy(desk)
    await load(desk)


def copy(desk: Desk) -> None:
    """Make the second course a whole one, with an id of its own."""
    shutil.copytree(COURSES / "baeckerei-sommer", desk.folder, dirs_exist_ok=True)
    about = desk.folder / "course.yaml"
    text = about.read_text("utf-8")
    assert "id: baeckerei-sommer" in text
    about.write_text(text.replace("id: baeckerei-sommer", "id: zweitkurs"), "utf-8")


async def switch_off(desk: Desk) -> None:
    """Switch daily posts off."""
    await desk.daily()
    await desk.settings(FEATURES, "quiz")


async def switch_on(desk: Desk) -> None:
    """Switch daily posts on."""
    await desk.settings(FEATURES, "quiz", "daily")


async def keep_out(desk: Desk) -> None:
    """Don't allow posts in the daily post's channel."""
    await desk.daily()
    await desk.settings(CHANNELS, "general")


async def let_in(desk: Desk) -> None:
    """Allow posts in that channel."""
    await desk.settings(CHANNELS, "general", "lessons")


async def move(desk: Desk) -> None:
    """Move the daily post with `/daily edit`."""
    await desk.edit("Choose a channel", "general")


async def channel_gone(desk: Desk) -> None:
    """Delete the daily post's channel."""
    await desk.daily()
    await desk.delete("lessons")


async def channel_gone_and_paused(desk: Desk) -> None:
    """Delete the channel, and wait until the daily post is paused."""
    await channel_gone(desk)
    await desk.paused()


async def four_gone(desk: Desk) -> None:
    """Delete the channel of four daily posts, more than have a menu."""
    for hour in range(8, 12):
        await desk.daily(f"set channel:lessons time:{hour}:00 zone:Europe/Berlin")
    await desk.delete("lessons")


async def move_below(desk: Desk) -> None:
    """Use all menus of the check."""
    shown = await run(desk.maren, "/server check")
    while menus := [
        each.label for each in shown.controls if each.label.startswith("Choose another channel:")
    ]:
        await use(desk.maren, shown, menus[0], "general")
        shown = await run(desk.maren, "/server check")


async def move_fourth(desk: Desk) -> None:
    """Move the last of four daily posts with `/daily edit`, and the others with their menus."""
    asked = await run(desk.maren, "/daily edit")
    [menu] = asked.controls
    screen = await use(desk.maren, asked, menu.label, menu.options[-1].value)
    await use(desk.maren, screen, "Choose a channel", "general")
    await move_below(desk)


async def no_links(desk: Desk) -> None:
    """Take Embed Links from the bot."""
    await desk.daily()
    await desk.permit("lessons", deny=("EMBED_LINKS",))


async def permit_links(desk: Desk) -> None:
    """Give the bot Embed Links."""
    await desk.permit("lessons", allow=("EMBED_LINKS",))


async def no_threads(desk: Desk) -> None:
    """Take Create Public Threads from the bot."""
    await set_daily(desk.maren, "thread:yes")
    await desk.permit("lessons", deny=("CREATE_PUBLIC_THREADS",))


async def permit_threads(desk: Desk) -> None:
    """Give the bot Create Public Threads."""
    await desk.permit("lessons", allow=("CREATE_PUBLIC_THREADS",))


async def no_links_and_paused(desk: Desk) -> None:
    """Take Embed Links, and wait until the daily post is paused."""
    await no_links(desk)
    await desk.paused()


async def permit_and_resume(desk: Desk) -> None:
    """Give the bot Embed Links, and resume."""
    await permit_links(desk)
    await resume(desk)


async def links_again(desk: Desk) -> None:
    """The daily post is still paused, although the bot has Embed Links again."""
    await no_links_and_paused(desk)
    await permit_links(desk)


async def resume(desk: Desk) -> None:
    """Resume the daily post."""
    await desk.daily("resume")


async def unmentionable(desk: Desk) -> None:
    """The role that's mentioned isn't mentionable anymore."""
    await set_daily(desk.maren, "role:Learners")
    await desk.mentionable(on=False)


async def mention_again(desk: Desk) -> None:
    """Make the role mentionable."""
    await desk.mentionable(on=True)


async def other_role(desk: Desk) -> None:
    """Choose another role with `/daily edit`."""
    await desk.edit("A role to mention (leave empty for none)", "Readers")


async def unpublishable(desk: Desk) -> None:
    """The announcement channel becomes a text channel."""
    await desk.daily("set channel:announcements time:08:30 zone:Europe/Berlin")
    await desk.edit("Publish to followers")
    await desk.kind(0)


async def announce_again(desk: Desk) -> None:
    """It becomes an announcement channel again."""
    await desk.kind(5)


async def no_publishing(desk: Desk) -> None:
    """Stop publishing with `/daily edit`."""
    await desk.edit("Don't publish")


async def failed(desk: Desk) -> None:
    """A post failed, and it's too late to try it again."""
    await links_again(desk)
    await desk.later(7 * HOUR)
    await resume(desk)


async def uncertain(desk: Desk) -> None:
    """The connection broke while posting, and the bot can't read the channel to look."""
    await desk.daily()
    place = await desk.maren.place("lessons")
    posting = f"POST /api/v10/channels/{place}/messages"
    await desk.harness.inject_fault(kind="drop", match=posting, times=9)
    await reach_its_time(desk.harness)
    async with asyncio.timeout(10):
        while await desk.state() is None:
            await asyncio.sleep(0.02)
    await desk.permit("lessons", deny=("READ_MESSAGE_HISTORY",))
    await desk.later(2 * 60_000)
    async with asyncio.timeout(10):
        while await desk.state() != "uncertain":
            await asyncio.sleep(0.02)
    await desk.harness.inject_fault(kind="clear")
    await desk.permit("lessons", allow=("READ_MESSAGE_HISTORY",))


async def post_now(desk: Desk) -> None:
    """Post the next one now."""
    await desk.daily("now")


async def pause(desk: Desk) -> None:
    """Pause the daily post."""
    await desk.daily()
    await desk.daily("pause")


async def refused(desk: Desk) -> None:
    """Discord refuses the message."""
    await desk.daily()
    posting = f"POST /api/v10/channels/{await desk.maren.place('lessons')}/messages"
    await desk.harness.inject_fault(kind="status", match=posting, status=400, code=50035)
    await desk.paused()


async def course_gone(desk: Desk) -> None:
    """The daily post's course isn't taught anymore."""
    copy(desk)
    first = desk.harness.library
    await desk.harness.restart_bot(load_library((COURSES / "baeckerei-sommer", desk.folder)))
    await set_daily(desk.maren, "course:zweitkurs")
    await desk.harness.restart_bot(first)
    await desk.paused()


async def other_course(desk: Desk) -> None:
    """Choose another course with `/daily edit`."""
    await desk.edit("Choose a course", desk.harness.library.default.title)


async def zone_gone(desk: Desk) -> None:
    """The daily post's time zone doesn't exist anymore."""
    await desk.daily()
    [schedule] = await desk.harness.record.schedules(desk.guild)
    await desk.harness.stop_bot()
    database = sqlite3.connect(desk.harness.data / "record.db")
    with database:
        assert database.execute("UPDATE schedule SET zone = 'Europe/Atlantis'").rowcount == 1
    database.close()
    clock, ahead = make_clock(), schedule.next_at - make_clock()() + 1000
    desk.harness.clock = lambda: clock() + ahead
    await desk.harness.start_bot()


async def other_zone(desk: Desk) -> None:
    """Type another time zone with `/daily edit`."""
    form = await desk.maren.press(await run(desk.maren, "/daily edit"), "Change the time")
    assert isinstance(form, Modal)
    await desk.maren.submit(form, {"zone": "Lisbon"})


Step = Callable[[Desk], Awaitable[None]]

ADVICE: list[tuple[str, Step, Step]] = [
    ("Set one in /server settings", nothing, choose_staff),
    ("it's gone. Pick another in /server settings", staff_gone, other_staff),
    ("the bot needs **Send Messages**: Edit channel → Permissions", silent_staff, permit_staff),
    ("Check again in a minute", outage, outage_ends),
    ("Tell the person who runs the bot", full_disk, free_disk),
    ("Once it's fixed, they run `lessonbot reload`", broken_course, repaired_course),
    ("Switch them on in /server settings", switch_off, switch_on),
    ("Allow it there, or choose another one", keep_out, let_in),
    ("or choose another one with /daily edit", keep_out, move),
    ("There are no daily posts. Add one with /daily set", nothing, Desk.daily),
    ("it's gone. Choose another one below", channel_gone, move_below),
    ("it's gone. Choose another one below", channel_gone_and_paused, move_below),
    ("it's gone. Choose another one with /daily edit", four_gone, move_fourth),
    ("the bot needs **Embed Links**: Edit channel → Permissions", no_links, permit_links),
    ("the bot needs **Create Public Threads**", no_threads, permit_threads),
    ("Once the bot has what it needs, run /daily resume", no_links_and_paused, permit_and_resume),
    ("That's fixed now, so run /daily resume", links_again, resume),
    ('"Allow anyone to @mention this role"', unmentionable, mention_again),
    ("or pick another with /daily edit", unmentionable, other_role),
    ("Make it one again in its settings", unpublishable, announce_again),
    ('or press "Don\'t publish" in /daily edit', unpublishable, no_publishing),
    ("To post it now, run /daily now", failed, post_now),
    ("If it isn't in the channel, run /daily now", uncertain, post_now),
    ("Run /daily resume to continue", pause, resume),
    ("Run /daily resume to try again", refused, resume),
    ("Run /daily edit and choose another course", course_gone, other_course),
    ("Run /daily edit and choose another time zone", zone_gone, other_zone),
]
"""What the check says, how that comes about, and what it says to do."""


@pytest.mark.parametrize(("said", "trouble", "cure"), ADVICE, ids=[each[0][:40] for each in ADVICE])
async def test_doing_what_the_check_says_helps(
    harness: BotHarness,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    said: str,
    trouble: Step,
    cure: Step,
) -> None:
    """The complaint comes with its advice. After following it, nothing is left to complain about."""
    path = f"/sandbox/guilds/{harness.bot.guilds[0].id}/roles"
    await call(harness, "POST", path, {"name": "Readers", "mentionable": True})
    desk = Desk(harness, await harness.person("maren"), monkeypatch, tmp_path / "second")
    await trouble(desk)
    check = await until_the_check(desk, lambda text: said in text)
    assert said.startswith(("Set one", "There are")) or "Needs attention" in check.text
    before = len(harness.sandbox.refusals)
    await cure(desk)
    fine = await until_the_check(desk, lambda text: said not in text and "Everything works" in text, check)
    assert "⚠" not in fine.text
    assert all(method == "GET" for method, *_ in harness.sandbox.refusals[before:])
    harness.expected_refusals[:] = list(harness.sandbox.refusals)


async def until_the_check(desk: Desk, holds: Callable[[str], bool], before: Reply | None = None) -> Reply:
    """Run the check until it says what it should, at most ten seconds. `before` has a button to do so."""
    try:
        async with asyncio.timeout(10):
            while True:
                shown = await run(desk.maren, "/server check")
                if holds(shown.text):
                    return await press(desk.maren, before, "Check again") if before else shown
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(shown.text) from None
