"""When a learner takes which form of a course's assessment: an optional pretest, the final assessment, and an
optional check a month after the certificate.

Courses don't have to have an assessment. Learners take each form only once, because a repeated form measures
memory of the questions rather than learning. The exception: once all forms are used up, they come again, so
everyone can still pass. Which form comes first depends on the learner. Across many learners, each form is
used equally often, so differences in difficulty even out.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.calendar.day import DAY, UTC_ZONE, day_of, midnight
from bot.domain.learning.quiz import Quiz, TestMode

NEXT = 1
"""Days from one attempt to the next, on a form that's new to the learner."""

AGAIN = 14
"""Days from an attempt to the next one, on a form that the learner has met."""

MONTH = 30
"""Days from the certificate, or from the last check, to the next check."""

PASSED = (3, 4)
"""Share of right answers needed to pass, as a fraction: three quarters."""


@dataclass(frozen=True)
class Sitting:
    """One attempt at a form of a course's assessment, before the course ("pre") or after it ("post").

    `questions` doesn't count the `dropped` ones, which the course changed or dropped before they were
    answered: they count neither for nor against the learner. `right` counts fully right answers, `unknown`
    counts "I don't know", and `guessed` counts answers marked as guesses. `guild` is the server where it was
    started, or None for direct messages. Times are in UTC milliseconds; `finished_at` is None if it's open.
    `round` says how often the learner has now met this form, from 1. `edition` names the forms that the
    course had then, or is None for older attempts.
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
    edition: str | None = None
    dropped: int = 0

    @property
    def void(self) -> bool:
        """Return whether the course has dropped all of its questions, so that it doesn't count."""
        return self.finished_at is not None and not self.questions

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
class Upcoming:
    """The learner's next assessment, their `number`-th (from 1), or the one in progress (`sitting`).

    It can be taken from `opens_at`, in UTC milliseconds; that's None until every lesson has its badge.
    `round` says how often the learner will then have met the form. `check` means that it's the optional one
    after the certificate.
    """

    form: str
    mode: TestMode
    number: int
    opens_at: int | None
    sitting: Sitting | None = None
    round: int = 1
    check: bool = False

    def is_open(self, now: int) -> bool:
        """Return whether it can be taken now."""
        return self.opens_at is not None and now >= self.opens_at


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
        edition=test.edition,
        dropped=len(test.skipped),
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
    order: Sequence[str],
    sittings: Sequence[Sitting],
    opening: Opening | None,
    *,
    zone: str = UTC_ZONE,
    pretest: bool = False,
    certified_at: int | None = None,
) -> Upcoming | None:
    """Return the assessment in progress, or else the next one, or None if there's none left to take.

    `order` has the forms as `rotate` returns them, and `sittings` the learner's assessments, oldest first.
    `opening` is when the final assessment opens, if that's known. Until then, `pretest` offers a pretest to a
    learner without any assessments, unless that would leave no form. Attempts are a local day apart, and
    AGAIN days once the forms have to be repeated; after a void one, there's no wait. After a pass, only a
    check is left, MONTH days after the learner got the certificate (`certified_at`, in UTC milliseconds).
    """
    if sittings and sittings[-1].finished_at is None:
        test = sittings[-1]
        check = certified_at is not None and is_check(test, certified_at)
        return Upcoming(test.form, test.mode, len(sittings), test.started_at, test, test.round, check)
    if not order:
        return None
    if any(each.passed for each in sittings):
        return None if certified_at is None else _check(order, sittings, zone, certified_at)
    met = Counter(each.form for each in sittings)
    form = min(order, key=lambda each: met[each])
    number, times = len(sittings) + 1, met[form] + 1
    if opening is None:
        if pretest and not sittings and len(order) > 1:
            return Upcoming(form, "pre", number, opens_at=0)
        return Upcoming(form, "post", number, opens_at=None, round=times)
    attempts = [each for each in sittings if not each.void and (each.mode == "post" or times > 1)]
    earliest = _days_after(attempts[-1], NEXT if times == 1 else AGAIN, zone) if attempts else 0
    return Upcoming(form, "post", number, max(opening.at, earliest), round=times)


def is_check(sitting: Sitting, certified_at: int) -> bool:
    """Return whether an assessment checks what's left a month after the certificate.

    A day less also counts: the check opens at midnight.
    """
    return sitting.mode == "post" and sitting.started_at >= certified_at + (MONTH - 1) * DAY


def still_known(sittings: Sequence[Sitting], certified_at: int) -> bool:
    """Return whether the learner passed a check a month or more after the certificate."""
    return any(each.passed and is_check(each, certified_at) for each in sittings)


def attempt_passed(sittings: Sequence[Sitting]) -> tuple[int, Sitting] | None:
    """Return the first attempt at the final assessment that passed, with its number from 1."""
    attempts = [each for each in sittings if each.mode == "post" and not each.void]
    return next(((number, each) for number, each in enumerate(attempts, 1) if each.passed), None)


def _check(
    order: Sequence[str], sittings: Sequence[Sitting], zone: str, certified_at: int
) -> Upcoming | None:
    """Return the next check, on a form that's new to the learner, or the one they met longest ago."""
    if still_known(sittings, certified_at):
        return None
    met = {each.form: each for each in sittings}
    form = min(order, key=lambda each: met[each].started_at if each in met else -1)
    last = next((each for each in reversed(sittings) if is_check(each, certified_at)), None)
    since = certified_at if last is None else last.finished_at or last.started_at
    opens_at = midnight(day_of(since, zone) + MONTH, zone)
    times = sum(each.form == form for each in sittings) + 1
    return Upcoming(form, "post", len(sittings) + 1, opens_at, round=times, check=True)


def _days_after(sitting: Sitting, days: int, zone: str) -> int:
    """Return the start of the local day that's so many days after an assessment ended."""
    return midnight(day_of(sitting.finished_at or sitting.started_at, zone) + days, zone)


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
