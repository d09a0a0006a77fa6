"""Which place "the town" or "there" is: one that was named just before."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tocsin.claim.descriptions import described, is_bare, may_name_place
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.place import Place
from tocsin.model.reading import Reading

_BACK = 2
"""Sentences before its own in which the name of a country or island is looked for."""
_SINGULAR = "NN"
_TOWN = "city"


class PlaceNouns:
    """Finds which places adverbs and nouns of place stand for, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("claims")["standalone"]
        self._there = frozenset(table["there"])
        self._types = {noun: frozenset(types) for noun, types in table["places"].items()}
        self._definite = frozenset(lexicon.table("coreference")["articles"]["definite"])

    def read(self, reading: Reading, sentences: Iterable[Sentence]) -> dict[int, str]:
        """The places that words stand for, by their first characters, where just one may be meant.

        Args:
            reading: The reading of the document.
            sentences: Its sentences that are no furniture.
        """
        found: dict[int, str] = {}
        before: list[Sentence] = []
        for sentence in sentences:
            for word in sentence.tokens:
                if word.lower in self._there and word.pos == "ADV":
                    goes_on = before and before[-1].block == sentence.block
                    place = _place_in(sentence, word.i) or (_place_in(before[-1], word.i) if goes_on else "")
                elif (types := self._types.get(word.lower)) is not None and self._is_alone(word):
                    # Further back another town may be meant than the one where somebody once studied.
                    near = [] if _TOWN in types else reversed(before)
                    place = _named([sentence, *near], word, types, reading.places)
                else:
                    continue
                if place:
                    found[word.start] = place
            before = [*before, sentence][-_BACK:]
        return found

    def _is_alone(self, noun: Token) -> bool:
        article = noun.child("det")
        return noun.tag == _SINGULAR and article is not None and article.lower in self._definite and is_bare(noun)


def _named(sentences: Iterable[Sentence], noun: Token, types: frozenset[str], places: Sequence[Place]) -> str:
    """The one place of some types that the nearest of these sentences with such a one names before a noun; or ""."""
    for sentence in sentences:
        first = bisect_left(places, sentence.start, key=lambda place: place.start)
        last = bisect_left(places, min(sentence.end, noun.start), key=lambda place: place.start)
        among = [place for place in places[first:last] if place.type in types and place.offset is None]
        names = {place.name for place in among}
        if _TOWN in types and not names:
            # No gazetteer has every village.
            ahead = (
                word for word in sentence.tokens if word.i < noun.i and word.entity == "GPE" and word.dep == "pobj"
            )
            names = {word.text for word in ahead if word.child("compound") is None}
        if names:
            return names.pop() if len(names) == 1 else ""
    return ""


def _place_in(sentence: Sentence, end: int) -> str:
    """The one place in the words of a sentence before a position; "" for none or several."""
    places: list[Token] = []
    for prep in sentence.tokens:
        below = prep.child("pobj") if prep.dep == "prep" and prep.i < end else None
        if below is None or below.right >= end or (places and below.i <= places[-1].right):
            continue  # "At the crossing at Enns" is one place, told by its outermost phrase
        at = below.child("prep")
        named = at.child("pobj") if at is not None and below.pos == "NOUN" else None
        if may_name_place(below) or (named is not None and named.pos == "PROPN"):
            places.append(below)
    return written(described(places[0], sentence)) if len(places) == 1 else ""
