"""A typed answer on a screen: a button that opens a form."""

from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.screens.questions.kind import AskedQuestion, Controls, QuestionScreen
from bot.chat.words.learning import verdicts
from bot.chat.words.quoting import literal
from bot.domain.learning.quiz import Answer
from bot.domain.questions.grading import FULL
from bot.domain.questions.typed_answer import identical

TYPED = 200
"""Characters that may be typed."""


def form(prompt: str, quiz: int, position: int, fingerprint: str) -> ui.Modal:
    """Return the form to type an answer in, with the question above the field."""
    modal = ui.Modal(title="Your answer", custom_id=encode("quiz", "written", quiz, position, fingerprint))
    field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="text", max_length=TYPED)
    forgiven = "A word or a few. Small typos don't matter."
    modal.add_item(ui.TextDisplay(prompt))
    modal.add_item(ui.Label(text="Your answer", description=forgiven, component=field))
    return modal


def _controls(asked: AskedQuestion, _: str) -> Controls:
    return "", [blocks.row(asked.button("Type your answer ▸", "write"))]


def _verdict(asked: AskedQuestion, answer: Answer) -> str:
    """Return what the typed answer was taken for, and the accepted one unless it was given."""
    options = asked.question.options
    best = next(option for option in options if option.correct)
    typed = typed_as(answer.typed or "")
    if answer.verdict == "open":
        return verdicts.ask_if_same(typed, best.text)
    if answer.verdict:
        return verdicts.judged(answer.verdict, best.text, best.feedback)
    if answer.unknown:
        return verdicts.unknown(best.text, best.feedback)
    known = [options[place] for place in answer.chosen]
    if answer.right:
        return verdicts.right(typed, (known or [best])[0].feedback)
    return verdicts.wrong(typed, " ".join(each.feedback for each in known), best.text)


def _explanation(asked: AskedQuestion, answer: Answer, _: int) -> list[str]:
    """Return what was typed, what's accepted, and the course's feedback on both."""
    question = asked.question
    parts = [_typed(asked, answer, answer.typed)] if answer.typed is not None else []
    parts += [f"> {question.options[place].feedback}" for place in answer.chosen]
    if answer.score < FULL or answer.verdict:
        first, *others = [option for option in question.options if option.correct]
        also = f" (or: {', '.join(option.text for option in others)})" if others else ""
        parts.append(f"✅ **{first.text}**{also}\n> {first.feedback}")
    return parts


def _typed(asked: AskedQuestion, answer: Answer, typed: str) -> str:
    """Return what was typed, and which answer of the course it was taken for if that reads differently."""
    meant = [asked.text(place) for place in answer.chosen]
    others = [text for text in meant if not identical(typed, text, asked.language)]
    return f"**You wrote:** {typed_as(typed)}{''.join(f' (taken for: {text})' for text in others)}"


def typed_as(text: str) -> str:
    """Return a typed text on one line, in which no Markdown, mention or time works."""
    return literal(" ".join(text.split()))


SCREEN = QuestionScreen(_controls, _verdict, _explanation)
