"""Read and write questions as CSV, one per row."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from bot.content.banks.entry import Bank, ImportedOption, ImportedQuestion
from bot.content.fault import quoted
from bot.domain.questions.question import Question

OPTIONS = 10
COLUMNS = ("id", "kind", "level", "invented", "prompt", "explanation")
PARTS = ("text", "correct", "match", "feedback")
KNOWN = "columns are `question`, `answer`, `wrong 1` and so on, or those that `lessonbot export` writes"
YES = ("yes", "true", "1", "x", "y")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
"""A spreadsheet takes what begins like this for a formula, so it gets an apostrophe in front."""


def write_table(questions: Iterable[Question]) -> str:
    """Return the questions as CSV that spreadsheets can open safely."""
    out = io.StringIO()
    parts = [f"{part} {number}" for number in range(1, OPTIONS + 1) for part in PARTS]
    writer = csv.DictWriter(out, [*COLUMNS, *parts], lineterminator="\n")
    writer.writeheader()
    for question in questions:
        row = {name: str(getattr(question, name)) for name in COLUMNS}
        row["invented"] = "yes" if question.invented else ""
        for number, option in enumerate(question.options, 1):
            row |= {f"text {number}": option.text, f"correct {number}": "yes" if option.correct else ""}
            row |= {f"match {number}": option.match or "", f"feedback {number}": option.feedback}
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return out.getvalue()


def names_columns(text: str) -> bool:
    """Return whether the first row of a table has the names of its columns."""
    head = text.split("\n", 1)[0]
    return bool({"prompt", "question"} & {name.strip(' "').casefold() for name in re.split("[,;\t]", head)})


def read_table(text: str, bank: Bank) -> None:
    """Add the questions of a table to the bank.

    The first row has the names of the columns: those that `write_table` writes; or `question`, `answer`,
    and `wrong 1`, `wrong 2` and so on; or `question`, `answer 1`, `answer 2` and so on, and `correct` with
    the numbers or the text of the right ones.
    """
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        if not {"prompt", "question"} & set(names):
            bank.refuse(1, "the first row must name the columns, with `prompt` or `question` among them")
            return
        before = reader.line_num
        for row in reader:
            if any(cell.strip() for cell in row):
                _add(names, row, before + 1, bank)
            before = reader.line_num
    except csv.Error as error:
        bank.refuse(reader.line_num, f"this isn't CSV: {error}")


def _add(names: Sequence[str], row: Sequence[str], line: int, bank: Bank) -> None:
    bank.found += 1
    cells = {name: _plain(cell.strip()) for name, cell in zip(names, row, strict=False)}
    if len(row) > len(names):
        bank.refuse(line, f"the row has {len(row)} cells, but there are {len(names)} columns")
        return
    known = {*COLUMNS, *RIGHT, "question", "answer", "category"}
    known |= {f"answer {number}" for number in range(1, OPTIONS + 1)}
    for name, cell in cells.items():
        if cell and name not in known and not name.startswith((*PARTS, "wrong")):
            bank.refuse(line, f"unknown column {quoted(name)}, so {quoted(cell)} isn't carried over; {KNOWN}")
    options = _options(cells) or _simple(cells)
    bank.entries.append(
        ImportedQuestion(
            line,
            cells.get("kind") or _kind(options),
            cells.get("prompt") or cells.get("question") or "",
            options,
            explanation=cells.get("explanation", ""),
            name=cells.get("id", ""),
            group=cells.get("category", ""),
            level=cells.get("level") or "recall",
            invented=cells.get("invented", "").casefold() in YES,
        )
    )


RIGHT = ("correct", "correct answer", "correct answers", "correct answer(s)")
"""How columns are called that say which of the numbered answers are right."""


def _options(cells: Mapping[str, str]) -> tuple[ImportedOption, ...]:
    numbers = [number for number in range(1, OPTIONS + 1) if cells.get(f"text {number}")]
    return tuple(
        ImportedOption(
            cells[f"text {number}"],
            correct=cells.get(f"correct {number}", "").casefold() in YES,
            match=cells.get(f"match {number}") or None,
            feedback=cells.get(f"feedback {number}", ""),
        )
        for number in numbers
    )


def _kind(options: Sequence[ImportedOption]) -> str:
    """Return the kind of a question that doesn't say it."""
    if all(option.correct for option in options):
        return "short"
    return "single" if sum(option.correct for option in options) == 1 else "multiple"


def _simple(cells: Mapping[str, str]) -> tuple[ImportedOption, ...]:
    wrong = [ImportedOption(cell) for name, cell in cells.items() if name.startswith("wrong") and cell]
    marks = {mark.strip().casefold() for name in RIGHT for mark in cells.get(name, "").split(",")} - {""}
    numbered = [(number, cells.get(f"answer {number}", "")) for number in range(1, OPTIONS + 1)]
    if marks and any(text for _, text in numbered):
        whole = {cells[name].casefold() for name in RIGHT if name in cells}
        return tuple(
            ImportedOption(text, correct=str(number) in marks or text.casefold() in marks | whole)
            for number, text in numbered
            if text
        )
    right = [ImportedOption(cells["answer"], correct=True)] if cells.get("answer") else []
    return (*right, *wrong)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell
