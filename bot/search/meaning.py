"""How close sentences are in meaning, by the static embeddings that ship inside the package `wordllama`."""

import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from bot.domain.course.passages import CoursePassage

log = logging.getLogger(__name__)

DIMENSIONS = 128
LANGUAGE = "en"
"""The language the embeddings know well enough to judge by."""


class Model(Protocol):
    """Turns texts into rows of unit length: the product of two rows says how close their texts are."""

    tokenizer: Any

    def embed(self, texts: Sequence[str], *, norm: bool) -> Any:
        """Return an array with one row for each text."""


def is_word(word: str, model: Model | None) -> bool:
    """Return whether the model has a token for the whole word. Words typed wrong don't have one."""
    return model is not None and len(model.tokenizer.encode(word, add_special_tokens=False).tokens) == 1


@cache
def load_model() -> Model | None:
    """Load the embeddings, once per process. Nothing is downloaded.

    Return None if they can't be loaded. The log says so, and the search goes by exact words alone.
    """
    try:
        import wordllama  # here: it takes most of half a second, and only courses in English need it

        loaded: Model = wordllama.WordLlama.load(
            cache_dir=Path(wordllama.__file__).parent, disable_download=True, trunc_dim=DIMENSIONS
        )
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        log.warning("The embeddings can't be loaded, so /ask goes by exact words alone: %s", error)
        return None
    return loaded


class Closeness(NamedTuple):
    """How close a question is in meaning (1 at most): to the `nearest` line of each passage, to each passage
    as a `whole`, and to the nearest `unanswered` question, or 0 if there are none.
    """

    nearest: Sequence[float]
    whole: Sequence[float]
    unanswered: float


class Embeddings:
    """The embeddings of a course's lines: phrasings, texts of passages, and unanswered questions."""

    def __init__(self, passages: Sequence[CoursePassage], unanswered: Sequence[str], model: Model) -> None:
        import numpy  # here, like the model: where it can't be loaded, the search does without both

        self._numpy, self._model = numpy, model
        groups = [(*each.asked, f"{each.heading}. {each.text}") for each in passages]
        self._lines = model.embed([line for group in groups for line in group], norm=True)
        self._starts = numpy.cumsum([0, *(len(group) for group in groups[:-1])])
        wholes = numpy.add.reduceat(self._lines, self._starts)
        self._wholes = wholes / numpy.linalg.norm(wholes, axis=1, keepdims=True)
        self._unanswered = model.embed(list(unanswered), norm=True) if unanswered else None

    def close(self, question: str) -> Closeness:
        """Return how close a question is to everything."""
        [asked] = self._model.embed([question], norm=True)
        nearest = self._numpy.maximum.reduceat(self._products(self._lines, asked), self._starts)
        most = 0.0 if self._unanswered is None else float(self._products(self._unanswered, asked).max())
        return Closeness(nearest.tolist(), self._products(self._wholes, asked).tolist(), most)

    def _products(self, rows: Any, row: Any) -> Any:
        # In this thread. `rows @ row` would wake another on every core, for very little work.
        return self._numpy.einsum("ij,j->i", rows, row)
