"""What the screens for practice messages say."""

from collections.abc import Sequence

from bot.chat.words import dates
from bot.chat.words.learning.lessons import in_sentence, lesson_title
from bot.chat.words.numbers import count
from bot.domain.calendar.day import day_of
from bot.domain.course.lesson import Lesson
from bot.domain.course.library import Place
from bot.domain.writing.drafts import LearnerDraft, Version

WRITE = "Write it ▸"
CHECK = "Check it ▸"
REVISE = "Revise mine ▸"
CHECK_REVISION = "Check the revision"
CHECK_AGAIN = "Check it again"
REVISE_AGAIN = "Revise it again"
MODEL = "See one way to do it"
SEE_MODEL = f"{MODEL} ▸"
NOT_NOW = "Not now"
POSTPONED = "**Not today, then.** It's still in {} whenever you want it."
EXAMPLE = "See an example"
BOTH = "Read both versions"
BACK = "Back"
BACK_TO_TASK = "Back to the task"
NEW = "Write a new one"
MINE = "My messages for this lesson"
ALL = "All practice messages"
DELETE = "Delete this message"
KEEP = "Keep it"
DELETE_NOW = "Yes, delete it"
YOUR_OWN = "Write your own ▸"
NEWER = "Newer"
OLDER = "Older"
CHOOSE = "Choose a lesson"
OPEN = "Open a message"
OPEN_EARLIER = "Open an earlier message"

FORM = "Your message"
REVISION_FORM = "Your revision"
CHECK_FORM = "Does yours do this?"
POINTS = "Tick what your message does"
POINTS_HINT = "Only you see this."

TITLE = "### Practice messages"
ABOUT = "Write a message, check it, see one way to do it, and revise it. Only you see it until you share it."
NO_TASKS = "This course has no messages to practice yet."
EARLIER = "**Earlier lessons.** The course has dropped them. What you wrote is still here."
SAVED = (
    "✅ **Saved.** Now read it the way the person who gets it will, and tick what it does. Then you'll see "
    "one way to do it."
)
ONE_WAY = "**One way to do it**"
WHY, WHY_IT_WORKS = "Why?", "**Why it works**"
FIRST = "**First version**"
REVISION = "**Revision**"
DELETE_ASKED = "### Delete this message?"
DELETED = "**Deleted.**"


def task(prompt: str) -> str:
    """Return the task, and what comes after writing."""
    return (
        f"### Write it yourself\n{prompt}\n\n-# Then check it against five points, and see one way to do "
        "it. Only you see it until you share it."
    )


def state(drafts: Sequence[LearnerDraft]) -> str:
    """Return how far the learner is with a lesson's messages: at least one, newest first."""
    done = "revised" if drafts[0].revised else "written, not revised yet"
    return done + (f" · {count(len(drafts), 'message')}" if len(drafts) > 1 else "")


def start(lesson: Lesson, begun: bool) -> str:
    """Return the label of the button that opens the next message to write."""
    return f"{'Continue' if begun else 'Write one for'} {in_sentence(lesson)} ▸"


def verdict(draft: LearnerDraft) -> str:
    """Return the result of the check, and what's missing; nothing for a version that isn't checked."""
    points = draft.latest.points
    if points is None:
        return ""
    score = f"{len(points)} of {len(draft.rubric)} points"
    if len(points) == len(draft.rubric):
        return f"✅ **{score}.** Could it be shorter?"
    return f"**{score}.** {missing(draft)}"


def compared(draft: LearnerDraft) -> str:
    """Return how the revision compares, in a line."""
    first, latest, of = draft.first.points, draft.latest.points, len(draft.rubric)
    if first is not None and latest is not None:
        return f"✅ **Before and after: {len(first)} of {of} points, then {len(latest)} of {of}.**"
    if latest is not None:
        return f"✅ **Before and after.** The revision meets {len(latest)} of {of} points."
    return "✅ **Revised and saved.**"


def missing(draft: LearnerDraft) -> str:
    """Return the points that the latest version doesn't meet, as a list; empty if it isn't checked or meets
    them all.
    """
    first, latest = draft.first.points or frozenset(), draft.latest.points
    lines = [
        f"- {point.rstrip('.')}: only in the first version" if n in first else f"- {point}"
        for n, point in enumerate(draft.rubric)
        if latest is not None and n not in latest
    ]
    return "\n".join(["Not there yet:", *lines]) if lines else ""


def first_version(draft: LearnerDraft, zone: str) -> str:
    """Return the heading above the first version."""
    return f"{FIRST} · {when(draft.first, zone)}"


def revision(draft: LearnerDraft, zone: str) -> str:
    """Return the heading above the latest version."""
    between = len(draft.versions) - 2
    kept = f", after {count(between, 'version')} in between" if between else ""
    return f"{REVISION} · {when(draft.latest, zone)}{kept}"


def listed(place: Place, number: int, sheet: int, sheets: int, *, deleted: bool) -> str:
    """Return what's in the menu of a lesson's messages. `sheet` counts from 0."""
    lead = f"{DELETED} " if deleted else ""
    if not number:
        return f"{lead}You have no messages for {_lesson(place)}."
    page = f" · page {sheet + 1} of {sheets}" if sheets > 1 else ""
    return (
        f"{lead}**{count(number, 'message')} for {_lesson(place)}**{page}\n"
        "Open one to read, revise, share or delete it."
    )


def delete(draft: LearnerDraft) -> str:
    """Return what deleting a message means."""
    versions = len(draft.versions)
    if versions == 1:
        return "It'll be gone for good."
    return f"{'Both' if versions == 2 else f'All {versions}'} versions will be gone for good."


def shared(prompt: str | None, by: int, place: Place) -> str:
    """Return who shared a message, for which lesson, and what the task was."""
    head = f"-# Shared by <@{by}> · {_place(place)}"
    return f"{head}\n**The task.** {prompt}" if prompt else head


def when(version: Version, zone: str) -> str:
    """Return the day a version was written, in this time zone."""
    return dates.full_date(day_of(version.at, zone))


def where(place: Place) -> str:
    """Return the lesson that a message belongs to, in small print."""
    return f"-# {_place(place)}"


def _place(place: Place) -> str:
    lesson = place.lesson
    return f"Earlier lesson: {lesson.title}" if place.dropped else f"{lesson.emoji} {lesson_title(lesson)}"


def _lesson(place: Place) -> str:
    return "an earlier lesson" if place.dropped else in_sentence(place.lesson)
