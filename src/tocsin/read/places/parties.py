"""Whether the name of a country stands for its state, which acts, and not for its land."""

from tocsin.lexicon.gazetteer import Entry
from tocsin.model.parse import Token
from tocsin.read.places.mention import Mention
from tocsin.read.places.words import PlaceWords

_STATES = frozenset({"country", "continent"})
_SEATS = frozenset({"capital"})
"""Whose names stand for a state where one speaks: "Oslo denied it"."""
_TOWARDS = frozenset({"pobj", "dobj", "dative"})


class PartyJudge:
    """Tells a state that acts from the land of the same name."""

    def __init__(self, words: PlaceWords) -> None:
        self._words = words
        self._party = words.party

    def is_party(self, mention: Mention, entry: Entry) -> bool:
        """Whether a mention of a place is of somebody who acts there rather than of where something is."""
        token = _first_of_list(mention.sentence.tokens[mention.last - 1])
        if entry.type in _SEATS:
            return self._does(token) or self._undergoes(token)
        if entry.type not in _STATES:
            return False
        return self._does(token) or self._undergoes(token) or self._owns(token, mention) or self._is_related(token)

    def _does(self, token: Token) -> bool:
        return token.dep == "nsubj" and token.head.pos != "NOUN" and token.head.lemma in self._party["does"]

    def _undergoes(self, token: Token) -> bool:
        head = token.head
        if token.dep == "pobj" and (head.dep == "dative" or head.lower in self._words.against):
            head = head.head
        elif token.dep not in ("dobj", "dative"):
            return False
        return head.lemma in self._party["undergoes"]

    def _owns(self, token: Token, mention: Mention) -> bool:
        head = token.head
        if token.dep == "poss" or (token.dep == "compound" and head.start >= mention.end):
            return head.lemma.lower() in self._party["owns"]
        return token.dep == "pobj" and head.lower in self._words.of and head.head.lemma.lower() in self._party["heads"]

    def _is_related(self, token: Token) -> bool:
        head = token.head
        return token.dep == "pobj" and head.lower in self._words.between and head.head.lemma in self._party["relations"]


def _first_of_list(token: Token) -> Token:
    """The first member of the list that a word is in, whose part in the sentence is that of all."""
    while token.dep == "conj" and token.head is not token:
        token = token.head
    return token
