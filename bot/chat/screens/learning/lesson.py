"""The lessons: the overview, a page, and the sources of a page."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.screens.learning import assessment, facts
from bot.chat.words import labels
from bot.domain.course.course import Course
from bot.domain.course.library import Place
from bot.domain.learning.progress import LessonProgress, Progress
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.study import Reading


def overview(progress: Progress, others: Sequence[Course] = ()) -> ui.LayoutView:
    """All lessons of a course with one's own progress. `others`: further courses to switch to."""
    course = progress.course
    minutes = sum(part.lesson.minutes for part in progress.lessons)
    head = f"## {course.title}\n{course.about.summary}\n-# About {minutes} minutes in all"
    entries = [_entry(course.id, part) for part in progress.lessons]
    buttons = [
        blocks.button("Continue", "start", "continue", course.id, main=True),
        blocks.button("Quiz me", "quiz", "start", course.id, ""),
        blocks.button("The case", "case", "show", course.id, "", 0),
    ]
    switch = blocks.other_courses(others, "lesson")
    if len(entries) > ENTRIES:
        body: list[blocks.Block] = [
            blocks.text("\n".join(_line(part) for part in progress.lessons)),
            blocks.menu(
                labels.OPEN_LESSON,
                [(p.lesson.id, f"{p.lesson.number}. {p.lesson.title}") for p in progress.lessons],
                *("lesson", "open", course.id),
            ),
        ]
    else:
        body = entries
    card = blocks.card(blocks.text(head), blocks.line(), *body)
    return blocks.view(card, blocks.row(*buttons), *switch)


ENTRIES = 8
"""Lessons that have room with a button each among Discord's 40 components; more share one menu."""


def _entry(course: str, part: LessonProgress) -> blocks.Block:
    button = blocks.button(f"Open lesson {part.lesson.number}", "lesson", "page", course, part.lesson.id, 0)
    return blocks.section(_line(part), button)


def _line(part: LessonProgress) -> str:
    read = "read" if part.finished_reading else f"{part.read} of {part.pages} pages read"
    quiz = f", {part.right} of {part.questions} questions right" if part.answered else ""
    mark = "☑ " if part.finished_reading else ""
    return f"**{part.lesson.number}. {part.lesson.title}**\n-# {mark}{read}{quiz}"


def shared(reading: Reading, by: int) -> ui.LayoutView:
    """A page as a message for everyone, shared `by` a person, whose buttons open it for oneself."""
    place = reading.place
    here = ("lesson", "page", place.course.id, place.lesson.id, reading.page)
    open_it = blocks.button("Read this lesson", *here, main=True)
    card = _card(reading, f"Shared by <@{by}> · {place.course.title} · ")
    return blocks.view(card, blocks.row(open_it, _quiz_button(place)))


def page(reading: Reading, test: AssessmentStatus | None = None, *, shareable: bool) -> ui.LayoutView:
    """A page of a lesson. `shareable`: the person may share it in the channel. `test`: they could still take
    the test before the course, so that this page is not noted as read before they turn it.
    """
    place, step = reading.place, reading.step
    lesson = place.lesson
    here = ("lesson", "page", place.course.id, lesson.id)
    turns, unnoted = [], [reading.page] if test else []
    if reading.page > 0:
        turns.append(blocks.button("Previous", *here, reading.page - 1, *unnoted))
    if reading.page + 1 < reading.pages:
        turns.append(blocks.button("Next", *here, reading.page + 1, *unnoted, main=True))
    last = reading.page + 1 == reading.pages
    turns.append(_quiz_button(place, main=last))
    if step.facts:
        turns.append(blocks.button("Sources", "lesson", "sources", place.course.id, lesson.id, reading.page))
    extras = [
        *(_writing(place) if last else []),
        blocks.button(labels.ALL_LESSONS, "lesson", "overview", place.course.id),
    ]
    if shareable:
        share = ("lesson", "share", place.course.id, lesson.id, reading.page)
        extras.append(blocks.button(labels.SHARE_HERE, *share))
    invitation = [assessment.beside(test)] if test else []
    return blocks.view(_card(reading), *invitation, blocks.row(*turns), blocks.row(*extras))


def _card(reading: Reading, origin: str = "") -> blocks.Block:
    lesson = reading.place.lesson
    title = "" if reading.page == 0 else f": {lesson.title}"  # the first page has it as its own title
    where = f"-# {origin}Lesson {lesson.number}{title}"
    count = f"-# Page {reading.page + 1} of {reading.pages}"
    return blocks.card(blocks.text(f"{where}\n## {reading.step.title}\n{reading.step.text}\n\n{count}"))


def _writing(place: Place) -> list[blocks.Button]:
    """The ways from the last page to what one writes oneself."""
    here = (place.course.id, place.lesson.id)
    draft = [blocks.button(labels.WRITE_IT, "draft", "at", *here)] if place.lesson.draft else []
    return [*draft, blocks.button("Write in my journal", "journal", "open", *here)]


def _quiz_button(place: Place, *, main: bool = False) -> blocks.Button:
    return blocks.button("Quiz me", "quiz", "start", place.course.id, place.lesson.id, main=main)


def sources(reading: Reading, sheet: int = 0) -> ui.LayoutView:
    """The facts behind a page, each with its status and source."""
    course, lesson = reading.place.course, reading.place.lesson
    back = blocks.button("Back to the page", "lesson", "page", course.id, lesson.id, reading.page, main=True)

    def turn(label: str, to: int) -> blocks.Button:
        return blocks.button(label, "lesson", "sources", course.id, lesson.id, reading.page, to)

    head = f"### What “{reading.step.title}” rests on\n"
    return facts.sheet(course, head, course.cited(reading.step.facts), sheet, turn, back)
