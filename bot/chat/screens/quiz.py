"""A quiz: the question, the feedback, the end, and the form to say that a question is wrong."""

import discord
from discord import ui

from bot.chat import blocks, words
from bot.chat.custom_id import encode
from bot.chat.screens import facts
from bot.domain.grading import FULL
from bot.services.quiz import Answered, Asked, Finished

UNKNOWN = "x"
"""What the button "I don't know" carries in place of an option."""

FINGERPRINT = 8
"""Digits of the wording's fingerprint that a control carries."""

LETTERS = "ABCDEFGHIJ"


def question(asked: Asked) -> ui.LayoutView:
    """A question with its options and the ways to answer it."""
    several = asked.question.kind == "multiple"
    lines = [f"**{letter}** {asked.question.options[place].text}" for letter, place in _lettered(asked)]
    hint = "\n-# Choose all that are right; a wrong one costs what a right one earns." if several else ""
    content = f"{_where(asked)}\n{words.strong(asked.question.prompt)}{hint}\n\n" + "\n".join(lines)
    card = blocks.card(*_remarks(asked), blocks.text(content))
    key = (asked.quiz.id, asked.position, asked.question.fingerprint[:FINGERPRINT])
    unknown = blocks.button("I don't know", "quiz", "answer", *key, UNKNOWN)
    if several:
        options = [
            (str(place), f"{letter}. {asked.question.options[place].text}")
            for letter, place in _lettered(asked)
        ]
        menu = blocks.menu("Choose all that are right", options, "quiz", "pick", *key, several=True)
        return blocks.view(card, menu, blocks.row(unknown, _wrong(asked), *_fresh_start(asked)))
    last = blocks.row(unknown, _wrong(asked), *_fresh_start(asked))
    picks = [
        blocks.button(letter, "quiz", "answer", *key, place, main=True) for letter, place in _lettered(asked)
    ]
    rows = [blocks.row(*picks[start : start + 5]) for start in range(0, len(picks), 5)]
    return blocks.view(card, *rows, last)


def feedback(answered: Answered) -> ui.LayoutView:
    """What the answer was worth and why, with the facts it rests on."""
    asked, answer = answered.asked, answered.answer
    verdict, colour = _verdict(answered)
    before = "\n-# You had answered this already; your first answer stands." if answered.repeated else ""
    head = f"{_where(asked)}\n### {verdict}{before}\n{words.strong(asked.question.prompt)}\n\n"
    tail = f"\n\n**Why.** {asked.question.explanation}\n-# {_sources(asked)}"
    options = [_option(answered, letter, place) for letter, place in _lettered(asked)]
    if len(head + tail) + sum(len(option) + 2 for option in options) > blocks.SCREEN_TEXT:
        shown = asked.question.correct | frozenset(answer.chosen)
        options = [_option(answered, letter, place) for letter, place in _lettered(asked) if place in shown]
    text = head + "\n\n".join(options) + tail
    done = answered.asked.quiz.position is None
    buttons = [
        blocks.button(
            "See the result" if done else "Next question", "quiz", "next", asked.quiz.id, main=True
        ),
        blocks.button("Sources", "quiz", "sources", asked.quiz.id, asked.position),
        _wrong(asked),
    ]
    card = blocks.card(blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT)), colour=colour)
    return blocks.view(card, blocks.row(*buttons))


def sources(answered: Answered, sheet: int = 0) -> ui.LayoutView:
    """The facts behind a question that was answered."""
    asked = answered.asked
    course, key = asked.course, (asked.quiz.id, asked.position)
    back = blocks.button("Back", "quiz", "feedback", *key, main=True)

    def turn(label: str, to: int) -> blocks.Button:
        return blocks.button(label, "quiz", "sources", *key, to)

    cited = course.cited(asked.question.facts)
    return facts.sheet(course, "### What this question rests on\n", cited, sheet, turn, back)


def result(finished: Finished) -> ui.LayoutView:
    """The end of a quiz: how it went, what to look at again, and what to do next."""
    quiz, course = finished.quiz, finished.course
    right = sum(answer.right for answer in quiz.answers.values())
    unit = course.units.get(quiz.lesson or "")
    head = f"## {right} of {words.count(len(quiz.answers), 'question')} right"
    where = f"-# {course.title} · {f'Lesson {unit.number}: {unit.title}' if unit else 'Mixed quiz'}"
    wrong = [course.questions.get(quiz.items[place].question) for place in quiz.wrong]
    again = [f"- {blocks.shorten(question.prompt, 150)}" for question in wrong if question]
    text = f"{where}\n{head}\n"
    if again:
        text += "Worth another look:\n" + "\n".join(again)
    elif quiz.answers:
        text += "Every answer was right."
    if quiz.skipped:
        text += f"\n-# Not counted: {words.count(len(quiz.skipped), 'question')} withdrawn from the course."
    buttons = []
    if again:
        label = "Retake the wrong one" if len(again) == 1 else f"Retake the {len(again)} wrong ones"
        buttons.append(blocks.button(label, "quiz", "retake", quiz.id, main=True))
    buttons.append(blocks.button("New quiz", "quiz", "restart", quiz.id, main=not again))
    if unit:
        buttons.append(blocks.button("Read the lesson", "lesson", "page", course.id, unit.id, 0))
    buttons.append(blocks.button("My progress", "progress", "show"))
    return blocks.view(
        blocks.card(blocks.text(text), colour=blocks.PARTLY if again else blocks.RIGHT), blocks.row(*buttons)
    )


def report_form(quiz: int, position: int) -> ui.Modal:
    """The form to say what is wrong with a question."""
    form = ui.Modal(title="This question is wrong", custom_id=encode("quiz", "report", quiz, position))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id="text",
        max_length=1000,
        placeholder="For example: option B is right as well, because …",
    )
    form.add_item(
        ui.Label(
            text="What is wrong with it?",
            description="Kept for the author of the course.",
            component=field,
        )
    )
    return form


def report_empty(quiz: int, position: int) -> ui.LayoutView:
    """Nothing was said."""
    buttons = [
        blocks.button("Write again", "quiz", "wrong", quiz, position, main=True),
        blocks.button("Go on with the quiz", "quiz", "next", quiz),
    ]
    return blocks.note("There was no text, so nothing was kept.", buttons=buttons)


def reported(quiz: int) -> ui.LayoutView:
    """Thanks for a report, and the way back."""
    back = blocks.button("Go on with the quiz", "quiz", "next", quiz, main=True)
    return blocks.note("Thank you. It is kept for the author of this course.", buttons=[back])


def _lettered(asked: Asked) -> list[tuple[str, int]]:
    return list(zip(LETTERS, asked.order, strict=False))


def _where(asked: Asked) -> str:
    quiz = asked.quiz
    again = "Retake · " if quiz.mode == "retake" else ""
    return (
        f"-# {again}Lesson {asked.lesson.number}: {asked.lesson.title} · "
        f"Question {asked.position + 1} of {len(quiz.items)}"
    )


def _remarks(asked: Asked) -> list[blocks.Block]:
    said = []
    if asked.resumed and asked.quiz.answers:
        said.append("You are back where you left this quiz.")
    if asked.withdrawn:
        said.append("A question before this one was withdrawn from the course; it doesn't count.")
    if asked.reworded:
        said.append("The wording was corrected since you saw it. Please answer once more.")
    return [blocks.text("-# " + " ".join(said))] if said else []


def _fresh_start(asked: Asked) -> list[blocks.Button]:
    """For who comes back to a quiz and would rather begin anew."""
    return [blocks.button("Start over", "quiz", "restart", asked.quiz.id)] if asked.resumed else []


def _wrong(asked: Asked) -> blocks.Button:
    return blocks.button("This question is wrong", "quiz", "wrong", asked.quiz.id, asked.position)


def _verdict(answered: Answered) -> tuple[str, discord.Colour]:
    answer = answered.answer
    if not answer.chosen:
        return "You didn't know; now you will", blocks.PARTLY
    if answer.score == FULL:
        return "✅ Right", blocks.RIGHT
    if answer.score > 0:
        return f"Partly right: {answer.score} %", blocks.PARTLY
    return "❌ Not right", blocks.WRONG


def _option(answered: Answered, letter: str, place: int) -> str:
    option = answered.asked.question.options[place]
    chosen = place in answered.answer.chosen
    mark = "✅ " if option.correct else "❌ " if chosen else ""
    said = ["right"] * option.correct + ["your answer"] * chosen
    tag = f" **({', '.join(said)})**" if said else ""
    return f"{mark}**{letter}** {option.text}{tag}\n> {option.feedback}"


def _sources(asked: Asked) -> str:
    """The first sources by name; all of them are behind the button."""
    course = asked.course
    named = dict.fromkeys(source for fact in course.cited(asked.question.facts) for source in fact.sources)
    cited = [words.cite(course.sources[source]) for source in list(named)[:3]]
    more = f" and {len(named) - 3} more" if len(named) > 3 else ""
    return f"{'Source' if len(named) == 1 else 'Sources'}: {'; '.join(cited)}{more}"
