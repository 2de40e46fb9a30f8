"""The case is in chronological order."""

from dataclasses import replace

from bot.chat.screens.learning.case import in_order
from bot.domain.course.course import Fact
from tests.unit.services.service_fixture import COURSE


def test_what_is_dated_roughly_comes_after_the_days_of_that_time() -> None:
    """A day comes before its month, a month before its year, and undated facts come last."""
    dates = ["2011", None, "2011-09", "2011-12", "2011-10-10", "2011-09-18", "2010"]
    facts = [
        Fact.model_validate(
            {"id": f"f-{place}", "topic": "case", "text": "So.", "status": "confirmed", "sources": ("s",)}
            | ({"date": date} if date else {})
        )
        for place, date in enumerate(dates)
    ]
    course = replace(COURSE.default, facts={fact.id: fact for fact in facts})
    assert [fact.date for fact in in_order(course, "case")] == [
        *("2010", "2011-09-18", "2011-09", "2011-10-10", "2011-12", "2011", None)
    ]
