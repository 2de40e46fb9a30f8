"""What a question means, as opposed to how it's worded: what `version` stands for.

Two wordings mean the same if they have the same kind, as many options, each option in its place, and the same
ones right. Whether a reworded option still says the same, only its author knows.
"""

import hashlib
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.domain.course_model import CourseModel
from bot.domain.questions.kinds import Kind
from bot.domain.questions.question import Question

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]


class Meaning(CourseModel):
    """A question as a version of it was accepted: its kind, and fingerprints of its texts in file order."""

    version: Annotated[int, Field(ge=1, le=9999)]
    kind: Kind
    prompt: Digest
    options: tuple[Digest, ...]
    matches: tuple[Digest, ...] = ()
    right: tuple[int, ...] = ()  # places of the right options, from 1


def meaning(question: Question) -> Meaning:
    """Return what a question means now."""
    return Meaning(
        version=question.version,
        kind=question.kind,
        prompt=_digest(question.prompt),
        options=tuple(_digest(option.text) for option in question.options),
        matches=tuple(_digest(option.match) for option in question.options if option.match),
        right=tuple(place + 1 for place in sorted(question.correct)),
    )


def changes(before: Meaning, now: Meaning) -> Iterator[str]:
    """Say what has certainly changed the meaning; nothing for a mere change of words."""
    if before.kind != now.kind:
        yield f"its kind was `{before.kind}`"
    elif len(before.options) != len(now.options):
        yield f"it had {len(before.options)} options"
    else:
        if before.right != now.right:
            yield "another option is right"
        if _moved(before.options, now.options):
            yield "its options changed places"
        if _moved(before.matches, now.matches):
            yield "other pairs belong together"


def reworded(before: Meaning, now: Meaning) -> bool:
    """Return whether the prompt or an option reads differently."""
    return (before.prompt, before.options, before.matches) != (now.prompt, now.options, now.matches)


def _moved(before: tuple[str, ...], now: tuple[str, ...]) -> bool:
    """Return whether a text that was there before is in another place now."""
    return any(text in before and before.index(text) != place for place, text in enumerate(now))


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]
