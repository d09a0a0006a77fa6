"""What a language's table tells about places, compiled once: its words, and whose the disputed territories are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tocsin.lexicon.gazetteer import Entry
from tocsin.lexicon.gazetteer_format import name_key
from tocsin.model.place import Dispute


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """One language's words that announce, shorten, classify or rule out places. All are keys or in lower case.

    Attributes:
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

    prepositions: frozenset[str]
    locative: frozenset[str]
    motion: frozenset[str]
    connectors: frozenset[str]
    of: frozenset[str]
    articles: frozenset[str]
    based: frozenset[str]
    inside: str
    at: frozenset[str]
    before_of: frozenset[str]
    kinds_before_of: frozenset[str]
    against: frozenset[str]
    between: frozenset[str]
    possessives: frozenset[str]
    directions: frozenset[str]
    offices: frozenset[str]
    division_offices: frozenset[str]
    bodies: frozenset[str]
    no_bodies: frozenset[str]
    bodies_of: frozenset[str]
    types: dict[str, str]
    after_place: frozenset[str]
    after_thing: frozenset[str]
    before: frozenset[str]
    equivalents: dict[str, tuple[str, ...]]
    expansions: dict[str, str]
    names: dict[str, str]
    divisions: frozenset[str]
    capitals: frozenset[str]
    dotted: dict[str, str]
    codes: dict[str, str]
    never: frozenset[str]
    features: dict[str, Entry]
    feature_types: dict[str, str]
    demonyms: dict[str, str]
    of_a_land: frozenset[str]
    party: dict[str, frozenset[str]]
    border_nouns: frozenset[str]
    across: frozenset[str]

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> "PlaceWords":
        """The words of a lexicon's table of places."""
        short = table["names"] | table["divisions"]
        return cls(
            **{name: frozenset(table[name]) for name in _SETS},
            inside=table["inside"],
            before_of=frozenset(table["before_of"]["words"]),
            kinds_before_of=frozenset(table["before_of"]["kinds"]),
            types={word: kind for kind, words in table["types"].items() for word in words},
            after_place=frozenset(table["after"]["place"]),
            after_thing=frozenset(table["after"]["thing"]),
            before=frozenset(table["before"]["plain"]),
            equivalents={kind: tuple(words) for kind, words in table["equivalents"].items()},
            expansions=table["expansions"],
            names=_keyed(short),
            divisions=frozenset(map(name_key, table["divisions"])),
            capitals=frozenset(name_key(name) for name in short if name.isupper() and "." not in name),
            dotted=_keyed(table["dotted"]),
            codes={code: name_key(full) for code, full in table["codes"].items()},
            never=frozenset(map(name_key, table["never"]["words"])),
            demonyms={word.lower(): name_key(land) for land, words in table["demonyms"].items() for word in words},
            of_a_land=frozenset(table["of_a_land"]["nouns"]),
            border_nouns=frozenset(table["border"]["nouns"]),
            across=frozenset(table["border"]["across"]),
            party={name: frozenset(words) for name, words in table["party"].items()},
            features={
                name_key(name): Entry(0, name, more[0] if more else "", lat, lon, 0, "feature", "", True, radius)
                for points in table["features"].values()
                for name, (lat, lon, radius, *more) in points.items()
            },
            feature_types={name_key(name): kind for kind, points in table["features"].items() for name in points},
        )

    def spellings(self, key: str) -> Iterable[str]:
        """The keys under which the gazetteer may know a name that the lexicon has no other for, the likeliest first."""
        yield key
        first, _, rest = key.partition(" ")
        if rest and first in self.expansions:
            yield f"{self.expansions[first]} {rest}"


_SETS = (
    "prepositions", "locative", "motion", "connectors", "of", "articles", "against", "between", "based", "at", "possessives",
    "directions", "offices", "division_offices", "bodies", "no_bodies", "bodies_of",
)  # fmt: skip


def _keyed(names: dict[str, str]) -> dict[str, str]:
    return {name_key(short): name_key(full) for short, full in names.items()}


@dataclass(frozen=True, slots=True)
class Disputes:
    """Disputed territories, whose they are by the United Nations and who holds them.

    They are kept by place, by first-order division ("UA.11"), by country and, for what has no number, by name.
    """

    places: dict[int, Dispute]
    divisions: dict[str, Dispute]
    countries: dict[str, Dispute]
    names: dict[str, Dispute]

    @classmethod
    def from_table(cls, table: dict[str, dict[str, Any]]) -> "Disputes":
        """The territories of a lexicon's table."""
        found = cls({}, {}, {}, {})
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
            found.places.update(dict.fromkeys(row.get("places", ()), dispute))
            found.divisions.update(dict.fromkeys(row.get("divisions", ()), dispute))
            found.countries.update(dict.fromkeys(row.get("countries", ()), dispute))
            found.names.update(dict.fromkeys(row.get("names", ()), dispute))
        return found

    def of(self, entry: Entry) -> Dispute | None:
        """What is held of the territory that a place is, or lies in."""
        return (
            (self.places.get(entry.geonameid) if entry.geonameid else self.names.get(entry.name))
            or self.divisions.get(f"{entry.country}.{entry.admin1}")
            or self.countries.get(entry.country)
        )
