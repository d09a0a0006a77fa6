"""The reading network: the roles and the certainty that it gives a document's words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.weights_file import Array
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span, SpanIndex
from tocsin.read.attribution.relation import Relation
from tocsin.read.network.outputs import CertaintyEstimator, RoleTagger
from tocsin.read.network.symbols import fields_of
from tocsin.read.network.trunk import Words, trunk_of, words_as_numbers
from tocsin.read.network.weights import Weights


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph as the network takes it: its sentences, their words in order, and the symbols of each word."""

    sentences: tuple[Sentence, ...]
    words: tuple[Token, ...]
    symbols: list[tuple[str, ...]]

    @property
    def span(self) -> Span:
        """The characters of the paragraph."""
        return Span(self.sentences[0].start, self.sentences[-1].end)

    @property
    def vectors(self) -> Array:
        """The parser's vectors of its words: (words, width)."""
        return np.concatenate([one.vectors for one in self.sentences if one.vectors is not None])


def paragraphs_of(
    sentences: Sequence[Sentence], *, quotes: Sequence[Span], ruled: Sequence[Relation], cues: CueBook
) -> Iterator[Paragraph]:
    """The paragraphs of a document, in order, given its quotations and the attributions that the rules found in it."""
    by_quote = SpanIndex((quote, quote) for quote in quotes)
    by_anchor = SpanIndex((relation.anchor.span, relation) for relation in ruled)
    for _, group in groupby(sentences, key=lambda sentence: sentence.block):
        own = tuple(group)
        words = tuple(word for sentence in own for word in sentence.tokens)
        span = Span(own[0].start, own[-1].end)
        symbols = fields_of(words, quotes=by_quote.overlapping(span), ruled=by_anchor.overlapping(span), cues=cues)
        yield Paragraph(own, words, symbols)


@dataclass(frozen=True, eq=False)
class Seen:
    """A document, or a section of it, as the network sees it: its paragraphs, and a vector for each of its words in order."""

    paragraphs: tuple[Paragraph, ...]
    vectors: Array

    @property
    def _first(self) -> int:
        return self.paragraphs[0].words[0].i

    def of(self, paragraph: Paragraph) -> Array:
        """The vectors of a paragraph's words."""
        return self.vectors[paragraph.words[0].i - self._first : paragraph.words[-1].i - self._first + 1]

    def at(self, words: Iterable[Token]) -> Array:
        """The vectors of some words, wherever they stand."""
        return self.vectors[[word.i - self._first for word in words]]


class ReadingNetwork:
    """One network for a language."""

    def __init__(self, cues: CueBook, weights: Weights) -> None:
        self._cues = cues
        self._weights = weights
        self._trunk = trunk_of(weights)
        self._tagger = RoleTagger(weights)
        self.estimator = CertaintyEstimator(weights)

    def see(self, sentences: Sequence[Sentence], *, quotes: Sequence[Span], ruled: Sequence[Relation]) -> Seen:
        """Compute the vectors of the words of a document, or of a section of it: of whole paragraphs."""
        paragraphs = tuple(paragraphs_of(sentences, quotes=quotes, ruled=ruled, cues=self._cues))

        def words_of(number: int) -> Words:
            one = paragraphs[number]
            return words_as_numbers(one.words, one.symbols, one.vectors, self._weights.vocabularies)

        return Seen(paragraphs, self._trunk.vectors([len(one.words) for one in paragraphs], words_of))

    def roles(self, seen: Seen) -> Iterator[tuple[Paragraph, list[str]]]:
        """Each paragraph with the tags of its words."""
        tags = self._tagger.tags([seen.of(paragraph) for paragraph in seen.paragraphs])
        return zip(seen.paragraphs, tags, strict=True)
