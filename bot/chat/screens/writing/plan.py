"""`/plan`: everything a learner takes back to work, and the templates."""

from discord import ui

from bot.chat import blocks
from bot.chat.words.learning import lessons
from bot.chat.words.writing import plans
from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.course.library import Place
from bot.domain.writing.journal import Journal


def overview(journal: Journal) -> ui.LayoutView:
    """Show what the plan holds, with buttons to open it."""
    course = journal.course
    buttons = [blocks.button(plans.WRITE, "draft", "next", course.id, main=True)]
    if _with_templates(course):
        buttons.append(blocks.button(plans.TEMPLATES, "plan", "templates", course.id))
    if course.checklists:
        buttons.append(blocks.button(plans.CHECKLISTS, "checklist", "overview", course.id))
    more: list[blocks.Entry] = [
        (plans.REFLECTIONS, "journal", "overview", course.id),
        (plans.EXPORT, "journal", "export", course.id),
    ]
    card = blocks.card(blocks.text(plans.overview(journal)))
    return blocks.view(card, blocks.row(*buttons), *blocks.more(more))


def templates(course: Course) -> ui.LayoutView:
    """Show a menu of the course's templates."""
    options = [
        (each.id, f"{each.template.title} · {lessons.in_sentence(each)}")
        for each in _with_templates(course)
        if each.template
    ]
    back = blocks.row(blocks.button("Back", "plan", "show", course.id, main=not options))
    if not options:
        return blocks.view(blocks.card(blocks.text(plans.NO_TEMPLATES)), back)
    menu = blocks.menu(plans.CHOOSE, options, "plan", "template", course.id)
    return blocks.view(blocks.card(blocks.text(plans.PICK)), menu, back)


def template(place: Place) -> ui.LayoutView:
    """Show one template to copy, and a button to write with it."""
    course, lesson = place.course.id, place.lesson
    buttons = []
    if lesson.draft:
        buttons.append(blocks.button(plans.WRITE, "draft", "at", course, lesson.id, main=True))
    buttons.append(blocks.button(plans.TEMPLATES, "plan", "templates", course, main=not buttons))
    card = blocks.card(blocks.text(lessons.template(lesson)), color=blocks.color(lesson.color))
    return blocks.view(card, blocks.row(*buttons))


def _with_templates(course: Course) -> list[Lesson]:
    """Return each lesson that has a template."""
    return [each for each in course.units.values() if each.template]
