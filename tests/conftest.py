"""How many examples property tests try, and which tests measure coverage.

`--hypothesis-profile=thorough` tries ten times as many examples.
"""

from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import settings

# No deadline: a loaded machine is not a fault of the code.
settings.register_profile("quick", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=400, deadline=None)
settings.load_profile("quick")

HERE = Path(__file__).parent
MEASURED = [
    HERE / name
    for name in (
        *("unit/content", "unit/domain", "unit/services", "contract"),
        *("e2e/test_assessment.py", "e2e/test_writing.py"),
    )
]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure coverage only in the tests that show it, because measuring slows the bot by two thirds."""
    measured = any(item.path.is_relative_to(place) for place in MEASURED)
    coverage = None if measured and not item.get_closest_marker("no_cover") else Coverage.current()
    if coverage is None:
        return (yield)
    coverage.stop()
    try:
        return (yield)
    finally:
        coverage.start()
