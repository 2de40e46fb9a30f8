"""Rewrite lessons that have pages into lessons made of cards. All else in their files stays as it is."""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.content.files.folder import ASKED, Folder, open_folder
from bot.content.files.node import Document, Mapping, select
from bot.content.files.paged import PagedLesson
from bot.content.files.reading import canonical, read_document
from bot.content.files.shape import validate
from bot.content.files.source import read_text
from bot.content.files.spans import Span, comments, key_spans
from bot.content.files.writing import write_list, write_text
from bot.content.report import check_course
from bot.errors.configuration import ConfigurationError, CourseUnusable

_EXTRAS = ("in_the_case", "inside", "since", "contrast")
"""The keys that become extras, in the order of `PagedLesson.extras`."""

_REPLACED = ("minutes", "pages", *_EXTRAS)


@dataclass(frozen=True)
class _Change:
    """A file with its new text, what it must be read as, and what to say about it."""

    path: Path
    text: str
    expected: object
    done: str


def convert(path: Path) -> Sequence[str]:
    """Rewrite a course's lessons in place, and return what was done, as a line for each file.

    A course that's made of cards already stays as it is. Raises CourseUnusable for a course with faults, and
    ConfigurationError if a file can't be rewritten. Nothing has been written then.
    """
    report = check_course(path)
    if report.course is None or report.faults:
        raise CourseUnusable("\n".join(map(str, report.faults)))
    changes = list(_changes(open_folder(path, [])))
    files = [change.path.with_name(f".{change.path.stem}.new.yaml") for change in changes]
    try:
        for change, file in zip(changes, files, strict=True):
            _write(change, file)
        for change, file in zip(changes, files, strict=True):
            file.replace(change.path)
    except OSError as error:
        raise ConfigurationError(f"{path} can't be written: {error.strerror or error}.") from None
    finally:
        for file in files:
            file.unlink(missing_ok=True)
    return [f"{change.path}: {change.done}" for change in changes]


def _write(change: _Change, file: Path) -> None:
    """Write a changed file under another name, and check that it means what the old one did."""
    bom = codecs.BOM_UTF8 if change.path.read_bytes().startswith(codecs.BOM_UTF8) else b""
    file.write_bytes(bom + change.text.encode())
    document = read_document(file, [])
    if document is None or _meaning(document, change) != change.expected:
        raise ConfigurationError(
            f"{change.path} can't be converted: write its keys one below the other, without braces."
        )


def _meaning(document: Document, change: _Change) -> object:
    named = replace(document, name=canonical(change.path))
    return validate(named, [])


def _changes(folder: Folder) -> Iterator[_Change]:
    """Yield the files that have to be rewritten."""
    renamed: dict[str, str] = {}
    for name in folder.lessons.values():
        document = folder.documents[name]
        lesson = validate(document, [])
        if isinstance(lesson, PagedLesson):
            renamed |= lesson.passages()
            path = Path(document.file)
            text = _with_cards(read_text(path), document, lesson)
            made = lesson.to_cards()
            done = f"cards: {len(made.cards)}, extras: {len(made.extras)}"
            yield _Change(path, text, made, done)
    asked = folder.documents.get(ASKED)
    if asked and isinstance(asked.root, Mapping) and any(name in renamed for name in asked.root.keys):
        path, old = Path(asked.file), validate(asked, [])
        text, count = _with_names(read_text(path), asked.root, renamed)
        expected = {renamed.get(name, name): phrasings for name, phrasings in old.items()}
        yield _Change(path, text, expected, f"passages renamed: {count}")


def _with_cards(text: str, document: Document, lesson: PagedLesson) -> str:
    """Return a lesson's text with cards and extras instead of the older keys."""
    spans = {key: span for key, span in key_spans(text).items() if key in _REPLACED}
    margin = " " * (document.root.mark.column - 1)
    extras = sorted((spans[key].start, key) for key in _EXTRAS if key in spans)
    lines = {"pages": _cards(lesson, _comments_by_part(text, document, spans, ("pages",)))}
    if extras:
        lines[extras[0][1]] = _extras(lesson, _comments_by_part(text, document, spans, _EXTRAS))
    newline = "\r\n" if "\r\n" in text else "\n"
    for key, span in sorted(spans.items(), key=lambda each: each[1].start, reverse=True):
        new = "".join(f"{margin}{line}{newline}" if line else newline for line in lines.get(key, ()))
        text = text[: span.start] + new + text[span.end :]
    return text


def _cards(lesson: PagedLesson, remarks: Iterator[Sequence[str]]) -> list[str]:
    lines = ["cards:"]
    for card in lesson.cards():
        if card.ask:
            lines += _item(write_text("ask", card.ask, 4))
            continue
        lines += [f"  {remark}" for remark in next(remarks, ())]
        texts = [*write_text("title", card.title or "", 4), *write_text("say", card.say or "", 4)]
        lines += _item([*texts, *write_list("facts", card.facts, 4)])
    return lines


def _extras(lesson: PagedLesson, remarks: Iterator[Sequence[str]]) -> list[str]:
    lines = ["extras:"]
    for extra in lesson.extras():
        lines += [f"  {remark}" for remark in next(remarks, ())]
        keys = [*write_text("title", extra.title, 4), *write_text("kind", extra.kind, 4)]
        if extra.outcome:
            keys += write_text("outcome", extra.outcome, 4)
        lines += _item([*keys, *write_text("text", extra.text, 4), *write_list("facts", extra.facts, 4)])
    return lines


def _item(lines: Sequence[str]) -> list[str]:
    """Return lines that are indented by four as an item of a list."""
    return [f"  - {lines[0][4:]}", *lines[1:]]


def _comments_by_part(
    text: str, document: Document, spans: dict[str, Span], keys: Sequence[str]
) -> Iterator[Sequence[str]]:
    """Yield the comments among the lines of each part that becomes a card or an extra."""
    for key in keys:
        if key not in spans:
            continue
        found = list(comments(text, spans[key]))
        items = list(select(document.root, key, "*"))
        starts = [item.mark.line for item in items[1:]] if items else []
        ends = [*starts, text.count("\n") + 2]
        first = 0
        for end in ends:
            yield [comment.text for comment in found if first <= comment.line < end]
            first = end


def _with_names(text: str, root: Mapping, renamed: dict[str, str]) -> tuple[str, int]:
    """Return the text of `asked.yaml` with the current ids of passages, and how many were renamed."""
    lines, count = text.split("\n"), 0
    for name, mark in root.keys.items():
        if name in renamed:
            line, place = lines[mark.line - 1], mark.column - 1
            lines[mark.line - 1] = line[:place] + line[place:].replace(name, renamed[name], 1)
            count += 1
    return "\n".join(lines), count
