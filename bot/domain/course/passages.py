"""Split a course into passages that can answer a question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.course.checklist import Checklist
from bot.domain.course.course import Course, Fact, GlossaryEntry, Lesson
from bot.domain.course.lesson_steps import Step, steps

Kind = Literal["lesson", "fact", "term", "checklist"]


@dataclass(frozen=True, kw_only=True)
class CoursePassage:
    """A passage, where it appears in the course, and its sources.

    `id` is unique within the course: `lesson/part`, `fact/…`, `term/…`, `checklist/…`, `item/list.item`.
    `heading` sums it up in a few words and may not be shown anywhere. `around` has extra words that should
    find it, and `asked` the ways people ask about it. `group` is the lesson, topic or checklist it belongs
    to. `lesson` and `page` (from 0) are where to read it, or where a fact first appears, if it does.
    """

    id: str
    course: str
    kind: Kind
    title: str
    text: str
    heading: str
    around: str = ""
    group: str = ""
    lesson: str | None = None
    page: int | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


Told = Mapping[str, Sequence[Step]]
"""Each lesson's screens, by lesson id."""


def passages(course: Course) -> Sequence[CoursePassage]:
    """Return every passage that may answer a question, but no quiz or assessment questions: those stay
    secret.
    """
    told = {lesson.id: steps(lesson) for lesson in course.units.values()}
    found = [
        *(part for lesson in course.units.values() for part in _lesson(course, lesson, told)),
        *(_fact(course, fact, told) for fact in course.facts.values()),
        *(_term(course, entry) for entry in course.glossary),
        *(part for checklist in course.checklists for part in _checklist(course, checklist)),
    ]
    return [replace(passage, asked=course.asked.get(passage.id, ())) for passage in found]


def _lesson(course: Course, lesson: Lesson, told: Told) -> Iterator[CoursePassage]:
    """Yield a lesson's passages. Comparison cases that share a screen become separate passages."""
    opening, closing = told[lesson.id][0], told[lesson.id][-1]
    points = "\n".join(f"- {point}" for point in lesson.takeaways)
    parts = [("opening", f"Lesson {lesson.number}: {lesson.title}", opening.text, opening.facts)]
    parts += [(f"page-{n}", page.title, page.text, page.facts) for n, page in enumerate(lesson.pages, 1)]
    parts += [
        (name, title, passage.text, passage.facts)
        for name, title, passage in (
            ("in-the-case", "In the case", lesson.in_the_case),
            ("inside", "From the inside", lesson.inside),
            ("since", "Since then", lesson.since),
        )
        if passage
    ]
    parts += [
        (f"contrast-{n}", case.title, case.text, case.facts) for n, case in enumerate(lesson.contrast, 1)
    ]
    parts.append(("takeaways", closing.title, points, ()))
    for name, title, text, facts in parts:
        yield CoursePassage(
            id=f"{lesson.id}/{name}",
            course=course.id,
            kind="lesson",
            title=title,
            text=text,
            heading=title,
            around=f"Lesson {lesson.number} {lesson.title}",
            group=lesson.id,
            lesson=lesson.id,
            page=next(page for page, step in enumerate(told[lesson.id]) if text in step.text),
            facts=facts,
        )


def _fact(course: Course, fact: Fact, told: Told) -> CoursePassage:
    places = (
        (lesson, page)
        for lesson, parts in told.items()
        for page, step in enumerate(parts)
        if fact.id in step.facts
    )
    lesson, page = next(places, (None, None))
    title = course.topic_title(fact.topic)
    return CoursePassage(
        id=f"fact/{fact.id}",
        course=course.id,
        kind="fact",
        title=title,
        text=fact.text,
        heading=_in_words(fact.id),
        around=f"{title} {fact.note or ''} {fact.date or ''}",
        group=fact.topic,
        lesson=lesson,
        page=page,
        facts=(fact.id,),
    )


def _term(course: Course, entry: GlossaryEntry) -> CoursePassage:
    return CoursePassage(
        id=f"term/{entry.id}",
        course=course.id,
        kind="term",
        title=entry.term,
        text=entry.text,
        heading=entry.term,
        around=_in_words(entry.id),
        facts=entry.facts,
    )


def _checklist(course: Course, checklist: Checklist) -> Iterator[CoursePassage]:
    yield CoursePassage(
        id=f"checklist/{checklist.id}",
        course=course.id,
        kind="checklist",
        title=checklist.title,
        text=checklist.summary,
        heading=checklist.title,
        around=_in_words(checklist.id),
        group=checklist.id,
    )
    for group in checklist.groups:
        for item in group.items:
            yield CoursePassage(
                id=f"item/{checklist.id}.{item.id}",
                course=course.id,
                kind="checklist",
                title=f"{checklist.title}: {group.title}",
                text=f"{item.text}\n{item.reason}",
                heading=_in_words(item.id),
                around=f"{_in_words(checklist.id)} {checklist.title} {group.title}",
                group=checklist.id,
                facts=item.facts,
                sources=item.sources,
            )


def _in_words(key: str) -> str:
    return key.replace("-", " ")
