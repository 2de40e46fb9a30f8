"""Quote what people wrote, so that no Markdown or mention in it has any effect."""

import re
from bisect import bisect_right
from unicodedata import category

MORE = "…"

_ADDRESS = re.compile(r"(https?://[\w./%?=&:~+-]+)")

_HARMLESS = frozenset(
    ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "No", "Pd", "Pi", "Pf", "Sc")
)  # letters, their accents and vowel signs, figures, dashes, curled quotation marks, currencies


def quote(text: str, room: int) -> str:
    """Return the text as a quotation of at most `room` characters, cut at the end if it's longer."""
    source, lines, cut = text.split("\n"), _quoted(text), ""
    if fits(text, room):
        return "\n".join(lines)
    while lines and not cut:
        lines.pop()
        left = room - sum(len(each) + 1 for each in lines)
        cut = _shortened(source[len(lines)], left - len(MORE) - 2)
    return "\n".join([*lines, f"> {cut}{MORE}"])


def fits(text: str, room: int) -> bool:
    """Return whether all of the text can be quoted in this many characters."""
    return len("\n".join(_quoted(text))) <= room


def _quoted(text: str) -> list[str]:
    return [f"> {literal(line)}" for line in text.split("\n")]


def literal(line: str) -> str:
    """Return one line with all Markdown, mentions and timestamps escaped."""
    marked = re.sub(r"([\\`*_~|<>\[\]#@])", r"\\\1", line.strip())
    marked = re.sub(r"^([-+])", r"\\\1", marked)
    return re.sub(r"^(\d+)\.", r"\1\\.", marked)


def with_links(line: str) -> str:
    """Return one line like `literal`, but keep web addresses working."""
    parts = _ADDRESS.split(line)
    return "".join(part if place % 2 else literal(f"x{part}x")[1:-1] for place, part in enumerate(parts))


def _shortened(line: str, room: int) -> str:
    """Return as much of the escaped line as fits."""
    lengths = range(len(line) + 1)
    fitting = bisect_right(lengths, room, key=lambda length: len(literal(line[:length])))
    return literal(line[: max(fitting - 1, 0)])


def in_marks(text: str) -> str:
    """Return a text of the course in quotation marks. Those inside it become single ones."""
    return '"{}"'.format(text.replace('"', "'"))


def ended(text: str) -> str:
    """Return a text in quotation marks at the end of a sentence, with a period inside unless it has a mark of
    its own.
    """
    return in_marks(text if text.endswith((".", "!", "?", MORE, ")", '"')) else f"{text}.")


def clean(typed: str, length: int = 60) -> str:
    """Return what a person typed, shortened and without Markdown, to show it back. Return an ellipsis if
    nothing is left.
    """
    kept = "".join(c for c in typed.replace("://", " ") if category(c) in _HARMLESS or c in " _.,:;/?!'()&%+")
    return " ".join(kept.split())[:length].strip() or "…"
