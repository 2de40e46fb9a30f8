"""The answers of a GIFT question: what's in its braces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.content.banks.entry import ImportedOption
from bot.content.banks.gift_text import Refusal, plain
from bot.content.fault import quoted

_GENERAL = re.compile(r"(?<!\\)####")
_HASH = re.compile(r"(?<!\\)((?:\\\\)*)#")
_START = re.compile(r"\\.|([~=])", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?[\d.]{1,12})%")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_ARROW = "->"


@dataclass(frozen=True)
class _Answer:
    """An answer with its sign, and its weight in percent, if it has one."""

    sign: str
    text: str
    weight: float | None
    feedback: str


@dataclass
class Answers:
    """What the braces mean. `notes` say what can't be carried over though the question can."""

    kind: str
    options: list[ImportedOption]
    general: str = ""
    notes: list[str] = field(default_factory=list)


def answers_of(inside: str, form: str, comments: Sequence[str] = ()) -> Answers:
    """Return the answers in a pair of braces. Raises Refusal."""
    inside, *general = _GENERAL.split(inside, maxsplit=1)
    found = _read(inside.strip(), form, comments)
    found.general = plain(general[0], form) if general else ""
    return found


def _read(inside: str, form: str, comments: Sequence[str]) -> Answers:
    if not inside:
        raise Refusal("an essay has no answer to compare with")
    first, *said = _hashes(inside)
    if first.strip().upper() in _TRUTH:
        return _statement(_TRUTH[first.strip().upper()], [plain(each, form) for each in said], comments)
    if inside.startswith("#"):
        return _numbers(inside[1:], form)
    answers = list(_split(inside, form))
    if not answers:
        raise Refusal("its answers don't begin with ~ or =")
    if all(each.sign == "=" and _ARROW in each.text for each in answers):
        return _pairs(answers, form, comments)
    if any(each.sign == "~" for each in answers):
        return _choices(answers)
    return _typed(answers)


def _hashes(text: str) -> list[str]:
    """Split a text at the # signs that aren't escaped."""
    parts, last = [], 0
    for found in _HASH.finditer(text):
        parts.append(text[last : found.end() - 1])
        last = found.end()
    return [*parts, text[last:]]


def _split(inside: str, form: str) -> list[_Answer]:
    starts = [found.start() for found in _START.finditer(inside) if found[1]]
    if not starts:
        return []
    if inside[: starts[0]].strip():
        raise Refusal("there's text before the first answer")
    found = []
    for start, end in zip(starts, [*starts[1:], len(inside)], strict=True):
        text, *feedback = _hashes(inside[start + 1 : end])
        weight = _WEIGHT.match(text)
        text = text[weight.end() :] if weight else text
        shown = text.strip() if _ARROW in text else plain(text, form)
        share = _share(weight[1]) if weight else None
        found.append(_Answer(inside[start], shown, share, plain("#".join(feedback), form)))
    return found


def _share(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        raise Refusal(f"{quoted(written)} isn't a percentage") from None


def _statement(truth: bool, said: list[str], comments: Sequence[str]) -> Answers:
    wrong, right = [*said, "", ""][:2]
    words = next((each.removeprefix("options:") for each in comments if each.startswith("options:")), "")
    agree, _, disagree = words.partition(" ~ ")
    names = (plain(agree, "plain") or "True", plain(disagree, "plain") or "False")
    options = [
        ImportedOption(name, correct=truth == meant, feedback=right if truth == meant else wrong)
        for name, meant in zip(names, (True, False), strict=True)
    ]
    return Answers("true-false", options)


def _numbers(inside: str, form: str) -> Answers:
    answers = _split(inside, form) if inside.strip().startswith(("=", "~")) else []
    if not answers:
        text, *feedback = _hashes(inside)
        answers = [_Answer("=", text.strip(), None, plain("#".join(feedback), form))]
    options = []
    for each in answers:
        number, _, tolerance = each.text.partition(":")
        if not _NUMBER.fullmatch(number.strip()) or tolerance.strip() not in ("", "0"):
            raise Refusal(f"{quoted(each.text)} is a range or has a tolerance, and answers must be exact")
        options.append(
            ImportedOption(number.strip(), correct=each.weight in (None, 100), feedback=each.feedback)
        )
    return Answers("short", options)


def _pairs(answers: list[_Answer], form: str, comments: Sequence[str]) -> Answers:
    said = [each.removeprefix("feedback:").strip() for each in comments if each.startswith("feedback:")]
    feedback = said if len(said) == len(answers) else [""] * len(answers)
    options = []
    for each, about in zip(answers, feedback, strict=True):
        text, match = (plain(part, form) for part in each.text.split(_ARROW, 1))
        if not text or not match:
            raise Refusal(f"{quoted(each.text)} is missing one half of the pair")
        options.append(ImportedOption(text, match=match, feedback=about or each.feedback))
    return Answers("match", options)


def _choices(answers: list[_Answer]) -> Answers:
    right = [each for each in answers if each.sign == "="]
    if len(right) > 1:
        raise Refusal("several answers are right, but people could only pick one")
    shares = {each.weight for each in answers if each.sign == "~" and (each.weight or 0) > 0}
    several = not right
    options = []
    for each in answers:
        correct = (each.weight or 0) > 0 if several else each.sign == "="
        options.append(ImportedOption(each.text, correct=correct, feedback=each.feedback))
    notes = []
    if right:
        partial = [each for each in answers if each.sign == "~" and each.weight]
        notes = [
            f"{quoted(each.text)} was worth {each.weight:g}%, and now it counts as wrong" for each in partial
        ]
    elif len(shares) > 1:
        notes = ["its right answers had different weights, and now they all count the same"]
    return Answers("multiple" if several else "single", options, notes=notes)


def _typed(answers: list[_Answer]) -> Answers:
    options, notes = [], []
    for each in answers:
        if "*" in each.text:
            notes.append(f"{quoted(each.text)} stands for any text, so it isn't carried over")
            continue
        full = each.weight is None or each.weight == 100
        if not full and each.weight:
            notes.append(f"{quoted(each.text)} was worth {each.weight:g}%, and now it counts as wrong")
        options.append(ImportedOption(each.text, correct=full, feedback=each.feedback))
    return Answers("short", options, notes=notes)
