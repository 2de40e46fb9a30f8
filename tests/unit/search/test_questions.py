"""The search, counted on questions that learners may ask.

What it should reach: the right passage first in 85 of 100, among the first three in 95, and 18 of 20
questions that the course can't answer declined.

What was seen when: the first half of `questions` was for fitting from the start. Its second half, `practice`,
`kept` and `last` were each unseen once, were opened in turn, and have all served since to choose the numbers
and patterns in bot/storage/search, as has the first half of `final`. Only the second half of `final` says how
well new questions fare: counted when the numbers had been chosen, 13 and 18 of 30 and 8 of 12. Nothing was
changed on its account; what was changed after came from trying questions by hand. One author wrote its
questions first and the synonyms after, so that even this figure may flatter. `final` is also harder than the
others: its questions avoid the words of the passages that answer them. With the numbers chosen on all lists
but one, and counted on that one, the right passage came first in 78 of 100, among three in 87, and 88 were
declined.

Those figures are from before the course said how people ask (`asked.yaml`). Since then its phrasings, which
were written by people who knew neither the search nor these lists, are searched with the passages, and how
much evidence an answer takes was chosen anew. `fresh` was written by somebody who knew neither the search nor
the phrasings nor the other lists. It was counted after that choice: 57 and 59 of 64, 18 of 20 declined. Its
totals were looked at again, and stayed, when it was made enough for an answer that one of the best three
passages surely answers.

Marks stand where they are reached, elsewhere a floor, so that it gets no worse. The figures are printed.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from bot.bootstrap import load_library
from bot.config import shipped_courses
from bot.domain.passage import passages
from bot.storage.search import SearchIndex

HERE = Path(__file__).parent


class Questions(NamedTuple):
    """Questions with the ids of their right passages, and questions without any."""

    answered: list[dict[str, Any]]
    declined: list[str]


def load(name: str) -> Questions:
    """A list from its file."""
    found = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return Questions(found["answered"], found["declined"])


def halves(whole: Questions) -> tuple[Questions, Questions]:
    """Two halves by chance, always the same."""
    chance = random.Random(2011)
    answered, declined = list(whole.answered), list(whole.declined)
    chance.shuffle(answered)
    chance.shuffle(declined)
    middle, other = len(answered) // 2, len(declined) // 2
    return Questions(answered[:middle], declined[:other]), Questions(answered[middle:], declined[other:])


FITTED, SECOND = halves(load("questions"))
OPENED, COUNTED = halves(load("final"))


@pytest.fixture(scope="module")
def search() -> Iterator[SearchIndex]:
    """The search over the shipped course."""
    index = SearchIndex(load_library((shipped_courses() / "netflix-qwikster",)).courses)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("name", "questions", "first", "three", "declined"),
    [
        ("the half it was fitted to", FITTED, 85, 95, 90),
        ("the other half", SECOND, 84, 93, 85),
        ("practice", load("practice"), 85, 92, 88),
        ("kept", load("kept"), 79, 79, 85),
        ("last", load("last"), 85, 95, 80),
        ("final, the half that was looked at", OPENED, 70, 86, 90),
        ("final, the other half", COUNTED, 56, 73, 66),
        ("fresh", load("fresh"), 85, 92, 90),
    ],
)
def test_the_right_passage_is_found(
    search: SearchIndex,
    capsys: pytest.CaptureFixture[str],
    name: str,
    questions: Questions,
    first: int,
    three: int,
    declined: int,
) -> None:
    """In so many of a hundred it comes first, among the first three, and where there is none nothing does."""
    found = [[p.id for p in search.look_up(each["ask"])] for each in questions.answered]
    right = [each["right"] for each in questions.answered]
    best = sum(bool(ids) and ids[0] in wanted for ids, wanted in zip(found, right, strict=True))
    among = sum(any(each in wanted for each in ids) for ids, wanted in zip(found, right, strict=True))
    silent = sum(not search.look_up(question) for question in questions.declined)
    count, none = len(right), len(questions.declined)
    with capsys.disabled():
        sys.stdout.write(
            f"\n/ask, {name}: right first {best} of {count} ({100 * best / count:.0f} %), "
            f"among three {among} ({100 * among / count:.0f} %), declined {silent} of {none}\n"
        )
    assert 100 * best >= first * count
    assert 100 * among >= three * count
    assert 100 * silent >= declined * none


def test_the_lists_name_passages_that_exist() -> None:
    """No right passage is one that the course doesn't have, and no question is asked twice."""
    course = load_library((shipped_courses() / "netflix-qwikster",)).default
    known = {passage.id for passage in passages(course)}
    lists = [load(name) for name in ("questions", "practice", "kept", "last", "final")]
    assert {p for each in lists for question in each.answered for p in question["right"]} <= known
    asked = [q["ask"].casefold() for each in lists for q in each.answered]
    asked += [question.casefold() for each in lists for question in each.declined]
    assert len(set(asked)) == len(asked)
