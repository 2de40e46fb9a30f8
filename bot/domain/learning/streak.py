"""A learner's streak: how many days they've practiced without breaking off.

A day counts when it has an answer in any mode. In each calendar week (Monday to Sunday), a streak survives
one missed day, which adds nothing. Today isn't a miss until it's over. A new streak starts afresh: days
missed before it began don't use up its free day.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.calendar.day import monday

MILESTONES = (3, 7, 30, 100)
"""Lengths of a streak that are celebrated, in days."""


@dataclass(frozen=True)
class Streak:
    """A learner's streak on one day.

    `days` is its length, 0 if there's none, and `best` the longest one ever, this one included. `today_done`
    says whether today counts already. `days_off` has the numbers of the missed days just before today that
    were forgiven.
    """

    days: int
    best: int
    today_done: bool
    days_off: tuple[int, ...] = ()

    @property
    def milestone(self) -> int | None:
        """Return the milestone that today's first answer reached, or None."""
        return self.days if self.today_done and self.days in MILESTONES else None

    @property
    def restarted(self) -> bool:
        """Return whether today is the first day of a new streak after a longer one."""
        return self.today_done and self.days == 1 and self.best > 1


def streak(practiced: Iterable[int], today: int) -> Streak:
    """Return the streak from the numbers of the days practiced, in any order. Ignore days after today.

    A learner who flies west can have practiced "tomorrow".
    """
    days = sorted({day for day in practiced if day <= today})
    if not days:
        return Streak(0, 0, today_done=False)
    length = best = 0
    missed: Counter[int] = Counter()
    last = days[0]
    for day in days:
        if not _survives(missed, last, day):
            length, missed = 0, Counter()
        length += 1
        best = max(best, length)
        last = day
    done = last == today
    if not done and not _survives(missed, last, today):
        return Streak(0, best, today_done=False)
    previous = last if not done else days[-2] if length > 1 else today - 1
    return Streak(length, best, done, tuple(range(previous + 1, today)))


def _survives(missed: Counter[int], before: int, day: int) -> bool:
    """Return whether a streak survives the days between two days, and count them in `missed` by week."""
    if day - before > 3:  # at most a Sunday and a Monday can be missed in a row
        return False
    missed.update(monday(each) for each in range(before + 1, day))
    return all(count <= 1 for count in missed.values())
