"""Further parties behind an attribution: who says it as well, and the paper, station or agency that passes it on."""

from collections.abc import Iterator
from dataclasses import replace

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.attribution.relation import Relation, Speakers, agent, subject_of

_NAMES = ("NOUN", "PROPN")
_CLAUSES = ("acl", "relcl", "advcl")
_WRITTEN = 4
"""Steps from a cue up to the verb whose object the cited writing is."""


class FurtherRules:
    """Finds the parties that stand behind an attribution besides its source."""

    def __init__(self, lexicon: Lexicon) -> None:
        recipients = lexicon.table("attribution")["recipients"]
        self._media = frozenset(recipients["media"])
        self._ties = frozenset(recipients["ties"])
        self._passing = frozenset(recipients["passing"])
        self._as = frozenset(lexicon.table("attribution")["grammar"]["likeness"])
        self._citing = frozenset(lexicon.table("attribution")["verbs"]["citing"])
        self._speakers = Speakers(lexicon)

    def find(self, relation: Relation) -> Iterator[Relation]:
        """The relations of the same content that go back to somebody else.

        "X and Y said": Y. "X told the newspaper Y", "X said in an interview with Radio Y", "in a statement carried by Y":
        Y, which passes X on.
        """
        source, content = relation.source, relation.content
        if source is None or not content:
            return
        who, passing = self._carrier(relation) or (source, None)
        if passing is not None and who is not source:
            # Wider than what the source says, as with a medium below, or of one width where a clause tells it.
            told = relation.anchor.child("ccomp") is not None
            wider = content if told else tuple(sorted((*content, *relation.cue)))
            relation.is_cited = True
            yield Relation(who, (who.span,), (passing.span,), wider, passing, certain=True, tells=True)
        if not relation.tells:
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

    def _carrier(self, relation: Relation) -> tuple[Token, Token] | None:
        """Who passes on the writing that is cited, and the verb: "a statement carried by Y", "Y carried X's statement"."""
        source, anchor = relation.source, relation.anchor
        if source is None:
            return None
        # "In a communique …, the army said": what it was said in.
        within = (child.child("pobj") for child in anchor.children if child.dep == "prep" and child.lower in self._ties)
        for writing in (source, source.head.head if source.dep == "pobj" else source.head, *within):
            if writing is None or not self._speakers.is_writing(writing):
                continue
            for clause in writing.children:
                if clause.dep in _CLAUSES and clause.lemma.lower() in self._passing:
                    who = agent(clause) or clause.child("nsubj")
                    if who is not None and self._passes(who):
                        return who, clause
        for above, _ in zip(anchor.ancestors(), range(_WRITTEN), strict=False):
            thing = above.child("dobj") if above.pos == "VERB" else None
            if thing is None:
                continue
            passed = above.lemma.lower() in self._passing and self._speakers.is_writing(thing)
            quoted = above.lemma.lower() in self._citing and anchor.head.lower in self._as and thing is source
            who = subject_of(above) if passed or quoted else None
            return (who, above) if who is not None and self._passes(who) else None
        return None

    def _passes(self, who: Token) -> bool:
        """Whether a word names a body or person, and not by a pronoun."""
        return who.pos in _NAMES and (
            who.pos == "PROPN" or self._speakers.speaks(who) or who.lemma.lower() in self._media
        )

    def _is_medium(self, told: Token) -> bool:
        words = [told, *(child for child in told.children if child.dep in ("compound", "appos", "amod"))]
        words += [child for word in words[1:] for child in word.children if child.dep == "compound"]
        named = any(word.pos == "PROPN" for word in words)
        return named and any(word.lemma.lower() in self._media for word in words)
