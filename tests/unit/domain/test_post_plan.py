"""What daily posts show: all of a course once, in order; then what the server answers worst."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from bot.courses import load_library
from bot.domain.course.course import Course
from bot.domain.posts.post import Content, PostItem, Tally
from bot.domain.posts.post_plan import items, next_item
from bot.domain.questions.kinds import CHOICE_KINDS

CONTENTS: tuple[Content, ...] = get_args(Content)


@pytest.fixture(scope="module")
def course() -> Course:
    """The shipped course."""
    return load_library((Path(__file__).parents[3] / "lessons" / "netflix-qwikster",)).default


def follow(course: Course, content: Content, posts: int, seed: int = 7) -> list[PostItem]:
    """So many posts after one another."""
    posted: list[PostItem] = []
    for _ in range(posts):
        posted.append(next_item(course, content, seed, posted).item)
    return posted


@pytest.mark.parametrize("content", CONTENTS)
def test_everything_is_posted_once(course: Course, content: Content) -> None:
    """Nothing twice and nothing left out; the same seed gives the same order; the count left goes down."""
    plan = items(course, content, 7)
    assert len({item.key for item in plan}) == len(plan)
    assert list(items(course, content, 7)) == list(plan)
    posted: list[PostItem] = []
    for place, item in enumerate(plan):
        left = next_item(course, content, 7, posted)
        assert (left.item, left.count) == (item, len(plan) - place)
        posted.append(left.item)
    after = next_item(course, content, 7, posted)
    assert (after.count, after.item.again, after.item.kind) == (0, True, "question")


def test_a_course_is_posted_in_its_order(course: Course) -> None:
    """Cards and lessons come in the course's order. Questions and facts are mixed for each schedule."""
    pages = [(item.name, item.page) for item in items(course, "pages", 1)]
    assert pages == [
        (lesson.id, number)
        for lesson in course.units.values()
        for number, card in enumerate(lesson.cards, 1)
        if card.say or card.show
    ]
    assert {name for name, _ in pages} == set(course.units)
    assert [item.name for item in items(course, "lessons", 1)] == list(course.units)
    assert items(course, "pages", 1) == items(course, "pages", 2)
    assert items(course, "questions", 1) != items(course, "questions", 2)
    assert {item.name for item in items(course, "questions", 1)} == {
        q.id for q in course.questions.values() if q.kind in CHOICE_KINDS
    }
    assert {item.name for item in items(course, "facts", 1)} == set(course.facts)


def test_questions_that_one_press_answers_come_first(course: Course) -> None:
    """The post then has a button for each option. A schedule that has posted others goes on, and once
    everything was posted, only those come again.
    """
    plan = [course.questions[item.name].rules.one_press for item in items(course, "questions", 7)]
    assert plan == sorted(plan, reverse=True)
    assert {True, False} == set(plan)
    first = [item for item in items(course, "questions", 7) if not quick(course, item)][:2]
    left = next_item(course, "questions", 7, first)
    assert (quick(course, left.item), left.count) == (True, len(plan) - 2)
    again = [item for item in follow(course, "questions", len(plan) + 40) if item.again]
    assert len(again) == 40
    assert all(quick(course, item) for item in again)


def quick(course: Course, item: PostItem) -> bool:
    """Return whether one press answers a question."""
    return course.questions[item.name].rules.one_press


def test_a_mix_keeps_what_belongs_together(course: Course) -> None:
    """Card, question, fact in turn; each question is on the lesson of the card before it."""
    plan = items(course, "mix", 3)
    assert [item.kind for item in plan[:6]] == ["page", "question", "fact"] * 2
    lesson = ""
    for item in plan:
        if item.kind == "page":
            lesson = item.name
        elif item.kind == "question":
            assert course.home(item.name).id == lesson
    assert [item for item in plan if item.kind == "page"] == list(items(course, "pages", 1))


def test_after_the_end_the_worst_answered_comes_first(course: Course) -> None:
    """Those that enough people have answered, the worst first; none comes again while others wait."""
    plan = list(items(course, "questions", 7))
    last = course.lessons[-1].by_id
    worst, bad = plan[10].name, plan[20].name
    few = next(item.name for item in plan if item.name in last and item.name not in (worst, bad))
    tallies = [Tally(bad, 10, 4), Tally(worst, 10, 1), Tally(few, 4, 0)]
    posted = plan
    for _ in range(6):
        posted = [*posted, next_item(course, "questions", 7, posted, tallies, 5).item]
    again = [item.name for item in posted[len(plan) :]]
    assert again[:2] == [worst, bad]
    assert few not in again
    assert len(set(again)) == 6


def test_it_goes_on_for_years(course: Course) -> None:
    """A thousand posts after the end: never the same question twice within half of them all."""
    small = replace(course, lessons=course.lessons[:1], extra=())
    posted = follow(small, "questions", 300)
    again = [item.name for item in posted if item.again]
    half = len(items(small, "questions", 7)) // 2
    assert len(again) > 250
    assert all(again[n] not in again[max(0, n - half) : n] for n in range(len(again)))


def test_what_is_added_to_a_course_is_posted(course: Course) -> None:
    """A course that grows after its end has more to show; what is gone from it is passed over."""
    short = replace(course, lessons=course.lessons[:2], extra=())
    posted = follow(short, "lessons", 4)
    assert [item.again for item in posted] == [False, False, True, True]
    grown = next_item(course, "lessons", 7, posted)
    assert (grown.item.name, grown.item.again) == (course.lessons[2].id, False)


def test_a_course_without_questions_begins_again(course: Course) -> None:
    """What was posted longest ago comes again: nothing stops in silence."""
    empty = tuple(lesson.model_copy(update={"questions": ()}) for lesson in course.lessons[:3])
    bare = replace(course, lessons=empty, extra=())
    posted = follow(bare, "lessons", 9)
    assert [item.name for item in posted] == [lesson.id for lesson in empty] * 3
    only = replace(course, lessons=empty[:1], extra=())
    assert [item.again for item in follow(only, "lessons", 3)] == [False, True, True]
    assert {item.kind for item in items(bare, "mix", 1)} == {"page", "fact"}


@pytest.mark.parametrize("content", CONTENTS)
def test_lessons_that_are_left_out_are_never_posted(course: Course, content: Content) -> None:
    """Neither their cards, nor their questions, nor the facts that only they cite, even after the end."""
    first, second, *others = course.units.values()
    out = {first.id, *(lesson.id for lesson in others)}
    posted: list[PostItem] = []
    for _ in range(60):
        posted.append(next_item(course, content, 7, posted, left_out=out).item)
    asked = {question.id for question in second.questions}
    cited = {fact for lesson in course.units.values() for card in lesson.cards for fact in card.facts}
    own = {fact for card in second.cards for fact in card.facts} | set(course.facts) - cited
    names = {"page": {second.id}, "lesson": {second.id}, "question": asked, "fact": own}
    assert {item.name for item in posted if item.name not in names[item.kind]} == set()


def test_a_plan_without_lessons_has_all_of_them(course: Course) -> None:
    """A course may drop the only lesson that was kept. Renamed lessons stay out."""
    assert items(course, "mix", 7, set(course.units)) == items(course, "mix", 7)
