"""A course: its lessons, the facts of its case, and the sources behind each fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from bot.domain.course.assessment_forms import Assessment
from bot.domain.course.checklist import Checklist
from bot.domain.course.lesson import Lesson, LessonId
from bot.domain.course.scenario import Scenario
from bot.domain.course_model import CourseModel, Slug, Text
from bot.domain.questions.question import Question

CourseId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
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
"""A day, a month or a year. YAML reads a bare year as a number, so numbers are accepted too."""
Status = Literal["confirmed", "refined", "opinion", "anonymous", "disputed", "unverified"]


class Source(CourseModel):
    """A publication that backs up facts."""

    id: Slug
    title: Annotated[Text, Field(max_length=200)]
    author: Annotated[Text, Field(max_length=120)] | None = None
    date: PartialDate | None = None
    kind: Literal["primary", "press", "book", "blog", "founding"]
    address: Annotated[Text, Field(max_length=500)] | None = None


class Fact(CourseModel):
    """One statement about the main case or a comparison case, with how certain it is and its sources."""

    id: Slug
    topic: TopicId
    date: PartialDate | None = None
    text: Annotated[Text, Field(max_length=300)]
    status: Status
    sources: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=8)]
    note: Annotated[Text, Field(max_length=300)] | None = None


class GlossaryEntry(CourseModel):
    """A technical term, explained in plain words."""

    id: Slug
    term: Annotated[Text, Field(max_length=60)]
    text: Annotated[Text, Field(max_length=300)]
    facts: tuple[Slug, ...] = ()


Phrasing = Annotated[Text, Field(max_length=100)]
Phrasings = Annotated[tuple[Phrasing, ...], Field(min_length=1, max_length=40)]
"""Ways people ask about a passage that don't use its own words."""

Unanswered = Annotated[tuple[Phrasing, ...], Field(max_length=1000)]
"""Questions people may ask that the course doesn't answer."""


class Topic(CourseModel):
    """A title for a group of facts. Topics that aren't listed get a title made from their id."""

    id: TopicId
    title: Annotated[Text, Field(max_length=60)]


class CourseFile(CourseModel):
    """The contents of `course.yaml`."""

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
    """A complete course, loaded by `bot.content`, which has checked that all references resolve.

    `asked` maps passage ids (see `bot.domain.course.passages`) to phrasings that should find the passage.
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
        """Return the course's id."""
        return self.about.id

    @property
    def title(self) -> str:
        """Return the course's title."""
        return self.about.title

    @property
    def base_language(self) -> str:
        """Return the course's language without a region: `pt` for `pt-BR`."""
        return self.about.language.split("-")[0]

    @cached_property
    def units(self) -> Mapping[str, Lesson]:
        """Return every lesson and extra unit by id, in teaching order."""
        return {lesson.id: lesson for lesson in (*self.lessons, *self.extra)}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Return every practice question by id."""
        return {q.id: q for lesson in self.units.values() for q in lesson.questions}

    def opener(self, fingerprint: str = "") -> tuple[Lesson, Question] | None:
        """Return the first lesson that opens with a question, and that question.

        With the beginning of a wording's fingerprint, return the lesson that opens with that wording.
        """
        for lesson in self.units.values():
            found = self.questions.get(lesson.opener or "")
            if found and found.rules.one_press and found.fingerprint.startswith(fingerprint):
                return lesson, found
        return None

    def asks(self, question: str, version: int) -> bool:
        """Return whether the course still has this practice question in this version."""
        found = self.questions.get(question)
        return found is not None and found.version == version

    @cached_property
    def tested(self) -> Mapping[str, Question]:
        """Return every assessment question by id; none of them is ever practiced."""
        forms = self.assessment.forms if self.assessment else ()
        return {q.id: q for form in forms for q in form.questions}

    @cached_property
    def _homes(self) -> Mapping[str, Lesson]:
        """Return the lesson that each practice or assessment question belongs to, by question id."""
        taught = {each.id: lesson for lesson in self.units.values() for each in lesson.objectives}
        measured = {q.id: taught[q.objective] for q in self.tested.values() if q.objective in taught}
        return measured | {q.id: lesson for lesson in self.units.values() for q in lesson.questions}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Return the current id for every previous id of a lesson or objective.

        An objective's id starts with its lesson's id, so renaming a lesson renames its objectives too.
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
        """Return the lesson with this current or previous id, or None if the course no longer has it."""
        return self.units.get(self.renamed.get(lesson, lesson))

    def objective(self, objective: str) -> str:
        """Return an objective's current id."""
        return self.renamed.get(objective, objective)

    def lesson_of(self, objective: str) -> Lesson | None:
        """Return the lesson an objective belongs to, even if the course has dropped the objective itself."""
        return self.unit(self.objective(objective).split(".")[0])

    def home(self, question: str) -> Lesson:
        """Return the lesson that a practice or assessment question belongs to. Raises KeyError if unknown."""
        return self._homes[question]

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Return the ids of topics that have facts: first those listed in `course.yaml`, then the rest."""
        used = dict.fromkeys(fact.topic for fact in self.facts.values())
        named = [topic.id for topic in self.about.topics if topic.id in used]
        return tuple(dict.fromkeys([*named, *used]))

    def topic_title(self, topic: str) -> str:
        """Return a topic's title from `course.yaml`, or else its id turned into words."""
        titles = {known.id: known.title for known in self.about.topics}
        return titles.get(topic) or topic.replace("-", " ").capitalize()

    def cited(self, facts: tuple[str, ...]) -> Iterator[Fact]:
        """Return the facts with these ids, skipping any that the course has dropped."""
        return (self.facts[fact] for fact in facts if fact in self.facts)
