"""The search, counted on questions that learners may ask.

What it should reach: the right passage first in 85 of 100, among the first three in 95, and 18 of 20
questions that the course can't answer declined.

Only `unseen` says how well new questions fare. Its author knew the course's passages, and neither the search
nor the phrasings nor the other lists; it was counted once, when all had been chosen: 55 and 62 of 64, 20 of
20 declined (one of these happened to be listed as unanswered, and was taken out there). It stays so while
nothing is chosen by it; who opens it writes another.

Each other list was unseen once, and all of them have served since to choose the numbers in
bot/search. When they were unseen, the second half of `final` reached 13 and 18 of 30, 8 of 12
declined, before the course said how people ask; `fresh`, after, 57 and 59 of 64, 18 of 20 declined.

With the numbers chosen on all lists but one and counted on that one, the right passage came first in 89 of
100 questions, among three in 95, and 92 of 100 without an answer were declined. That flatters: which evidence
counts was chosen by these very figures, and half of the questions of `unanswered.yaml` were written by
somebody who had seen some mistakes of the search on these lists. The other half, and the phrasings
(`asked.yaml`), come from people who knew neither; what stood in a list word for word was taken out.

A course without phrasings and such questions fares as it did before there were any: 78, 87, and 85 declined.

Marks stand where they are reached, elsewhere a floor, so that it gets no worse. The figures are printed.
"""

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from bot.bootstrap import load_library
from bot.config import shipped_courses
from bot.domain.course.passages import passages
from bot.search import SearchIndex

HERE = Path(__file__).parent
LISTS = ("questions", "practice", "kept", "last", "final", "fresh")
"""The lists by which the numbers of the search were chosen."""


class Questions(NamedTuple):
    """Questions with the ids of their right passages, and questions without any."""

    answered: list[dict[str, Any]]
    declined: list[str]


@cache
def load(name: str) -> Questions:
    """A list from its file."""
    text = (HERE / f"{name}.yaml").read_text(encoding="utf-8")
    found = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # not every PyYAML has the C one
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


def counted(search: SearchIndex, questions: Questions) -> tuple[int, int, int]:
    """How many have the right passage first, how many among the first three, and how many are declined."""
    found = [[p.id for p in search.look_up(each["ask"])] for each in questions.answered]
    right = [each["right"] for each in questions.answered]
    best = sum(bool(ids) and ids[0] in wanted for ids, wanted in zip(found, right, strict=True))
    among = sum(any(each in wanted for each in ids) for ids, wanted in zip(found, right, strict=True))
    return best, among, sum(not search.look_up(question) for question in questions.declined)


@pytest.mark.parametrize(
    ("name", "questions", "first", "three", "declined"),
    [
        ("questions, the first half", FITTED, 85, 95, 90),
        ("questions, the second half", SECOND, 85, 93, 90),
        ("practice", load("practice"), 85, 95, 90),
        ("kept", load("kept"), 85, 90, 90),
        ("last", load("last"), 85, 95, 85),
        ("final, the first half", OPENED, 85, 93, 90),
        ("final, the second half", COUNTED, 76, 86, 66),
        ("fresh", load("fresh"), 85, 95, 90),
        ("unseen", load("unseen"), 85, 95, 90),
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
    best, among, silent = counted(search, questions)
    count, none = len(questions.answered), len(questions.declined)
    with capsys.disabled():
        sys.stdout.write(
            f"\n/ask, {name}: right first {best} of {count} ({100 * best / count:.0f} %), "
            f"among three {among} ({100 * among / count:.0f} %), declined {silent} of {none}\n"
        )
    assert 100 * best >= first * count
    assert 100 * among >= three * count
    assert 100 * silent >= declined * none


@pytest.mark.parametrize(
    ("without", "first", "three", "declined"),
    [({"asked": {}, "unanswered": ()}, 81, 90, 90), ({"unanswered": ()}, 92, 96, 87)],
)
def test_a_course_may_do_without(
    capsys: pytest.CaptureFixture[str], without: dict[str, Any], first: int, three: int, declined: int
) -> None:
    """Every third question, where a course doesn't say how people ask, or what it doesn't answer."""
    search = SearchIndex(
        [replace(load_library((shipped_courses() / "netflix-qwikster",)).default, **without)]
    )
    lists = [Questions(each.answered[::3], each.declined[::3]) for each in map(load, LISTS)]
    counts = [counted(search, each) for each in lists]
    search.close()
    best, among, silent = (sum(figures) for figures in zip(*counts, strict=True))
    asked, none = sum(len(each.answered) for each in lists), sum(len(each.declined) for each in lists)
    with capsys.disabled():
        sys.stdout.write(
            f"\n/ask without {' and '.join(without)}: {best} and {among} of {asked}, {silent} of {none}\n"
        )
    assert 100 * best >= first * asked
    assert 100 * among >= three * asked
    assert 100 * silent >= declined * none


def test_no_question_of_the_lists_is_given_away() -> None:
    """Neither as a way of asking nor as one without an answer, or the figures would say nothing."""
    course = load_library((shipped_courses() / "netflix-qwikster",)).default
    given = {bare(text) for texts in (*course.asked.values(), course.unanswered) for text in texts}
    lists = [load(name) for name in (*LISTS, "unseen")]
    counted_with = [question["ask"] for each in lists for question in each.answered]
    counted_with += [question for each in lists for question in each.declined]
    assert not given & {bare(text) for text in counted_with}


def bare(text: str) -> str:
    """The words of a text."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_the_lists_name_passages_that_exist() -> None:
    """No right passage is one that the course doesn't have, and no question is asked twice."""
    course = load_library((shipped_courses() / "netflix-qwikster",)).default
    known = {passage.id for passage in passages(course)}
    lists = [load(name) for name in (*LISTS, "unseen")]
    assert {p for each in lists for question in each.answered for p in question["right"]} <= known
    one_author = lists[:-2]  # those of the last two knew none of these
    asked = [q["ask"].casefold() for each in one_author for q in each.answered]
    asked += [question.casefold() for each in one_author for question in each.declined]
    assert len(set(asked)) == len(asked)
