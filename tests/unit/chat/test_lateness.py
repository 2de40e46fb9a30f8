"""How late an interaction is when clocks disagree."""

import pytest

from bot.chat.interaction.lateness import WINDOW, Lateness


class Clock:
    """A clock that a test sets."""

    now = 50.0

    def __call__(self) -> float:
        """Return what was set."""
        return self.now


@pytest.mark.parametrize("wrong", [0.0, -86_400.0 * 365, 3600.0, 1e9])
def test_a_wrong_clock_makes_nothing_late_and_hides_nothing(wrong: float) -> None:
    """Only the delay beyond the quickest one counts, however far apart the clocks are."""
    clock = Clock()
    lateness = Lateness(clock)
    late = []
    for passed, underway in ((0, 0.1), (1, 0.1), (2, 1.6), (3, 0.05), (4, 2.05)):
        clock.now = 50.0 + passed
        late.append(lateness.of(clock.now - underway + wrong))
    assert late == pytest.approx([0, 0, 1.5, 0, 2.0], abs=1e-4)


def test_what_was_quickest_long_ago_counts_no_more() -> None:
    """A slower network or a clock set back makes everything late for a while, but not for good."""
    clock = Clock()
    lateness = Lateness(clock)
    assert lateness.of(clock.now - 0.1) == 0
    assert lateness.of(clock.now - 5.1) == pytest.approx(5)
    clock.now += WINDOW
    lateness.of(clock.now - 5.1)
    clock.now += WINDOW
    assert lateness.of(clock.now - 5.1) == pytest.approx(0)
