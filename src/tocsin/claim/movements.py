"""Where what a figure counts moved from and to: "handed over 58 lorries to Chile", "340 jets arrived in Peru from Chile"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tocsin.claim.figure_words import verbs_above
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.nations import nations
from tocsin.model.parse import Token
from tocsin.model.place import Place
from tocsin.model.quantity import Endpoint, Quantity

_OBJECTS = ("dobj", "nsubj", "nsubjpass", "attr", "pobj", "dative", "oprd")

Ends = tuple[Endpoint | None, Endpoint | None]
"""Where something moved from, and where it moved to; None where the words do not tell."""


class MovementReader:
    """Reads movements of what is counted, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("counted")["movements"]
        self._nations = nations(lexicon)
        self._measures, self._verbs = frozenset(table["measures"]), frozenset(table["verbs"])
        self._gives, self._takes = frozenset(table["gives"]), frozenset(table["takes"])
        self._leaves, self._arrives = frozenset(table["leaves"]), frozenset(table["arrives"])
        self._from, self._to = frozenset((*table["from"], *table["off"])), frozenset(table["to"])
        self._at, self._by = frozenset(table["at"]), frozenset(table["by"])

    def ends(self, quantity: Quantity, word: Token, places: Sequence[Place]) -> Ends:
        """The two ends of a figure's movement.

        Args:
            quantity: The figure.
            word: Its topmost word.
            places: The places of the document, in order.
        """
        verb = next((verb for verb, _ in verbs_above(word)), None)
        if verb is None or not (quantity.measure in self._measures or verb.lemma.lower() in self._verbs):
            return None, None
        lemma = verb.lemma.lower()
        found: dict[str, Endpoint] = {}
        for side, token in self._told(verb, word, lemma):
            if side not in found and (end := self._endpoint(token, places)) is not None:
                found[side] = end
        return found.get("from"), found.get("to")

    def _told(self, verb: Token, word: Token, lemma: str) -> Iterator[tuple[str, Token]]:
        """The words that may tell an end, with the end, the surest first."""
        for above in (verb, word):
            for child in above.children:
                for preposition in (child, *(one for one in child.children if one.dep == "prep")):
                    thing = preposition.child("pobj") if preposition.dep in ("prep", "agent", "dative") else None
                    if thing is None:
                        continue
                    if preposition.lower in self._from:
                        yield "from", thing
                    elif preposition.lower in self._to or (preposition.lower in self._at and lemma in self._arrives):
                        yield "to", thing
                    elif preposition.lower in self._by and lemma in self._gives:
                        yield "from", thing
        given = verb.child("dative")
        if given is not None and given.pos != "ADP":
            yield "to", given
        if lemma in self._leaves and (left := verb.child("dobj")) is not None and left is not word:
            yield "from", left
        subject = verb.child("nsubj")
        if subject is not None and subject is not word:
            if lemma in self._gives:
                yield "from", subject
            elif lemma in self._takes:
                yield "to", subject

    def _endpoint(self, token: Token, places: Sequence[Place]) -> Endpoint | None:
        """The place or country that a word names."""
        at = bisect_left(places, token.end, key=lambda place: place.end)
        if at < len(places) and places[at].start <= token.start:
            return Endpoint(name=places[at].name, country=places[at].country)
        words = [child for child in token.children if child.i < token.i and child.dep == "compound"]
        nation = next(self._nations.named([*(word.text for word in words), token.text]), None)
        return Endpoint(name=nation.name, country=nation.country) if nation is not None else None
