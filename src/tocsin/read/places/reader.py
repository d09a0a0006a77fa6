"""Where: the places that a text names, each with its point on the map where it can be told."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.lexicon.gazetteer import Entry, Gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.place import Border, Place, RunnerUp
from tocsin.read.places.borders import BorderReader
from tocsin.read.places.choice import Choice, PlaceChooser, Ranked
from tocsin.read.places.confidence import confidence
from tocsin.read.places.coordinates import CoordinateFinder, Position
from tocsin.read.places.disputes import Disputes
from tocsin.read.places.extent import radius
from tocsin.read.places.judgement import PlaceJudge
from tocsin.read.places.mention import Mention
from tocsin.read.places.mentions import MentionFinder
from tocsin.read.places.parties import PartyJudge
from tocsin.read.places.reasons import ReasonWriter
from tocsin.read.places.words import PlaceWords

KEPT = 20_000
"""Names whose entries are kept for the next time they are looked up."""
GIVEN = 0.99
"""How sure coordinates are that the text gives itself."""
LONGEST_OUTLET = 12
"""Words of an outlet's name that are looked at."""


@dataclass(frozen=True, slots=True)
class _Document:
    """What was found in one document.

    Attributes:
        mentions: The names.
        chosen: What each name means.
        borders: The borders meant, by the number of the mention.
        named: How often each country is named.
        beside: The countries of each sentence's places, by the sentence's start.
        home: The country of the place in the outlet's name, or "".
    """

    mentions: Sequence[Mention]
    chosen: Mapping[str, Choice]
    borders: Mapping[int, Border]
    named: Counter[str]
    beside: Mapping[int, set[str]]
    home: str


class PlaceReader:
    """Reads the places of a text."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        table = lexicon.table("places")
        words = PlaceWords.from_table(table)
        self._gazetteer = gazetteer
        self._words = words
        self._find = lru_cache(maxsize=KEPT)(gazetteer.find)
        self._finder = MentionFinder(words, self._find)
        self._judge = PlaceJudge(words)
        self._chooser = PlaceChooser()
        self._parties = PartyJudge(words)
        self._borders = BorderReader(words, gazetteer)
        self._disputes = Disputes.from_table(table["disputed"])
        self._coordinates = CoordinateFinder(table["coordinates"])
        self._reasons = ReasonWriter(words, gazetteer, table["reasons"])

    def read(self, text: str, sentences: Sequence[Sentence], outlet: str | None = None) -> tuple[Place, ...]:
        """The places that a text names, in the order of the text.

        Args:
            text: The text.
            sentences: Its sentences.
            outlet: Who publishes it: a place in its name ("Leeds Herald") helps to tell which places are meant.
        """
        positions = list(self._coordinates.find(text))
        given = [self._given(text, position) for position in positions]
        named = [place for place in self._named(text, sentences, outlet) if not _overlaps(place, positions)]
        return tuple(sorted((*named, *given), key=lambda place: place.start)) if given else tuple(named)

    def _named(self, text: str, sentences: Sequence[Sentence], outlet: str | None) -> Iterator[Place]:
        mentions = self._judge.places(list(self._finder.mentions(text, sentences)), sentences)
        if not mentions:
            return
        home = self._home(outlet)
        chosen = self._chooser.choose(mentions, home)
        document = _Document(
            mentions,
            chosen,
            self._borders.borders(mentions, chosen),
            _countries_named(mentions, chosen),
            _countries_beside(mentions, chosen),
            max(home, key=lambda entry: entry.population).country if home else "",
        )
        for number, mention in enumerate(mentions):
            choice = chosen.get(mention.key)
            if choice is None:
                yield self._unknown(mention)
            elif number in document.borders or not self._parties.is_party(mention, choice.entry):
                yield self._place(number, choice, document)

    def _place(self, number: int, choice: Choice, document: _Document) -> Place:
        mention, entry = document.mentions[number], choice.entry
        dispute, border = self._disputes.of(entry), document.borders.get(number)
        reasons = [*self._reasons.reasons(mention, choice, document.named, document.home)]
        if border is not None and (reason := self._border_reason(border, mention, choice, document)):
            reasons.append(reason)
        if dispute is not None:
            reasons.append(self._reasons.dispute(dispute))
        country = dispute.de_jure if dispute is not None and dispute.de_jure else entry.country
        return Place(
            start=mention.start, end=mention.end, name=mention.name, country=country or None,
            lat=entry.lat, lon=entry.lon, geonameid=entry.geonameid or None,
            type=self._words.feature_types.get(mention.key, entry.type) if entry.type == "feature" else entry.type,
            admin1=self._gazetteer.division_name(entry.country, entry.admin1) if entry.admin1 else None,
            radius=radius(entry), confidence=confidence(choice), runners_up=tuple(map(_runner_up, choice.rivals)),
            border=border, dispute=dispute, reasons=tuple(reasons),
        )  # fmt: skip

    def _border_reason(self, border: Border, mention: Mention, choice: Choice, document: _Document) -> str | None:
        """Why a border is the one between two countries: both stand in the sentence, or the document tells."""
        told = document.beside[mention.sentence.start].issuperset(border.countries)
        return self._reasons.border(border, choice.entry.country, told=told)

    def _unknown(self, mention: Mention) -> Place:
        return Place(
            start=mention.start, end=mention.end, name=mention.name, type=mention.kind or None,
            reasons=(self._reasons.unknown(),),
        )  # fmt: skip

    def _given(self, text: str, position: Position) -> Place:
        return Place(
            start=position.start, end=position.end, name=text[position.start : position.end],
            lat=position.lat, lon=position.lon, type="point", radius=position.radius, confidence=GIVEN,
            reasons=(self._reasons.coordinates(),),
        )  # fmt: skip

    def _home(self, outlet: str | None) -> tuple[Entry, ...]:
        """The places that may stand in an outlet's name: the longest name in it that the gazetteer holds."""
        parts = (outlet or "").split()[:LONGEST_OUTLET]
        for length in range(len(parts), 0, -1):
            for first in range(len(parts) - length + 1):
                name = " ".join(parts[first : first + length])
                if name[:1].isupper() and not self._words.is_never(name) and (entries := self._find(name)):
                    return entries
        return ()


def _countries_named(mentions: Sequence[Mention], chosen: Mapping[str, Choice]) -> Counter[str]:
    return Counter(
        chosen[mention.key].entry.country
        for mention in mentions
        if mention.key in chosen and chosen[mention.key].entry.type == "country"
    )


def _countries_beside(mentions: Sequence[Mention], chosen: Mapping[str, Choice]) -> Mapping[int, set[str]]:
    beside: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.key in chosen:
            beside[mention.sentence.start].add(chosen[mention.key].entry.country)
    return beside


def _runner_up(ranked: Ranked) -> RunnerUp:
    entry = ranked.entry
    return RunnerUp(
        geonameid=entry.geonameid or None, name=entry.name, country=entry.country or None, lat=entry.lat, lon=entry.lon,
        score=round(ranked.share, 4),
    )  # fmt: skip


def _overlaps(place: Place, positions: Sequence[Position]) -> bool:
    """Whether a place shares characters with one of some positions, which are in order and apart from each other."""
    number = bisect_left(positions, place.end, key=lambda position: position.start)
    return number > 0 and positions[number - 1].end > place.start
