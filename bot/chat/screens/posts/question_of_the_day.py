"""The question of the day as one person sees it: to be answered, its feedback, and how the others did."""

import discord
from discord import ui

from bot.chat import blocks, words
from bot.chat.screens.posts import answers
from bot.chat.screens.questions.asking import FINGERPRINT, HINTS, SEVERAL, UNKNOWN
from bot.chat.screens.questions.explaining import CHANGED
from bot.domain.learning.group_results import Results
from bot.domain.learning.quiz import Answer
from bot.domain.questions.grading import FULL
from bot.services.posts.question_of_the_day import DailyQuestion

PICTURE = "answers.png"


def question(asked: DailyQuestion) -> ui.LayoutView:
    """The question, to be answered."""
    several = asked.question.kind == "multiple"
    changed = "-# The wording was corrected since. Please answer once more.\n" if asked.reworded else ""
    hint = f"\n-# {HINTS['multiple']}" if several else ""
    lines = "\n".join(
        f"**{letter}** {asked.question.options[place].text}" for letter, place in _lettered(asked)
    )
    text = f"{changed}{_head(asked)}\n{words.strong(asked.question.prompt)}{hint}\n\n{lines}"
    key = (asked.post.id, asked.question.fingerprint[:FINGERPRINT])
    unknown = blocks.row(blocks.button("I don't know", "daily", "answer", *key, UNKNOWN))
    if several:
        named = [(str(p), f"{letter}. {asked.question.options[p].text}") for letter, p in _lettered(asked)]
        choose = blocks.menu(SEVERAL, named, "daily", "pick", *key, several=True)
        return blocks.view(blocks.card(blocks.text(text)), choose, unknown)
    picks = [blocks.button(letter, "daily", "answer", *key, p, main=True) for letter, p in _lettered(asked)]
    rows = [blocks.row(*picks[start : start + 5]) for start in range(0, len(picks), 5)]
    return blocks.view(blocks.card(blocks.text(text)), *rows, unknown)


def feedback(asked: DailyQuestion, answer: Answer) -> ui.LayoutView:
    """What the answer was worth, and why."""
    verdict, colour = _verdict(answer)
    before = "\n-# You had answered this already; your first answer stands." if asked.repeated else ""
    before += CHANGED if asked.changed else ""
    guess = "\n-# Noted as a guess: the question comes back soon." if answer.guessed else ""
    head = f"{_head(asked)}\n### {verdict}{before}{guess}\n{words.strong(asked.question.prompt)}\n\n"
    tail = f"\n\n**Why.** {asked.question.explanation}"
    options = [_option(asked, answer, letter, place) for letter, place in _lettered(asked)]
    if len(head + tail) + sum(len(option) + 2 for option in options) > blocks.SCREEN_TEXT:
        shown = asked.question.correct | frozenset(answer.chosen)
        options = [_option(asked, answer, le, place) for le, place in _lettered(asked) if place in shown]
    text = blocks.shorten(head + "\n\n".join(options) + tail, blocks.SCREEN_TEXT)
    buttons = [
        blocks.button("How we answered", "daily", "results", asked.post.id, main=True),
        blocks.button("Read on", "daily", "read", asked.post.id),
    ]
    if not answer.unknown:
        label = "It was no guess" if answer.guessed else "I was guessing"
        buttons.append(blocks.button(label, "daily", "guess", asked.post.id, int(not answer.guessed)))
    return blocks.view(blocks.card(blocks.text(text), colour=colour), blocks.row(*buttons))


def results(asked: DailyQuestion, found: Results, picture: discord.File | None) -> ui.LayoutView:
    """How everybody answered, with one's own answer marked."""
    own = [letter for letter, place in _lettered(asked) if asked.answer and place in asked.answer.chosen]
    yours = f"Your answer: **{', '.join(own)}**." if own else "You said that you didn't know."
    text = (
        f"{_head(asked)}\n### How this server answered\n{words.strong(asked.question.prompt)}\n\n"
        f"{answers.told(found, asked.order)}\n\n{yours}"
    )
    parts: list[blocks.Block] = [blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT))]
    if picture:
        item = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=picture.description)
        parts.append(ui.MediaGallery(item))
    buttons = [
        blocks.button("My answer", "daily", "question", asked.post.id, main=True),
        blocks.button("Read on", "daily", "read", asked.post.id),
    ]
    return blocks.view(blocks.card(*parts), blocks.row(*buttons))


def not_yet(post: int) -> ui.LayoutView:
    """One's own answer comes first."""
    go = blocks.button("Answer", "daily", "question", post, main=True)
    return blocks.note("Answer first, and then you'll see how the others did.", buttons=[go])


def _lettered(asked: DailyQuestion) -> list[tuple[str, int]]:
    return list(zip(answers.LETTERS, asked.order, strict=False))


def _head(asked: DailyQuestion) -> str:
    lesson = f" · Lesson {asked.lesson.number}: {asked.lesson.title}" if asked.lesson else ""
    return f"-# Question of the day{lesson}"


def _verdict(answer: Answer) -> tuple[str, discord.Colour]:
    if not answer.chosen:
        return "You didn't know; now you will", blocks.PARTLY
    if answer.score == FULL:
        return "✅ Right", blocks.RIGHT
    if answer.score > 0:
        return f"Partly right: {answer.score} %", blocks.PARTLY
    return "❌ Not right", blocks.WRONG


def _option(asked: DailyQuestion, answer: Answer, letter: str, place: int) -> str:
    option, chosen = asked.question.options[place], place in answer.chosen
    mark = "✅ " if option.correct else "❌ " if chosen else ""
    said = ["right"] * option.correct + ["your answer"] * chosen
    tag = f" **({', '.join(said)})**" if said else ""
    return f"{mark}**{letter}** {option.text}{tag}\n> {option.feedback}"
