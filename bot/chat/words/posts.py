"""Short descriptions of a daily post: what it posts, and when."""

from bot.chat.words.dates import say_days, say_time
from bot.domain.posts.post import Content, Schedule

CONTENTS: dict[Content, str] = {
    "pages": "the course, a page a post",
    "lessons": "the course, a lesson a post",
    "questions": "a question of the day",
    "facts": "a fact of the day",
    "mix": "a mix of pages, questions and facts",
}
"""What each kind of content is called."""

RESUMED = "▶ **Resumed.**"

ZONE_HINT = "Type a city, a country, or the time on your clock"

CHANGE = "/daily set with instead_of"
"""How to change a daily post. Without the option, /daily set adds another one."""


def rule(schedule: Schedule) -> str:
    """Return when it posts: `every day at 08:30, Europe/Berlin`."""
    recurrence = schedule.recurrence
    return (
        f"{say_days(recurrence.days)} at {say_time(recurrence.minute)}, {recurrence.zone.replace('_', ' ')}"
    )
