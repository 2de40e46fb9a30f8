"""Make a course of the questions in files."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.content.banks.course_writing import ImportedLesson, write_course
from bot.content.banks.entry import Bank, ImportedQuestion, to_question
from bot.content.banks.flashcards import are_flashcards, read_flashcards
from bot.content.banks.gift import read_gift
from bot.content.banks.table import names_columns, read_table
from bot.content.banks.trivia import read_trivia
from bot.content.fault import Fault
from bot.content.files.source import FORBIDDEN
from bot.content.new_course import course_id, make_folder, slug
from bot.domain.questions.question import Question
from bot.errors.configuration import ConfigurationError

LARGEST = 5_000_000
"""Most bytes in a file."""

IN_LESSON, LESSONS = 60, 20
"""Most questions in a lesson, and lessons in a course."""


def _read_text(text: str, bank: Bank) -> None:
    """Read flashcards, or else GIFT."""
    (read_flashcards if are_flashcards(text) else read_gift)(text, bank)


def _read_rows(text: str, bank: Bank) -> None:
    """Read a table whose first row names its columns, or else flashcards."""
    (read_table if names_columns(text) or not are_flashcards(text) else read_flashcards)(text, bank)


_READERS: Mapping[str, Callable[[str, Bank], None]] = {
    ".gift": read_gift,
    ".txt": _read_text,
    ".tsv": _read_rows,
    ".yaml": read_trivia,
    ".yml": read_trivia,
    ".csv": _read_rows,
}

REASONS = 3
"""Most reasons to name if nothing comes through."""

_QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")


def import_files(
    files: Sequence[Path], folder: Path, language: str = "en"
) -> tuple[Sequence[str], Sequence[Fault]]:
    """Write a course with the questions of these files into a folder that's new or empty.

    Return a line for each file with how many came through, and a fault for each thing that can't be carried
    over. Raises ConfigurationError if nothing can be, or the folder can't be written.
    """
    banks = [read_bank(file) for file in files]
    units: list[ImportedLesson] = []
    said = []
    for bank in banks:
        made = list(_units(bank, units))
        units += made
        count = sum(len(unit.questions) for unit in made)
        said.append(f"{bank.file}: {count} of {bank.found} questions imported")
    faults = [fault for bank in banks for fault in bank.faults]
    if not units:
        raise ConfigurationError(_why(faults) or "There are no questions in these files.")
    try:
        make_folder(folder)
        write_course(folder, course_id(folder), language, units, _credit(banks))
    except OSError as error:
        raise ConfigurationError(f"{folder} can't be written: {error.strerror or error}.") from None
    return said, faults


def _why(faults: Sequence[Fault]) -> str:
    """Return what keeps everything from coming through: the most frequent reasons, then each fault."""
    reasons = Counter(_QUOTED.sub('"…"', fault.message) for fault in faults)
    often = [f"- {count} times: {reason}" for reason, count in reasons.most_common(REASONS) if count > 1]
    head = ["Nothing could be imported. The most frequent reasons:", *often] if often else []
    return "\n".join([*head, *map(str, faults)])


def _credit(banks: Sequence[Bank]) -> str:
    """Return who the questions are by, as far as the files say so."""
    said = "; ".join(f"{Path(bank.file).name}: {bank.author}" for bank in banks if bank.author)
    return FORBIDDEN.sub("", said)


def read_bank(file: Path) -> Bank:
    """Read a file by its ending. Whatever is in it, this only adds faults."""
    bank = Bank(str(file))
    reader = _READERS.get(file.suffix.casefold())
    if reader is None:
        bank.refuse(1, f"the name must end in {', '.join(_READERS)}, so that the format is clear")
        return bank
    try:
        if file.stat().st_size > LARGEST:
            bank.refuse(1, f"the file is larger than {LARGEST // 1_000_000} MB")
            return bank
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        bank.refuse(1, "there's no file with this name")
        return bank
    except (OSError, UnicodeDecodeError) as error:
        bank.refuse(1, f"it can't be read as UTF-8 text: {getattr(error, 'strerror', None) or error}")
        return bank
    reader(text.replace("\r\n", "\n").replace("\r", "\n"), bank)
    return bank


def _units(bank: Bank, before: Sequence[ImportedLesson]) -> Iterator[ImportedLesson]:
    """Yield lessons of up to IN_LESSON questions, by the groups that the file has."""
    taken = {unit.id for unit in before}
    used = {question.id for unit in before for question in unit.questions}
    stem = Path(bank.file).stem
    count = len(before)
    for group in dict.fromkeys(entry.group for entry in bank.entries):
        entries = [entry for entry in bank.entries if entry.group == group]
        named_after = FORBIDDEN.sub("", group or stem.replace("-", " ").replace("_", " "))
        title = named_after.strip()[:70] or "Questions"
        for part, start in enumerate(range(0, len(entries), IN_LESSON), 1):
            if count == LESSONS:
                for entry in entries[start:]:
                    bank.refuse(entry.line, f"the course is full: {LESSONS} lessons")
                break
            named = title if len(entries) <= IN_LESSON else f"{title}, part {part}"
            name = _free(slug(named, 36) or "lesson", taken)
            questions = list(_questions(bank, entries[start : start + IN_LESSON], name, used))
            if questions:
                taken.add(name)
                count += 1
                yield ImportedLesson(name, named[0].upper() + named[1:], Path(bank.file).name, questions)


def _questions(
    bank: Bank, entries: Sequence[ImportedQuestion], lesson: str, used: set[str]
) -> Iterator[Question]:
    for number, entry in enumerate(entries, 1):
        name = _free(slug(entry.name, 52) or f"{lesson}-{number:02}", used)
        try:
            question = to_question(entry, name, f"{lesson}.know", ImportedLesson.fact_of(bank.file))
        except ValueError as error:
            bank.refuse(entry.line, str(error))
            continue
        used.add(name)
        yield question


def _free(name: str, taken: set[str]) -> str:
    """Return an id that isn't taken: the name, or the name with a number."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
