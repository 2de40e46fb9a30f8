"""What a server's staff is told of its daily posts, and what to mend."""

from collections.abc import Sequence

from bot.chat import words
from bot.chat.screens.schedules import CHANGE, CONTENTS, rule
from bot.domain.daily import Schedule
from bot.domain.server import Notice

_REASONS = {
    "channel-gone": "the channel is gone, or takes no messages anymore",
    "permission": "a permission is missing",
    "refused": "Discord refused the message itself",
    "closed": "direct messages are closed",
    "course-gone": "its course is not taught any more",
    "zone-gone": "its time zone is not known any more",
    "moderator": "a moderator wished so",
    "paused": "a moderator paused it before it could go out",
}


def reason(name: str) -> str:
    """Why something failed or rests, in words."""
    return _REASONS.get(name, name.replace("-", " "))


def remedy(channel: int, why: str, missing: Sequence[str]) -> str:
    """What to do now, as a sentence."""
    if missing:
        return f"Give the bot {words.enumerate_bold(missing)} in <#{channel}>, then run /daily resume."
    if why == "moderator":
        return "/daily resume goes on."
    if why == "channel-gone":
        return f"Run {CHANGE} and another channel, or /daily remove."
    if why == "course-gone":
        return f"Run {CHANGE} and another course, or /daily remove."
    if why == "zone-gone":
        return f"Run {CHANGE} and another zone."
    return "Run /daily resume once it is mended; /server check shows more."


def told(notice: Notice, schedule: Schedule | None = None, server: str = "") -> str:
    """Return a notice as one message.

    `schedule` tells its daily post from others in the channel. `server` names the server to a person who
    reads this outside of it, and who may moderate several.
    """
    which = f" ({rule(schedule)}: {CONTENTS[schedule.content]})" if schedule else ""
    where = f"the daily post in <#{notice.channel}>{which}" + (f" on {server}" if server else "")
    match notice.kind:
        case "paused":
            why = reason(notice.reason)
            cure = remedy(notice.channel, notice.reason, notice.missing)
            return f"**Paused:** {where}, since {why}. {cure} Nothing of the course is lost."
        case "uncertain":
            return (
                f"**Please look:** {where} may or may not have gone out just before the bot stopped, and it "
                "may not read the channel to see. It was not sent again, so that it does not come twice. "
                "With **Read Message History** it will know. /daily now posts the next one."
            )
        case "course-ends":
            left = words.count(notice.posts, "post")
            return (
                f"**Soon at its end:** {where} has {left} left. Then it goes on with the questions that this "
                f"server answers worst. {CHANGE} chooses something else."
            )
        case "course-ended":
            return (
                f"**At its end:** {where} has posted everything. It goes on with the questions that this "
                f"server answers worst. {CHANGE} chooses something else, /daily remove ends it."
            )
        case "role-silent":
            return f"**Nobody is pinged:** {where} goes out without a mention. {unmentionable(notice.reason)}"
        case "thread-failed":
            return f"**No discussion thread:** {where} went out without its thread. {_thread_remedy(notice)}"


def unmentionable(role: int | str) -> str:
    """Say why a role isn't mentioned, and what to do."""
    return (
        f"The bot can't mention <@&{role}> anymore: it's gone, or isn't mentionable. Server settings → "
        f"Roles → that role → “Allow anyone to @mention this role”, or choose another by {CHANGE}."
    )


def _thread_remedy(notice: Notice) -> str:
    """Say what keeps the thread from opening, which isn't always a permission."""
    match notice.reason:
        case "permission":
            wanted = notice.missing or ["Create Public Threads", "Send Messages in Threads"]
            return f"The bot needs {words.enumerate_bold(wanted)}."
        case "threads-full":
            return "This server has as many active threads as Discord allows: close some of them."
        case "channel-gone":
            return "The channel is gone, or can't have threads."
        case _:
            return "Discord refused to open it."
