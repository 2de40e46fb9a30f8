"""Split a course into passages that can answer a question."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from zlib import crc32

from bot.domain.course.checklist import Checklist
from bot.domain.course.course import Course, Fact, GlossaryEntry
from bot.domain.course.lesson import Lesson

Kind = Literal["lesson", "fact", "term", "checklist", "help"]


@dataclass(frozen=True, kw_only=True)
class CoursePassage:
    """A passage, where it appears in the course, and its sources.

    `id` is unique within the course: `lesson/part`, `fact/…`, `term/…`, `checklist/…`, `item/list.item`.
    `heading` sums it up in a few words and may not be shown anywhere. `around` has extra words that should
    find it, and `asked` the ways people ask about it. `group` is the lesson, topic or checklist it belongs
    to. `lesson` is where to read it, or where a fact first appears, on a `card` or in an `extra` (from 1).
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
    card: int | None = None
    extra: int | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return eight characters that stand for the id where there's little room."""
        return f"{crc32(self.id.encode()):08x}"


def passages(course: Course) -> Sequence[CoursePassage]:
    """Return every passage that may answer a question, but no quiz or assessment questions: those stay
    secret.
    """
    found = [
        *(part for lesson in course.units.values() for part in _lesson(course, lesson)),
        *(_fact(course, fact) for fact in course.facts.values()),
        *(_term(course, entry) for entry in course.glossary),
        *(part for checklist in course.checklists for part in _checklist(course, checklist)),
    ]
    return [replace(passage, asked=course.asked.get(passage.id, ())) for passage in found]


def _lesson(course: Course, lesson: Lesson) -> Iterator[CoursePassage]:
    def passage(
        name: str,
        title: str,
        text: str,
        facts: tuple[str, ...] = (),
        card: int | None = None,
        extra: int | None = None,
        heading: str | None = None,
    ) -> CoursePassage:
        return CoursePassage(
            id=f"{lesson.id}/{name}",
            course=course.id,
            kind="lesson",
            title=title,
            text=text,
            heading=title if heading is None else heading,
            around=f"{lesson.number} {lesson.title}",
            group=lesson.id,
            lesson=lesson.id,
            facts=facts,
            card=card,
            extra=extra,
        )

    goals = _listed(objective.text for objective in lesson.objectives)
    yield passage("opening", lesson.title, f"{lesson.principle}\n{goals}", card=1)
    for n, card in enumerate(lesson.cards, 1):
        if card.kind != "ask":
            yield passage(f"card-{n}", card.heading, card.text, card.facts, card=n)
    for n, extra in enumerate(lesson.extras, 1):
        yield passage(f"extra-{n}", extra.title, extra.text, extra.facts, extra=n)
    last = len(lesson.cards)
    if lesson.takeaways:
        # The lesson's title should find its opening, not these.
        yield passage("takeaways", lesson.title, _listed(lesson.takeaways), card=last, heading="")
    if lesson.template:
        yield passage("template", lesson.template.title, lesson.template.text, card=last)


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _fact(course: Course, fact: Fact) -> CoursePassage:
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
        facts=(fact.id,),
        **_first_citation(course, fact.id),
    )


def _first_citation(course: Course, fact: str) -> dict[str, Any]:
    """Return the lesson and the card or extra that cites a fact first."""
    for lesson in course.units.values():
        for n, card in enumerate(lesson.cards, 1):
            if fact in card.facts:
                return {"lesson": lesson.id, "card": n}
        for n, extra in enumerate(lesson.extras, 1):
            if fact in extra.facts:
                return {"lesson": lesson.id, "extra": n}
    return {}


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
