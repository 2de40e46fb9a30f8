"""A course: its lessons, the facts of its case, and where each fact comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from bot.domain.course.assessment_forms import Assessment
from bot.domain.course.checklist import Checklist
from bot.domain.course.scenario import Scenario
from bot.domain.part import ObjectiveId, Part, Slug, Text
from bot.domain.questions.question import Question

CourseId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
LessonId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
_WrittenDate = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
]
_WrittenYear = Annotated[int, Field(ge=1000, le=9999)]


def _write_year(value: object) -> object:
    return str(value) if type(value) is int else value


TopicId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
PartialDate = Annotated[
    _WrittenDate, BeforeValidator(_write_year, json_schema_input_type=_WrittenDate | _WrittenYear)
]
"""A day, a month or a year. A year alone is a number to YAML, and is taken as one would expect."""
Status = Literal["confirmed", "refined", "opinion", "anonymous", "disputed", "unverified"]


class Source(Part):
    """Where something can be read."""

    id: Slug
    title: Annotated[Text, Field(max_length=200)]
    author: Annotated[Text, Field(max_length=120)] | None = None
    date: PartialDate | None = None
    kind: Literal["primary", "press", "book", "blog", "founding"]
    address: Annotated[Text, Field(max_length=500)] | None = None


class Fact(Part):
    """One statement about the case or a neighbouring case, with how sure it is and who says so."""

    id: Slug
    topic: TopicId
    date: PartialDate | None = None
    text: Annotated[Text, Field(max_length=300)]
    status: Status
    sources: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=8)]
    note: Annotated[Text, Field(max_length=300)] | None = None


class GlossaryEntry(Part):
    """A term of the field in plain words."""

    id: Slug
    term: Annotated[Text, Field(max_length=60)]
    text: Annotated[Text, Field(max_length=300)]
    facts: tuple[Slug, ...] = ()


class Objective(Part):
    """What a learner can do afterwards."""

    id: ObjectiveId
    was: Annotated[tuple[ObjectiveId, ...], Field(max_length=10)] = ()
    text: Annotated[Text, Field(max_length=200)]


class Page(Part):
    """One screen of a lesson, in Markdown."""

    title: Annotated[Text, Field(max_length=100)]
    text: Annotated[Text, Field(max_length=900)]
    facts: tuple[Slug, ...] = ()


class Passage(Part):
    """A text tied to facts. A file may give the text alone."""

    text: Annotated[Text, Field(max_length=900)]
    facts: tuple[Slug, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _accept_text_alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Contrast(Part):
    """The same principle in another organisation."""

    title: Annotated[Text, Field(max_length=100)]
    outcome: Literal["well", "badly", "mixed"]
    text: Annotated[Text, Field(max_length=900)]
    facts: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Draft(Part):
    """A message to write, points to check it against, and one way to do it."""

    prompt: Annotated[Text, Field(max_length=600)]
    rubric: Annotated[tuple[Annotated[Text, Field(max_length=100)], ...], Field(min_length=5, max_length=5)]
    model: Annotated[Text, Field(max_length=1000)]
    comment: Annotated[Text, Field(max_length=900)]


class Lesson(Part):
    """One lesson, or an extra unit of the same shape. `was` are ids that it had before."""

    id: LessonId
    was: Annotated[tuple[LessonId, ...], Field(max_length=10)] = ()
    number: Annotated[int, Field(ge=1, le=99)]
    title: Annotated[Text, Field(max_length=80)]
    principle: Annotated[Text, Field(max_length=300)]
    minutes: Annotated[int, Field(ge=1, le=60)]
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1, max_length=5)]
    pages: Annotated[tuple[Page, ...], Field(min_length=1, max_length=5)]
    in_the_case: Passage | None = None
    inside: Passage | None = None
    since: Passage | None = None
    contrast: Annotated[tuple[Contrast, ...], Field(max_length=5)] = ()
    takeaways: Annotated[
        tuple[Annotated[Text, Field(max_length=200)], ...], Field(min_length=1, max_length=6)
    ]
    reflection: Annotated[Text, Field(max_length=400)]
    draft: Draft | None = None
    questions: Annotated[tuple[Question, ...], Field(max_length=60)] = ()


def dropped(lesson: str) -> Lesson:
    """Return a stand-in for a lesson that the course has dropped: all that's known is its id."""
    title = lesson.replace("-", " ").capitalize()
    known: dict[str, Any] = {"id": lesson, "number": 0, "title": title, "principle": "", "reflection": ""}
    return Lesson.model_construct(**known, minutes=0, objectives=(), pages=(), takeaways=())


Phrasing = Annotated[Text, Field(max_length=100)]
Phrasings = Annotated[tuple[Phrasing, ...], Field(min_length=1, max_length=20)]
"""Ways in which people ask for a passage of the course, in other words than its own."""

Unanswered = Annotated[tuple[Phrasing, ...], Field(max_length=1000)]
"""What people may ask that a course doesn't answer."""


class Topic(Part):
    """What a group of facts is about. A topic without an entry is called by its id, in words."""

    id: TopicId
    title: Annotated[Text, Field(max_length=60)]


class CourseFile(Part):
    """What `course.yaml` holds."""

    id: CourseId
    title: Annotated[Text, Field(max_length=100)]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
    summary: Annotated[Text, Field(max_length=400)]
    audience: Annotated[Text, Field(max_length=300)]
    credits: Annotated[Text, Field(max_length=600)] | None = None
    lessons: Annotated[tuple[LessonId, ...], Field(min_length=1, max_length=20)]
    extra: Annotated[tuple[LessonId, ...], Field(max_length=5)] = ()
    topics: Annotated[tuple[Topic, ...], Field(max_length=25)] = ()


@dataclass(frozen=True)
class Course:
    """A whole course whose references are known to resolve; `bot.content` makes it.

    `asked` is by the ids of passages, as `bot.domain.course.passages` gives them.
    """

    about: CourseFile
    lessons: tuple[Lesson, ...]
    extra: tuple[Lesson, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    glossary: tuple[GlossaryEntry, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    assessment: Assessment | None = None
    scenario: Scenario | None = None
    asked: Mapping[str, Phrasings] = field(default_factory=dict)
    unanswered: Unanswered = ()

    @property
    def id(self) -> str:
        """The course's own id."""
        return self.about.id

    @property
    def title(self) -> str:
        """The course's title."""
        return self.about.title

    @cached_property
    def units(self) -> Mapping[str, Lesson]:
        """Every lesson and extra unit by id, in the order they are taught."""
        return {lesson.id: lesson for lesson in (*self.lessons, *self.extra)}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every practice question by id."""
        return {q.id: q for lesson in self.units.values() for q in lesson.questions}

    def asks(self, question: str, version: int) -> bool:
        """Whether a practice question is still there and means what it did at this version."""
        found = self.questions.get(question)
        return found is not None and found.version == version

    @cached_property
    def tested(self) -> Mapping[str, Question]:
        """Every question of the assessment's forms by id: none of them is practised."""
        forms = self.assessment.forms if self.assessment else ()
        return {q.id: q for form in forms for q in form.questions}

    @cached_property
    def _homes(self) -> Mapping[str, Lesson]:
        taught = {each.id: lesson for lesson in self.units.values() for each in lesson.objectives}
        measured = {q.id: taught[q.objective] for q in self.tested.values() if q.objective in taught}
        return measured | {q.id: lesson for lesson in self.units.values() for q in lesson.questions}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The ids that lessons and objectives had before, each with the one it has now.

        An objective's id begins with its lesson's, so a lesson's old ids stand for old ids of its objectives.
        """
        found = {}
        for lesson in self.units.values():
            found.update(dict.fromkeys(lesson.was, lesson.id))
            for objective in lesson.objectives:
                name = objective.id.removeprefix(f"{lesson.id}.")
                found.update({f"{before}.{name}": objective.id for before in lesson.was})
                found.update(dict.fromkeys(objective.was, objective.id))
        return found

    def unit(self, lesson: str) -> Lesson | None:
        """Return the lesson that has this id, or had it before; None if the course has dropped it."""
        return self.units.get(self.renamed.get(lesson, lesson))

    def objective(self, objective: str) -> str:
        """Return an objective's id as it is now."""
        return self.renamed.get(objective, objective)

    def lesson_of(self, objective: str) -> Lesson | None:
        """Return the lesson that an objective belongs to, also one that the course has since dropped."""
        return self.unit(self.objective(objective).split(".")[0])

    def home(self, question: str) -> Lesson:
        """The lesson that a question of practice or assessment belongs to; KeyError for an unknown one."""
        return self._homes[question]

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The ids of the facts' topics: those that `course.yaml` names, then others as they appear."""
        used = dict.fromkeys(fact.topic for fact in self.facts.values())
        named = [topic.id for topic in self.about.topics if topic.id in used]
        return tuple(dict.fromkeys([*named, *used]))

    def topic_title(self, topic: str) -> str:
        """What to call a topic: its title in `course.yaml`, else its id in words."""
        titles = {known.id: known.title for known in self.about.topics}
        return titles.get(topic) or topic.replace("-", " ").capitalize()

    def cited(self, facts: tuple[str, ...]) -> Iterator[Fact]:
        """Return the facts behind these ids, except those that the course has since dropped."""
        return (self.facts[fact] for fact in facts if fact in self.facts)
