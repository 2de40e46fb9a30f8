"""Check courses: faults that make them unusable, warnings that don't, and give-away figures."""

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, replace
from pathlib import Path

from bot.content.assembly import Assembly, assemble, repeated_ids
from bot.content.checks.cards import card_warnings
from bot.content.checks.craft import crowded, long_texts, names_lesson
from bot.content.checks.depth import enough_questions, shortcomings, unrecognised
from bot.content.checks.fingerprints import Asked, accept, changed_meanings, open_changes
from bot.content.checks.giveaway import Figure, measure
from bot.content.fault import Fault, ordered, quoted
from bot.content.files.folder import COURSE, FINGERPRINTS
from bot.content.files.node import Document, Place, texts, under
from bot.content.graph import mermaid
from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.questions.question import Question

_FORGIVEN = "case, accents, articles and so on"

PRACTICE, ASSESSMENT = "practice", "assessment"


@dataclass(frozen=True)
class Report:
    """The result of checking a course folder. `course` is None if its faults make it unusable."""

    folder: Path
    course: Course | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    figures: tuple[tuple[str, tuple[Figure, ...]], ...] = ()
    """Give-away figures of each bank of questions: practice, assessment."""


def check_course(folder: Path) -> Report:
    """Check the course in a folder. Never raises, whatever it contains."""
    return check_courses([folder])[0]


def check_courses(folders: Sequence[Path]) -> tuple[Report, ...]:
    """Return a report for each folder. If two courses have the same id, the later one gets the fault."""
    assemblies = [assemble(folder) for folder in folders]
    repeated = repeated_ids(assemblies)
    reports = []
    for folder, assembly in zip(folders, assemblies, strict=True):
        report = _report(folder, assembly)
        own = [fault for fault in repeated if Path(fault.file).parent == folder]
        if own:
            report = replace(report, course=None, faults=ordered([*report.faults, *own]))
        reports.append(report)
    return tuple(reports)


def accept_meanings(folder: Path) -> Path | None:
    """Accept the current meanings of a course's questions, and return the file they're written to.

    Return None for an unusable course. Raises ConfigurationError if the file can't be written.
    """
    assembly = assemble(folder)
    if assembly.course is None:
        return None
    lock = assembly.documents.get(FINGERPRINTS)
    return accept(folder, lock, _asked(assembly, assembly.course))


def printable(reports: Sequence[Report]) -> Iterator[str]:
    """Yield the reports as lines: all faults, then all warnings, then each course's figures."""
    yield from (str(fault) for report in reports for fault in report.faults)
    for warning in (warning for report in reports for warning in report.warnings):
        yield str(replace(warning, message=f"warning: {warning.message}"))
    for report in reports:
        if report.course:
            yield from _summary(report, report.course)


def diagrams(reports: Sequence[Report]) -> Iterator[str]:
    """Yield all faults, then each course's scenario as a Mermaid flowchart, if it has one."""
    yield from (str(fault) for report in reports for fault in report.faults)
    for report in reports:
        if report.course and report.course.scenario:
            yield from mermaid(report.course.scenario)


def _summary(report: Report, course: Course) -> Iterator[str]:
    yield ""
    yield (
        f"{report.folder}: {_count(course.units, 'lesson')}, {_count(course.questions, 'question')}, "
        f"{_count(course.facts, 'fact')}, {_count(course.sources, 'source')}, "
        f"{_count(report.warnings, 'warning')}"
    )
    for bank, figures in report.figures:
        yield f"  {bank + ', a guesser who picks':<36}questions  by chance  scored       p"
        for f in figures:
            line = f"    {f.strategy:<34}{f.questions:>9}{f.expected:>11.1f}{f.scored:>8.1f}{f.p:>8.3f}"
            yield line + ("  gives away" if f.gives_away else "")


def _count(found: Sized, noun: str) -> str:
    return f"{len(found)} {noun}" + ("" if len(found) == 1 else "s")


def _report(folder: Path, assembly: Assembly) -> Report:
    course = assembly.course
    if course is None:
        return Report(folder, None, assembly.faults)
    banks = {PRACTICE: list(course.questions.values())}
    if course.assessment:
        banks[ASSESSMENT] = [q for form in course.assessment.forms for q in form.questions]
    figures = tuple((bank, measure(questions, course.about.language)) for bank, questions in banks.items())
    asked = list(_asked(assembly, course))
    lock = assembly.documents.get(FINGERPRINTS)
    warnings = [
        *_depth(assembly, course),
        *_loose_ends(assembly, course),
        *_craft(asked, course),
        *_unrecognised(asked, course.about.language),
        *open_changes(lock, asked),
    ]
    for bank, measured in figures:
        for figure in measured:
            if figure.gives_away:
                warnings += _giveaway(assembly, course, bank, figure)
    return Report(folder, course, ordered(changed_meanings(lock, asked)), ordered(warnings), figures)


def _depth(assembly: Assembly, course: Course) -> Iterator[Fault]:
    enough = enough_questions(course)
    for lesson in course.units.values():
        document = _document(assembly, lesson)
        for shortcoming in shortcomings(lesson, enough):
            yield document.fault(("questions",), shortcoming)
        yield from card_warnings(document, lesson)
        for card, message in crowded(lesson):
            yield document.fault(("cards", card), message)


def _craft(asked: Iterable[Asked], course: Course) -> Iterator[Fault]:
    for document, place, question in asked:
        for text, message in long_texts(question):
            yield document.fault((*place, *text), message)
        if names_lesson(question, course.units):
            message = "the prompt names a lesson, but reviews ask it outside of any lesson"
            yield document.fault((*place, "prompt"), message)


def _loose_ends(assembly: Assembly, course: Course) -> Iterator[Fault]:
    """Yield a warning for each source that's never cited, and each topic without a title or without facts."""
    documents = assembly.documents
    cited = {scalar.text for document in documents.values() for scalar in under(document.root, "sources")}
    for scalar in texts(documents["sources.yaml"].root, "*", "id"):
        if scalar.text not in cited:
            yield documents["sources.yaml"].fault(scalar.mark, f"source {quoted(scalar.text)} is never used")
    named = {topic.id for topic in course.about.topics}
    for scalar in texts(documents[COURSE].root, "topics", "*", "id"):
        if scalar.text not in course.topics:
            yield documents[COURSE].fault(scalar.mark, f"topic {quoted(scalar.text)} has no facts")
    unnamed = dict.fromkeys(topic for topic in course.topics if named and topic not in named)
    for scalar in texts(documents["facts.yaml"].root, "*", "topic"):
        if scalar.text in unnamed:
            del unnamed[scalar.text]
            message = f"topic {quoted(scalar.text)} isn't among the topics in {COURSE}"
            yield documents["facts.yaml"].fault(scalar.mark, message)


def _asked(assembly: Assembly, course: Course) -> Iterator[Asked]:
    """Yield every practice and assessment question with its location."""
    banks: list[tuple[Document, Place, Sequence[Question]]] = [
        (_document(assembly, lesson), ("questions",), lesson.questions) for lesson in course.units.values()
    ]
    for f, form in enumerate(course.assessment.forms if course.assessment else ()):
        banks.append((assembly.documents["assessment.yaml"], ("forms", f, "questions"), form.questions))
    for document, place, questions in banks:
        yield from ((document, (*place, i), question) for i, question in enumerate(questions))


def _unrecognised(asked: Iterable[Asked], language: str) -> Iterator[Fault]:
    """Yield a warning for each typed option that can't be told from an earlier one."""
    for document, place, question in asked:
        for option, other in unrecognised(question, language):
            text, before = (quoted(question.options[each].text) for each in (option, other))
            alike = question.options[option].correct == question.options[other].correct
            end = (
                "one of them is enough"
                if alike
                else "one is right and one is wrong, so neither can be recognized"
            )
            message = f"when typed, {text} is the same as {before} except for {_FORGIVEN}: {end}"
            yield document.fault((*place, "options", option), message)


def _giveaway(assembly: Assembly, course: Course, bank: str, figure: Figure) -> Iterator[Fault]:
    """Yield warnings with the strategy's score over the bank, and with the questions behind it by lesson."""
    total = (
        f"give-away: a guesser who picks {figure.strategy} scores {figure.scored:.1f} of {figure.questions}, "
        f"chance gives {figure.expected:.1f} (p = {figure.p:.2g})"
    )
    if bank == ASSESSMENT:
        telling = ", ".join(figure.telling)
        yield assembly.documents["assessment.yaml"].fault((), f"{total}; look at {telling}")
        return
    yield assembly.documents[COURSE].fault((), total)
    for lesson in course.units.values():
        telling = ", ".join(question.id for question in lesson.questions if question.id in figure.telling)
        if telling:
            message = f"give-away: {figure.strategy} is right in {telling}"
            yield _document(assembly, lesson).fault(("questions",), message)


def _document(assembly: Assembly, lesson: Lesson) -> Document:
    return assembly.documents[assembly.lessons[lesson.id]]
