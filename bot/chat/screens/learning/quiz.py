"""A question and the feedback on it, in a lesson, a quiz, a review or an assessment."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.screens.learning import facts
from bot.chat.screens.questions.feedback import explanation, question_above, verdict
from bot.chat.screens.questions.kind import FINGERPRINT, UNKNOWN, AskedQuestion
from bot.chat.screens.questions.kinds import screen_of
from bot.chat.words import labels
from bot.chat.words.formatting import strong
from bot.chat.words.learning import lessons, quizzes, verdicts
from bot.domain.course.lesson import QUIZ
from bot.domain.learning.quiz import TEST_MODES
from bot.services.learning.quiz_state import GradedAnswer, OpenQuestion


def question(
    asked: OpenQuestion,
    so_far: str = "",
    *,
    lead: blocks.Block | None = None,
    more: Sequence[blocks.Entry] = (),
) -> ui.LayoutView:
    """Show a question with the controls to answer it.

    `so_far` is what was chosen of an order or a match. `lead` goes above the question, and `more` has other
    actions.
    """
    screen, shown = screen_of(asked.question.kind), _on_screen(asked)
    placed = screen.placed(shown, so_far)
    hint = f"\n-# {screen.hint}" if screen.hint and not placed else ""
    text, controls = screen.controls(shown, so_far)
    content = f"-# {quizzes.where(asked)}\n{strong(asked.question.prompt)}{hint}\n\n{text}".rstrip()
    said = quizzes.notes(asked)
    notes = [blocks.text(f"-# {said}")] if said else []
    card = blocks.card(*notes, blocks.text(content), color=_color(asked))
    unknown = [] if placed else [shown.button(labels.UNKNOWN, "answer", UNKNOWN, main=False)]
    ways_out = [*unknown, *_leave(asked)]
    above = [lead] if lead else []
    entries = [*_about_last(asked), *_back(asked), *more]
    out = [blocks.row(*ways_out)] if ways_out else []
    return blocks.view(*above, card, *controls, *out, *blocks.more(entries))


def feedback(answered: GradedAnswer) -> ui.LayoutView:
    """Show right or wrong and why, in a line or two, under the question."""
    asked, answer = answered.asked, answered.answer
    shown = _on_screen(asked)
    said, color = verdict(shown, answer, repeated=answered.repeated, changed=answered.changed)
    if answered.back_in is not None and answer.right and not answer.guessed:
        said = verdicts.still_known(answered.back_in)
    said = blocks.shorten(said, blocks.SCREEN_TEXT - len(question_above(asked.question)))
    card = blocks.card(blocks.text(question_above(asked.question)), blocks.text(said), color=color)
    here = (asked.quiz.id, asked.position)
    if answer.verdict == "open" and not _is_test(asked):
        buttons = [
            blocks.button(verdicts.YES, "quiz", "judge", *here, "right"),
            blocks.button(verdicts.ALMOST, "quiz", "judge", *here, "near"),
            blocks.button(verdicts.NO, "quiz", "judge", *here, "wrong"),
        ]
        return blocks.view(card, blocks.row(*buttons))
    return blocks.view(card, blocks.row(*_next_buttons(asked)), *blocks.more(_more(answered)))


def why(answered: GradedAnswer) -> ui.LayoutView:
    """Show the question again, with an explanation of each option."""
    asked = answered.asked
    text = explanation(_on_screen(asked), answered.answer, blocks.SCREEN_TEXT)
    card = blocks.card(blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT)))
    return blocks.view(card, blocks.row(*_next_buttons(asked)), *blocks.more(_more(answered)[1:]))


def _more(answered: GradedAnswer) -> list[blocks.Entry]:
    """Return the menu entries after an answer."""
    asked, answer = answered.asked, answered.answer
    here = (asked.quiz.id, asked.position)
    screen = "test" if _is_test(asked) else "quiz"
    entries: list[blocks.Entry] = [(quizzes.why(asked.question), "quiz", "why", *here), *_back(asked)]
    if asked.question.facts:
        entries.append((lessons.SOURCES, screen, "sources", *here))
    if not answer.unknown and not _is_test(asked):
        guessed = int(not answer.guessed)
        entries.append((labels.guess(answer.guessed), "quiz", "guess", *here, guessed))
    entries.append((quizzes.REPORT, "quiz", "wrong", *here))
    return entries


def _about_last(asked: OpenQuestion) -> list[blocks.Entry]:
    """Return what can be done about the answer before, in an assessment."""
    before = asked.before
    if before is None:
        return []
    here, guessed = (before.asked.quiz.id, before.asked.position), before.answer.guessed
    entries: list[blocks.Entry] = []
    if not before.answer.unknown:
        label = quizzes.last_guess(guessed=guessed)
        entries.append((label, "quiz", "guess", *here, int(not guessed)))
    return [*entries, (quizzes.REPORT_LAST, "quiz", "wrong", *here)]


def _next_buttons(asked: OpenQuestion) -> list[blocks.Button]:
    """Return the button to what comes after this answer."""
    quiz, course = asked.quiz, asked.course.id
    if quiz.mode == "lesson" and quiz.lesson:
        return [_next_card(asked, course, quiz.lesson)]
    if _is_test(asked) and quiz.closed_at is not None:
        following = next((place for place in quiz.wrong if place > asked.position), None)
        here = (course, quiz.id, asked.position)
        back = blocks.button(quizzes.ALL_MISSED, "test", "answers", *here, main=following is None)
        if following is None:
            return [back]
        return [blocks.button("Next answer", "test", "feedback", quiz.id, following, main=True), back]
    label = quizzes.next_label(quiz)
    return [blocks.button(label, "quiz", "next", quiz.id, main=True)]


def _next_card(asked: OpenQuestion, course: str, lesson: str) -> blocks.Button:
    """Return the button to the card after one of a lesson's own questions, or to the quiz after the last."""
    number, unit = asked.next_card, asked.course.unit(lesson)
    if number is None or unit is None:
        return blocks.button(labels.LEARN, "start", "continue", course, main=True)
    if number > len(unit.cards):
        count = min(QUIZ, len(unit.questions))
        return blocks.button(lessons.quiz_button(count), "quiz", "start", course, lesson, main=True)
    label = lessons.begin(unit) if number == 1 else lessons.NEXT
    return blocks.button(label, "learn", "card", course, lesson, number, main=True)


def _back(asked: OpenQuestion) -> list[blocks.Entry]:
    """Return the menu entry from a question on a card to the card before it, if there is one."""
    following, lesson = asked.next_card, asked.quiz.lesson
    if lesson is None or following is None or following <= 2:
        return []
    return [(lessons.BACK, "learn", "card", asked.course.id, lesson, following - 2)]


def _leave(asked: OpenQuestion) -> list[blocks.Button]:
    """Return the way out for someone who comes back to a quiz or an assessment. A review is short anyway."""
    if not asked.resumed or asked.quiz.mode not in ("quiz", "retake", *TEST_MODES):
        return []
    if _is_test(asked):
        return [blocks.button(labels.END_TEST, "test", "end", asked.quiz.id)]
    return [blocks.button("Start over", "quiz", "restart", asked.quiz.id)]


def sources(answered: GradedAnswer, sheet: int = 0) -> ui.LayoutView:
    """Show the facts behind an answered question."""
    asked = answered.asked
    course, key = asked.course, (asked.quiz.id, asked.position)
    screen = "test" if _is_test(asked) else "quiz"
    back: blocks.Entry = ("Back", screen, "feedback", *key)
    turn = (screen, "sources", *key)
    cited = course.cited(asked.question.facts)
    return facts.sheet(course, f"### {quizzes.SOURCES}\n", cited, sheet, turn, back)


def _on_screen(asked: OpenQuestion) -> AskedQuestion:
    key = (asked.quiz.id, asked.position, asked.question.fingerprint[:FINGERPRINT])
    return AskedQuestion(asked.question, asked.order, "quiz", key, asked.course.about.language)


def _color(asked: OpenQuestion) -> discord.Color:
    """Return the lesson's color; in an assessment, it would be a hint."""
    return blocks.color(asked.lesson.color) if asked.lesson and not _is_test(asked) else blocks.ACCENT


def _is_test(asked: OpenQuestion) -> bool:
    return asked.quiz.mode in TEST_MODES
