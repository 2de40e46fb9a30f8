"""Daily posts in words: what they post and when, and how people answered."""

from bot.chat.words import numbers
from bot.chat.words.dates import say_days, say_time
from bot.chat.words.quoting import ended
from bot.domain.posts.post import Content, Schedule

CONTENTS: dict[Content, str] = {
    "pages": "Course: one card a day",
    "lessons": "Course: one lesson a day",
    "questions": "Question of the day",
    "facts": "Fact of the day",
    "mix": "A mix of all three",
}
"""What each kind of content is called."""

BRIEFLY: dict[Content, str] = {
    "pages": "card",
    "lessons": "lesson",
    "questions": "question",
    "facts": "fact",
    "mix": "mixed post",
}
"""The same in a word, for the week."""

WEEK = "**The next 7 days**"

QUESTION, AGAIN = "Question of the day", "One more try"
PRIVATE = "Answers are private. Your first one counts."
RIGHT = " **(right)**"

PREVIEW, POST_NOW, POST_FIRST = "Preview the next one", "Post it now", "Post the first one now"
SKIP, UNMENTION, REMOVE, SHOW_AGAIN = "Skip the next one", "Stop mentioning a role", "Remove", "Show again"
ON_HOLD = "It's still paused."

RESUMED, CHANGED = "▶ **Resumed.**", "✅ **Changed.**"

UNDO, UNDONE = "Undo", "✅ **Undone.** It keeps its place in the course."

ZONE_HINT = "Type a city, a country, or the time on your clock"

CHANGE = "/daily edit"
"""How to change a daily post."""

EDIT, EDITING, EDITED = "Change it", "## Change this daily post", "Done"
SAVED_AT_ONCE = "Every choice is saved at once. Nothing else changes."
CHANNEL, CONTENT, DAYS, ROLE, COURSE = (
    "Choose a channel",
    "Choose what to post",
    "Choose days",
    "A role to mention (leave empty for none)",
    "Choose a course",
)
ANOTHER_CHANNEL = "Choose another channel"
TIME, THREAD, NO_THREAD = "Change the time", "Open threads", "Don't open threads"
PUBLISH, NO_PUBLISH = "Publish to followers", "Don't publish"
START, LESSONS = "Which lesson to start at", "Which lessons to post from"
LINE, LINE_HINT = "Line above each post", "Such as a greeting. Leave this empty for none"


def rule(schedule: Schedule) -> str:
    """Return when it posts: `every day at 08:30, Europe/Berlin`."""
    recurrence = schedule.recurrence
    return (
        f"{say_days(recurrence.days)} at {say_time(recurrence.minute)}, {recurrence.zone.replace('_', ' ')}"
    )


def times_in(zone: str) -> str:
    """Say which time zone the times above are in."""
    return f"-# Times in {zone.replace('_', ' ')}."


def last_question(right: int | None, answer: str) -> str:
    """Return how the last question went, in a line. `right` is how many got it, if that may be said."""
    got = f" {numbers.count(right, 'person', 'people')} got it." if right else ""
    return f"Last question's answer: {ended(answer)}{got}"


def people(count: int, *, exact: bool) -> str:
    """Say how many people answered; if that isn't `exact`, there are at least that many."""
    return f"{numbers.count(count, 'person', 'people') if exact else f'At least {count} people'} answered."


def unsure(count: str) -> str:
    """Add how many didn't know."""
    return f' "I don\'t know": {count}.'


def too_few(fewest: int) -> str:
    """Say why there are no counts yet."""
    return f"You'll see results once {fewest} people have answered."


def too_spread(fewest: int) -> str:
    """Say why there are no counts, although enough people have answered."""
    return f"You'll see how many chose an answer once {fewest} have."


def under(fewest: int) -> str:
    """Stand in for a count that's too small to show."""
    return f"under {fewest}"


def posting(channel: int) -> str:
    """Say that a post is on its way to a channel."""
    return f"✅ **Posting it in <#{channel}>.**"
