"""Which border the words around a country's name mean: "the border with Norland" is one between two countries."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.lexicon.gazetteer import Gazetteer
from tocsin.model.parse import Token
from tocsin.model.place import Border
from tocsin.read.places.choice import Choice
from tocsin.read.places.mentions import Mention
from tocsin.read.places.words import PlaceWords

_BESIDE = ("compound", "amod", "nmod")


@dataclass(slots=True)
class _Sides:
    """The countries that stand next to one word for a border: its own or those it is between, and those it is with."""

    own: list[str] = field(default_factory=list)
    across: list[str] = field(default_factory=list)


def read_borders(
    mentions: Sequence[Mention], chosen: Mapping[str, Choice], words: PlaceWords, gazetteer: Gazetteer
) -> dict[int, Border]:
    """The border that each mention of a country is part of naming, by the mention's place in the sequence."""
    countries = {
        i: chosen[mention.key].entry.country
        for i, mention in enumerate(mentions)
        if mention.key in chosen and chosen[mention.key].entry.type == "country"
    }
    sides: dict[int, _Sides] = defaultdict(_Sides)
    nouns: dict[int, int] = {}
    for i, country in countries.items():
        noun, across = _border_noun(mentions[i], words)
        if noun is not None:
            nouns[i] = noun.i
            (sides[noun.i].across if across else sides[noun.i].own).append(country)
    lands = {i: chosen[mention.key].entry.country for i, mention in enumerate(mentions) if mention.key in chosen}
    counted = Counter(countries.values())

    def neighbour(of: int) -> str | None:
        # The other side of "the border with Norland" is that of the neighbour that the sentence speaks of, itself or a place
        # in it; else of the one that the document names most.
        near = [
            i for i, land in lands.items()
            if nouns.get(i) != nouns[of] and gazetteer.are_neighbours(countries[of], land)
        ]  # fmt: skip
        beside = [i for i in near if mentions[i].sentence is mentions[of].sentence]
        if beside:
            return lands[min(beside, key=lambda i: (i > of, abs(of - i)))]
        return max((lands[i] for i in near if i in countries), key=lambda land: (counted[land], land), default=None)

    return {i: _border(sides[noun], countries[i], neighbour(i), gazetteer) for i, noun in nouns.items()}


def _border_noun(mention: Mention, words: PlaceWords) -> tuple[Token | None, bool]:
    """The word for a border that a mention belongs to, and whether it names what lies across."""
    tokens = mention.sentence.tokens
    token = tokens[mention.last - 1]
    while token.dep == "conj" and token.head is not token:
        token = token.head
    head = token.head
    if head.lemma in words.border_nouns and token.dep in ("poss", *_BESIDE):
        return head, False
    if token.dep != "pobj":
        return None, False
    # What the preposition hangs on, a word beside that ("border regions"), or what stands in front of the preposition.
    above = head.head
    at = head.i - tokens[0].i - 1
    beside = (child for child in above.children if child.dep in _BESIDE)
    near = (above, *beside, *((tokens[at],) if at >= 0 else ()))
    noun = next((one for one in near if one.lemma in words.border_nouns), None)
    return noun, noun is not None and head.lower in words.across


def _border(sides: _Sides, country: str, neighbour: str | None, gazetteer: Gazetteer) -> Border:
    """The border of which a country is one side; the other is the one that the sentence names, else the neighbour."""
    other: str | None = None
    if country in sides.own:
        other = (*sides.across, *(own for own in sides.own if own != country), None)[0]
    elif sides.own:
        other = sides.own[0]
    if other is None and country in sides.across:
        other = neighbour
    if other is None:
        return Border(countries=(country,))
    pair = (country, other) if country in sides.own else (other, country)
    land = gazetteer.border(country, other)
    if land is None:
        return Border(countries=pair)
    return Border(countries=pair, lat=land.lat, lon=land.lon, radius=float(land.radius))
