"""The case as decisions: a scene, what a decision led to, and how it ended."""

from discord import ui

from bot.chat import blocks
from bot.chat.screens.learning import facts
from bot.chat.screens.questions.kind import LETTERS, SHORT
from bot.chat.words import labels
from bot.chat.words.learning import simulation as words
from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.course.scenario import Scene
from bot.domain.learning.playthrough import Step
from bot.services.simulation.simulation import Consequence, Simulation

LOOKS = 2
"""Decisions that the end looks back at, at most: more don't fit on a phone."""


def show(at: Simulation) -> ui.LayoutView:
    """Show where a run is: before its first decision, in a scene, or at its end."""
    if at.play.changed:
        return _changed(at)
    if at.play.scene.is_ending:
        return _ending(at)
    return scene(at) if at.play.steps else _intro(at)


def scene(at: Simulation) -> ui.LayoutView:
    """Show a scene with its choices."""
    now, play = at.play.scene, at.play
    short = all(len(choice.text) <= SHORT for choice in now.choices)
    text = words.scene(now, play)
    if not short:
        pairs = zip(LETTERS, now.choices, strict=False)
        text += "\n\n" + "\n".join(f"**{letter}** {choice.text}" for letter, choice in pairs)
    here = (at.course.id, play.run, len(play.steps))
    buttons = [
        blocks.button(choice.text if short else letter, "simulate", "choose", *here, choice.key)
        for letter, choice in zip(LETTERS, now.choices, strict=False)
    ]
    rows = [blocks.row(button) for button in buttons] if short else [blocks.row(*buttons)]
    return blocks.view(_card(text), *rows, *blocks.more(_menu(at, len(play.steps))))


def outcome(made: Consequence) -> ui.LayoutView:
    """Show what a decision led to."""
    at, step = made.simulation, made.step
    last = at.play.scenario.by_id[step.choice.to].is_ending
    label = words.ENDING if last else words.NEXT
    button = blocks.button(label, "simulate", "open", at.course.id, main=True)
    text = words.outcome(step, at.play.scenario.measures, made.others)
    return blocks.view(_card(text), blocks.row(button), *blocks.more(_menu(at, made.number)))


def sources(at: Simulation, number: int, page: int) -> ui.LayoutView:
    """Show a page of the facts behind a step of a run, or behind its end."""
    named, steps = at.course.id, at.play.steps
    found = _facts(steps[number].scene, steps[number]) if number < len(steps) else _facts(at.play.scene)
    head = (
        f"### {words.SOURCES}: {steps[number].scene.title if number < len(steps) else at.play.scene.title}\n"
    )
    turn = ("simulate", "src", named, at.play.run, number)
    after = ("outcome", named, at.play.run, number) if number < len(steps) else ("open", named)
    back: blocks.Entry = (words.CONTINUE, "simulate", *after)
    return facts.sheet(at.course, head, at.course.cited(found), page, turn, back)


def _intro(at: Simulation) -> ui.LayoutView:
    scenario = at.play.scenario
    text = words.intro(scenario.title, scenario.intro, scenario.decisions_left[scenario.start])
    button = blocks.button(words.START, "simulate", "begin", at.course.id, at.play.run, main=True)
    return blocks.view(_card(text), blocks.row(button))


def _ending(at: Simulation) -> ui.LayoutView:
    play, course = at.play, at.course
    looks = [(step, _lesson(course, step.scene)) for step in play.second_looks]
    lessons = list(dict.fromkeys(lesson for _, lesson in looks if lesson))
    if lessons and lessons[0].questions:
        go = blocks.button(words.practice(lessons[0]), "quiz", "start", course.id, lessons[0].id, main=True)
    else:
        go = blocks.button(labels.LEARN, "learn", "go", course.id, main=True)
    entries = [(words.read(lesson), "learn", "lesson", course.id, lesson.id) for lesson in lessons]
    text = words.ending(play, looks[:LOOKS], at.endings)
    menu = blocks.more([*entries, *_sources(at, len(play.steps))])
    return blocks.view(_card(text), blocks.row(go, _again(at, words.AGAIN)), *menu)


def _changed(at: Simulation) -> ui.LayoutView:
    return blocks.view(_card(words.CHANGED), blocks.row(_again(at, words.START_OVER, main=True)))


def _again(at: Simulation, label: str, *, main: bool = False) -> blocks.Button:
    return blocks.button(label, "simulate", "begin", at.course.id, at.play.run + 1, main=main)


def _menu(at: Simulation, number: int) -> list[blocks.Entry]:
    """Return what else can be done at a step: see its sources, read its lesson, or start over."""
    play, course = at.play, at.course
    decided = number < len(play.steps)
    entries = _sources(at, number) if decided else []
    if decided and (lesson := _lesson(course, play.steps[number].scene)):
        entries.append((words.read(lesson), "learn", "lesson", course.id, lesson.id))
    if play.steps:
        entries.append((words.START_OVER, "simulate", "begin", course.id, play.run + 1))
    return entries


def _sources(at: Simulation, number: int) -> list[blocks.Entry]:
    steps = at.play.steps
    cited = _facts(steps[number].scene, steps[number]) if number < len(steps) else _facts(at.play.scene)
    return [(words.SOURCES, "simulate", "src", at.course.id, at.play.run, number, 0)] if cited else []


def _facts(scene: Scene, step: Step | None = None) -> tuple[str, ...]:
    """Return the ids of the facts behind a scene and, if there is one, the decision in it."""
    really = scene.really.facts if scene.really else ()
    return tuple(dict.fromkeys([*really, *scene.facts, *(step.choice.facts if step else ())]))


def _lesson(course: Course, scene: Scene) -> Lesson | None:
    """Return the lesson with the objective that a scene practices."""
    return course.unit(scene.objective.split(".")[0]) if scene.objective else None


def _card(text: str) -> blocks.Block:
    return blocks.card(blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT)))
