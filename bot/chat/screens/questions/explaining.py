"""How an answer is explained, kind by kind: what is right, what was chosen, and why."""

import discord

from bot.chat.blocks import PARTLY, RIGHT, WRONG
from bot.chat.screens.questions.asking import lettered, ordinal, typed_as
from bot.domain.learning.quiz import Answer
from bot.domain.questions.grading import FULL
from bot.domain.questions.typed_answer import identical
from bot.services.learning.quiz_state import GradedAnswer

CHANGED = "\n-# The course has changed this question since; here it is as you answered it."

_SAID = {
    "open": ("Does what you wrote say the same?", PARTLY),
    "right": ("✅ Right, as you say", RIGHT),
    "near": ("Nearly right, as you say", PARTLY),
    "wrong": ("❌ Not right, as you say", WRONG),
}


def verdict(answer: Answer) -> tuple[str, discord.Colour]:
    """How it went, in words, and its colour."""
    if answer.unknown:
        return "You didn't know; now you will", PARTLY
    if answer.verdict:
        return _SAID[answer.verdict]
    if answer.score == FULL:
        return "✅ Right", RIGHT
    if answer.score > 0:
        return f"Partly right: {answer.score} %", PARTLY
    return "❌ Not right", WRONG


def explanation(answered: GradedAnswer, room: int) -> str:
    """Each option with what is right about it, in `room` characters if it can be."""
    match answered.asked.question.kind:
        case "order":
            parts = _order(answered)
        case "match":
            parts = _match(answered)
        case "short":
            parts = _short(answered)
        case _:
            parts = _options(answered, room)
    return "\n\n".join(parts)


def _options(answered: GradedAnswer, room: int) -> list[str]:
    """All options; where that is too much, those that are right or were chosen."""
    asked = answered.asked
    options = [_option(answered, letter, place) for letter, place in lettered(asked)]
    if sum(len(option) + 2 for option in options) > room:
        shown = asked.question.correct | frozenset(answered.answer.chosen)
        options = [_option(answered, letter, place) for letter, place in lettered(asked) if place in shown]
    return options


def _option(answered: GradedAnswer, letter: str, place: int) -> str:
    option = answered.asked.question.options[place]
    chosen = place in answered.answer.chosen
    mark = "✅ " if option.correct else "❌ " if chosen else ""
    said = ["right"] * option.correct + ["your answer"] * chosen
    tag = f" **({', '.join(said)})**" if said else ""
    return f"{mark}**{letter}** {option.text}{tag}\n> {option.feedback}"


def _order(answered: GradedAnswer) -> list[str]:
    """The right order, and where each was put."""
    put = {place: number for number, place in enumerate(answered.answer.chosen)}
    parts = []
    for place, option in enumerate(answered.asked.question.options):
        there = put.get(place)
        mark = "" if there is None else "✅ " if there == place else "❌ "
        said = f" **(you put it {ordinal(there + 1)})**" if there is not None and there != place else ""
        parts.append(f"{mark}**{place + 1}.** {option.text}{said}\n> {option.feedback}")
    return parts


def _match(answered: GradedAnswer) -> list[str]:
    """What belongs together; where something else was chosen, that first."""
    options, chosen = answered.asked.question.options, answered.answer.chosen
    parts = []
    for letter, place in lettered(answered.asked):
        given = chosen[place] if chosen else None
        mark = "" if given is None else "✅ " if given == place else "❌ "
        option = f"{mark}**{letter}** {options[place].text}"
        if given is None or given == place:
            pair = f"{option} → **{options[place].match}**"
        else:
            chose, right = options[given].match, options[place].match
            pair = f"{option}\n**You chose:** {chose}\n**Right:** {right}"
        parts.append(f"{pair}\n> {options[place].feedback}")
    return parts


def _short(answered: GradedAnswer) -> list[str]:
    """What was typed, what is accepted, and what the course has to say on either."""
    question, answer = answered.asked.question, answered.answer
    parts = [_typed(answered, answer.typed)] if answer.typed is not None else []
    parts += [f"> {question.options[place].feedback}" for place in answer.chosen]
    if answer.score < FULL or answer.verdict:
        first, *others = [option for option in question.options if option.correct]
        also = f" (or: {', '.join(option.text for option in others)})" if others else ""
        parts.append(f"✅ **{first.text}**{also}\n> {first.feedback}")
    return parts


def _typed(answered: GradedAnswer, typed: str) -> str:
    """What was typed, and as which answer of the course it was taken where that is another word."""
    asked = answered.asked
    meant = [asked.question.options[place].text for place in answered.answer.chosen]
    others = [text for text in meant if not identical(typed, text, asked.course.about.language)]
    return f"**You wrote:** {typed_as(typed)}{''.join(f' (taken for: {text})' for text in others)}"
