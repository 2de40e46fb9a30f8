"""Compare questions with the committed fingerprints of their meaning, to catch unversioned changes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.content.fault import Fault
from bot.content.files.folder import FINGERPRINTS
from bot.content.files.node import Document, Place
from bot.content.files.shape import validate
from bot.domain.questions.meaning import Meaning, changes, meaning, reworded
from bot.domain.questions.question import Question
from bot.errors.configuration import ConfigurationError

_HEADER = (
    "# What each question meant when it was last accepted, so that `lessonbot check` notices when a meaning\n"
    "# changes under an old version. Written by `lessonbot check --accept`; commit it with the course.\n"
)

Asked = tuple[Document, Place, Question]
"""A question and its location."""


def accepted(document: Document | None) -> Mapping[str, Meaning]:
    """Return the accepted meanings by question id."""
    return validate(document, []) or {} if document else {}


def changed_meanings(document: Document | None, questions: Iterable[Asked]) -> Iterator[Fault]:
    """Yield a fault for each question whose meaning changed while its version didn't."""
    known = accepted(document)
    for file, place, question in questions:
        if not (before := known.get(question.id)):
            continue
        if before.version > question.version:
            yield file.fault(
                (*place, "version"),
                f"version {before.version} was accepted, not {question.version}: a version never goes back",
            )
        elif before.version == question.version and (said := list(changes(before, meaning(question)))):
            yield file.fault(
                (*place, "version"),
                f"the meaning changed under version {before.version} ({'; '.join(said)}): write `version: "
                f"{before.version + 1}`, or run `lessonbot check --accept` if nobody has answered it yet",
            )


def open_changes(document: Document | None, questions: Iterable[Asked]) -> Iterator[Fault]:
    """Yield a warning for each rewording, and one for all questions that haven't been accepted yet."""
    if document is None:
        return
    known, unknown = accepted(document), 0
    for file, place, question in questions:
        now, before = meaning(question), known.get(question.id)
        if before is None or before.version < now.version:
            unknown += 1
        elif before.version == now.version and reworded(before, now) and not list(changes(before, now)):
            yield file.fault(
                place,
                f"the words changed under version {now.version}: if it means the same, run `lessonbot check "
                f"--accept`; otherwise write `version: {now.version + 1}`",
            )
    if unknown:
        yield document.fault((), f"new questions or versions: {unknown}; run `lessonbot check --accept`")


def accept(folder: Path, document: Document | None, questions: Iterable[Asked]) -> Path:
    """Write the questions' current meanings to the fingerprints file. Raises ConfigurationError.

    Keep removed questions in the file, so that their ids can't come back with another meaning.
    """
    known = {**accepted(document), **{question.id: meaning(question) for _, _, question in questions}}
    lines = (
        f"{name}: {json.dumps(known[name].model_dump(exclude_defaults=True))}\n" for name in sorted(known)
    )
    file = Path(document.file) if document else folder / FINGERPRINTS
    new = folder / f".{FINGERPRINTS}.new"
    try:
        new.write_text(_HEADER + "".join(lines), encoding="utf-8")
        new.replace(file)
    except OSError as error:
        raise ConfigurationError(f"{file} can't be written: {error.strerror or error}.") from None
    return file
