"""Write a course that consists of imported questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.files.writing import write_list, write_text
from bot.content.new_course import slug
from bot.domain.questions.question import Question

_ABOUT = "# Made by `lessonbot import`. Check the answers against a source, and fill in the rest.\n"


@dataclass(frozen=True)
class ImportedLesson:
    """A lesson of imported questions, with the name of the file they come from."""

    id: str
    title: str
    file: str
    questions: Sequence[Question]

    @staticmethod
    def fact_of(file: str) -> str:
        """Return the id of the fact that stands for a file."""
        return f"from-{slug(Path(file).name, 48) or 'a-file'}"


def write_course(
    folder: Path, name: str, language: str, units: Sequence[ImportedLesson], credit: str = ""
) -> None:
    """Write all files of the course into the folder. `credit` says who the questions are by."""
    files = {ImportedLesson.fact_of(unit.file): unit.file for unit in units}
    course = [
        *write_text("id", name, 0),
        *write_text("title", folder.absolute().name[:100].strip() or "Imported questions", 0),
        *write_text("language", language, 0),
        *write_text("summary", f"Questions from {', '.join(files.values())}"[:400], 0),
        *write_text("audience", "Everyone who wants to practice.", 0),
        *(write_text("credits", credit[:600], 0) if credit else ()),
        *write_list("lessons", [unit.id for unit in units], 0),
    ]
    _write(folder / "course.yaml", course)
    _write(folder / "sources.yaml", _items(_source(fact, file) for fact, file in files.items()))
    _write(folder / "facts.yaml", _items(_fact(fact, file) for fact, file in files.items()))
    for number, unit in enumerate(units, 1):
        _write(folder / f"{number}-{unit.id}.yaml", _lesson(number, unit))


def _source(fact: str, file: str) -> list[str]:
    return [*write_text("id", fact, 4), *write_text("title", file[:200], 4), *write_text("kind", "book", 4)]


def _fact(fact: str, file: str) -> list[str]:
    said = f"These questions come from {file[:100]}. Nobody has checked the answers against a source yet."
    return [
        *write_text("id", fact, 4),
        *write_text("topic", "imported", 4),
        *write_text("text", said, 4),
        *write_text("status", "unverified", 4),
        *write_list("sources", [fact], 4),
    ]


def _lesson(number: int, unit: ImportedLesson) -> list[str]:
    fact = [ImportedLesson.fact_of(unit.file)]
    about = f"**{len(unit.questions)} questions.** They come from a file, {unit.file[:100]}. Try one."
    objective = [
        *write_text("id", f"{unit.id}.know", 4),
        *write_text("text", "can answer these questions", 4),
    ]
    return [
        *write_text("id", unit.id, 0),
        f"number: {number}",
        *write_text("title", unit.title, 0),
        *write_text("principle", "Recalling an answer helps you keep it.", 0),
        "objectives:",
        *_items([objective]),
        "cards:",
        *_items([[*write_text("say", about, 4), *write_list("facts", fact, 4)]]),
        *_items([write_text("ask", unit.questions[0].id, 4)]),
        *write_text("reflection", "Which of these will you need again?", 0),
        "questions:",
        *_items(_question(question) for question in unit.questions),
    ]


def _question(question: Question) -> list[str]:
    lines = []
    for key in ("id", "objective", "kind", "level"):
        lines += write_text(key, getattr(question, key), 4)
    lines += ["    invented: true"] if question.invented else []
    lines += [*write_text("prompt", question.prompt, 4), "    options:"]
    for option in question.options:
        keys = write_text("text", option.text, 8)
        keys += ["        correct: true"] if option.correct else []
        keys += write_text("match", option.match, 8) if option.match is not None else []
        keys += write_text("feedback", option.feedback, 8)
        lines += [f"      - {keys[0][8:]}", *keys[1:]]
    return [
        *lines,
        *write_text("explanation", question.explanation, 4),
        *write_list("facts", question.facts, 4),
    ]


def _items(parts: "Iterator[list[str]] | Sequence[list[str]]") -> list[str]:
    """Return parts that are indented by four as items of a list."""
    return [line for part in parts for line in (f"  - {part[0][4:]}", *part[1:])]


def _write(file: Path, lines: Sequence[str]) -> None:
    file.write_text(_ABOUT + "\n".join(lines) + "\n", encoding="utf-8")
