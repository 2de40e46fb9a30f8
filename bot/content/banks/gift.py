"""Read Moodle GIFT. Questions are separated by blank lines, and a backslash takes a sign's meaning away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.content.banks.entry import Bank, ImportedQuestion, distinct
from bot.content.banks.gift_answers import answers_of
from bot.content.banks.gift_text import Refusal, plain, split_format

_CATEGORY = "$CATEGORY:"
_TAG = re.compile(r"\[(id|tag):([^\]]*)\]")
_TITLE = re.compile(r"\s*::((?:\\.|[^\\:]|:(?!:))*)::", re.DOTALL)
_BRACE = re.compile(r"\\.|([{}])", re.DOTALL)
_LEVEL = "level-"


@dataclass
class _Block:
    """The lines of one question, with what its comments say."""

    line: int
    lines: list[str]
    comments: list[str]


def read_gift(text: str, bank: Bank) -> None:
    """Add the questions of a GIFT file to the bank."""
    group = ""
    for block in _blocks(text):
        body = "\n".join(block.lines)
        if body.lstrip().startswith(_CATEGORY):
            first, _, rest = body.lstrip().partition("\n")
            group = first.removeprefix(_CATEGORY).strip().split("/")[-1]
            if not rest.strip():
                continue
            body = rest
        bank.found += 1
        try:
            entry = _entry(block, body, bank)
        except Refusal as refusal:
            bank.refuse(block.line, str(refusal))
        else:
            bank.entries.append(replace(entry, group=group))


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the questions. A comment belongs to the question it's above, or in."""
    comments: list[str] = []
    block: _Block | None = None
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.lstrip().startswith("//"):
            (block.comments if block else comments).append(line.strip().removeprefix("//").strip())
        elif line.strip():
            block = block or _Block(number, [], comments)
            comments = []
            block.lines.append(line)
        elif block:
            yield block
            block = None
        else:
            comments = []


def _entry(block: _Block, body: str, bank: Bank) -> ImportedQuestion:
    title = _TITLE.match(body)
    name = plain(title[1], "plain") if title else ""
    form, rest = split_format(body[title.end() :] if title else body, "moodle")
    before, inside, after = _parted(rest)
    prompt = plain(before, form)
    if after.strip():
        prompt = f"{prompt} _____ {plain(after, form)}" if after.strip(" .\n") else f"{prompt}{after.strip()}"
    elif not prompt:
        raise Refusal("it has no text")
    found = answers_of(inside, form, [each for each in block.comments if ":" in each])
    for note in found.notes:
        bank.refuse(block.line, note)
    tags = _TAG.findall(" ".join(block.comments))
    ids = [value for kind, value in tags if kind == "id"]
    marks = [value for kind, value in tags if kind == "tag"]
    levels = [mark.removeprefix(_LEVEL) for mark in marks if mark.startswith(_LEVEL)]
    for mark in marks:
        if not mark.startswith(_LEVEL) and mark != "invented":
            bank.refuse(block.line, f"the tag {mark} isn't carried over")
    return ImportedQuestion(
        block.line,
        found.kind,
        prompt,
        distinct(found.options) if found.kind == "short" else tuple(found.options),
        explanation=found.general,
        name=ids[0] if ids else name,
        level=levels[0] if levels and levels[0] in ("recall", "apply", "judge") else "recall",
        invented="invented" in marks,
    )


def _parted(text: str) -> tuple[str, str, str]:
    """Return what's before, in and after the braces. Raises Refusal if there's no single pair."""
    places = [(found.start(), found[1]) for found in _BRACE.finditer(text) if found[1]]
    signs = "".join(sign for _, sign in places)
    if not signs:
        raise Refusal("this is a description, without a question")
    if signs != "{}":
        raise Refusal("the braces don't match" if signs != "{}{}" else "it has more than one gap")
    (start, _), (end, _) = places
    return text[:start], text[start + 1 : end], text[end + 1 :]
