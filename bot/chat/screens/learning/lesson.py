"""The lessons: the overview, a card, an extra, and the sources behind them."""

from collections.abc import Container, Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.pictures import gallery
from bot.chat.screens.learning import assessment, facts
from bot.chat.screens.next_step import next_step_button
from bot.chat.words import labels
from bot.chat.words.learning import lessons
from bot.chat.words.learning.lessons import lesson_label, lesson_title
from bot.domain.course.cards import Extra
from bot.domain.course.course import Course
from bot.domain.course.lesson import QUIZ, Lesson
from bot.domain.course.library import Place
from bot.domain.learning.progress import LessonProgress, Progress
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.lessons.next_step import NextStep
from bot.services.learning.lessons.study import Reading

BANNER = "banner.png"


def overview(
    progress: Progress, badges: Container[str], step: NextStep, others: Sequence[Course] = ()
) -> ui.LayoutView:
    """Show all lessons of a course with the learner's progress, and the next step.

    `badges` has the ids of lessons whose badge is earned. `others` are courses to switch to.
    """
    course = progress.course
    minutes = sum(part.lesson.minutes for part in progress.lessons)
    head = f"## {course.title}\n-# {lessons.length(len(course.lessons), len(course.extra), minutes)}"
    body = "\n".join(_line(part, part.lesson.id in badges) for part in progress.lessons)
    card = blocks.card(blocks.text(blocks.shorten(f"{head}\n\n{body}", blocks.SCREEN_TEXT)))
    choices = [(p.lesson.id, lesson_title(p.lesson)) for p in progress.lessons]
    return blocks.view(
        card,
        blocks.row(next_step_button(step)),
        blocks.menu(labels.OPEN_LESSON, choices, "lesson", "open", course.id),
        *blocks.other_courses(others, "lesson"),
    )


def _line(part: LessonProgress, earned: bool) -> str:
    title = f"{part.lesson.emoji} **{lesson_title(part.lesson)}**"
    begun = earned or part.read
    return f"{title}\n-# {lessons.state(part.read, part.cards, earned=earned)}" if begun else title


def card(
    reading: Reading,
    banner: discord.File | None = None,
    *,
    shareable: bool,
    invited: AssessmentStatus | None = None,
) -> ui.LayoutView:
    """Show a card of a lesson, under the lesson's banner if it's the first.

    `shareable` says that the learner may share it here. `invited` has the pretest that they can take first;
    in that case, the card only counts as read once they move on.
    """
    place, number = reading.place, reading.number
    here = (place.course.id, place.lesson.id)
    after = (number,) if invited else ()
    main = _after_last(reading) if reading.last else _next(place, number + 1, *after)
    more = assessment.pretest(invited) if invited else []
    if number > 1:
        more.append((lessons.BACK, "learn", "card", *here, number - 1))
    if reading.card.facts:
        more.append((lessons.SOURCES, "lesson", "sources", *here, number))
    if place.lesson.extras:
        more.append((lessons.EXTRAS, "learn", "extras", *here, number))
    if number == max(n for n, each in enumerate(place.lesson.cards, 1) if not each.ask):
        more += _practice(place, number)  # at the end, or just before the questions there
    more.append((labels.ALL_LESSONS, "lesson", "overview", place.course.id))
    if shareable:
        more.append((labels.SHARE_HERE, "lesson", "share", *here, number))
    return blocks.view(_card(reading, banner=banner), blocks.row(main), *blocks.more(more))


def extras(place: Place, card: int) -> ui.LayoutView:
    """Show what a lesson has beside its cards, in a menu, and the way back to a card."""
    lesson, here = place.lesson, (place.course.id, place.lesson.id)
    listed = "\n".join(f"- **{each.title}**: {_kind(each)}" for each in lesson.extras)
    text = f"-# {lesson.emoji} {lesson_label(lesson)}\n### {lessons.EXTRAS}\n{listed}"
    options = [(str(number), each.title) for number, each in enumerate(lesson.extras, 1)]
    return blocks.view(
        blocks.card(blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT)), color=blocks.color(lesson.color)),
        blocks.menu(lessons.CHOOSE_EXTRA, options, "learn", "choose-extra", *here, card),
        blocks.row(_back(place, card)),
    )


def extra(place: Place, number: int, card: int) -> ui.LayoutView:
    """Show background that was opened from a card, and the way back to it. Both numbers count from 1."""
    lesson = place.lesson
    shown = lesson.extras[number - 1]
    sources = blocks.button(lessons.SOURCES, "learn", "sources", place.course.id, lesson.id, number, card)
    return blocks.view(
        blocks.card(blocks.text(_extra(lesson, shown)), color=blocks.color(lesson.color)),
        blocks.row(_back(place, card), *([sources] if shown.facts else [])),
    )


def _extra(lesson: Lesson, shown: Extra) -> str:
    return f"-# {lesson.emoji} {lesson_label(lesson)} · {_kind(shown)}\n### {shown.title}\n{shown.text}"


def _kind(shown: Extra) -> str:
    return lessons.kind_of_extra(shown.kind, shown.outcome)


def _back(place: Place, card: int) -> blocks.Button:
    here = (place.course.id, place.lesson.id)
    return blocks.button(lessons.BACK_TO_LESSON, "learn", "card", *here, card, main=True)


def template(place: Place, card: int) -> ui.LayoutView:
    """Show a message to copy, in a block that keeps its line breaks, and the way back to a card."""
    lesson = place.lesson
    text = lessons.template(lesson) if lesson.template else lessons.NO_TEMPLATE
    shown = blocks.card(blocks.text(text), color=blocks.color(lesson.color))
    return blocks.view(shown, blocks.row(_back(place, card)))


def shared(reading: Reading, by: int) -> ui.LayoutView:
    """Show a card to everyone, shared `by` a person. Its button opens the lesson in private."""
    place = reading.place
    go = blocks.button("Read this lesson", "learn", "lesson", place.course.id, place.lesson.id, main=True)
    return blocks.view(_card(reading, f"Shared by <@{by}> · "), blocks.row(go))


def _card(reading: Reading, origin: str = "", banner: discord.File | None = None) -> blocks.Block:
    place, shown = reading.place, reading.card
    if shown.show:
        source = place.course.sources.get(shown.show.source or "")
        body = lessons.artifact(shown.show, source)
    else:
        body = f"### {shown.title}\n{shown.say}" if shown.title else shown.say or ""
    step = lessons.step(place.lesson, reading.number, named=bool(origin))
    earned = f"\n\n{lessons.earned(place.lesson)}" if reading.badge else ""
    text = f"-# {origin}{step}\n{body}{earned}"
    picture = [gallery(banner)] if banner else []
    return blocks.card(*picture, blocks.text(text), color=blocks.color(place.lesson.color))


def _next(place: Place, *numbers: int) -> blocks.Button:
    """Return the button to a card. The second number is a card that counts as read once it's pressed."""
    return blocks.button(lessons.NEXT, "learn", "card", place.course.id, place.lesson.id, *numbers, main=True)


def _practice(place: Place, card: int) -> list[blocks.Entry]:
    """Return the menu entries that lead from a card to what learners write or decide themselves."""
    here = (place.course.id, place.lesson.id)
    entries: list[blocks.Entry] = []
    if place.lesson.template:
        entries.append((place.lesson.template.title, "learn", "template", *here, card))
    if place.lesson.draft:
        entries.append((labels.WRITE_IT, "draft", "at", *here))
    entries.append((lessons.REFLECT, "journal", "open", *here))
    if place.course.scenario and place.course.scenario.practices(place.lesson.id):
        entries.append((labels.PLAY, "simulate", "open", place.course.id))
    return entries


def _after_last(reading: Reading) -> blocks.Button:
    """Return the button to the quiz, or to whatever comes next: for a lesson without questions, or if this
    card brought the badge because the quiz was passed before."""
    place = reading.place
    if reading.badge:
        return blocks.button(labels.LEARN, "learn", "go", place.course.id, main=True)
    count = min(QUIZ, len(place.lesson.questions))
    here = (place.course.id, place.lesson.id)
    if not count:
        return blocks.button(labels.LEARN, "start", "continue", place.course.id, main=True)
    return blocks.button(lessons.quiz_button(count), "quiz", "start", *here, main=True)


def sources(
    place: Place, name: str, cited: Sequence[str], turn: facts.Turn, card: int, sheet: int = 0
) -> ui.LayoutView:
    """Show the facts behind a card or an extra, each with its status and source.

    `name` is what they're about, `turn` what the buttons to the other pages carry, and `card` the number of
    the card that the way back leads to.
    """
    course = place.course
    back: blocks.Entry = (lessons.BACK_TO_LESSON, "learn", "card", course.id, place.lesson.id, card)
    head = f"### {lessons.SOURCES}: {name}\n"
    return facts.sheet(course, head, course.cited(tuple(cited)), sheet, turn, back)
