"""What a schedule posts, in which order, and with what it goes on when the course has ended."""

import random
from collections.abc import Iterable, Iterator, Sequence

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.learning.group_results import USUAL
from bot.domain.posts.post import Content, Left, PostItem, Tally

AHEAD = 3
"""The staff is told when so many posts are left before the course ends."""


def items(course: Course, content: Content, seed: int) -> Sequence[PostItem]:
    """Everything that a schedule posts once, in order. The same arguments always give the same order."""
    match content:
        case "pages":
            return [item for lesson in course.units.values() for item in _pages(lesson)]
        case "lessons":
            return [PostItem("lesson", lesson.id) for lesson in course.units.values()]
        case "questions":
            return _mixed(_questions(course.units.values()), seed)
        case "facts":
            return _mixed([PostItem("fact", fact) for fact in course.facts], seed)
        case "mix":
            return list(_mix(course, seed))


def next_item(
    course: Course,
    content: Content,
    seed: int,
    posted: Sequence[PostItem],
    tallies: Iterable[Tally] = (),
    fewest: int = USUAL,
) -> Left:
    """What comes next after what was `posted`, oldest first.

    Once everything was posted: the question that the server answers worst, of those not asked lately.
    Questions with fewer than `fewest` answers don't count as answered. Of a course without questions: what
    was posted longest ago.
    """
    done = {item.key for item in posted if not item.again}
    left = [item for item in items(course, content, seed) if item.key not in done]
    if left:
        return Left(left[0], len(left))
    pool = _questions(course.units.values()) or items(course, content, seed)
    return Left(_worst(pool, [item for item in posted if item.again], tallies, fewest), 0)


def _worst(
    pool: Sequence[PostItem], asked: Sequence[PostItem], tallies: Iterable[Tally], fewest: int
) -> PostItem:
    """The worst answered of those not asked in the last round; those few have answered come after."""
    lately = {item.key for item in asked[-(len(pool) // 2) :]} if len(pool) > 1 else set()
    shares = {tally.question: tally.right / tally.answered for tally in tallies if tally.answered >= fewest}
    last = {item.key: place for place, item in enumerate(asked)}
    fresh = [item for item in pool if item.key not in lately]
    worst = min(fresh, key=lambda item: (shares.get(item.name, 1.0), last.get(item.key, -1)))
    return PostItem(worst.kind, worst.name, worst.page, again=True)


def _pages(lesson: Lesson) -> list[PostItem]:
    return [PostItem("page", lesson.id, n) for n, card in enumerate(lesson.cards, 1) if card.kind != "ask"]


def _questions(lessons: Iterable[Lesson]) -> list[PostItem]:
    return [PostItem("question", q.id) for lesson in lessons for q in lesson.questions if q.rules.choice]


def _mixed(found: list[PostItem], seed: int) -> list[PostItem]:
    random.Random(seed).shuffle(found)  # noqa: S311 - an order, not a secret
    return found


def _mix(course: Course, seed: int) -> Iterator[PostItem]:
    """Each page, then a question on its lesson, then a fact that the lesson cites, while there are any."""
    told: set[str] = set()
    for lesson in course.units.values():
        questions = iter(_mixed(_questions([lesson]), seed))
        cited = dict.fromkeys(fact for card in lesson.cards for fact in card.facts)
        facts = iter([fact for fact in cited if fact not in told])
        for page in _pages(lesson):
            yield page
            if question := next(questions, None):
                yield question
            if fact := next(facts, None):
                told.add(fact)
                yield PostItem("fact", fact)
