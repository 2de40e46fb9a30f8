"""Measured learning: parallel tests before the course, after it and later, each with another form.

A course is measured only where it has an assessment. Each form is met once; only who has passed no test by
then meets them again, for the certificate: what was met before measures nothing any more. Which form comes
first depends on the learner, so that over many learners each form is used before and after alike, and a form
that is a little harder harms nobody's comparison but evens out.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.learning.quiz import Quiz, TestMode

DAY = 86_400_000

SETTLE = 7 * DAY
"""Between the end of the test before the course and the test after it."""

REST = 2 * DAY
"""Between the last study and the test after the course: what was read this morning is not yet learned."""

LATER = 30 * DAY
"""Between the end of the test after the course and a further one, and before any form that is met again."""

PASSED = (3, 4)
"""The share of a test, three quarters, with which it is passed."""


@dataclass(frozen=True)
class Sitting:
    """A learner takes one form of a course's assessment, before the course ("pre") or after it ("post").

    `questions` counts those that were asked or are still to be: one withdrawn from the course before it was
    answered doesn't count. `right` are fully right answers, `unknown` those to which the learner said that
    they don't know, `guessed` those marked as guesses. `guild` is the server in which it was begun, None in
    direct messages. Instants are milliseconds of UTC; `finished_at` is None while it is open. `round` is
    which time this form is met, from 1.
    """

    quiz: int
    form: str
    mode: TestMode
    guild: int | None
    questions: int
    answered: int
    right: int
    unknown: int
    guessed: int
    started_at: int
    finished_at: int | None
    round: int = 1

    @property
    def whole(self) -> bool:
        """Finished, with an answer to every question; not ended before."""
        return self.finished_at is not None and 0 < self.questions == self.answered

    @property
    def passed(self) -> bool:
        """A finished test after the course, three quarters or more of its questions right."""
        part, of = PASSED
        done = self.mode == "post" and self.finished_at is not None and self.questions > 0
        return done and self.right * of >= self.questions * part


@dataclass(frozen=True)
class StudySpan:
    """When somebody began to study a course, and when they last did, in milliseconds of UTC.

    The last time is that of a page or a quiz. Reviews and questions of the day don't count for it: who keeps
    them up day by day, as they should, would never have rested.
    """

    first: int
    latest: int


@dataclass(frozen=True)
class Upcoming:
    """The test that comes next, the learner's `number`-th (from 1), or the one that is open (`sitting`).

    From `opens_at` on it can be taken; from `offered_at` on it is offered before anything else, which
    interrupts nobody who is studying. None: not before something was studied, and a form that is met again
    (`round` above 1) is never offered so. Milliseconds of UTC.
    """

    form: str
    mode: TestMode
    number: int
    opens_at: int | None
    offered_at: int | None
    sitting: Sitting | None = None
    round: int = 1

    def is_open(self, now: int) -> bool:
        """Whether it can be taken now."""
        return self.opens_at is not None and now >= self.opens_at

    def is_offered(self, now: int) -> bool:
        """Whether it comes before anything else now."""
        return self.offered_at is not None and now >= self.offered_at


def sitting(test: Quiz) -> Sitting:
    """What a test amounts to so far. Raises ValueError for a quiz that is no test."""
    if test.form is None or (test.mode != "pre" and test.mode != "post"):
        raise ValueError(f"quiz {test.id} is no test")
    answers = test.answers.values()
    return Sitting(
        quiz=test.id,
        form=test.form,
        mode=test.mode,
        guild=test.guild,
        questions=len(test.items) - len(test.skipped),
        answered=len(answers),
        right=sum(answer.right for answer in answers),
        unknown=sum(answer.unknown for answer in answers),
        guessed=sum(answer.guessed for answer in answers),
        started_at=test.started_at,
        finished_at=test.closed_at,
        round=test.round,
    )


def rotate(learner: int, course: str, forms: Sequence[str]) -> Sequence[str]:
    """The forms in the order in which this learner meets them.

    It starts at a form drawn from the learner's id and the course's, always the same one, and goes around
    once. (From a digest, since Discord's ids are not spread evenly over their last digits.)
    """
    if not forms:
        return ()
    digest = hashlib.sha256(f"{course}:{learner}".encode()).digest()
    first = int.from_bytes(digest[:8]) % len(forms)
    return (*forms[first:], *forms[:first])


def upcoming(
    order: Sequence[str], sittings: Sequence[Sitting], studied: StudySpan | None, *, declined: bool = False
) -> Upcoming | None:
    """The test that is open, else the next one; None when no form is left.

    `order` are the forms as `rotate` gives them, `sittings` the learner's tests, oldest first. Before
    anything was studied the first test is one before the course, unless it was `declined`, or no form would
    be left for after it. Without one, the beginning of study stands for its end. Forms are met again, in the
    same order, until a test is passed.
    """
    if sittings and sittings[-1].finished_at is None:
        return _begun(sittings[-1], len(sittings), studied)
    met = Counter(each.form for each in sittings)
    form = min(order, key=lambda each: met[each], default=None)
    if form is None or (met[form] and any(each.passed for each in sittings)):
        return None
    number, times = len(sittings) + 1, met[form] + 1
    if studied is None and not sittings and not declined and len(order) > 1:
        return Upcoming(form, "pre", number, opens_at=0, offered_at=0)
    if studied is None:
        return Upcoming(form, "post", number, opens_at=None, offered_at=None, round=times)
    rested = studied.latest + REST
    last = sittings[-1] if sittings else None
    before = last.finished_at or last.started_at if last else studied.first
    if times > 1:
        return Upcoming(form, "post", number, before + LATER, offered_at=None, round=times)
    opens_at = before + LATER if last and last.mode == "post" else max(before + SETTLE, rested)
    return Upcoming(form, "post", number, opens_at, max(opens_at, rested))


def _begun(test: Sitting, number: int, studied: StudySpan | None) -> Upcoming:
    """A test that is open. Who went on studying since is not interrupted until they have rested."""
    went_on = studied is not None and studied.latest > test.started_at
    offered_at = studied.latest + REST if studied and went_on else test.started_at
    return Upcoming(test.form, test.mode, number, test.started_at, offered_at, test, test.round)


def may_look(sittings: Sequence[Sitting], quiz: int) -> bool:
    """Whether the answers to a test may be looked at: it is finished, so is one after the course, and its
    form is not being taken again just now.
    """
    finished = [each for each in sittings if each.finished_at is not None]
    taken_now = {each.form for each in sittings if each.finished_at is None}
    return any(each.quiz == quiz and each.form not in taken_now for each in finished) and any(
        each.mode == "post" for each in finished
    )
