"""Read flashcards: a set exported from Quizlet, or notes exported from Anki as plain text."""

import csv
import io
import re
from dataclasses import dataclass

from bot.content.banks.entry import Bank, ImportedOption, ImportedQuestion
from bot.content.banks.gift_text import Refusal, without_html
from bot.content.fault import quoted

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
"""What Anki calls its separators."""

SHAPE = "a card is a term, one tab and a definition, all on one line"

_HEADER = re.compile(r"#([a-z][a-z ]*):(.*)")
_CLOZE = re.compile(r"\{\{c\d+::")


def are_flashcards(text: str) -> bool:
    """Return whether a text has Anki's headers, or begins with a line that has a tab, unlike GIFT."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return bool(_headers(text)) or ("\t" in first.strip() and "{" not in first)


def read_flashcards(text: str, bank: Bank) -> None:
    """Add a question for each card to the bank: people type the answer.

    A note from Anki shows its first field and asks for its second. A line from Quizlet shows its definition
    and asks for its term.
    """
    headers = _headers(text)
    if headers:
        _Notes(bank, headers).read(text)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        bank.found += 1
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) == 2 and all(cells):
            bank.entries.append(_question(number, cells[1], cells[0]))
        else:
            above = (
                "" if "\t" in line.strip() else ". If it's the rest of the card above, that one is cut off"
            )
            bank.refuse(number, f"{SHAPE}, but this is {quoted(line.strip())}{above}")


def _headers(text: str) -> dict[str, str]:
    """Return what Anki's first lines say, such as `separator` and `tags column`; nothing without them."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        if header := _HEADER.fullmatch(line):
            found[header[1]] = header[2]
    return found if found.keys() & {"separator", "html", "columns", "tags column"} else {}


@dataclass
class _Notes:
    """Reads Anki's notes into a bank."""

    bank: Bank
    headers: dict[str, str]
    tagged: int = 0

    def read(self, text: str) -> None:
        """Add the notes."""
        lines = text.split("\n")
        above = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
        named = self.headers.get("separator", "tab")
        delimiter = SEPARATORS.get(named.casefold(), named)
        if len(delimiter) != 1:
            self.bank.refuse(1, f"unknown separator {quoted(named)}: export the notes again, as plain text")
            return
        rows = csv.reader(io.StringIO("\n".join(lines[above:]), newline=""), delimiter=delimiter, strict=True)
        before = above
        try:
            for row in rows:
                if any(cell.strip() for cell in row):
                    self._add(row, before + 1)
                before = above + rows.line_num
        except csv.Error as error:
            self.bank.refuse(above + rows.line_num, f"the rest can't be read: {error}")
        if self.tagged:
            self.bank.refuse(1, f"tags aren't carried over. Notes that have some: {self.tagged}")

    def _add(self, row: list[str], line: int) -> None:
        self.bank.found += 1
        special = {kind: self._column(kind) for kind in ("guid", "notetype", "deck", "tags")}
        value = {kind: row[at] if at is not None and at < len(row) else "" for kind, at in special.items()}
        fields = [cell for at, cell in enumerate(row) if at not in special.values()]
        self.tagged += bool(value["tags"].strip())
        try:
            front, back, *others = [self._plain(cell) for cell in fields] + [""] * (2 - len(fields))
        except Refusal as refusal:
            self.bank.refuse(line, str(refusal))
            return
        if not front or not back:
            self.bank.refuse(line, f"a note needs two fields, but this is {quoted(front or back)}")
            return
        for number, other in enumerate(others, 3):
            if other:
                self.bank.refuse(line, f"field {number} isn't carried over: {quoted(other)}")
        deck = (value["deck"] or self.headers.get("deck", "")).split("::")[-1]
        self.bank.entries.append(_question(line, front, " ".join(back.split()), deck))

    def _column(self, kind: str) -> int | None:
        said = self.headers.get(f"{kind} column", "").strip()
        return int(said) - 1 if said.isdecimal() and len(said) < 4 and int(said) else None

    def _plain(self, cell: str) -> str:
        if _CLOZE.search(cell):
            raise Refusal("it's a cloze, a text with gaps: write a question for each gap")
        if "[sound:" in cell:
            raise Refusal("it has a picture, a sound or a video")
        return (without_html(cell) if self.headers.get("html") == "true" else cell).strip()


def _question(line: int, prompt: str, answer: str, group: str = "") -> ImportedQuestion:
    return ImportedQuestion(line, "short", prompt, (ImportedOption(answer, correct=True),), group=group)
