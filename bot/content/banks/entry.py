"""A question as it was found in a file, before it becomes one of a course."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from bot.content.fault import Fault, quoted
from bot.content.files.shape import complaint
from bot.content.files.source import FORBIDDEN
from bot.domain.questions.question import Question

RIGHT, WRONG = "That's right.", "That's not it."
"""Feedback for options that came without."""


@dataclass(frozen=True)
class ImportedOption:
    """An option of a question. Without feedback, it's the empty string."""

    text: str
    correct: bool = False
    match: str | None = None
    feedback: str = ""


@dataclass(frozen=True)
class ImportedQuestion:
    """A question with the line it begins on. `name` is its id or title there, `group` its category."""

    line: int
    kind: str
    prompt: str
    options: tuple[ImportedOption, ...]
    explanation: str = ""
    name: str = ""
    group: str = ""
    level: str = "recall"
    invented: bool = False


@dataclass
class Bank:
    """What was found in a file: questions, and a fault for everything that can't be carried over."""

    file: str
    author: str = ""
    found: int = 0
    """How many questions there are, with those that can't be carried over."""
    entries: list[ImportedQuestion] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, line: int, reason: str) -> None:
        """Note something that can't be carried over."""
        self.faults.append(Fault(self.file, line, 1, reason))


def to_question(entry: ImportedQuestion, name: str, objective: str, fact: str) -> Question:
    """Return the entry as a question of a course. Raises ValueError with the reason if it can't be one."""
    options = [_option(each, entry) for each in entry.options]
    texts = [entry.prompt, entry.explanation, *(str(text) for each in options for text in each.values())]
    if found := FORBIDDEN.search("\n".join(texts)):
        raise ValueError(f"it has the control character U+{ord(found[0]):04X}: remove it")
    try:
        return Question.model_validate(
            {
                "id": name,
                "objective": objective,
                "kind": entry.kind,
                "level": entry.level,
                "invented": entry.invented,
                "prompt": entry.prompt,
                "options": tuple(options),
                "explanation": entry.explanation or _answer(entry.options),
                "facts": (fact,),
            }
        )
    except ValidationError as error:
        raise ValueError("; ".join(_reasons(error))) from None


def distinct(options: Iterable[ImportedOption]) -> tuple[ImportedOption, ...]:
    """Return the options without those whose text an earlier one has, whatever its case."""
    found: dict[str, ImportedOption] = {}
    for option in options:
        found.setdefault(option.text.casefold(), option)
    return tuple(found.values())


def _option(choice: ImportedOption, entry: ImportedQuestion) -> dict[str, object]:
    right = choice.correct or entry.kind in ("order", "match")
    said = replace(choice, feedback=choice.feedback or (RIGHT if right else WRONG))
    return dict(vars(said))


def _answer(options: tuple[ImportedOption, ...]) -> str:
    """Return an explanation for a question that came without: the answer."""
    paired = [f"{each.text}: {each.match}" for each in options if each.match is not None]
    right = [each.text for each in options if each.correct] or [each.text for each in options]
    text = f"The answer: {', '.join(paired or right)}"
    return text if len(text) <= 600 else f"{text[:599]}…"


def _reasons(error: ValidationError) -> Iterable[str]:
    for fault in error.errors(include_url=False):
        subject = _subject(fault["loc"])
        if fault["type"] == "string_too_long":
            most = fault["ctx"]["max_length"]
            yield f"{subject} is longer than {most} characters: {quoted(fault['input'])}"
        elif fault["type"] == "string_too_short":
            yield f"{subject} is empty"
        else:
            yield f"{subject}: {complaint(fault)}" if subject else complaint(fault)


def _subject(place: tuple[int | str, ...]) -> str:
    """Say which part of a question a place is: `the question`, `option 2`, `the feedback on option 2`."""
    match place:
        case ("prompt",):
            return "the question"
        case ("options", int(number), "text"):
            return f"option {number + 1}"
        case ("options", int(number), str(key), *_):
            return f"the {key} on option {number + 1}"
        case (str(key), *_):
            return f"the {key}"
        case _:
            return ""
