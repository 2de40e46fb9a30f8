"""Assessments: offering one, what came of them, and the answers once they can be seen."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.words import labels
from bot.chat.words.achievements import assessments as words
from bot.chat.words.achievements.assessments import meaning as meaning
from bot.chat.words.achievements.assessments import summary as summary
from bot.chat.words.achievements.assessments import when as when
from bot.chat.words.learning.lessons import lesson_title
from bot.domain.course.course import Course
from bot.domain.learning.assessment import may_look
from bot.domain.learning.gain import LessonResult
from bot.domain.learning.quiz import Quiz
from bot.services.learning.assessment import AssessmentStatus, Review

MENUS = 12
"""Assessments whose answers have room on one screen, the latest ones."""
_MODES = {"pre": "before the course", "post": "after the course"}


def offer(status: AssessmentStatus) -> ui.LayoutView:
    """Offer the assessment that can be taken now, to people who haven't begun it."""
    later = blocks.button("Not now", "start", "continue", status.course.id, "later")
    text = f"**{when(status)}**\n{words.NO_HURRY}"
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(_take(status), later))


def pretest(status: AssessmentStatus) -> list[blocks.Entry]:
    """Return the entry of a menu that begins the pretest, if it can be taken now."""
    test = status.next
    return (
        [(words.SHORT_TEST, "test", "begin", status.course.id, test.number)]
        if test and status.invited
        else []
    )


def take(status: AssessmentStatus) -> Sequence[blocks.Button]:
    """Return the button to the assessment that can be taken now, if there is one."""
    return [_take(status)] if status.open else []


def results(review: Review) -> ui.LayoutView:
    """Show what came of the latest assessment, what was learned, and what comes next."""
    status = review.status
    if not status.finished:
        said = [f"**{when(status) or words.NONE}**"]
    else:
        withheld = "" if status.may_see_answers or not status.next else words.WITHHELD
        said = [f"**{words.verdict(status)}.**", words.change(status), *words.attempts(status)]
        said += [withheld, when(status)]
    text = blocks.shorten("\n".join(filter(None, said)), blocks.SCREEN_TEXT)
    passed = bool(status.finished) and status.finished[-1].passed
    card = blocks.card(blocks.text(text), color=blocks.RIGHT if passed else blocks.ACCENT)
    return blocks.view(card, blocks.row(*_ways(status)))


def answers(review: Review) -> ui.LayoutView:
    """Show how each assessment went, objective by objective, and a menu of answers for each."""
    course = review.status.course
    rows = [
        "\n".join(
            [
                f"**{_lesson(lesson)}**: {_each(lesson.results)}",
                *(f"- {each.text}: {_each(each.results)}" for each in lesson.objectives),
            ]
        )
        for lesson in review.lessons
    ]
    text = blocks.first_page([words.ANSWERS, *rows], blocks.SCREEN_TEXT - 100, words.MORE_ANSWERS)
    sittings = review.status.sittings
    menus = [
        _menu(review, number, test)
        for number, test in enumerate(review.tests, 1)
        if test.answers and may_look(sittings, test.id)
    ]
    onward = blocks.button(labels.LEARN, "start", "continue", course.id, main=True)
    back = blocks.button("Back", "test", "show", course.id)
    return blocks.view(blocks.card(blocks.text(text), *menus[-MENUS:]), blocks.row(onward, back))


def confirm_ending(course: Course, test: Quiz) -> ui.LayoutView:
    """Ask before an assessment is ended."""
    left = len(test.items) - len(test.skipped) - len(test.answers)
    buttons = [
        blocks.button("Keep going", "quiz", "next", test.id, main=True),
        blocks.button("Not now", "start", "continue", course.id, "later"),
        blocks.button("Yes, end it", "test", "end-now", test.id, danger=True),
    ]
    card = blocks.card(blocks.text(words.ending(left)), color=blocks.WRONG)
    return blocks.view(card, blocks.row(*buttons))


def _each(counts: Sequence[tuple[int, int]]) -> str:
    """Return how it went, assessment by assessment; a single question is right or wrong."""

    def say(right: int, of: int) -> str:
        if not of:
            return "not asked"
        if of == 1:
            return "right" if right else "wrong"
        return f"{right} of {of}"

    return ", then ".join(say(*each) for each in counts)


def _lesson(tested: LessonResult) -> str:
    return lesson_title(tested.lesson)


def _take(status: AssessmentStatus, *, main: bool = True) -> blocks.Button:
    test = status.next
    number = test.number if test else 0
    return blocks.button(words.take(test), "test", "begin", status.course.id, number, main=main)


def _ways(status: AssessmentStatus) -> list[blocks.Button]:
    """Return the way on first, then up to two others."""
    course, test = status.course.id, status.open
    passed = bool(status.finished) and status.finished[-1].passed
    if passed and not test:
        buttons = [blocks.button(words.GET_CERTIFICATE, "certificate", "show", course, main=True)]
    else:
        buttons = [*take(status)] or [blocks.button(labels.LEARN, "start", "continue", course, main=True)]
    if status.may_see_answers:
        buttons.append(blocks.button("See the answers", "test", "answers", course))
    if test and test.sitting:
        buttons.append(blocks.button(labels.END_TEST, "test", "end", test.sitting.quiz))
    if len(buttons) < 3:
        buttons.append(blocks.button(labels.MY_PROGRESS, "progress", "show"))
    return buttons


def _menu(review: Review, number: int, test: Quiz) -> blocks.Block:
    """Return a menu of the answers in the `number`-th assessment.

    Those beyond the first 25 are reached from the one before.
    """
    options = []
    for place, answer in sorted(test.answers.items()):
        question = review.questions.get(answer.fingerprint)
        said = "right" if answer.right else "not known" if answer.unknown else "wrong"
        about = question.prompt if question else "changed since; its text is lost"
        options.append((str(place), blocks.shorten(f"{place + 1}, {said}: {about}", 100)))
    label = f"Assessment {number}, {_MODES[test.mode]}: choose an answer"
    return blocks.menu(label, options, "test", "choose", test.id)
