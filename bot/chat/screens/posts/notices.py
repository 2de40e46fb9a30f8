"""Notices to a server's staff about daily posts, and what to fix."""

from collections.abc import Sequence

from bot.chat.words import numbers
from bot.chat.words.formatting import enumerate_bold
from bot.chat.words.posts import CHANGE, CONTENTS, NO_PUBLISH, rule
from bot.chat.words.quoting import in_marks
from bot.domain.posts.post import Schedule
from bot.domain.posts.server import Notice
from bot.domain.posts.weekly_summary import WeeklySummary

_REASONS = {
    "channel-gone": "the channel is gone, or doesn't accept messages anymore",
    "permission": "a permission is missing",
    "refused": "Discord refused the message itself",
    "closed": "direct messages are closed",
    "course-gone": "its course isn't taught anymore",
    "zone-gone": "its time zone doesn't exist anymore",
    "moderator": "a moderator paused it",
    "paused": "a moderator paused it before it could go out",
}


def reason(name: str) -> str:
    """Return why something failed or is paused, in words."""
    return _REASONS.get(name, name.replace("-", " "))


def remedy(channel: int, why: str, missing: Sequence[str]) -> str:
    """Return what to do now, as a sentence."""
    if missing:
        return f"Give the bot {enumerate_bold(missing)} in <#{channel}>, then run /daily resume."
    if why == "moderator":
        return "Run /daily resume to continue."
    if why == "channel-gone":
        return f"Run {CHANGE} and choose another channel, or /daily remove."
    if why == "course-gone":
        return f"Run {CHANGE} and choose another course, or /daily remove."
    if why == "zone-gone":
        return f"Run {CHANGE} and choose another time zone."
    if why == "refused":
        return "Run /daily resume to try again. If that doesn't help, tell the person who runs the bot."
    return "Fix it, then run /daily resume. /server check shows more."


def sentence(notice: Notice, schedule: Schedule | None = None, server: str = "") -> str:
    """Return a notice as one message.

    `schedule` distinguishes its daily post from others in the channel. `server` names the server for a person
    who reads this elsewhere and may moderate several.
    """
    which = f" ({rule(schedule)}: {CONTENTS[schedule.content]})" if schedule else ""
    where = f"the daily post in <#{notice.channel}>{which}" + (f" on {server}" if server else "")
    match notice.kind:
        case "paused":
            cure = remedy(notice.channel, notice.reason, notice.missing)
            why = reason(notice.reason)
            return f"**Paused:** {where}, because {why}. {cure} It keeps its place in the course."
        case "uncertain":
            return (
                f"**Please check:** {where} may or may not have gone out just before the bot stopped. It "
                "wasn't sent again, so it won't appear twice. Give the bot **Read Message History**, and "
                "next time it can check. To post the next one now, run /daily now."
            )
        case "course-ends" | "course-ended":
            return _course_over(notice, where)
        case "role-silent":
            return f"**Nobody is pinged:** {where} goes out without a mention. {unmentionable(notice.reason)}"
        case "weekly" | "results-from" | "class-post" | "live" as kind:
            return _OTHERS[kind](notice, server)
        case "publish-failed":
            return f"**Not published:** {where} went out, but not to followers. {_publish_remedy(notice)}"
        case "thread-failed":
            return f"**No discussion thread:** {where} went out without its thread. {_thread_remedy(notice)}"


def _course_over(notice: Notice, where: str) -> str:
    """Say that a daily post has posted everything, or soon will."""
    if notice.kind == "course-ends":
        left = numbers.count(notice.posts, "post")
        return (
            f"**Almost done:** {where} has {left} left. Then it repeats the questions this server gets "
            f"wrong most often. To post something else, run {CHANGE}."
        )
    return (
        f"**Finished:** {where} has posted everything. Now it repeats the questions this server gets "
        f"wrong most often. To post something else, run {CHANGE}. To stop it, run /daily remove."
    )


def unmentionable(role: int | str) -> str:
    """Say why a role isn't mentioned, and what to do."""
    return (
        f"The bot can't mention <@&{role}> anymore: it's gone, or isn't mentionable. Go to Server settings "
        f'→ Roles → that role → "Allow anyone to @mention this role", or pick another with {CHANGE}.'
    )


def unpublishable(channel: int) -> str:
    """Say why posts can't be published, and what to do."""
    return (
        f"Posts in <#{channel}> can't be published: it isn't an announcement channel anymore. Make it one "
        f'again in its settings, or press "{NO_PUBLISH}" in {CHANGE}.'
    )


def _publish_remedy(notice: Notice) -> str:
    """Say what keeps a post from being published, and what to do."""
    match notice.reason:
        case "permission":
            wanted = notice.missing or ["View Channel", "Send Messages"]
            return f"The bot needs {enumerate_bold(wanted)}. To publish this post, press Publish below it."
        case "channel-gone":
            return unpublishable(notice.channel)
        case _:
            return "Discord didn't accept it. To publish this post, press Publish below it."


def _results_shown(notice: Notice, server: str) -> str:
    """Say from how many answers on a server's results show."""
    here = f" on {server}" if server else ""
    return (
        f"Results of the question of the day{here} now show once {notice.posts} people have answered. "
        "Change it in /server settings."
    )


def _week(notice: Notice, server: str) -> str:
    """Sum up a server's week. Numbers of too few people are left out."""
    summary = WeeklySummary.read(notice.reason)
    here = f" on {server}" if server else " here"
    few = f"fewer than {summary.fewest} people"
    people = few if summary.people is None else numbers.count(summary.people, "person", "people")
    badges = "Nobody earned a badge."
    if summary.badges != 0:
        earned = f"{few} earned one" if summary.badges is None else f"{summary.badges}"
        badges = f"Badges earned: {earned}."
    hardest = f"\nHardest question: {in_marks(summary.question)}" if summary.question else ""
    return (
        f"**Last week{here}:** {people} practiced. {badges}{hardest}\n"
        "-# This comes on Mondays. Stop it in /server settings."
    )


def _not_posted(notice: Notice, server: str) -> str:
    """Say that something for a class wasn't posted, why, and what to do."""
    here = f" on {server}" if server else ""
    lead = f"**Not posted:** what you planned for a class in <#{notice.channel}>{here}."
    if notice.reason == "history":
        return f"{lead} It may be there anyway, so look first. If it isn't, run /class post again."
    if notice.missing:
        return f"{lead} Give the bot {enumerate_bold(notice.missing)} there, then run /class post again."
    return f"{lead} That's because {reason(notice.reason)}. Run /class post in another channel."


def _live_paused(notice: Notice, server: str) -> str:
    """Say that a live quiz can't go on, why, and what to do. `notice.posts` is always 1."""
    here = f" on {server}" if server else ""
    lead = f"**Live quiz paused:** I can't post in <#{notice.channel}>{here} right now."
    kept = "Every answer so far is kept."
    if notice.missing:
        needed = enumerate_bold(notice.missing)
        return f"{lead} Give the bot {needed} there, then run /live next within 15 minutes. {kept}"
    return f"{lead} That's because {reason(notice.reason)}. To try again, run /live next. {kept}"


def _thread_remedy(notice: Notice) -> str:
    """Say what keeps the thread from opening, which isn't always a permission."""
    match notice.reason:
        case "permission":
            wanted = notice.missing or ["Create Public Threads", "Send Messages in Threads"]
            return f"The bot needs {enumerate_bold(wanted)}."
        case "threads-full":
            return "This server has reached Discord's limit on active threads. Close some of them."
        case "channel-gone":
            return "The channel is gone, or can't have threads."
        case _:
            return "Discord refused to open it."


_OTHERS = {"weekly": _week, "results-from": _results_shown, "class-post": _not_posted, "live": _live_paused}
"""Notices that aren't about a daily post."""
