"""Build a tree of nodes from the YAML parser's events.

Using events instead of `yaml.load` means that nothing is expanded, constructed or recursed into. An alias
bomb is refused at its first alias, and a thousand brackets at the depth limit.
"""

import re
from collections import deque
from pathlib import Path
from typing import Any

import yaml

from bot.content.fault import Fault, quoted
from bot.content.files.node import Document, Mapping, Mark, Node, Scalar, Sequence
from bot.content.files.source import FORBIDDEN, FileUnreadable, read_text
from bot.content.files.syntax import explain_syntax, wide_space

DEPTH = 16
"""Deepest nesting of lists and mappings. A course needs 7."""

NODES = 50_000
"""Most values in a file. A long lesson has about 1,000."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser: libyaml's if PyYAML was built with it, because it's eight times as fast."""

_NO_ALIASES = (
    "anchors and aliases (`&name`, `*name`) aren't allowed in a course: write the text out; "
    "put text that starts with & or * in quotes"
)
_NO_TAGS = "tags (`!name`) aren't allowed in a course: remove it, or put text that starts with ! in quotes"

_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")

_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_WIDE = re.compile(rf"(?:-|[^\s:]*:)?[{_SPACES}]")
"""A key or list item with a non-YAML space before it, or right after its dash or colon."""

_HASHTAG = re.compile(r"[ \t]+#[^\s#]\S*")
"""A hashtag, which authors mean as text but YAML takes for a comment."""


def read_document(path: Path, faults: list[Fault]) -> Document | None:
    """Return the file as a tree, or None if it can't be read. Add what's wrong to `faults`."""
    try:
        tree = _Tree(str(path), faults)
        tree.grow(read_text(path))
    except FileUnreadable as unreadable:
        faults.append(unreadable.fault)
        return None
    if tree.root is None or (isinstance(tree.root, Scalar) and tree.root.value() is None):
        faults.append(Fault(str(path), 1, 1, "the file is empty: fill it, or remove it if you don't need it"))
        return None
    return Document(canonical(path), str(path), tree.root)


def canonical(path: Path) -> str:
    """Return a course file's name with the ending `.yaml`."""
    return f"{path.stem}.yaml"


def _with_whole_characters(text: str) -> tuple[str, dict[int, list[int]]]:
    """Return the text with surrogate pairs such as `\\ud83e\\uddea`, as JSON writes emoji, as one YAML
    escape.

    Also return, for each line, the columns after which the text got two characters shorter. Change nothing
    unless the parser fails on that pair, because elsewhere the same letters may be meant literally.
    """
    moved: dict[int, list[int]] = {}
    if not _PAIR.search(text):
        return text, moved
    try:
        deque(yaml.parse(text, Loader=LOADER), maxlen=0)
        return text, moved
    except yaml.MarkedYAMLError as error:
        mark, lines = error.problem_mark, text.split("\n")
        if not mark or not _PAIR.match(lines[mark.line], max(mark.column - 2, 0)):
            return text, moved
    except (yaml.YAMLError, ValueError, OverflowError):
        return text, moved
    for number, line in enumerate(lines):
        for shorter, found in enumerate(_PAIR.finditer(line)):
            moved.setdefault(number, []).append(found.start() - 2 * shorter)
    return "\n".join(_PAIR.sub(_one_escape, line) for line in lines), moved


def _one_escape(pair: re.Match[str]) -> str:
    return f"\\U{ord(bytes.fromhex(pair[1] + pair[2]).decode('utf-16-be')):08x}"


class _Tree:
    """Builds the tree, event by event."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.root: Node | None = None
        self._file = file
        self._faults = faults
        self._open: list[Sequence | Mapping] = []
        self._key: list[Scalar | None] = []  # for each open collection: the key whose value comes next
        self._nodes = 0
        self._documents = 0
        self._lines: list[str] = []
        self._moved: dict[int, list[int]] = {}

    def grow(self, text: str) -> None:
        """Parse the whole text. Raises Unreadable at an error that makes the rest meaningless."""
        text, self._moved = _with_whole_characters(text)
        self._lines = text.splitlines()
        try:
            for event in yaml.parse(text, Loader=LOADER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark, message = explain_syntax(error, text)
            raise FileUnreadable(self._fault(self._as_written(mark), message)) from None
        except (yaml.YAMLError, ValueError, OverflowError):  # the pure-Python parser, for "\UFFFFFFFF"
            raise FileUnreadable(
                Fault(self._file, 1, 1, "this character code (`\\U…`) doesn't exist")
            ) from None

    def _fault(self, mark: Mark, message: str) -> Fault:
        return Fault(self._file, mark.line, mark.column, message)

    def _take(self, event: yaml.Event) -> None:
        start: Any = event.start_mark
        mark = self._as_written(Mark(start.line + 1, start.column + 1))
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise FileUnreadable(self._fault(mark, "a second document starts here: remove the `---`"))
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise FileUnreadable(self._fault(mark, _NO_ALIASES))
        elif getattr(event, "tag", None) is not None:
            raise FileUnreadable(self._fault(mark, _NO_TAGS))
        elif isinstance(event, yaml.ScalarEvent):
            self._take_scalar(Scalar(mark, event.value, plain=not event.style))
            if not event.style and (end := event.end_mark):
                self._look_behind(Mark(end.line + 1, end.column + 1))
        elif isinstance(event, yaml.CollectionStartEvent):
            mapping = isinstance(event, yaml.MappingStartEvent)
            node = Mapping(mark, flow=bool(event.flow_style)) if mapping else Sequence(mark)
            self._add(node)
            self._open.append(node)
            self._key.append(None)
            if len(self._open) > DEPTH:
                raise FileUnreadable(self._fault(mark, f"nested deeper than {DEPTH} levels"))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._key.pop()

    def _as_written(self, mark: Mark) -> Mark:
        """Return the position in the file as its author wrote it, before surrogate pairs were shortened."""
        if not self._moved:
            return mark
        shorter = sum(column < mark.column - 1 for column in self._moved.get(mark.line - 1, ()))
        return Mark(mark.line, mark.column + 2 * shorter)

    def _take_scalar(self, node: Scalar) -> None:
        if node.plain and (found := _WIDE.match(node.text)):
            self._refuse_space(node, found.end() - 1)
        node.text = _HALVES.sub(
            lambda pair: pair[0].encode("utf-16-be", "surrogatepass").decode("utf-16-be"), node.text
        )
        if found := FORBIDDEN.search(node.text):  # written as an escape, such as "\0"
            code = ord(found.group())
            self._faults.append(self._fault(node.mark, f"control character U+{code:04X} in the text"))
            node.text = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", node.text)
        if self._open and isinstance(self._open[-1], Mapping) and self._key[-1] is None:
            self._key[-1] = node
        else:
            self._add(node)

    def _refuse_space(self, node: Scalar, place: int) -> None:
        """Raise Unreadable for a lookalike of a space, if it's where YAML needs a real one."""
        before = self._lines[node.mark.line - 1][: node.mark.column - 1]
        if place or not before.strip() or before.rstrip().endswith((",", "{")):
            mark = Mark(node.mark.line, node.mark.column + place)
            raise FileUnreadable(self._fault(mark, wide_space(node.text[place])))

    def _look_behind(self, end: Mark) -> None:
        """Add a fault if a hashtag follows: YAML would drop it and the rest of the line as a comment."""
        line = self._lines[end.line - 1] if end.line <= len(self._lines) else ""
        if found := _HASHTAG.match(line, end.column - 1):
            lost = quoted(found.group().strip())
            message = (
                f"everything from {lost} on is a comment: put the text in quotes, or a space after the #"
            )
            self._faults.append(self._fault(end, message))

    def _add(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > NODES:
            raise FileUnreadable(self._fault(node.mark, f"more than {NODES:,} values in one file"))
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key, self._key[-1] = self._key[-1], None
        if key is None:
            raise FileUnreadable(self._fault(node.mark, "found a list or mapping where a key is expected"))
        if key.plain and key.text == "<<":
            raise FileUnreadable(
                self._fault(key.mark, "merge keys (`<<`) aren't allowed: write the keys out")
            )
        if key.text in parent.items:
            first = parent.keys[key.text].line
            message = f"duplicate key {quoted(key.text)}; it's already on line {first}"
            self._faults.append(self._fault(key.mark, message))
            return
        parent.items[key.text], parent.keys[key.text] = node, key.mark
