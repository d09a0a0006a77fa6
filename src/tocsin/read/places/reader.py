"""Where: the places that a text names, each with its point on the map where it can be told."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tocsin.geo.extent import town_radius
from tocsin.lexicon.gazetteer import Entry, Gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.place import Border, Place, RunnerUp
from tocsin.read.places.borders import read_borders
from tocsin.read.places.choice import Choice, PlaceChooser, confidence
from tocsin.read.places.coordinates import CoordinateFinder, Position
from tocsin.read.places.home import places_in_outlet
from tocsin.read.places.judgement import PlaceJudge
from tocsin.read.places.mentions import Mention, MentionFinder
from tocsin.read.places.offsets import OffsetReader
from tocsin.read.places.reasons import because, why_border, why_chosen, why_disputed
from tocsin.read.places.words import Disputes, PlaceWords

_KEPT = 20_000
"""Names whose entries are kept for the next time they are looked up."""
_GIVEN = 0.99
"""How sure coordinates are that the text gives itself."""
_LONGEST_GAP = 14
"""Characters between a place and the distance that says where it lies: ", some "."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the names of one document mean.

    Attributes:
        borders: The borders meant, by the number of the mention.
        home: The country of the place in the outlet's name, or "".
        named: How often each country is named.
        beside: The countries of each sentence's places, by the sentence's start.
    """

    borders: Mapping[int, Border]
    home: str
    named: Counter[str] = field(default_factory=Counter)
    beside: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


class PlaceReader:
    """Reads the places of a text."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        table = lexicon.table("places")
        self._gazetteer = gazetteer
        self._words = PlaceWords(table, lexicon.table("demonyms"))
        self._find = lru_cache(maxsize=_KEPT)(gazetteer.find)
        self._finder = MentionFinder(self._words, self._find)
        self._judge = PlaceJudge(self._words)
        self._chooser = PlaceChooser()
        self._disputes = Disputes(table["disputed"])
        self._coordinates = CoordinateFinder(table["coordinates"])
        cardinals = lexicon.table("quantities")["cardinals"]
        self._offsets = OffsetReader(table["offsets"], cardinals, self._words.types)

    def read(self, text: str, sentences: Sequence[Sentence], outlet: str | None = None) -> tuple[Place, ...]:
        """The places that a text names, in its order; a place in the outlet's name ("Leeds Herald") helps to tell which."""
        positions = list(self._coordinates.find(text))
        given = [
            Place(
                start=one.start, end=one.end, name=text[one.start : one.end], lat=one.lat, lon=one.lon, type="point",
                radius=one.radius, confidence=_GIVEN, reasons=(because("coordinates"),),
            )
            for one in positions
        ]  # fmt: skip
        named = [place for place in self._named(text, sentences, outlet) if not _overlaps(place, positions)]
        return tuple(sorted((*named, *given), key=lambda place: place.start)) if given else tuple(named)

    def _named(self, text: str, sentences: Sequence[Sentence], outlet: str | None) -> Iterator[Place]:
        mentions = self._judge.places(list(self._finder.mentions(text, sentences)), sentences)
        if not mentions:
            return
        home = places_in_outlet(outlet, find=self._find, never=self._words.never)
        choices = self._chooser.choose(mentions, home)
        chosen = _Chosen(
            borders=read_borders(mentions, choices, self._words, self._gazetteer),
            home=max(home, key=lambda entry: entry.population).country if home else "",
        )
        for mention in mentions:
            if (choice := choices.get(mention.key)) is not None:
                chosen.beside[mention.sentence.start].add(choice.entry.country)
                chosen.named[choice.entry.country] += choice.entry.type == "country"
        end = 0
        for number, mention in enumerate(mentions):
            choice = choices.get(mention.key)
            if choice is None:
                yield Place(
                    start=mention.start, end=mention.end, name=mention.name, type=mention.kind or None,
                    reasons=(because("unknown"),),
                )  # fmt: skip
            elif number in chosen.borders or not self._judge.is_party(mention, choice.entry):
                place = self._place(mention, choice, chosen, chosen.borders.get(number))
                offset = self._offsets.read(text, mention, choice.entry)
                if offset is not None:
                    gap = text[end : offset.start]
                    apposed = gap[:2] in (", ", " (") and len(gap) <= _LONGEST_GAP
                    why = because("offset", place=place.name)
                    offset = replace(offset, apposed=apposed)
                    place = replace(place, offset=offset, reasons=(*place.reasons, why))
                yield place
            end = mention.end

    def _place(self, mention: Mention, choice: Choice, chosen: _Chosen, border: Border | None) -> Place:
        entry, gazetteer = choice.entry, self._gazetteer
        kind = self._words.feature_types.get(mention.key, entry.type) if entry.type == "feature" else entry.type
        dispute = self._disputes.of(entry)
        reasons = [*why_chosen(mention, choice, chosen.named, chosen.home, feature=kind, gazetteer=gazetteer)]
        if border is not None:
            # Both countries stand in the sentence, or the document tells.
            told = chosen.beside[mention.sentence.start].issuperset(border.countries)
            reasons += why_border(border, entry.country, told=told, gazetteer=gazetteer)
        if dispute is not None:
            reasons += why_disputed(dispute, gazetteer)
        country = dispute.de_jure if dispute is not None and dispute.de_jure else entry.country
        return Place(
            start=mention.start, end=mention.end, name=mention.name, country=country or None,
            lat=entry.lat, lon=entry.lon, geonameid=entry.geonameid or None, type=kind,
            admin1=gazetteer.division_name(entry.country, entry.admin1) if entry.admin1 else None,
            radius=radius(entry), confidence=confidence(choice),
            runners_up=tuple(
                RunnerUp(
                    geonameid=rival.entry.geonameid or None, name=rival.entry.name, country=rival.entry.country or None,
                    lat=rival.entry.lat, lon=rival.entry.lon, score=round(rival.share, 4),
                )
                for rival in choice.rivals
            ),
            border=border, dispute=dispute, reasons=tuple(reasons),
        )  # fmt: skip


def radius(entry: Entry) -> float | None:
    """Kilometres around a place's point that its name takes in; None where neither area nor people are known."""
    if entry.radius:
        return float(entry.radius)
    return town_radius(entry.population) if entry.type in ("city", "capital") else None


def _overlaps(place: Place, positions: Sequence[Position]) -> bool:
    """Whether a place shares characters with one of some positions, which are in order and apart from each other."""
    number = bisect_left(positions, place.end, key=lambda position: position.start)
    return number > 0 and positions[number - 1].end > place.start
