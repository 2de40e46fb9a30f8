"""The page "My plan": everything a learner wrote in a course, in Markdown."""

import re
from collections.abc import Iterator
from datetime import date

from bot.domain.course.course import Course, Source
from bot.domain.writing.checklist_progress import ChecklistLine, ChecklistPage, ChecklistProgress
from bot.domain.writing.journal import Entry, Journal


def plan(journal: Journal, today: date) -> str:
    """Return the page in CommonMark. Quote what the learner wrote and escape it, so it shows exactly as
    typed.
    """
    return "\n\n".join(_blocks(journal, today)) + "\n"


def page_title(page: ChecklistPage) -> str:
    """Return the title of a checklist's group, and which part of it this is if it has several."""
    return f"{page.title} ({page.part} of {page.parts})" if page.parts > 1 else page.title


def escaped(text: str) -> str:
    """Return the text with all Markdown escaped, keeping its line breaks."""
    return "\n".join(_escaped(line) for line in text.split("\n"))


def quoted(text: str) -> str:
    """Return the text as a block quote that none of its content can break out of."""
    lines = text.split("\n")
    ends = [
        "\\" if line.strip() and following.strip() else ""
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join(f"> {_escaped(line)}{end}".rstrip() for line, end in zip(lines, ends, strict=True))


def _escaped(line: str) -> str:
    marked = re.sub(r"([\\`*_\[\]<>~|&])", r"\\\1", line.strip())
    marked = re.sub(r"^([-+#=:])|(?<!^)(#)$", r"\\\g<0>", marked)
    return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", marked)


def _blocks(journal: Journal, today: date) -> Iterator[str]:
    course = journal.course
    yield "# My plan"
    yield f"*{escaped(course.title)}* · {today:%B} {today.day}, {today.year}"
    written = [entry for entry in journal.entries if not entry.empty]
    begun = [each for each in journal.checklists if each.begun]
    if not written and not begun and not journal.earlier:
        yield "You haven't written anything yet. Your reflections, drafts and checklists will go here."
    for entry in written:
        yield from _entry(entry)
    for each in begun:
        yield from _checklist(course, each)
    for entry in journal.earlier:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    lesson = entry.lesson
    yield f"## {f'{lesson.number}.' if lesson.number else 'Earlier lesson:'} {escaped(lesson.title)}"
    if lesson.principle:
        yield escaped(lesson.principle)
    if entry.reflection:
        yield "### My reflection"
        if lesson.reflection:
            yield f"**{escaped(lesson.reflection)}**"
        yield quoted(entry.reflection.text)
    for number, draft in enumerate(entry.drafts):
        yield "### My draft" if number == 0 else "### An earlier draft"
        if number == 0 and lesson.draft:
            yield f"*The task:* {_flat(lesson.draft.prompt)}"
        yield quoted(draft.latest.text)
        if points := draft.latest.points:
            kept = "\n".join(f"- {_flat(draft.rubric[p])}" for p in sorted(points) if p < len(draft.rubric))
            yield f"It does this:\n\n{kept}"


def _checklist(course: Course, each: ChecklistProgress) -> Iterator[str]:
    yield f"## Checklist: {escaped(each.checklist.title)}"
    yield f"{each.done} of {len(each.lines)} done. {_flat(each.checklist.summary)}"
    for page in each.pages:
        yield f"### {escaped(page_title(page))}"
        yield "\n".join(_line(course, line) for line in page.lines)


def _line(course: Course, line: ChecklistLine) -> str:
    parts = [
        f"- [{'x' if line.ticked else ' '}] {_flat(line.item.text)}",
        f"  - Why: {_flat(line.item.reason)}",
    ]
    if cited := [_source(course.sources[source]) for source in line.item.sources if source in course.sources]:
        parts.append(f"  - Source: {'; '.join(cited)}")
    if line.note:
        parts.append(f"  - My note: {_flat(line.note)}")
    return "\n".join(parts)


def _source(source: Source) -> str:
    address = source.address or ""
    web = re.fullmatch(r"https?://[^\s<>]+", address)
    title = escaped(source.title)
    by = f", {escaped(source.author)}" if source.author else ""
    return f"[{title}](<{address}>){by}" if web else f"*{title}*{by}"


def _flat(text: str) -> str:
    """Return the text escaped and on one line."""
    return _escaped(" ".join(text.split()))
