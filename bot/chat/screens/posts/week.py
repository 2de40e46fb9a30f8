"""The coming week of a server with several daily posts: a line for each day."""

from collections.abc import Sequence

from bot.chat.words import posts as words
from bot.chat.words.dates import WEEKDAYS, clock
from bot.domain.posts.post import Schedule
from bot.domain.posts.week import PlannedDay, coming_week
from bot.errors.user import ZoneNotFound
from bot.services.posts.schedules import ScheduleStatus

MOST = 4
"""Most daily posts to list on one day's line, so that it stays short on a phone."""


def week(statuses: Sequence[ScheduleStatus], now: int) -> list[str]:
    """Return the coming week as one text, in the time zone of the oldest daily post that isn't paused.

    Nothing if fewer than two go out.
    """
    going = [each.schedule for each in statuses if each.allowed and not each.schedule.paused]
    if len(going) < 2:
        return []
    zone = going[0].recurrence.zone
    try:
        days = coming_week(going, zone, now)
    except ZoneNotFound:
        return []
    lines = [f"{_day(place, day)}: {_posts(day)}" for place, day in enumerate(days)]
    return ["\n".join([words.WEEK, *lines, words.times_in(zone)])]


def _day(place: int, day: PlannedDay) -> str:
    return ("Today", "Tomorrow")[place] if place < 2 else WEEKDAYS[day.date.weekday()]


def _posts(day: PlannedDay) -> str:
    said = [f"{clock(time)} {_what(schedule)}" for time, schedule in day.posts[:MOST]]
    more = [f"{len(day.posts) - MOST} more"] if len(day.posts) > MOST else []
    return ", ".join([*said, *more]) or "nothing"


def _what(schedule: Schedule) -> str:
    return f"{words.BRIEFLY[schedule.content]} in <#{schedule.channel}>"
