"""The end of a quiz: how it went, and what comes next."""

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.pictures import gallery
from bot.chat.screens.posts import remind
from bot.chat.words import labels
from bot.chat.words.learning import next_steps, quizzes
from bot.domain.learning.quiz import Quiz
from bot.services.learning.quiz_ending import QuizEnding
from bot.services.learning.quiz_state import FinishedQuiz

PICTURE = "badge.png"

PASS = (4, 5)
"""Share of right answers from which no second try is suggested, as a fraction."""

PROUD = (3, 5)
"""Share of right answers from which sharing has a button of its own rather than an entry in the menu."""


def result(ending: QuizEnding, picture: discord.File | None = None, *, shareable: bool) -> ui.LayoutView:
    """Show how a quiz or review went, and what comes next. `picture` shows a badge that was just earned."""
    finished = ending.finished
    quiz, course = finished.quiz, finished.course.id
    following = blocks.button(next_steps.label(ending.next), "learn", "go", course, main=True)
    buttons = [following]
    if finished.left and _failed(finished):
        fix = blocks.button(quizzes.fix(finished.left), "quiz", "fix", quiz.id, main=True)
        buttons = [fix, blocks.button(next_steps.label(ending.next), "learn", "go", course)]
    elif finished.left:
        buttons.append(blocks.button(quizzes.fix(finished.left), "quiz", "fix", quiz.id))
    if quiz.mode == "review" and ending.next.due.waiting:
        buttons.append(blocks.button(next_steps.REVIEW_MORE, "review", "more"))
    elif shareable and _proud(quiz):
        buttons.append(blocks.button(labels.SHARE, "quiz", "share", quiz.id))
    shown = [gallery(picture)] if picture else []
    color = blocks.PARTLY if quiz.wrong else blocks.RIGHT
    card = blocks.card(*shown, blocks.text(quizzes.result(ending)), color=color)
    offer = remind.offer(course) if ending.offer_reminder else []
    more = _more(finished)
    if shareable and quiz.mode == "quiz" and not _proud(quiz):
        more.append((labels.SHARE, "quiz", "share", quiz.id))
    if ending.opens_assessment:
        more.append((labels.MY_CERTIFICATE, "certificate", "show", course))
    return blocks.view(card, blocks.row(*buttons), *blocks.more(more), *offer)


def _proud(quiz: Quiz) -> bool:
    """Return whether it's a quiz that went well enough to have a button for sharing it."""
    part, of = PROUD
    answers = quiz.answers.values()
    return quiz.mode == "quiz" and sum(answer.right for answer in answers) * of >= len(answers) * part


def _failed(finished: FinishedQuiz) -> bool:
    """Return whether to suggest a second try first, because a quiz has too many misses."""
    part, of = PASS
    answers = finished.quiz.answers.values()
    right = sum(answer.right for answer in answers)
    return finished.quiz.mode == "quiz" and right * of < len(answers) * part


def _more(finished: FinishedQuiz) -> list[blocks.Entry]:
    quiz, course = finished.quiz, finished.course
    entries: list[blocks.Entry] = []
    if quiz.wrong:
        entries.append((quizzes.MISSED, "quiz", "missed", quiz.id))
    if quiz.mode != "review":
        entries.append((labels.NEW_QUIZ, "quiz", "restart", quiz.id))
    if (unit := course.unit(quiz.lesson or "")) and unit.draft:
        entries.append((labels.WRITE_IT, "draft", "at", course.id, unit.id))
    return [
        *entries,
        (labels.MY_PROGRESS, "progress", "show"),
        (labels.ALL_LESSONS, "lesson", "overview", course.id),
    ]


def missed(finished: FinishedQuiz) -> ui.LayoutView:
    """Show the questions that were missed in a quiz."""
    quiz, text = finished.quiz.id, blocks.shorten(quizzes.missed(finished), blocks.SCREEN_TEXT)
    back = blocks.button("Back", "quiz", "next", quiz, main=not finished.left)
    fix = [blocks.button(quizzes.fix(finished.left), "quiz", "fix", quiz, main=True)] if finished.left else []
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*fix, back))


def shared(finished: FinishedQuiz, by: int, channel: int) -> ui.LayoutView:
    """Show everyone in the channel a line on the quiz, with a button to try the same questions. A rival is
    named only where they've shared their own result.
    """
    quiz, course, rival = finished.quiz, finished.course, finished.rival
    here = rival if rival and rival.shared_in == channel else None
    line = quizzes.shared(quiz, course.unit(quiz.lesson or ""), by, here)
    beat = blocks.button(quizzes.BEAT, "quiz", "beat", quiz.id, main=True)
    return blocks.view(blocks.text(line), blocks.row(beat))
