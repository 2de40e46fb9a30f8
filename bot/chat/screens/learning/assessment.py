"""Assessments: offering one, what came of them, and what was missed, once the answers can be seen."""

from collections.abc import Sequence
from textwrap import wrap

from discord import ui

from bot.chat import blocks
from bot.chat.words import labels
from bot.chat.words.achievements import assessments as words
from bot.chat.words.achievements.assessments import meaning as meaning
from bot.chat.words.achievements.assessments import summary as summary
from bot.chat.words.achievements.assessments import when as when
from bot.chat.words.learning import quizzes
from bot.domain.course.course import Course
from bot.domain.learning.assessment import may_look
from bot.domain.learning.quiz import Quiz
from bot.domain.questions.question import Question
from bot.services.learning.assessment import AssessmentStatus, Review

OTHERS = 8
"""Other assessments offered below what was missed in one, the latest ones."""

LINE, LINES = 36, 13
"""Characters in a line on a phone, and lines of questions that fit between the heading and the controls."""


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
        said = [f"**{words.verdict(status)}.**", words.uncounted(status), words.change(status)]
        said += [*words.attempts(status), withheld, when(status)]
    text = blocks.shorten("\n".join(filter(None, said)), blocks.SCREEN_TEXT)
    passed = bool(status.finished) and status.finished[-1].passed
    card = blocks.card(blocks.text(text), color=blocks.RIGHT if passed else blocks.ACCENT)
    return blocks.view(card, blocks.row(*_ways(status)))


def answers(review: Review, chosen: int | None = None, place: int = 0) -> ui.LayoutView:
    """Show what was missed in an assessment, a few questions at a time, each with its right answer.

    It's the one with the id `chosen`, or else the latest with something missed. `place` is a question on the
    page to show. If no answers may be seen now, show the results.
    """
    sittings, course = review.status.sittings, review.status.course.id
    tests = {
        test.id: (number, test) for number, test in enumerate(review.tests, 1) if may_look(sittings, test.id)
    }
    if not tests:
        return results(review)
    with_misses = [each for each, (_, test) in tests.items() if test.wrong]
    number, test = tests[chosen if chosen in tests else (with_misses or [*tests])[-1]]
    pages = _pages(review, test)
    page = next((n for n, places in enumerate(pages) if place <= places[-1]), len(pages) - 1)
    said = [_missed(review, test, each) for each in pages[page]] if pages else []
    where = f"{words.which(number, test)}" + (f" · page {page + 1} of {len(pages)}" if len(pages) > 1 else "")
    text = "\n\n".join([f"{words.missed(test)}\n-# {where}", *said])
    if pages:
        buttons = [blocks.button(words.PRACTICE_MISSED, "quiz", "fix", test.id, main=True)]
    else:
        buttons = [blocks.button(labels.LEARN, "start", "continue", course, main=True)]
    if page + 1 < len(pages):
        buttons.append(blocks.button(words.NEXT_PAGE, "test", "answers", course, test.id, pages[page + 1][0]))
    before = ("answers", course, test.id, pages[page - 1][0]) if page > 0 else ("show", course)
    buttons.append(blocks.button("Back", "test", *before))
    more: list[blocks.Entry] = [
        (words.why(_asked(review, test, each)), "test", "feedback", test.id, each)
        for each in (pages[page] if pages else [])
    ]
    others = [each for each in tests.values() if each[1] is not test][-OTHERS:]
    more += [(words.which(n, each), "test", "answers", course, each.id, 0) for n, each in others]
    card = blocks.card(blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT)))
    return blocks.view(card, blocks.row(*buttons), *blocks.more(more))


def _pages(review: Review, test: Quiz) -> list[list[int]]:
    """Return the places of the questions that were missed, as many on a page as fit on a phone."""
    pages: list[list[int]] = []
    room = 0
    for place in test.wrong:
        lines = 1 + sum(len(wrap(line, LINE)) for line in _missed(review, test, place).splitlines())
        if lines > room:
            pages.append([])
            room = LINES
        pages[-1].append(place)
        room -= lines
    return pages


def _missed(review: Review, test: Quiz, place: int) -> str:
    question = _asked(review, test, place)
    return quizzes.with_answer(question) if question else words.LOST


def _asked(review: Review, test: Quiz, place: int) -> Question | None:
    """Return a question as it was answered, or None if its text is lost."""
    return review.questions.get(test.answers[place].fingerprint)


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
    if status.may_see_answers and any(each.right < each.answered for each in status.finished):
        buttons.append(blocks.button(quizzes.MISSED, "test", "answers", course))
    if test and test.sitting:
        buttons.append(blocks.button(labels.END_TEST, "test", "end", test.sitting.quiz))
    if len(buttons) < 3:
        buttons.append(blocks.button(labels.MY_PROGRESS, "progress", "show"))
    return buttons
