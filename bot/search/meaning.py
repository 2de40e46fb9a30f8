"""How close sentences are in meaning, by the static embeddings that ship inside the package `wordllama`."""

import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

log = logging.getLogger(__name__)

DIMENSIONS = 128
LANGUAGE = "en"
"""The language the embeddings know well enough to judge by."""


class Model(Protocol):
    """Turns texts into rows of unit length: the product of two rows says how close their texts are."""

    def embed(self, texts: Sequence[str], *, norm: bool) -> Any:
        """Return an array with one row for each text."""
        ...


@cache
def model() -> Model | None:
    """Load the embeddings, once per process. Nothing is downloaded.

    Return None if they can't be loaded. The log says so, and the search goes by exact words alone.
    """
    try:
        import wordllama  # here: it takes most of half a second, and not every course needs it

        folder = Path(wordllama.__file__).parent
        loaded: Model = wordllama.WordLlama.load(
            cache_dir=folder, disable_download=True, trunc_dim=DIMENSIONS
        )
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        log.warning("The embeddings can't be loaded, so /ask goes by exact words alone: %s", error)
        return None
    return loaded
