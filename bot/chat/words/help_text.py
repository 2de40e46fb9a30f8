"""What `/help` says."""

from collections.abc import Callable

from bot.domain.course.course import Course

LEARN = "Start learning ▸"
WISHES = "I want to…"


def commands(mention: Callable[[str], str]) -> str:
    """Return all commands, a purpose to a line: two to a line wrap on a phone."""
    moderating = " ".join(mention(name) for name in ("daily", "live", "server"))
    own = " ".join(mention(name) for name in ("plan", "progress", "me"))
    return (
        f"**Learn** {mention('learn')}\n**Practice** {mention('quiz')} {mention('review')}\n"
        f"**Play the case** {mention('simulate')}\n**Ask** {mention('ask')}\n"
        f"**Look it up** {mention('lesson')} {mention('case')}\n"
        f"**Your stuff** {own} {mention('certificate')}\n"
        f"-# In a class: {mention('class')} · Moderators: {moderating}\n\n"
        "Only you see what I answer, until you share it. If a question seems wrong, open **More…** under its "
        "answer and report it."
    )


def daily_posts(mention: Callable[[str], str]) -> str:
    """Return what moderators should know about daily posts."""
    return (
        "## Daily posts\n"
        f"**Set one up** with {mention('daily set')}: a channel, a time, a time zone. "
        f"{mention('daily preview')} shows you the next post, {mention('daily show')} lists them all. "
        f"{mention('daily edit')} changes one thing about it and keeps the rest.\n"
        "**What's posted:** the course card by card or a lesson at a time, a question of the day, a fact of "
        "the day, or a mix. Your staff hears from me three posts before the course ends. After that, I ask "
        "what this server gets wrong most.\n"
        "**The question of the day** takes one private answer per person, and the first one counts. Everyone "
        "who answered can see the results, and the next post shows them to all.\n"
        "**If I was offline**, I post once when I'm back, up to six hours late. I never post twice.\n"
        "**When clocks change**, 08:30 stays 08:30.\n"
        "**If a permission or the channel is missing**, the post is paused and keeps its place. I tell your "
        "staff channel, or the person who set it up, what to fix. "
        f"{mention('daily resume')} starts it again, and {mention('server check')} shows what's missing."
    )


def about(course: Course) -> str:
    """Return who a course is for and what it's based on."""
    return "\n".join(
        filter(None, [f"### {course.title}", f"For: {course.about.audience}", course.about.credits])
    )
