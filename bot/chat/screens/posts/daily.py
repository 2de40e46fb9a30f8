"""Daily posts as moderators see them: the list, one of them, a preview, and confirmations."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.screens.posts import notices, post, post_controls
from bot.chat.screens.posts.week import week
from bot.chat.words import labels, numbers
from bot.chat.words import posts as words
from bot.chat.words.dates import say_days, say_time
from bot.chat.words.learning.lessons import in_sentence
from bot.chat.words.posts import CONTENTS, rule
from bot.chat.words.quoting import with_links
from bot.chat.words.servers import setup
from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.posts.post import Post, PostItem, Schedule
from bot.services.ports.messenger import PreparedPost
from bot.services.posts.schedules import ScheduleStatus

REPEATED = (
    "**Already posted.** You've used this button before, so nothing was posted again. "
    "To post the next one, run /daily now."
)

KEPT_OUT = "none, because /server settings doesn't allow posts in this channel"

OUTAGE = "skipped: Discord didn't accept it for six hours"

_STATES = {
    "due": "posting now",
    "claimed": "posting now",
    "sent": "posted",
    "missed": "skipped: the bot was offline for too long",
    "skipped": "skipped by a moderator",
    "failed": "failed",
    "uncertain": "uncertain: it may have been posted just before the bot stopped",
}


def when(instant: int) -> str:
    """Format a time (UTC milliseconds) as each reader's own date and time, and how far away it is."""
    return f"<t:{instant // 1000}:F> (<t:{instant // 1000}:R>)"


def label(schedule: Schedule, channel: str) -> str:
    """Return a schedule's label in a menu or autocomplete. `channel` is its channel's name."""
    rests = " (paused)" if schedule.paused else ""
    brief = f"{say_time(schedule.recurrence.minute)} {say_days(schedule.recurrence.days)}"
    return blocks.shorten(f"#{channel} {brief}: {CONTENTS[schedule.content]}{rests}", 100)


def last(found: Post | None) -> str:
    """Return the state of the latest post, with a link to it."""
    if found is None:
        return "nothing posted yet"
    why = f": {notices.reason(found.reason)}" if found.state == "failed" and found.reason else ""
    if found.state in ("due", "claimed"):  # without a time, which would read "in 0 seconds"
        again = f"not posted yet, trying again; it was due at <t:{found.due_at // 1000}:t>"
        return again if found.attempts > 1 else _STATES[found.state]
    if found.state == "skipped":  # maybe ahead of its date
        return f"{_STATES[found.state]}: <t:{found.due_at // 1000}:f>"
    state = OUTAGE if (found.state, found.reason) == ("missed", "discord") else _STATES[found.state]
    said = f"{state}{why}, <t:{(found.sent_at or found.due_at) // 1000}:R>"
    if found.message is None:
        return said
    return f"[{said}](https://discord.com/channels/{found.guild}/{found.channel}/{found.message})"


def overview(
    standings: Sequence[ScheduleStatus], names: dict[int, str], library: Library, now: int, lead: str = ""
) -> ui.LayoutView:
    """Show all daily posts of a server with the coming week, and a menu to open one.

    `names` has the channels' names. `lead` goes above everything else.
    """
    if not standings:
        start = blocks.button(setup.SET_UP, "daily", "setup", main=True)
        return blocks.note("## Daily posts\nThere are none yet.", buttons=[start])
    calendar = week(standings, now)
    entries = [*calendar, *(entry(each, library, brief=bool(calendar)) for each in standings)]
    head = f"{lead}\n## Daily posts\n".lstrip()
    body = blocks.first_page(entries, blocks.SCREEN_TEXT - len(head), "-# There are more in the menu below.")
    menu = which([each.schedule for each in standings], names, "open", 0)
    another = blocks.row(blocks.button(setup.ANOTHER, "daily", "setup", "another"))
    return blocks.view(blocks.card(blocks.text(head + body)), menu, another)


def which(schedules: Sequence[Schedule], names: dict[int, str], action: str, key: int) -> blocks.Block:
    """Return a menu of schedules. Choosing one does `action`; if that's to post, only once for each `key`."""
    options = [(str(each.id), label(each, names.get(each.channel, "gone"))) for each in schedules]
    return blocks.menu("Choose a daily post", options, "daily", "which", action, key)


def added(beside: Sequence[Schedule]) -> str:
    """Say that a daily post was added, and which ones its channel had before."""
    if not beside:
        return setup.DONE
    others = "; ".join(rule(each) for each in beside[:3])
    return (
        f"{setup.DONE}\n⚠ This channel already had a daily post ({others}), and it stays. To have only one, "
        "run /daily remove. To change one next time, run /daily edit."
    )


def ask_which(schedules: Sequence[Schedule], names: dict[int, str], action: str, key: int) -> ui.LayoutView:
    """Ask which daily post to use, with the menu from `which`."""
    card = blocks.card(blocks.text("This server has several daily posts. Which one do you mean?"))
    return blocks.view(card, which(schedules, names, action, key))


def one(
    status: ScheduleStatus,
    library: Library,
    key: int,
    done: str = "",
    recent: Sequence[Post] = (),
    skipped: Post | None = None,
) -> ui.LayoutView:
    """Show one daily post, with what can be done about it.

    `done` says what was just done. `recent` are the latest posts, including skipped ones. "Post it now" posts
    once for each `key`. `skipped` was skipped just now, which can be undone.
    """
    number = status.schedule.id
    first = [_preview_button(number, main=not status.schedule.paused), _now_button(number, key)]
    said = f"{done}\n\n" if done else ""
    others = "".join(f"\n- {last(each)}" for each in recent if each != status.last)
    also = f"\nOther recent posts:{others}" if others else ""
    text = f"{said}{entry(status, library)}{also}\n-# {_about_time(status.schedule)}"
    card = blocks.card(blocks.text(text), color=blocks.RIGHT if done else blocks.ACCENT)
    name, act = _PAUSE if not status.schedule.paused else _RESUME
    rest = blocks.button(name, "daily", "do", act, number, main=bool(status.schedule.paused))
    undo = [blocks.button(words.UNDO, "daily", "do", "unskip", number, skipped.id)] if skipped else []
    return blocks.view(card, blocks.row(*undo, *first, rest), *blocks.more(_others(status.schedule)))


def posting(status: ScheduleStatus, done: str) -> ui.LayoutView:
    """Say that a post is on its way, and when the next one comes.

    It has no button to post again: the second of two quick taps would hit it.
    """
    schedule = status.schedule
    comes = f"The next one goes out {when(schedule.next_at)}." if not schedule.paused else words.ON_HOLD
    text = f"{done} {comes if status.allowed or schedule.paused else f'Next: {KEPT_OUT}.'}"
    entries: list[blocks.Entry] = [(words.SHOW_AGAIN, "daily", "do", "open", schedule.id)]
    entries += [] if schedule.paused else [(_PAUSE[0], "daily", "do", _PAUSE[1], schedule.id)]
    card = blocks.card(blocks.text(text), color=blocks.RIGHT)
    more = blocks.more([*entries, *_others(schedule)])
    return blocks.view(card, blocks.row(_preview_button(schedule.id, main=True)), *more)


_PAUSE, _RESUME = ("Pause", "pause"), ("Resume", "resume")


def _preview_button(schedule: int, *, main: bool) -> blocks.Button:
    return blocks.button(words.PREVIEW, "daily", "do", "preview", schedule, main=main)


def _now_button(schedule: int, key: int, label: str = words.POST_NOW, *, main: bool = False) -> blocks.Button:
    return blocks.button(label, "daily", "do", "now", schedule, key, main=main)


def _others(schedule: Schedule) -> list[blocks.Entry]:
    """Return what is done less often about a daily post."""
    number = schedule.id
    entries: list[blocks.Entry] = [(words.EDIT, "daily", "do", "edit", number)]
    if not schedule.paused:
        entries.append((words.SKIP, "daily", "do", "skip", number))
    if schedule.role:
        entries.append((words.UNMENTION, "daily", "do", "unmention", number))
    entries.append((labels.ALL_DAILY_POSTS, "daily", "do", "show", 0))
    return [*entries, (words.REMOVE, "daily", "do", "remove", number)]


def preview(delivery: PreparedPost, key: int, *, allowed: bool = True, done: str = "") -> ui.LayoutView:
    """Show a moderator what the next post will look like. Its own buttons are grayed out.

    The button posts once for each `key`. `allowed` says that the server's settings let it go out. `done` says
    what was just done.
    """
    told, schedule = post.post_text(delivery), delivery.schedule
    role = f"It mentions <@&{schedule.role}>. " if schedule.role else ""
    thread = "A discussion thread opens under it. " if schedule.thread else ""
    publish = "It's published to followers. " if schedule.publish else ""
    comes = f"It goes out {when(schedule.next_at)}. "
    if schedule.paused:
        comes = "The daily post is paused. "
    elif not allowed:
        comes = "It won't go out: /server settings doesn't allow posts in this channel. "
    head = f"{done}\n-# Preview. Only you see it. {comes}{role}{thread}{publish}".lstrip()
    below = f"\n### {told.title}\n{told.text}\n-# {post.footer(delivery)}" if told.text else ""
    card = blocks.card(blocks.text(blocks.shorten(told.lead + below, blocks.SCREEN_TEXT - 700)))
    label = words.POST_FIRST if done else words.POST_NOW
    buttons = [
        _now_button(schedule.id, key, label, main=bool(done)),
        blocks.button(setup.MANAGE if done else "Back", "daily", "do", "open", schedule.id, main=not done),
    ]
    dead = [blocks.row(*line) for line in post_controls.lines(delivery, disabled=True)]
    return blocks.view(blocks.text(head), card, *dead, blocks.line(), blocks.row(*buttons))


def confirm_removing(schedule: Schedule) -> ui.LayoutView:
    """Ask for confirmation before removing a daily post."""
    text = (
        f"## Remove this daily post?\n<#{schedule.channel}>, {rule(schedule)}.\n"
        "What's been posted stays, and its buttons keep working. To stop it for a while, pause it instead."
    )
    buttons = [
        blocks.button("Keep it", "daily", "do", "open", schedule.id, main=True),
        blocks.button("Pause it instead", "daily", "do", "pause", schedule.id),
        blocks.button("Yes, remove it", "daily", "do", "remove-now", schedule.id, danger=True),
    ]
    return blocks.view(blocks.card(blocks.text(text), color=blocks.WRONG), blocks.row(*buttons))


def removed(schedule: Schedule) -> ui.LayoutView:
    """Say that a daily post was removed."""
    undo = blocks.button(words.UNDO, "daily", "do", "restore", schedule.id)
    back = blocks.button(labels.ALL_DAILY_POSTS, "daily", "do", "show", 0, main=True)
    return blocks.note(
        f"Removed: <#{schedule.channel}>, {rule(schedule)}. It won't post anymore.", buttons=[back, undo]
    )


def entry(status: ScheduleStatus, library: Library, *, brief: bool = False) -> str:
    """Return a daily post in a few lines: what, where, when, and how the last one went.

    If it's `brief`, a calendar says when the next one comes.
    """
    schedule, left = status.schedule, status.left
    mention = f", mentions <@&{schedule.role}>" if schedule.role and status.mentions else ""
    thread = ", with a discussion thread" if schedule.thread else ""
    publish = ", published to followers" if schedule.publish else ""
    course = library.course(schedule.course) if left else None
    several = f' of "{course.title}"' if course and len(library.courses) > 1 else ""
    pattern = rule(schedule)
    rests = schedule.paused and f"Paused: {notices.reason(schedule.paused)}"
    planned = brief and status.allowed and not rests
    # A post asked for just now is chosen when it's sent, so this is still the next one.
    comes = "Posting now" if status.last and status.last.state == "due" else "Next up"
    lines = [
        f"**<#{schedule.channel}>: {CONTENTS[schedule.content]}**{several}",
        f"{pattern[0].upper()}{pattern[1:]}{mention}{thread}{publish}",
        *([] if planned else [rests or f"Next: {when(schedule.next_at) if status.allowed else KEPT_OUT}"]),
        f"{comes}: {_item(course, left.item)}" if course and left else "Its course isn't taught anymore.",
        f"Last: {last(status.last)}",
        *_own(schedule, library),
    ]
    if schedule.role and not status.mentions:
        lines.append(f"⚠ {notices.unmentionable(schedule.role)}")
    if left and left.count and left.count <= 3:
        more = numbers.count(left.count, "more post")
        lines.append(f"-# The course ends after {more}. Its hardest questions come next.")
    return "\n".join(lines)


def _own(schedule: Schedule, library: Library) -> list[str]:
    """Return which lessons a daily post leaves out, and the line above each post."""
    course = library.known(schedule.course)
    gone = {course.renamed.get(lesson, lesson) for lesson in schedule.left_out} if course else set()
    lessons = [in_sentence(lesson) for lesson in course.units.values() if lesson.id in gone] if course else []
    lines = [f"Leaves out: {', '.join(lessons)}"] if lessons else []
    return [*lines, f"Above each post: {with_links(schedule.line)}"] if schedule.line else lines


def _item(course: Course, item: PostItem) -> str:
    if item.kind == "question":
        return "a question that this server finds hard" if item.again else "a question"
    if item.kind == "fact":
        return "a fact"
    lesson = course.units.get(item.name)
    if lesson is None:
        return item.name
    card = f", card {max(item.page, 1)}" if item.kind == "page" else ""
    return f'{in_sentence(lesson)}, "{lesson.title}"{card}'


def _about_time(schedule: Schedule) -> str:
    midnight = ", the start of the day," if schedule.recurrence.minute == 0 else ""
    return (
        f"{say_time(schedule.recurrence.minute)}{midnight} is local time in "
        f"{schedule.recurrence.zone.replace('_', ' ')}, in summer and winter. The dates above are in your "
        "own time. If the bot was offline, one post may come up to six hours late."
    )
