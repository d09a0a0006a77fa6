"""The reading network: what it makes of a document's words, for whoever needs their roles or their certainty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from tocsin.lexicon.cues import CueBook
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span, SpanIndex
from tocsin.read.attribution.relation import Relation
from tocsin.read.network.estimates import CertaintyEstimator
from tocsin.read.network.fields import fields_of
from tocsin.read.network.roles import RoleTagger
from tocsin.read.network.trunk import Trunk, words_as_numbers
from tocsin.read.network.weights import Array, Weights


@dataclass(frozen=True, eq=False)
class Seen:
    """A document as the network sees it.

    Attributes:
        paragraphs: Its paragraphs, each as the sentences it is made of.
        vectors: A vector for each word of the document, by the word's position.
    """

    paragraphs: tuple[tuple[Sentence, ...], ...]
    vectors: Array

    def of(self, paragraph: Sequence[Sentence]) -> Array:
        """The vectors of a paragraph's words."""
        return self.vectors[paragraph[0].tokens[0].i : paragraph[-1].tokens[-1].i + 1]


class ReadingNetwork:
    """One network for a language."""

    def __init__(self, cues: CueBook, weights: Weights) -> None:
        self._cues = cues
        self._weights = weights
        self._trunk = Trunk(weights)
        self._tagger = RoleTagger(weights)
        self.estimator = CertaintyEstimator(weights)

    def see(self, sentences: Sequence[Sentence], *, quotes: Sequence[Span], ruled: Sequence[Relation]) -> Seen:
        """Compute the vectors of a document's words.

        Args:
            sentences: Its sentences.
            quotes: Its quotations.
            ruled: The attributions that the rules found in it.
        """
        paragraphs = tuple(tuple(group) for _, group in groupby(sentences, key=lambda sentence: sentence.block))
        by_quote = SpanIndex((quote, quote) for quote in quotes)
        by_anchor = SpanIndex((relation.anchor.span, relation) for relation in ruled)
        numbers = []
        for paragraph in paragraphs:
            words = [word for sentence in paragraph for word in sentence.tokens]
            span = Span(paragraph[0].start, paragraph[-1].end)
            symbols = fields_of(
                words, quotes=by_quote.overlapping(span), ruled=by_anchor.overlapping(span), cues=self._cues
            )
            vectors = np.concatenate([sentence.vectors for sentence in paragraph])
            numbers.append(words_as_numbers(words, symbols, vectors, self._weights.vocabularies))
        found = self._trunk.vectors(numbers)
        return Seen(paragraphs, np.concatenate(found) if found else np.zeros((0, self._trunk.width), dtype=np.float32))

    def roles(self, seen: Seen) -> Iterator[tuple[tuple[Sentence, ...], list[Token], list[str]]]:
        """Each paragraph with its words and their tags."""
        tags = self._tagger.tags([seen.of(paragraph) for paragraph in seen.paragraphs])
        for paragraph, own in zip(seen.paragraphs, tags, strict=True):
            yield paragraph, [word for sentence in paragraph for word in sentence.tokens], own
