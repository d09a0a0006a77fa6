"""How alike two words are in meaning, by the relations of their senses in WordNet (Fellbaum 1998)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.lexicon import weights_file
from tocsin.lexicon.language import Lexicon

FILE = "wordnet.npz"
_SAME, _SYNONYM, _OF_ONE_ROOT, _KIND, _DISTANT_KIND, _SISTER, _OPPOSITE = 1.0, 0.92, 0.85, 0.8, 0.6, 0.45, 0.7
"""What each relation counts. Sisters are kinds of one thing: a tank and a helicopter."""
_VERB = 2
"""The bit of verbs in what parts of speech a word can be."""
_LEAST = 2
"""Letters of a word that stay when an ending is taken off."""
_KEPT = 1 << 15


class _Senses(NamedTuple):
    """The senses of a word by their numbers, and what they are a kind of, next and next but one, related to, opposite to."""

    own: frozenset[int]
    kinds: frozenset[int]
    distant: frozenset[int]
    related: frozenset[int]
    opposites: frozenset[int]


class WordNet:
    """Compares words of one language, each in lower case and in any form."""

    def __init__(
        self,
        arrays: Mapping[str, Any],
        endings: Iterable[tuple[str, str]],
        alike: Iterable[Iterable[str]],
        verbal: Iterable[str],
    ) -> None:
        """Take in the arrays that `scripts/make_wordnet.py` writes.

        Args:
            arrays: By name.
            endings: What is taken off a word to find its lemma, and what takes its place.
            alike: Groups of words that stand for each other, as forms of one verb.
            verbal: Those endings that a form of a verb has.
        """
        self._words = bytes(arrays["words"]).decode("ascii").split("\n")
        self._lists = {
            name: (arrays[name], arrays[f"{name}_starts"]) for name in ("senses", "kinds", "related", "opposites")
        }
        self._parts: NDArray[np.uint8] = arrays["parts"]
        self._endings = tuple(endings)
        self._verbal = [(ending, instead) for ending, instead in self._endings if ending in frozenset(verbal)]
        self._alike: dict[str, set[str]] = {}
        for group in alike:
            for word in (members := set(group)):
                self._alike.setdefault(word, set()).update(members)
        self.likeness = lru_cache(maxsize=_KEPT)(self._likeness)
        self._lemmas = lru_cache(maxsize=_KEPT)(self._lemmas_of)
        self._senses = lru_cache(maxsize=_KEPT)(self._senses_of)

    def _likeness(self, one: str, other: str) -> float:
        """How alike two words are, 0 … 1; 0 where nothing relates them, which is not to say that nothing does."""
        if one == other or not self._lemmas(one).isdisjoint(self._lemmas(other)):
            return _SAME
        ours, theirs = self._senses(one), self._senses(other)
        if ours.own & theirs.own:
            return _SYNONYM
        if ours.opposites & theirs.own or theirs.opposites & ours.own:
            return _OPPOSITE
        if ours.related & theirs.own or theirs.related & ours.own or ours.related & theirs.related:
            return _OF_ONE_ROOT
        if ours.kinds & theirs.own or theirs.kinds & ours.own:
            return _KIND
        if ours.distant & theirs.own or theirs.distant & ours.own:
            return _DISTANT_KIND
        return _SISTER if ours.kinds & theirs.kinds else 0.0

    def can_be_verb(self, word: str, *, bare: bool = False) -> bool:
        """Whether a word may be a form of a verb, or `bare`, its infinitive; "seller" is none."""
        forms = {word} if bare else self._forms_of(word, self._verbal).union(self._alike.get(word, ()))
        return any(self._parts[place] & _VERB for place in map(self._place, forms) if place is not None)

    def are_opposed(self, one: str, other: str) -> bool:
        """Whether one word is the opposite of the other: "full" of "empty"."""
        ours, theirs = self._senses(one), self._senses(other)
        return bool(ours.opposites & theirs.own or theirs.opposites & ours.own)

    def _lemmas_of(self, word: str) -> frozenset[str]:
        """The words that a form may be of."""
        found = self._forms_of(word, self._endings)
        known = {one for one in found if self._place(one) is not None}
        return frozenset(known.union(*(self._alike.get(one, ()) for one in (*known, word))))

    def _forms_of(self, word: str, endings: Iterable[tuple[str, str]]) -> set[str]:
        """A word, and what is left of it without each ending."""
        found = {word}
        for ending, instead in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
                stem = word[: len(word) - len(ending)] + instead
                found.add(stem)
                if len(stem) > _LEAST and stem[-1] == stem[-2]:
                    found.add(stem[:-1])
        return found

    def _senses_of(self, word: str) -> _Senses:
        places = [place for place in map(self._place, self._lemmas(word)) if place is not None]
        own = frozenset(number for place in places for number in self._list("senses", place))
        kinds = self._all("kinds", own)
        return _Senses(own, kinds, self._all("kinds", kinds), self._all("related", own), self._all("opposites", own))

    def _place(self, word: str) -> int | None:
        place = bisect_left(self._words, word)
        return place if place < len(self._words) and self._words[place] == word else None

    def _all(self, relation: str, senses: frozenset[int]) -> frozenset[int]:
        return frozenset(other for sense in senses for other in self._list(relation, sense))

    def _list(self, name: str, place: int) -> Iterator[int]:
        numbers, starts = self._lists[name]
        own: NDArray[np.int32] = numbers[starts[place] : starts[place + 1]]
        yield from own.tolist()


@cache
def wordnet(lexicon: Lexicon) -> WordNet:
    """The related words of a language, loaded once.

    Raises:
        LexiconError: The table cannot be read.
    """
    table = lexicon.table("questions")
    endings = [(ending, instead) for ending, instead in table["lemmas"]["endings"]]

    def make(about: dict[str, Any], arrays: dict[str, Any]) -> WordNet:
        return WordNet(arrays, endings, table["alike"]["groups"], table["lemmas"]["verbal"])

    return weights_file.load(lexicon.folder / FILE, "table of related words", make)
