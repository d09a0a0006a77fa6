"""What claims mean, as vectors that those of other claims can be compared with."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from tocsin.meaning.encoder import Encoder
from tocsin.model.claim import Claim

Vector = NDArray[np.float32]

_KEPT = 8_000
"""Meanings that are kept: what was said before costs nothing."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a claim means, as vectors of length 1.

    Attributes:
        whole: Of its words, with whom and what they stand for.
        sentence: Of the sentence it stands in.
        predicate: Of the word that tells the deed, as it is understood there; None where it is not among the words.
    """

    whole: Vector
    sentence: Vector
    predicate: Vector | None = None


class _Said(NamedTuple):
    """What a claim says: its words, those before its predicate where this is among them, and its sentence."""

    text: str
    before: str | None
    sentence: str

    @classmethod
    def of(cls, claim: Claim, sentence: str) -> Self:
        """What a claim says in its sentence."""
        start = claim.frame.start if claim.frame is not None else None
        inside = start is not None and claim.start <= start < claim.end
        before = claim.text[: start - claim.start] if inside and start is not None else None
        return cls(claim.named, before, sentence)


class Meanings:
    """Makes the meanings of claims, and keeps those made last."""

    def __init__(self, encoder: Encoder) -> None:
        """Make them by the vectors of an encoder."""
        self._encoder = encoder
        self._known: OrderedDict[_Said, Meaning] = OrderedDict()

    def of(self, claims: Sequence[tuple[Claim, str]]) -> list[Meaning]:
        """The meanings of claims, each given with its sentence."""
        said = [_Said.of(claim, sentence) for claim, sentence in claims]
        new = self._unknown(said)
        texts, sentences = _texts(new)
        encoded = dict(zip(texts, self._encoder.encode_words(texts), strict=True))
        vectors = {text: one.whole for text, one in encoded.items()}
        vectors.update(zip(sentences, self._encoder.encode(sentences), strict=True))
        made = {}
        for one in new:
            text = encoded[one.text]
            at = len(self._encoder.words(one.before)) if one.before is not None else len(text.words)
            predicate = text.vectors[at] if at < len(text.words) else None
            made[one] = Meaning(whole=text.whole, sentence=vectors[one.sentence], predicate=predicate)
        found = [made[one] if one in made else self._known[one] for one in said]
        self._known.update(made)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return found

    def wholes(self, claims: Sequence[tuple[Claim, str]]) -> list[Vector]:
        """What claims mean as wholes; that alone takes half as long."""
        said = [_Said.of(claim, sentence) for claim, sentence in claims]
        texts = list(dict.fromkeys(one.text for one in self._unknown(said)))
        made = dict(zip(texts, self._encoder.encode_words(texts), strict=True))
        return [self._known[one].whole if one in self._known else made[one.text].whole for one in said]

    def texts(self, claims: Iterable[tuple[Claim, str]]) -> tuple[list[str], list[str]]:
        """The texts that are encoded for the meanings of claims, those with their words and those alone."""
        return _texts(self._unknown(_Said.of(claim, sentence) for claim, sentence in claims))

    def _unknown(self, said: Iterable[_Said]) -> list[_Said]:
        return [one for one in dict.fromkeys(said) if one not in self._known]


def _texts(said: Sequence[_Said]) -> tuple[list[str], list[str]]:
    texts = dict.fromkeys(one.text for one in said)
    # A sentence that is the words of a claim need not be gone through twice.
    return list(texts), [sentence for sentence in dict.fromkeys(one.sentence for one in said) if sentence not in texts]
