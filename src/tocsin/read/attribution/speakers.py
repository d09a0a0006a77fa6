"""Which words name somebody who can be cited: persons, bodies, and what they write."""

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.attribution.phrases import SPEAKING


class Speakers:
    """The common nouns of a language for those who can be cited, and names."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("parties")["speakers"]
        self._nouns = frozenset(table["persons"]) | frozenset(table["bodies"])
        self._writings = frozenset(table["writings"])

    def is_noun(self, token: Token) -> bool:
        """Whether a word is a common noun for a person or a body."""
        return token.lemma.lower() in self._nouns

    def speaks(self, token: Token) -> bool:
        """Whether a word names a person or a body."""
        return token.entity in SPEAKING or self.is_noun(token)

    def is_citable(self, token: Token) -> bool:
        """Whether a word names a person, a body or a writing."""
        return self.speaks(token) or token.lemma.lower() in self._writings
