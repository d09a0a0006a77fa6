"""Texts as vectors of meaning: the forward pass of a sentence transformer (Reimers and Gurevych 2019) in NumPy.

Products are made on one thread: they are small, and threads wait for each other longer than they work.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby
from typing import NamedTuple, Self, TypeVar

import numpy as np

from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.meaning.products import on_one_thread
from tocsin.meaning.tokenizer import Tokens, WordPiece
from tocsin.meaning.weights import Floats, Layer, Weights, weights_in

_MOST_PIECES = 256
"""Pieces of a text that count, beginning and end included; what comes after is not seen. The model learned with as many."""
_TOGETHER = 512
"""Pieces that go through the layers together: enough to keep a processor busy, few enough for its cache."""
_GATED = 16
"""Pieces that go through the gate between two maps together."""
_KEPT_WORDS = 8_192
"""Words whose vectors are kept ready, 12 MB of them: the next question is often compared with the same sentences."""


Made = TypeVar("Made")


@dataclass(frozen=True, eq=False, slots=True)
class TextVectors:
    """A text with a vector for the whole and one for each word, all of length 1.

    Attributes:
        words: The words in lower case and without accents; marks are words as well.
        vectors: A row for each word, float32 (words, size).
        whole: The vector of the text, float32 (size,).
    """

    words: tuple[str, ...]
    vectors: Floats
    whole: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Encoding:
    """Texts whose vectors are being made.

    Attributes:
        words: What is made so far of those that are wanted with their words, by the text.
        texts: The same of those that are wanted alone.
        portions: What makes the rest: each is to be called once, by any thread, in any order.
    """

    words: dict[str, TextVectors]
    texts: dict[str, Floats]
    portions: Sequence[Callable[[], None]] = ()

    def finished(self) -> Self:
        """The same once all portions are made, here and now."""
        for make in self.portions:
            make()
        return self


class _Missing(NamedTuple):
    """A text whose vectors are to be made, and what takes its states in."""

    tokens: Tokens
    take: Callable[[Floats], None]


class Encoder:
    """Makes vectors of texts; those of texts that mean alike point alike.

    Attributes:
        model: The model's name; vectors of two models cannot be compared.
        size: The numbers of a vector.
    """

    def __init__(self, weights: Weights) -> None:
        """Work with these weights."""
        self.model = weights.model
        self.size = weights.positions.shape[1]
        self._weights = weights
        self._tokenizer = WordPiece(weights.vocabulary)
        self._ahead = Encoding({}, {})
        self._kept: dict[str, TextVectors] = {}
        self._kept_words = 0

    @classmethod
    def load(cls, lexicon: Lexicon | None = None) -> Self:
        """The encoder of a language, that of texts that tell no language by default.

        Raises:
            LexiconError: Its weights cannot be read.
        """
        return cls(weights_in((lexicon or lexicon_for()).folder))

    def words(self, text: str) -> list[str]:
        """The words of a text as they are told apart here."""
        return self._tokenizer.words(text)

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, float32 (texts, size), each of length 1; zeros for a text without words."""
        made = self.begin(texts=texts).finished().texts
        return np.array([made[text] for text in texts], np.float32).reshape(len(texts), self.size)

    def encode_words(self, texts: Sequence[str]) -> list[TextVectors]:
        """The vectors of texts and of each of their words, as the words are understood in their text."""
        made = self.begin(words=texts).finished().words
        for text, vectors in made.items():
            # What was used last is given up last.
            if self._kept.pop(text, None) is None:
                self._kept_words += 1 + len(vectors.words)
            self._kept[text] = vectors
        while self._kept_words > _KEPT_WORDS:
            self._kept_words -= 1 + len(self._kept.pop(next(iter(self._kept))).words)
        return [made[text] for text in texts]

    def begin(self, *, words: Iterable[str] = (), texts: Iterable[str] = ()) -> Encoding:
        """What makes the vectors of texts portion by portion: of some with those of each of their words, of others alone."""
        with_words, alone = list(dict.fromkeys(words)), list(dict.fromkeys(texts))
        made = Encoding(
            {text: found for text in with_words if (found := self._known(text)) is not None},
            {text: self._ahead.texts[text] for text in alone if text in self._ahead.texts},
        )
        missing = [
            *(self._missing(text, self._with_words, made.words) for text in with_words if text not in made.words),
            *(self._missing(text, self._whole, made.texts) for text in alone if text not in made.texts),
        ]
        missing.sort(key=lambda one: len(one.tokens.pieces))
        return replace(made, portions=[partial(self._make, portion) for portion in _portions(missing)])

    def take(self, ahead: Encoding) -> None:
        """Use vectors that were made ahead in place of those taken before."""
        self._ahead = ahead

    def _known(self, text: str) -> TextVectors | None:
        ahead = self._ahead.words.get(text)
        return self._kept.get(text) if ahead is None else ahead

    def _missing(self, text: str, vectors_of: Callable[[Tokens, Floats], Made], made: dict[str, Made]) -> _Missing:
        tokens = self._tokenizer(text, most=_MOST_PIECES)

        def take(states: Floats) -> None:
            made[text] = vectors_of(tokens, states)

        return _Missing(tokens, take)

    def _make(self, portion: Sequence[_Missing]) -> None:
        """Make the vectors of some texts, which come in the order of their lengths."""
        with on_one_thread():
            states = self._forward([one.tokens for one in portion])
        end = 0
        for one in portion:
            start, end = end, end + len(one.tokens.pieces)
            one.take(states[start:end])

    def _whole(self, tokens: Tokens, states: Floats) -> Floats:
        return unit(states.mean(axis=0)) if tokens.words else np.zeros(self.size, np.float32)

    def _with_words(self, tokens: Tokens, states: Floats) -> TextVectors:
        inner = states[1:-1]
        if tokens.words:
            starts = np.flatnonzero(np.diff(np.asarray(tokens.owners[1:-1]), prepend=-1))
            # The direction of a sum is that of the mean.
            inner = unit(np.add.reduceat(inner, starts, axis=0))
        return TextVectors(tokens.words, inner, self._whole(tokens, states))

    def _forward(self, batch: Sequence[Tokens]) -> Floats:
        """The states of the pieces of several texts, which stand one after the other, those of one length together."""
        lengths = [len(tokens.pieces) for tokens in batch]
        pieces = np.fromiter((piece for tokens in batch for piece in tokens.pieces), np.intp, sum(lengths))
        weights = self._weights
        states = weights.pieces[pieces] * weights.piece_scales[pieces]
        states += weights.positions[np.concatenate([np.arange(length) for length in lengths])]
        states = weights.norm(states)
        runs = [(length, len(list(same))) for length, same in groupby(lengths)]
        for layer in weights.layers:
            states = self._through(layer, states, runs)
        return states

    def _through(self, layer: Layer, states: Floats, runs: Sequence[tuple[int, int]]) -> Floats:
        """The states after a layer; `runs` are the length of texts and how many have it, in the order of the states."""
        attended = layer.attended(self._attention(layer.attend(states), runs))
        attended += states
        states = layer.attended_norm(attended)
        narrowed = layer.narrow(_gelu(layer.widen(states)))
        narrowed += states
        return layer.narrowed_norm(narrowed)

    def _attention(self, mapped: Floats, runs: Sequence[tuple[int, int]]) -> Floats:
        """What each piece takes from the pieces of its text; `mapped` are queries, keys and values side by side."""
        heads, width = self._weights.heads, self.size // self._weights.heads
        taken = np.empty((len(mapped), self.size), np.float32)
        end = 0
        for length, count in runs:
            start, end = end, end + length * count
            shape = (count, length, 3, heads, width)
            queries, keys, values = mapped[start:end].reshape(shape).transpose(2, 0, 3, 1, 4)
            scores = queries @ keys.swapaxes(-1, -2)
            scores *= np.float32(width**-0.5)
            scores -= scores.max(axis=-1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=-1, keepdims=True)
            taken[start:end] = (scores @ values).swapaxes(1, 2).reshape(-1, self.size)
        return taken


def _portions(missing: Sequence[_Missing]) -> Iterator[list[_Missing]]:
    """Texts by portions of at most `_TOGETHER` pieces."""
    portion: list[_Missing] = []
    size = 0
    for one in missing:
        length = len(one.tokens.pieces)
        if portion and size + length > _TOGETHER:
            yield portion
            portion, size = [], 0
        portion.append(one)
        size += length
    if portion:
        yield portion


def _gelu(rows: Floats) -> Floats:
    """The gate x·Φ(x) by its tanh form (Hendrycks and Gimpel 2016), which differs by less than .001. Works in place."""
    # A few rows at a time stay in a processor's cache while they are gone through eight times.
    for start in range(0, len(rows), _GATED):
        some = rows[start : start + _GATED]
        slope = some * some
        slope *= np.float32(-2 * 0.7978845608 * 0.044715)
        slope += np.float32(-2 * 0.7978845608)
        slope *= some
        # Beyond this the gate is 0 as float32 knows it, and a larger power would overflow.
        np.minimum(slope, np.float32(80), out=slope)
        np.exp(slope, out=slope)
        slope += np.float32(1)
        some /= slope
    return rows


def unit(vectors: Floats) -> Floats:
    """Vectors brought to length 1."""
    unit: Floats = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit


@cache
def encoder_for(lexicon: Lexicon) -> Encoder:
    """The encoder of a language, loaded once."""
    return Encoder.load(lexicon)
