"""Show the figures: on the terminal, and as a page of Markdown."""

from collections.abc import Iterator, Sequence

from bench.experience.crawl import Offender
from bench.experience.figures import Figures
from bench.experience.goals import Goal
from bench.experience.learners import Month
from bench.experience.practice import Spread

INTRODUCTION = """\
# What learning with Lessonbot takes

`make bench-experience` plays the shipped course through the sandbox: the real bot, real sockets, and a
clock that only moves when it's told to. It follows a newcomer, a reader of each lesson, two people
who answer every practice question (one gets them all right, the other all wrong), someone with reviews
due, someone who tries every button and every menu entry, and three learners for 30 days. Here's what it
measured.

To measure again, and to write this page:

```sh
make bench-experience                              # two minutes or so; QUICK=1 makes it short
.venv/bin/python -m bench.experience --json        # all figures
.venv/bin/python -m bench.experience --write docs/experience.md
```

Words are what a screen shows with its markup stripped, including small print and the options of a
question, but not the labels of other buttons. Pressing a button, opening a menu, choosing from one and
sending a form count as presses; typing a command doesn't. Minutes are words at 240 a minute, two seconds
a press, and six seconds a question. Which questions a quiz draws depends on the ids that the sandbox
gives out, so the figures of quizzes, reviews and the 30 days differ a little from run to run.

Feedback comes with the question above it, in one small line. That line isn't counted again: the question
was counted when it was asked.

The goals for a review are for questions that one press answers. Choosing several, matching, ordering and
typing take longer, and a wrong answer there can bring a review to over 100 words.
"""

LEARNERS = """\
The *diligent* learner comes every day at nine, follows the button that stands out until all that's left
is a second new lesson, is right 85% of the time, and says yes to reminders. The *daily* learner takes one
quiz a day, presses that button up to eight times after it, and is right 80% of the time. The *lazy* one
has reminders from the first day, comes three days a week, presses once or twice or just answers the
reminder, and is right 60% of the time. The *absent* one has reminders and never comes back. Days count
from 1.
"""

KEPT = """\
Each has one button that stands out, and at most two others. A question, a menu to choose from and a message
with a file need none that stands out.
"""

NONE = "none"


def terminal(figures: Figures, goals: Sequence[Goal]) -> str:
    """Return the goals as a table for a terminal, then what keeps them from being reached."""
    wide = max(len(goal.what) for goal in goals)
    lines = [f"{_mark(goal)} {goal.what:<{wide}}  {goal.aim:>8}  {goal.figure}" for goal in goals]
    lines += [f"  {each}" for each in figures.offenders]
    reached = sum(goal.reached for goal in goals)
    return "\n".join([*lines, f"{reached} of {len(goals)} goals reached"])


def markdown(figures: Figures, goals: Sequence[Goal]) -> str:
    """Return the page."""
    rows = ((goal.what, goal.aim, goal.figure, _mark(goal)) for goal in goals)
    parts = [
        INTRODUCTION,
        "## Goals\n",
        _table(("", "goal", "measured", ""), rows),
        "## Lessons\n",
        _table(
            ("lesson", "cards", "questions", "words", "opener, words", "presses", "minutes"),
            (
                (f"{p.lesson}. {p.title}", p.cards, p.asks, p.words, p.opener or NONE, p.presses, p.minutes)
                for p in figures.lessons
            ),
        ),
        "## Practice questions\n",
        "Words, as the median and the most.\n",
        _table(("lesson", "questions", "question and options", "right", "wrong"), _practice(figures)),
        f"## {figures.days} days\n",
        LEARNERS,
        _table(("", *(month.name for month in figures.months)), _months(figures.months)),
        *_screens(figures),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _practice(figures: Figures) -> Iterator[tuple[object, ...]]:
    for each in figures.practice:
        right, wrong = (Spread.of(a.feedback for a in answers) for answers in (each.right, each.wrong))
        yield each.lesson, len(each.right), each.questions, right, wrong


def _months(months: Sequence[Month]) -> Iterator[tuple[object, ...]]:
    def row(label: str, *cells: object) -> tuple[object, ...]:
        return (label, *cells)

    yield row("badges (lesson: day)", *(_badges(month) for month in months))
    yield row("final assessment opens", *(_on(month.opened) for month in months))
    tests = (", ".join(f"day {day}: {score}" for day, score in month.tests) or NONE for month in months)
    yield row("final assessment taken", *tests)
    yield row("certificate", *(_on(month.certificate) for month in months))
    yield row("days practiced", *(month.practiced for month in months))
    yield row("streak, and best", *(f"{month.streak}, {month.best}" for month in months))
    yield row("reminders sent", *(month.sent for month in months))
    yield row("answered in the message", *(month.answered for month in months))
    yield row("reminders stopped", *(_on(month.stopped) for month in months))
    yield row("cards read, and opened", *(f"{month.read}, {month.seen}" for month in months))
    yield row("read without being opened", *(", ".join(month.unopened) or NONE for month in months))
    yield row("presses", *(month.presses for month in months))
    yield row("minutes", *(f"{month.minutes:g}" for month in months))


def _badges(month: Month) -> str:
    return ", ".join(f"{lesson}: {day}" for lesson, day in month.badges) or NONE


def _on(day: int | None) -> str:
    return f"day {day}" if day else NONE


def _screens(figures: Figures) -> Iterator[str]:
    yield "## Screens\n"
    yield f"{figures.used} controls were used, and {figures.screens} kinds of screens were met.\n"
    if figures.offenders:
        yield _table(("after", "first line", "primary", "others"), map(_offender, figures.offenders))
    else:
        yield KEPT


def _offender(each: Offender) -> tuple[object, ...]:
    return f"`{each.after}`", each.first_line, ", ".join(each.primary), ", ".join(each.others)


def _table(head: Sequence[object], rows: Iterator[tuple[object, ...]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(str(cell).replace('|', '/') for cell in line)} |\n" for line in lines)


def _mark(goal: Goal) -> str:
    return "✓" if goal.reached else "✗"
