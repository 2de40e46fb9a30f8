"""What's said while a moderator sets up daily posts."""

from bot.chat.words.dates import clock, say_time
from bot.domain.calendar.time_zone import Zone

SET_UP = "Set up daily posts"
ANOTHER = "Set up another one"
MANAGE = "Change it"
SAVE = "Save"
CHANNEL, TIME, CLOCK, CITY, CONTENT = (
    "Choose a channel",
    "Choose a time",
    "What time is it for you?",
    "Choose a city",
    "Choose what to post",
)
DONE = "✅ **All set.**"
HEAD = "## Set up daily posts"
CHECK = "Change what you like, then save. You'll see the first post."
WHICH_CLOCK = "**What time is it for you right now?** Choose it below, so I know your time zone."


def rule(content: str, channel: int, minute: int, zone: Zone | None, now: int) -> str:
    """Return what is posted where and when: `Question of the day in #lessons, every day at 09:00`."""
    where = f" ({zone.city} time: {clock(zone.at(now))} now)" if zone else ""
    return f"{content} in <#{channel}>, every day at **{say_time(minute)}**{where}."


def added(by: int) -> str:
    """Say that someone else set up a daily post meanwhile."""
    return f"**<@{by}> just set this up, so I didn't add another one.**"
