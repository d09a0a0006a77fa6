"""What a language's table tells about places, compiled once: its words, and whose the disputed territories are."""

from collections.abc import Iterable
from typing import Any

from tocsin.lexicon.gazetteer import Entry
from tocsin.lexicon.gazetteer_format import name_key
from tocsin.model.place import Dispute


class PlaceWords:
    """One language's words that announce, shorten, classify or rule out places. All are keys or in lower case.

    Attributes:
        titles: Words before the name of a person.
        motion: Verbs of getting somewhere; `setting_out` are those of going there, before the preposition `whither`.
        ways: Nouns for what leads somewhere, or stands where one passes.
        ends: Pairs of prepositions before the two ends of a way.
        posted: Nouns of who stands and what happens "at" a place; `standing` are the verbs, `dwellers` who lives there.
        befalling: Nouns for what befalls a place, before "of"; `besieging` are verbs whose object is one, `striking` such
            of which it is one where the subject is one of `weapons`.
        waters: Small word behind a name to the kind of water that it makes it.
        types: Type word to the kind of place it makes: county, division, settlement, water, land, street, site.
        names: Short or other name to the one that the gazetteer knows.
        divisions: Those of them that are first-order divisions.
        capitals: Those of them that are written in capitals only.
        dotted: Abbreviations that count only with their full stop or after a comma.
        codes: Codes that count only after a comma, in capitals as written.
        after_place: Words behind a name that are said of a place.
        after_thing: Words behind a name that are said of what is named after a place.
        before: Type words that may stand before the name.
        demonyms: Adjective to the country or continent it is made of.
        of_a_land: Nouns that such an adjective makes a place.
        border_nouns: Words for a border; `across` are the prepositions before the country on its other side.
        party: Words around the name of a state that acts: "does", "undergoes", "owns", "heads", "relations".
        features: Seas, rivers, ranges: what the gazetteer lacks.
        feature_types: What kind each of these is: sea, river, mountains, …
    """

    def __init__(self, table: dict[str, Any], demonyms: dict[str, list[str]]) -> None:
        short = table["names"] | table["divisions"]
        self.prepositions = frozenset[str](table["prepositions"])
        self.locative = frozenset[str](table["locative"])
        self.motion = frozenset[str](table["motion"])
        self.setting_out = frozenset[str](table["setting_out"])
        self.whither: str = table["whither"]
        self.ways = frozenset[str](table["ways"])
        self.posted = frozenset[str](table["posted"])
        self.standing = frozenset[str](table["standing"])
        self.whence = frozenset[str](table["whence"])
        self.dwellers = frozenset[str](table["dwellers"])
        self.befalling = frozenset[str](table["befalling"])
        self.besieging = frozenset[str](table["besieging"])
        self.weapons = frozenset[str](table["weapons"])
        self.striking = frozenset[str](table["striking"])
        self.ends: frozenset[tuple[str, str]] = frozenset((one, other) for one, other in table["ends"])
        self.connectors = frozenset[str](table["connectors"])
        self.of = frozenset[str](table["of"])
        self.articles = frozenset[str](table["articles"])
        self.based = frozenset[str](table["based"])
        self.inside: str = table["inside"]
        self.plural: str = table["plural"]
        self.at = frozenset[str](table["at"])
        self.before_of = frozenset[str](table["before_of"]["words"])
        self.kinds_before_of = frozenset[str](table["before_of"]["kinds"])
        self.against = frozenset[str](table["against"])
        self.between = frozenset[str](table["between"])
        self.possessives = frozenset[str](table["possessives"])
        self.directions = frozenset[str](table["directions"])
        self.titles = frozenset[str](table["titles"])
        self.offices = frozenset[str](table["offices"])
        self.division_offices = frozenset[str](table["division_offices"])
        self.bodies = frozenset[str](table["bodies"])
        self.no_bodies = frozenset[str](table["no_bodies"])
        self.bodies_of = frozenset[str](table["bodies_of"])
        self.waters: dict[str, str] = {word: kind for kind, words in table["waters"].items() for word in words}
        self.types: dict[str, str] = {word: kind for kind, words in table["types"].items() for word in words}
        self.after_place = frozenset[str](table["after"]["place"])
        self.after_thing = frozenset[str](table["after"]["thing"])
        self.before = frozenset[str](table["before"]["plain"])
        self.equivalents: dict[str, list[str]] = table["equivalents"]
        self.expansions: dict[str, str] = table["expansions"]
        self.names = _keyed(short)
        self.divisions = frozenset(map(name_key, table["divisions"]))
        self.capitals = frozenset(name_key(name) for name in short if name.isupper() and "." not in name)
        self.dotted = _keyed(table["dotted"])
        self.codes = {code: name_key(full) for code, full in table["codes"].items()}
        self.never = frozenset(map(name_key, table["never"]["words"]))
        self.features = {
            name_key(name): Entry(0, name, more[0] if more else "", lat, lon, 0, "feature", "", True, radius)
            for points in table["features"].values()
            for name, (lat, lon, radius, *more) in points.items()
        }
        self.feature_types = {name_key(name): kind for kind, points in table["features"].items() for name in points}
        self.demonyms = {word.lower(): name_key(land) for land, words in demonyms.items() for word in words}
        self.of_a_land = frozenset[str](table["of_a_land"]["nouns"])
        self.party = {name: frozenset[str](words) for name, words in table["party"].items()}
        self.border_nouns = frozenset[str](table["border"]["nouns"])
        self.across = frozenset[str](table["border"]["across"])

    def spellings(self, key: str) -> Iterable[str]:
        """The keys under which the gazetteer may know a name that the lexicon has no other for, the likeliest first."""
        yield key
        first, _, rest = key.partition(" ")
        if rest and first in self.expansions:
            yield f"{self.expansions[first]} {rest}"


def _keyed(names: dict[str, str]) -> dict[str, str]:
    return {name_key(short): name_key(full) for short, full in names.items()}


class Disputes:
    """Disputed territories, whose they are by the United Nations and who holds them.

    They are kept by place, by first-order division ("UA.11"), by country and, for what has no number, by name.
    """

    def __init__(self, table: dict[str, dict[str, Any]]) -> None:
        self._places: dict[int, Dispute] = {}
        self._divisions: dict[str, Dispute] = {}
        self._countries: dict[str, Dispute] = {}
        self._names: dict[str, Dispute] = {}
        for row in table.values():
            dispute = Dispute(
                territory=row["territory"],
                de_jure=row.get("de_jure"),
                basis=row["basis"],
                claimed_by=tuple(row.get("claimed_by", ())),
                controlled_by=tuple(row["controlled_by"]),
                partly=row.get("partly", False),
                since=row.get("since", ""),
                as_of=row["as_of"],
            )
            self._places.update(dict.fromkeys(row.get("places", ()), dispute))
            self._divisions.update(dict.fromkeys(row.get("divisions", ()), dispute))
            self._countries.update(dict.fromkeys(row.get("countries", ()), dispute))
            self._names.update(dict.fromkeys(row.get("names", ()), dispute))

    def of(self, entry: Entry) -> Dispute | None:
        """What is held of the territory that a place is, or lies in."""
        return (
            (self._places.get(entry.geonameid) if entry.geonameid else self._names.get(entry.name))
            or self._divisions.get(f"{entry.country}.{entry.admin1}")
            or self._countries.get(entry.country)
        )
