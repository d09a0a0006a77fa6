"""Which border the words around a country's name mean: "the border with Norland" is one between two countries."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.lexicon.gazetteer import Gazetteer
from tocsin.model.parse import Token
from tocsin.model.place import Border
from tocsin.read.places.choice import Choice
from tocsin.read.places.mention import Mention
from tocsin.read.places.words import PlaceWords


@dataclass(slots=True)
class _Sides:
    """The countries that stand beside one word for a border: its own, those it is with, those it is between."""

    own: list[str] = field(default_factory=list)
    across: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


class BorderReader:
    """Reads borders."""

    def __init__(self, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self._words = words
        self._gazetteer = gazetteer

    def borders(self, mentions: Sequence[Mention], chosen: Mapping[str, Choice]) -> dict[int, Border]:
        """The border that each mention of a country is part of naming, by the mention's place in the sequence."""
        countries = {
            i: chosen[mention.key].entry.country
            for i, mention in enumerate(mentions)
            if mention.key in chosen and chosen[mention.key].entry.type == "country"
        }
        counted = Counter(countries.values())
        sides: dict[int, _Sides] = defaultdict(_Sides)
        parts: dict[int, int] = {}
        for i, country in countries.items():
            noun, across = self._border_noun(mentions[i])
            if noun is not None:
                parts[i] = noun.i
                (sides[noun.i].across if across else sides[noun.i].own).append(country)
        return {i: self._border(sides[noun], countries[i], counted) for i, noun in parts.items()}

    def _border_noun(self, mention: Mention) -> tuple[Token | None, bool]:
        """The word for a border that a mention belongs to, and whether it names what lies across."""
        token = mention.sentence.tokens[mention.last - 1]
        while token.dep == "conj" and token.head is not token:
            token = token.head
        head = token.head
        if head.lemma in self._words.border_nouns and token.dep in ("poss", "compound", "amod", "nmod"):
            return head, False
        if token.dep != "pobj":
            return None, False
        noun = self._bordering(head.head) or self._right_before(head, mention)
        return noun, noun is not None and head.lower in self._words.across

    def _right_before(self, preposition: Token, mention: Mention) -> Token | None:
        """The word for a border in front of a preposition, whatever the parser ties that to."""
        place = preposition.i - mention.sentence.tokens[0].i - 1
        noun = mention.sentence.tokens[place] if place >= 0 else None
        return noun if noun is not None and noun.lemma in self._words.border_nouns else None

    def _bordering(self, noun: Token) -> Token | None:
        """The word for a border that a noun is, or has before it: "border regions"."""
        if noun.lemma in self._words.border_nouns:
            return noun
        return next(
            (
                child
                for child in noun.children
                if child.dep in ("compound", "amod", "nmod") and child.lemma in self._words.border_nouns
            ),
            None,
        )

    def _border(self, sides: _Sides, country: str, counted: Counter[str]) -> Border:
        """The border of which a country is one side."""
        other = self._other(sides, country) or (self._context(country, counted) if country in sides.across else None)
        if other is None:
            return Border(countries=(country,))
        pair = (country, other) if country in sides.own else (other, country)
        land = self._gazetteer.border(country, other)
        if land is None:
            return Border(countries=pair)
        return Border(countries=pair, lat=land.lat, lon=land.lon, radius=float(land.radius))

    def _other(self, sides: _Sides, country: str) -> str | None:
        """The other side, as the sentence names it."""
        if country in sides.own and sides.across:
            return sides.across[0]
        if country in sides.across and sides.own:
            return sides.own[0]
        return next((other for other in sides.own if other != country and country in sides.own), None)

    def _context(self, country: str, counted: Counter[str]) -> str | None:
        """The neighbour that the document names most, for "the border with Norland" alone."""
        near = [(times, other) for other, times in counted.items() if self._gazetteer.are_neighbours(country, other)]
        return max(near, default=(0, None))[1]
