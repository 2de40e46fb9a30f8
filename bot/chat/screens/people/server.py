"""What works in a server and what doesn't."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.screens.posts import edit, notices
from bot.chat.screens.posts.daily import last, when
from bot.chat.words import labels
from bot.chat.words.formatting import enumerate_bold
from bot.chat.words.posts import CHANGE, CONTENTS, rule
from bot.chat.words.quoting import literal
from bot.domain.course.library import LeftOut
from bot.domain.posts.post import Schedule
from bot.domain.posts.server import Notice
from bot.services.people.server_check import ChannelCheck, Check, ScheduleCheck

MENUS = 3
"""Menus to choose another channel on one screen."""


def check(found: Check, left_out: Sequence[LeftOut] = ()) -> ui.LayoutView:
    """Show what works, what doesn't, and what to do about it. `left_out` has the courses with errors."""
    off = "daily" in found.settings.off
    gone = _gone(found)
    troubles = [
        _schedule(each, off, menu=each in gone) for each in sorted(found.schedules, key=_wrong, reverse=True)
    ]
    works = not any(off or _wrong(each) for each in found.schedules) and not found.notices
    works = works and found.disk_left is None and not left_out
    fine = works and (not found.staff or _works(found.staff))
    head = "## Everything works\n" if fine else "## Needs attention\n"
    about = {each.schedule.id: each.schedule for each in found.schedules}
    messages = [notices.sentence(each, about.get(each.schedule)) for each in found.notices]
    parts = [_staff(found.staff), *_live(found), *_disk(found.disk_left), *map(_left_out, left_out)]
    parts += [*troubles, *messages]
    if off:
        mark = "⚠ " if found.schedules else ""
        parts.insert(
            1, f"{mark}Daily posts are switched off, so none go out. Switch them on in /server settings."
        )
    if not found.schedules:
        parts.append("There are no daily posts. Add one with /daily set.")
    body = blocks.first_page(parts, blocks.SCREEN_TEXT - len(head), "-# See the rest with /daily show.")
    moves = [edit.channel(each.schedule, frozenset(), movable=rule(each.schedule)) for each in gone]
    buttons = [
        blocks.button("Check again", "server", "check", main=True),
        blocks.button(labels.ALL_DAILY_POSTS, "daily", "do", "show", 0),
        blocks.button("Settings", "server", "settings"),
    ]
    color = blocks.RIGHT if fine else blocks.PARTLY
    return blocks.view(blocks.card(blocks.text(head + body), color=color), *moves, blocks.row(*buttons))


def pending_notices(found: Sequence[tuple[Notice, Schedule | None]]) -> ui.LayoutView:
    """Show a moderator the notices that couldn't be delivered before, after their next command."""
    body = blocks.first_page([notices.sentence(*each) for each in found], 3800, "-# More in /server check.")
    buttons = [blocks.button("Check what works", "server", "check", main=True)]
    return blocks.note(f"## For moderators\n{body}", color=blocks.PARTLY, buttons=buttons)


def _gone(found: Check) -> list[ScheduleCheck]:
    """Return the daily posts whose channel is gone, as many as get a menu to choose another one."""
    return [each for each in found.schedules if each.channel.there is False][:MENUS]


def _works(channel: ChannelCheck) -> bool:
    return bool(channel.there) and not channel.missing


def _wrong(found: ScheduleCheck) -> bool:
    failed = found.last is not None and found.last.state in ("failed", "uncertain")
    ready = found.allowed and found.mentions and found.publishes and _works(found.channel)
    return found.schedule.paused is not None or failed or not ready


def _staff(found: ChannelCheck | None) -> str:
    if found is None:
        return (
            "**Staff channel**: none. Set one in /server settings, so staff find out when something goes "
            "wrong."
        )
    state = _state(found, "Pick another in /server settings")
    return f"**Staff channel** <#{found.channel}>: {state}"


def _live(found: Check) -> list[str]:
    """Return whether a live quiz can be held in the channel that was asked about."""
    if "live" in found.settings.off:
        return ["**Live quizzes**: switched off in /server settings."]
    here = found.live
    if here is None:
        return []
    state = "⚠ /server settings doesn't allow this channel"
    if found.settings.allows(here.channel):
        state = _state(here, "Run /server check in another channel")
    return [f"**Live quizzes** in <#{here.channel}> (/live start): {state}"]


def _disk(left: int | None) -> list[str]:
    """Warn that the disk is nearly full, which moderators can't see from Discord."""
    if left is None:
        return []
    return [
        f"⚠ The bot's disk is nearly full ({left // 1_000_000} MB left). Soon it can't save answers. Tell "
        "the person who runs the bot."
    ]


def _left_out(course: LeftOut) -> str:
    """Say which course has errors, and what the person who runs the bot can do."""
    then = "an older version stays in use" if course.older else "it isn't in use"
    more = f" (and {course.more} more)" if course.more else ""
    first = course.reason.replace("`", "'")
    return (
        f"⚠ The course in the folder **{literal(course.name)}** has errors, so {then}. The first is: "
        f"`{first}`{more}. Tell the person who runs the bot. Once it's fixed, they run `lessonbot reload`."
    )


def _state(found: ChannelCheck, instead: str) -> str:
    """Return what the bot can do in a channel. `instead` says how to choose another one."""
    if found.there is None:
        return (
            "⚠ Discord isn't responding, so the bot can't tell if it can post there. Check again in a minute"
        )
    if not found.there:
        return f"⚠ it's gone. {instead}"
    if found.missing:
        return f"⚠ the bot needs {enumerate_bold(found.missing)}: Edit channel → Permissions"
    return "✅ the bot can post"


def _schedule(found: ScheduleCheck, off: bool, *, menu: bool) -> str:
    """Return what works about a daily post. `off` says that daily posts are switched off, and `menu` that
    there's a menu to move it.
    """
    schedule, pattern = found.schedule, rule(found.schedule)
    how = "below" if menu else f"with {CHANGE}"
    state = _state(found.channel, f"Choose another one {how}. It keeps its place in the course")
    lines = [
        f"{'⚠' if off or _wrong(found) else '✅'} **<#{schedule.channel}>: {CONTENTS[schedule.content]}**",
        f"{pattern[0].upper()}{pattern[1:]}",
        f"Next: {when(schedule.next_at) if found.allowed else 'none'}",
        f"Last: {last(found.last)}",
        f"Channel: {state}",
    ]
    if off:
        lines[2] = "Next: none while daily posts are off"
    if not found.allowed:
        lines.append(
            "⚠ /server settings doesn't allow posts in this channel, so none go out. Allow it there, or "
            f"choose another one with {CHANGE}."
        )
    if schedule.role and not found.mentions:
        lines.append(f"⚠ {notices.unmentionable(schedule.role)}")
    if not found.publishes:
        lines.append(f"⚠ {notices.unpublishable(schedule.channel)}")
    if found.last and found.last.state in _ONCE_MORE and not schedule.paused:
        lines[3] += f". {_ONCE_MORE[found.last.state]}"
    if schedule.paused:
        lines[2] = f"Paused: {notices.reason(schedule.paused)}. {_cure(found)}".rstrip()
    return "\n".join(lines)


_ONCE_MORE = {
    "failed": "To post it now, run /daily now",
    "uncertain": "If it isn't in the channel, run /daily now",
}
"""What to do about the latest post, by its state."""


def _cure(found: ScheduleCheck) -> str:
    """Return what to do about a pause, or nothing if the line about the channel says so."""
    why = found.schedule.paused or ""
    if why != "moderator" and not found.channel.there:
        return ""
    if why in ("channel-gone", "permission") and _works(found.channel):
        return "That's fixed now, so run /daily resume."
    if found.channel.missing:
        return "Once the bot has what it needs, run /daily resume."
    return notices.remedy(found.schedule.channel, why, ())
