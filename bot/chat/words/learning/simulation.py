"""What `/simulate` says."""

from collections.abc import Mapping, Sequence

from bot.chat.words.learning.lessons import in_sentence, lesson_label
from bot.chat.words.numbers import count
from bot.chat.words.quoting import in_marks
from bot.domain.course.lesson import Lesson
from bot.domain.course.scenario import Measure, Scene
from bot.domain.learning.playthrough import Playthrough, Step

START = "Start ▸"
NEXT = "Next ▸"
ENDING = "See how it ends ▸"
AGAIN = "Play again"
START_OVER = "Start over"
CONTINUE = "Back to the story ▸"
SOURCES = "Sources"
CHANGED = "The course has changed since you decided this, so your run can't go on. Start over when you like."
NOTHING_MISSED = "**You agreed with the lessons every time.**"


def intro(title: str, text: str, decisions: int) -> str:
    """Return what a scenario is about, before its first scene."""
    small = f"Up to {count(decisions, 'decision')}. You can stop anytime and go on later."
    return f"### {title}\n{text}\n\n-# {small}"


def scene(now: Scene, play: Playthrough) -> str:
    """Return a scene: when, what's in the inbox, what to decide, and the measures."""
    when = [now.clock] if now.clock else []
    small = " · ".join([*when, f"decision {len(play.steps) + 1}"])
    inbox = [f"> **{note.sender}:** {note.text}" for note in now.inbox]
    text = [f"-# {small}\n### {now.title}\n{now.text}", "\n".join(inbox), _levels(play)]
    return "\n\n".join(part for part in text if part)


def outcome(step: Step, measures: Sequence[Measure], others: Mapping[str, int]) -> str:
    """Return what a decision led to, what really happened, and what others here chose."""
    head = f"**{_decided(step)}**\n{step.choice.consequence}"
    parts = [head, _changes(step, measures)]
    if step.scene.really:
        parts.append(f"**What really happened:** {step.scene.really.text}")
    if others:
        same, everyone = others.get(step.choice.key, 0), sum(others.values())
        parts.append(f"-# Of {everyone} people who played this here, {same or 'none'} chose what you did.")
    return "\n\n".join(part for part in parts if part)


def ending(play: Playthrough, looks: Sequence[tuple[Step, Lesson | None]], endings: Mapping[str, int]) -> str:
    """Return how a run ended, what it did to the measures, which decisions to look at again, and how many
    people here ended the same way.
    """
    now = play.scene
    when = " · ".join(["The end", *([now.clock] if now.clock else [])])
    parts = [f"-# {when}\n### {now.title}\n{now.text}", _journey(play)]
    if looks:
        agreed = len(play.steps) - len(play.second_looks)
        head = f"**You agreed with the lessons {agreed} of {count(len(play.steps), 'time')}.** Look again at:"
        parts.append("\n".join([head, *(_look(step, lesson) for step, lesson in looks)]))
    else:
        parts.append(NOTHING_MISSED)
    if endings:
        same, everyone = endings.get(now.id, 0), sum(endings.values())
        parts.append(
            f"-# Of {everyone} people who finished their first run here, {same or 'none'} ended like this."
        )
    return "\n\n".join(part for part in parts if part)


def practice(lesson: Lesson) -> str:
    """Return the label of the button to a lesson's quiz."""
    return f"Practice {in_sentence(lesson)} ▸"


def read(lesson: Lesson) -> str:
    """Return the label of the menu entry that opens a lesson."""
    return f"{lesson_label(lesson)}: {lesson.title}"


def _decided(step: Step) -> str:
    return f"You chose: {in_marks(step.choice.text)}"


def _look(step: Step, lesson: Lesson | None) -> str:
    better = " or ".join(in_marks(choice.text) for choice in step.scene.choices if choice.better)
    where = f" ({lesson_label(lesson)})" if lesson else ""
    return f"- {step.scene.title}{where}: {better}"


def _levels(play: Playthrough) -> str:
    if not play.scenario.measures:
        return ""
    return "-# " + " · ".join(
        f"{_unbroken(each)}\N{NO-BREAK SPACE}{play.measures[each.id]}" for each in play.scenario.measures
    )


def _journey(play: Playthrough) -> str:
    """Return what each measure was at the start, and what it is now."""
    moved = [
        f"{_unbroken(each)} from {each.start} to {play.measures[each.id]}" for each in play.scenario.measures
    ]
    return f"-# {' · '.join(moved)}" if moved else ""


def _unbroken(measure: Measure) -> str:
    """Return a measure's name, which never breaks in two: that reads like two measures."""
    return measure.name.replace(" ", "\N{NO-BREAK SPACE}")


def _changes(step: Step, measures: Sequence[Measure]) -> str:
    changed = [
        f"{_unbroken(each)} {'up' if now > before else 'down'} {abs(now - before)} to {now}"
        for each in measures
        if (now := step.after[each.id]) != (before := step.before[each.id])
    ]
    return f"-# {' · '.join(changed)}" if changed else ""
