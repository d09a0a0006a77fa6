"""Adjectives of countries that tell where something is: "a Norlandish village"."""

from tocsin.lexicon.gazetteer import Entry
from tocsin.model.parse import Sentence, Token
from tocsin.read.places.mention import BROAD, Finder, Mention
from tocsin.read.places.words import PlaceWords

LONGEST = 2
"""Words that such an adjective may hold."""


class DemonymFinder:
    """Finds adjectives of countries."""

    def __init__(self, words: PlaceWords, find: Finder) -> None:
        self._words = words
        self._find = find

    def at(self, sentence: Sentence, first: int) -> Mention | None:
        """The mention that starts at a word, if it is such an adjective and said of a place."""
        tokens = sentence.tokens
        for last in range(min(first + LONGEST, len(tokens)), first, -1):
            land = self.land(tokens[first:last])
            if land is not None and self._is_said_of_a_place(tokens[last - 1]):
                name = " ".join(token.text for token in tokens[first:last])
                return Mention(sentence, first, last, name, land, self.entries(land), kind="demonym")
        return None

    def land(self, tokens: tuple[Token, ...]) -> str | None:
        """The key of the country or continent whose adjective some words are."""
        return self._words.demonyms.get(" ".join(token.lower for token in tokens))

    def entries(self, land: str) -> tuple[Entry, ...]:
        """What the adjective may mean: countries, continents and first-order divisions."""
        return tuple(entry for entry in self._find(land) if entry.type in BROAD and entry.own)

    def _is_said_of_a_place(self, token: Token) -> bool:
        noun = token.head
        return (
            token.dep in ("amod", "compound", "nmod")
            and noun.i > token.i
            and noun.text.islower()
            and noun.lemma in self._words.of_a_land
        )
