"""A lesson as the steps that a reader takes through it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course import Contrast, Lesson

_OUTCOMES = {"well": "Done well", "badly": "Done badly", "mixed": "Mixed"}


@dataclass(frozen=True)
class Step:
    """One screen of reading: a title, Markdown text, and the facts behind it."""

    title: str
    text: str
    facts: tuple[str, ...]


def steps(lesson: Lesson) -> Sequence[Step]:
    """The lesson's pages, then the case, neighbouring cases, the view from inside, what changed, takeaways.

    Parts that a course leaves out are skipped; there is always at least one step.
    """
    parts = [Step(page.title, page.text, page.facts) for page in lesson.pages]
    for title, passage in (("In the case", lesson.in_the_case),):
        if passage:
            parts.append(Step(title, passage.text, passage.facts))
    parts += [_contrast(contrast) for contrast in lesson.contrast]
    for title, passage in (("From the inside", lesson.inside), ("Since then", lesson.since)):
        if passage:
            parts.append(Step(title, passage.text, passage.facts))
    points = "\n".join(f"- {point}" for point in lesson.takeaways)
    parts.append(Step("To take away", f"{points}\n\n**Think about it:** {lesson.reflection}", ()))
    return parts


def _contrast(contrast: Contrast) -> Step:
    return Step(f"{_OUTCOMES[contrast.outcome]}: {contrast.title}", contrast.text, contrast.facts)
