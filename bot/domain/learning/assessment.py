"""When a learner takes which form of a course's assessment: a pretest, a posttest and later retests.

Courses don't have to have an assessment. Learners take each form only once, because a repeated form measures
memory of the questions rather than learning. The exception: learners who haven't passed by then get the forms
again, so they can still earn the certificate. Which form comes first depends on the learner. Across many
learners, each form is used equally often before and after the course, so differences in difficulty even out.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.calendar.day import DAY, day_of, midnight
from bot.domain.learning.quiz import Quiz, TestMode

SETTLE = 7 * DAY
"""Shortest time between the end of the pretest and the posttest."""

REST = 2 * DAY
"""Shortest time between studying and the posttest: what you read this morning isn't learned yet."""

LATER = 30 * DAY
"""Shortest time between the posttest and the next one, and before any form is repeated."""

PASSED = (3, 4)
"""Share of right answers needed to pass, as a fraction: three quarters."""


@dataclass(frozen=True)
class Sitting:
    """One attempt at a form of a course's assessment, before the course ("pre") or after it ("post").

    `questions` doesn't count questions that were withdrawn from the course before they were answered. `right`
    counts fully right answers, `unknown` counts "I don't know", and `guessed` counts answers marked as
    guesses. `guild` is the server where it was started, or None for direct messages. Times are in UTC
    milliseconds; `finished_at` is None while it's open. `round` says how often the learner has now met this
    form, from 1.
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
        """Return whether it's finished with every question answered, rather than ended early."""
        return self.finished_at is not None and 0 < self.questions == self.answered

    @property
    def passed(self) -> bool:
        """Return whether it's a finished posttest with at least three quarters of the questions right."""
        part, of = PASSED
        done = self.mode == "post" and self.finished_at is not None and self.questions > 0
        return done and self.right * of >= self.questions * part


@dataclass(frozen=True)
class Opening:
    """The first local day on which a learner can take the final assessment, and its start (UTC ms)."""

    day: int
    at: int


def opening_after(at: int, zone: str) -> Opening:
    """Return the opening on the local day after an instant."""
    day = day_of(at, zone) + 1
    return Opening(day, midnight(day, zone))


@dataclass(frozen=True)
class StudySpan:
    """When a learner first and last studied a course, in UTC milliseconds.

    Only pages and quizzes count for `latest`. If reviews and questions of the day did too, learners who do
    them daily, as they should, would never be rested enough for the posttest.
    """

    first: int
    latest: int


@dataclass(frozen=True)
class Upcoming:
    """The learner's next assessment, their `number`-th (from 1), or the one in progress (`sitting`).

    It can be taken from `opens_at`. From `offered_at`, it's offered ahead of everything else; that time is
    chosen so as not to interrupt learners while they're studying. Both are in UTC milliseconds. `opens_at` is
    None if the learner has to study something first. `offered_at` is None then too, and for repeated forms
    (`round` > 1).
    """

    form: str
    mode: TestMode
    number: int
    opens_at: int | None
    offered_at: int | None
    sitting: Sitting | None = None
    round: int = 1

    def is_open(self, now: int) -> bool:
        """Return whether it can be taken now."""
        return self.opens_at is not None and now >= self.opens_at

    def is_offered(self, now: int) -> bool:
        """Return whether it's offered ahead of everything else now."""
        return self.offered_at is not None and now >= self.offered_at


def sitting(test: Quiz) -> Sitting:
    """Summarize an assessment quiz as a sitting. Raises ValueError for other quizzes."""
    if test.form is None or (test.mode != "pre" and test.mode != "post"):
        raise ValueError(f"quiz {test.id} isn't an assessment")
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
    """Return the forms in the order in which this learner gets them.

    The starting form depends only on the learner's and the course's ids, so the order never changes. Hash the
    ids first, because the last digits of Discord ids aren't evenly distributed.
    """
    if not forms:
        return ()
    digest = hashlib.sha256(f"{course}:{learner}".encode()).digest()
    first = int.from_bytes(digest[:8]) % len(forms)
    return (*forms[first:], *forms[:first])


def upcoming(
    order: Sequence[str], sittings: Sequence[Sitting], studied: StudySpan | None, *, declined: bool = False
) -> Upcoming | None:
    """Return the assessment in progress, or else the next one, or None if no form is left.

    `order` has the forms as `rotate` returns them, and `sittings` the learner's assessments, oldest first. A
    learner who hasn't studied yet gets a pretest, unless they `declined` it or it would leave no form for the
    posttest. Without a pretest, the waiting time counts from when they started to study. Forms are repeated
    in the same order until one is passed.
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
    """Return the assessment in progress. If the learner went back to studying, don't offer it until they
    rest.
    """
    went_on = studied is not None and studied.latest > test.started_at
    offered_at = studied.latest + REST if studied and went_on else test.started_at
    return Upcoming(test.form, test.mode, number, test.started_at, offered_at, test, test.round)


def may_look(sittings: Sequence[Sitting], quiz: int) -> bool:
    """Return whether a learner may see the right answers to one of their assessments.

    That takes a finished posttest, so the answers can't give away questions that still count. The assessment
    itself must be finished, and its form mustn't be in progress again.
    """
    finished = [each for each in sittings if each.finished_at is not None]
    taken_now = {each.form for each in sittings if each.finished_at is None}
    return any(each.quiz == quiz and each.form not in taken_now for each in finished) and any(
        each.mode == "post" for each in finished
    )
