"""What classes say: to students before they join, and to their teachers."""

import unicodedata
from collections.abc import Sequence

from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.quoting import clean
from bot.domain.classes.assignment import Assignment
from bot.domain.classes.classroom import KEPT_DAYS, Classroom, Student
from bot.domain.classes.timeliness import Timeliness
from bot.domain.course.course import Course

NAMED = 5
"""Most students to name on one line."""

JOIN = "Join"
JOIN_CLASS = "Join the class"
NAME = "Name or number"
NAME_HELP = "How your teacher knows you."
DIRECT = "Direct messages"
DIRECT_HELP = "Whether your teacher also sees what you do there with this bot."
SERVER_ONLY = "Only what I do in this server counts"
DIRECT_TOO = "What I do in direct messages counts, too"
LEAVE = "Leave the class"
LEAVE_NOW = "Yes, leave"
STAY = "Stay"
RENAME = "Change my name or what counts"
MY_CLASSES = "My classes"
REMINDERS_OFF = "Stop reminders for this class"
REMINDERS_ON = "Remind me before something is due"
REPORT = "Report"
CSV = "Get it as CSV"
QUESTIONS = "Hardest questions"
STUDENTS = "Students"
CLOSE = "Close the class"
BACK = "Back"
MORE_STUDENTS = "Next students ▸"
MORE_QUESTIONS = "Next questions ▸"
NO_CLASS = "You're not in a class. To join one, get a code from your teacher and run {}."

SEEN = (
    "- the lesson cards you opened, and when you were last active\n"
    "- your badges and quiz scores, and whether you were on time\n"
    "- your assessment scores, before and after the course\n"
    "- how the whole class answered each question, without names"
)
"""What a teacher sees about a student."""


def title(classroom: Classroom) -> str:
    """Return a class's title, without Markdown."""
    return clean(classroom.title)


def moment(at: int, style: str = "f") -> str:
    """Return a time that Discord shows in each reader's own time zone."""
    return f"<t:{at // 1000}:{style}>"


def invitation(classroom: Classroom) -> str:
    """Return what joining a class means."""
    return (
        f"## Join {title(classroom)}?\n"
        "Your teacher and this server's moderators will see this, by name:\n"
        f"{SEEN}\n\n"
        "Only what you do **in this server, from now on**, counts. Direct messages don't, unless you say so "
        "in the next step. What you write, such as drafts and reflections, stays yours.\n\n"
        f"-# You can leave at any time in /me. Leaving erases your name from the class. {kept()}"
    )


def kept() -> str:
    """Return how long names are kept."""
    return f"{KEPT_DAYS} days after the class is closed, it's erased, names and all."


def created(classroom: Classroom, mention: str) -> str:
    """Return what a teacher does next with a new class."""
    return (
        f"## ✅ {title(classroom)} is ready\n"
        f"Code: **{classroom.code}**\n\n"
        f"Students run {mention} with this code. Or post a lesson for them with /class post: it has a button "
        "to join. You'll see what they do in this server once they've joined."
        f"{left_out(classroom.title, title(classroom))}"
    )


def left_out(typed: str, shown: str) -> str:
    """Return a note that not all characters of a typed title or name are shown; nothing if they are."""
    if shown == " ".join(typed.split()):
        return ""
    return "\n\n-# Emoji and special characters, such as * and @, are left out."


def saved_as(typed: str, name: str) -> str:
    """Return a note that a student's name isn't exactly what they typed; nothing if it is."""
    if name == unicodedata.normalize("NFC", " ".join(typed.split())):
        return ""
    return f'\n-# Saved as "{name}": emoji and special characters, such as * and @, are left out.'


def choices(student: Student) -> str:
    """Return what a student chose to share, and whether they're reminded."""
    reminders = "on" if student.reminders else "off"
    return f"-# {counting(student)} Reminders before something is due: {reminders}."


def counting(student: Student) -> str:
    """Return whether direct messages count."""
    return "Direct messages count, too." if student.direct else "Direct messages don't count."


def leaving(classroom: Classroom) -> str:
    """Return what leaving does."""
    return (
        f"### Leave {title(classroom)}?\nThis erases your name from the class right away, and your teacher "
        "can no longer see what you did. You keep your own progress."
    )


def left(classroom: Classroom) -> str:
    """Return that someone has left."""
    return f"**You've left {title(classroom)}.** Your name is erased from it. Your progress is still yours."


def closing(classroom: Classroom) -> str:
    """Return what closing does."""
    return (
        f"### Close {title(classroom)}?\nNobody can join anymore, and what students do from then on doesn't "
        f"count. Planned posts and reminders won't be sent. You keep the report for {KEPT_DAYS} days. Then "
        "the class is erased, names and all."
    )


def closed(classroom: Classroom) -> str:
    """Return that a class is closed."""
    until = moment(erased_at(classroom), "D")
    return f"**{title(classroom)} is closed.** You can see its report until {until}."


def ended(classroom: Classroom) -> str:
    """Return what it means for a student that a class is closed."""
    return (
        "**This class is closed.** What you do now doesn't count. Your teacher keeps the report until "
        f"{moment(erased_at(classroom), 'D')}."
    )


def erased_at(classroom: Classroom) -> int:
    """Return when a closed class is erased."""
    return (classroom.closed_at or 0) + KEPT_DAYS * 86_400_000


def task(assignment: Assignment, course: Course) -> str:
    """Return what an assignment is: a lesson, or its quiz."""
    lesson = course.unit(assignment.lesson)
    name = f"**{lesson_title(lesson)}**" if lesson else "a lesson that's gone"
    return name if assignment.task == "lesson" else f"the quiz on {name}"


def due(assignment: Assignment) -> str:
    """Return until when an assignment is due, as a sentence, or nothing."""
    at = assignment.dates.due_at
    return f" Due on {moment(at)}." if at is not None else ""


def planned(assignment: Assignment, course: Course, now: int) -> str:
    """Return that an assignment is posted, or will be."""
    what, where = task(assignment, course), f"<#{assignment.channel}>"
    at = assignment.dates.release_at
    lead = f"Posting {what} in {where} now." if at <= now else f"{what} goes out on {moment(at)} in {where}."
    reminded = assignment.dates.remind_at
    remind = f" Students who aren't done will get a reminder on {moment(reminded)}." if reminded else ""
    return f"✅ {lead}{due(assignment)}{remind}"


STATES = {
    "due": "planned",
    "claimed": "being posted",
    "sent": "posted",
    "missed": "not posted",
    "failed": "⚠ couldn't be posted",
    "uncertain": "⚠ may not have been posted",
}
"""How posting an assignment went."""


def listed(assignment: Assignment, course: Course) -> str:
    """Return an assignment as a line of a list."""
    state = STATES[assignment.delivery.state]
    when = moment(assignment.dates.release_at, "d")
    until = f", due {moment(assignment.dates.due_at, 'd')}" if assignment.dates.due_at else ""
    return f"- {task(assignment, course)}: {state} {when}{until}"


ON_TIME: dict[Timeliness, str] = {
    "on-time": "on time",
    "late": "late",
    "missing": "not done",
    "open": "not done yet",
}
"""Whether a student finished by the due date."""


def on_time(students: Sequence[tuple[str, Timeliness]]) -> str:
    """Return who of the students, by name, finished by the due date. Few enough are named."""
    by = {state: [name for name, found in students if found == state] for state in ON_TIME}
    done = by["on-time"]
    named = f" ({', '.join(done)})" if 0 < len(done) <= NAMED else ""
    late = f", late: {len(by['late'])}" if by["late"] else ""
    return f"  - On time: {len(done)} of {len(students)}{named}{late}"


def summary(students: int, active: int, share: float | None) -> str:
    """Return how a class is doing, in a sentence."""
    if not students:
        return "Nobody is in this class."
    scores = f" Quizzes: **{share:.0%}** right." if share is not None else ""
    return f"Active in the last 7 days: **{active} of {students}**.{scores}"
