"""Split a lesson into the screens that a learner reads one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course.course import Contrast, Lesson, Passage

_OUTCOMES = {"well": "Done well", "badly": "Done badly", "mixed": "Mixed"}

_SCREEN = 2000
"""Most characters of comparison cases that are comfortable to read on one screen."""


@dataclass(frozen=True)
class Step:
    """One screen of a lesson: a title, Markdown text, and the facts behind it."""

    title: str
    text: str
    facts: tuple[str, ...]


def steps(lesson: Lesson) -> Sequence[Step]:
    """Return the lesson's screens: introduction, pages, the case, comparison cases, the insiders' view, later
    developments and takeaways. Skip the parts that the lesson doesn't have.
    """
    return [
        _opening(lesson),
        *(Step(page.title, page.text, page.facts) for page in lesson.pages),
        *_passage("In the case", lesson.in_the_case),
        *_elsewhere(lesson.contrast),
        *_passage("From the inside", lesson.inside),
        *_passage("Since then", lesson.since),
        _closing(lesson),
    ]


def _opening(lesson: Lesson) -> Step:
    goals = "\n".join(f"- {objective.text}" for objective in lesson.objectives)
    return Step(lesson.title, f"> {lesson.principle}\n\n**Afterwards you …**\n{goals}", ())


def _closing(lesson: Lesson) -> Step:
    points = "\n".join(f"- {point}" for point in lesson.takeaways)
    return Step("To take away", f"{points}\n\n**Think about it.** {lesson.reflection}", ())


def _passage(title: str, passage: Passage | None) -> list[Step]:
    return [Step(title, passage.text, passage.facts)] if passage else []


def _elsewhere(contrasts: Sequence[Contrast]) -> list[Step]:
    """Return the comparison cases, with as many on each screen as fit."""
    screens: list[list[Contrast]] = []
    for contrast in contrasts:
        if screens and sum(len(other.text) for other in screens[-1]) + len(contrast.text) <= _SCREEN:
            screens[-1].append(contrast)
        else:
            screens.append([contrast])
    return [_cases(screen) for screen in screens]


def _cases(contrasts: Sequence[Contrast]) -> Step:
    told = (f"**{_OUTCOMES[contrast.outcome]}: {contrast.title}**\n{contrast.text}" for contrast in contrasts)
    facts = dict.fromkeys(fact for contrast in contrasts for fact in contrast.facts)
    return Step("How others did", "\n\n".join(told), tuple(facts))
