"""What work costs, counted in calls: the same on a slow machine as on a quick one."""

import cProfile
from collections.abc import Callable


def calls_made(work: Callable[[], object]) -> int:
    """Do the work, and return how many Python and C functions were called for it."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())
