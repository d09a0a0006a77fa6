"""Further parties behind an attribution: who says it as well, and the paper or station that it was said to."""

from collections.abc import Iterator
from dataclasses import replace

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.attribution.relation import Relation

_NAMES = ("NOUN", "PROPN")


class FurtherRules:
    """Finds the parties that stand behind an attribution besides its source."""

    def __init__(self, lexicon: Lexicon) -> None:
        recipients = lexicon.table("attribution")["recipients"]
        self._media = frozenset(recipients["media"])
        self._ties = frozenset(recipients["ties"])

    def find(self, relation: Relation) -> Iterator[Relation]:
        """The relations of the same content that go back to somebody else.

        "X and Y said": Y. "X told the newspaper Y", "X said in an interview with Radio Y": Y, which passes X on.
        """
        source, content = relation.source, relation.content
        if source is None or not content or not relation.tells:
            return
        joint = source.child("conj")
        if joint is not None and joint.pos in _NAMES and source.pos in _NAMES:
            yield replace(relation, source=joint)
        medium = self._medium(relation.anchor)
        if medium is not None:
            # Wider than what the source says: the medium stands before it.
            yield replace(relation, source=medium, content=tuple(sorted((*content, *relation.cue))))

    def _medium(self, verb: Token) -> Token | None:
        for child in verb.children:
            told = child if child.dep in ("dobj", "dative") else None
            if child.dep == "prep" and child.lower in self._ties:
                told = child.child("pobj")
                # "In an interview with the station Y".
                inner = told.child("prep") if told is not None else None
                told = inner.child("pobj") if inner is not None and inner.lower in self._ties else told
            if told is not None and self._is_medium(told):
                return told
        return None

    def _is_medium(self, told: Token) -> bool:
        words = [told, *(child for child in told.children if child.dep in ("compound", "appos", "amod"))]
        words += [child for word in words[1:] for child in word.children if child.dep == "compound"]
        named = any(word.pos == "PROPN" for word in words)
        return named and any(word.lemma.lower() in self._media for word in words)
