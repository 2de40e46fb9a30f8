"""Check the cards of lessons: what opens them, what they ask, and how much they quote."""

from collections.abc import Iterator

from bot.content.fault import Fault, quoted
from bot.content.files.folder import Folder
from bot.content.files.node import Document, select, texts
from bot.domain.course.lesson import Lesson
from bot.domain.questions.kinds import KINDS, rules_of

QUOTED = 25
"""Most words to quote from a source."""

ONE_PRESS = tuple(kind for kind in KINDS if rules_of(kind).one_press)


def check_openers(folder: Folder, faults: list[Fault]) -> None:
    """Add a fault for every opener that takes more than one press."""
    for name in folder.lessons.values():
        if document := folder.documents.get(name):
            kinds = _kinds(document)
            for opener in texts(document.root, "opener"):
                kind = kinds.get(opener.text)
                if kind in KINDS and kind not in ONE_PRESS:
                    message = (
                        f"question {quoted(opener.text)} is of the kind {kind}, but an opener must be "
                        f"{' or '.join(ONE_PRESS)}, so that one press answers it"
                    )
                    faults.append(document.fault(opener.mark, message))


def _kinds(document: Document) -> dict[str, str]:
    """Return the kind of each of a lesson's questions by its id, as far as they're written."""
    found: dict[str, str] = {}
    for question in select(document.root, "questions", "*"):
        ids, kinds = texts(question, "id"), texts(question, "kind")
        found.update((each.text, kind.text) for each, kind in zip(ids, kinds, strict=False))
    return found


def card_warnings(document: Document, lesson: Lesson) -> Iterator[Fault]:
    """Yield a warning for each long quotation, and one if none of the cards asks a question."""
    for i, card in enumerate(lesson.cards):
        words = len(card.show.quote.split()) if card.show else 0
        if words > QUOTED:
            message = f"{words} words are quoted; there should be at most {QUOTED}"
            yield document.fault(("cards", i, "show", "quote"), message)
    if not any(card.ask for card in lesson.cards):
        place = "cards" if any(select(document.root, "cards")) else "pages"
        yield document.fault((place,), "none of its cards asks a question; there should be at least one")
