"""What a schedule posts, in which order, and what comes after the end of the course."""

import random
from collections.abc import Iterable, Iterator, Sequence, Set

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.learning.group_results import USUAL
from bot.domain.posts.post import Content, PostItem, RemainingItems, Tally

AHEAD = 3
"""The staff gets a notice when this many posts are left before the course ends."""


def items(
    course: Course, content: Content, seed: int, left_out: Set[str] = frozenset()
) -> Sequence[PostItem]:
    """Return everything a schedule posts once, in order. The same arguments always give the same order.

    Lessons in `left_out` are passed over with their questions and the facts that only they cite. If that's
    all of them, none is left out.
    """
    lessons = _kept(course, left_out)
    match content:
        case "pages":
            return [item for lesson in lessons for item in _pages(lesson)]
        case "lessons":
            return [PostItem("lesson", lesson.id) for lesson in lessons]
        case "questions":
            return _mixed_questions(course, lessons, seed)
        case "facts":
            away = _cited(course.units.values()) - _cited(lessons)
            facts = [fact for fact in course.facts if fact not in away] or course.facts
            return _mixed([PostItem("fact", fact) for fact in facts], seed)
        case "mix":
            return list(_mix(course, lessons, seed))


def next_item(
    course: Course,
    content: Content,
    seed: int,
    posted: Sequence[PostItem],
    tallies: Iterable[Tally] = (),
    fewest: int = USUAL,
    left_out: Set[str] = frozenset(),
) -> RemainingItems:
    """Return what to post after what was `posted`, which is ordered oldest first.

    Once everything was posted, that's the question that the server gets wrong most and wasn't asked lately. A
    question with fewer than `fewest` answers counts as unanswered. If the course has no questions, it's what
    was posted longest ago.
    """
    done = {item.key for item in posted if not item.again}
    planned = items(course, content, seed, left_out)
    left = [item for item in planned if item.key not in done]
    if left:
        return RemainingItems(left[0], len(left))
    questions = _questions(_kept(course, left_out))
    pool = [item for item in questions if _quick(course, item)] or questions or planned
    return RemainingItems(_worst(pool, [item for item in posted if item.again], tallies, fewest), 0)


def _worst(
    pool: Sequence[PostItem], asked: Sequence[PostItem], tallies: Iterable[Tally], fewest: int
) -> PostItem:
    """Return the question with the worst answers among those not asked in the last round. Questions with few
    answers come last.
    """
    lately = {item.key for item in asked[-(len(pool) // 2) :]} if len(pool) > 1 else set()
    shares = {tally.question: tally.right / tally.answered for tally in tallies if tally.answered >= fewest}
    last = {item.key: place for place, item in enumerate(asked)}
    fresh = [item for item in pool if item.key not in lately]
    worst = min(fresh, key=lambda item: (shares.get(item.name, 1.0), last.get(item.key, -1)))
    return PostItem(worst.kind, worst.name, worst.page, again=True)


def _pages(lesson: Lesson) -> list[PostItem]:
    return [PostItem("page", lesson.id, n) for n, card in enumerate(lesson.cards, 1) if card.kind != "ask"]


def _questions(lessons: Iterable[Lesson]) -> list[PostItem]:
    """Return the questions that buttons can answer."""
    return [PostItem("question", q.id) for lesson in lessons for q in lesson.questions if q.rules.choice]


def _mixed_questions(course: Course, lessons: Iterable[Lesson], seed: int) -> list[PostItem]:
    """Return questions in a mixed order. Those that need more than one press come last."""
    return sorted(_mixed(_questions(lessons), seed), key=lambda item: not _quick(course, item))


def _quick(course: Course, question: PostItem) -> bool:
    return course.questions[question.name].rules.one_press


def _mixed(found: list[PostItem], seed: int) -> list[PostItem]:
    random.Random(seed).shuffle(found)  # noqa: S311 - an order, not a secret
    return found


def _kept(course: Course, left_out: Set[str]) -> Sequence[Lesson]:
    """Return the lessons to post from. One that was renamed since stays out."""
    out = {course.renamed.get(lesson, lesson) for lesson in left_out}
    kept = [lesson for lesson in course.units.values() if lesson.id not in out]
    return kept or list(course.units.values())


def _cited(lessons: Iterable[Lesson]) -> set[str]:
    return {fact for lesson in lessons for card in lesson.cards for fact in card.facts}


def _mix(course: Course, lessons: Iterable[Lesson], seed: int) -> Iterator[PostItem]:
    """Return each card, then a question on its lesson, then a fact the lesson cites, as long as there are
    any.
    """
    used: set[str] = set()
    for lesson in lessons:
        questions = iter(_mixed_questions(course, [lesson], seed))
        cited = dict.fromkeys(fact for card in lesson.cards for fact in card.facts)
        facts = iter([fact for fact in cited if fact not in used])
        for page in _pages(lesson):
            yield page
            if question := next(questions, None):
                yield question
            if fact := next(facts, None):
                used.add(fact)
                yield PostItem("fact", fact)
