"""Names of places and where they are: GeoNames, merged at build time into one file that is mapped, not loaded."""

import json
import mmap
import sys
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from tocsin.errors import LexiconError
from tocsin.lexicon.gazetteer_format import ALTERNATE, DEGREE, HEADER, MAGIC, RECORD, VERSION, key_hash, name_key

FILE = Path(__file__).parent / "gazetteer.bin"
_RECENT = 8192
"""How many look-ups are kept at hand."""
_REMEDY = "reinstall Tocsin, or in a working copy run `python scripts/build_gazetteer.py`"


class Entry(NamedTuple):
    """One place that bears the name that was looked up.

    Attributes:
        name: The place's own name.
        country: ISO 3166-1 alpha-2, or "" for what belongs to no one country.
        type: continent, country, region, admin1 … admin5, admin, capital (a city too), city.
        admin1: The code of the first-order division it is or lies in, or "".
        own: Whether the name looked up is the place's own; else it is another name of it.
        radius: How many kilometres around its point it reaches, 0 where that is not known: a country's or a continent's is
            that of a disc of its area, a division's takes in nine tenths of its towns.
    """

    geonameid: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    type: str
    admin1: str
    own: bool
    radius: int = 0


class BorderLand(NamedTuple):
    """Where two countries meet: a point amid the towns by the border, and how many kilometres those reach around it."""

    lat: float
    lon: float
    radius: int


class Gazetteer:
    """Looks names up in a gazetteer's file.

    Raises:
        LexiconError: The file is missing, cut short or not a gazetteer of this version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise LexiconError(f"{path}: the gazetteer cannot be opened ({error}); {_REMEDY}") from error
        if len(data) < HEADER.size:
            raise self._malformed("it is too short")
        magic, version, names, entries, text, tables = HEADER.unpack_from(data)
        if magic != MAGIC or version != VERSION:
            raise self._malformed(f"it is not a gazetteer of version {VERSION}")
        ends = list(accumulate((HEADER.size, names * 8, names * 4, entries * RECORD.size, text, tables)))
        if ends[-1] != len(data):
            raise self._malformed("its length is not what its header says")
        if sys.byteorder != "little":
            raise self._malformed("this machine orders bytes the other way")
        # A text names its few places again and again.
        self._recent = lru_cache(maxsize=_RECENT)(self._looked_up)
        self._hashes = data[ends[0] : ends[1]].cast("Q")
        self._postings = data[ends[1] : ends[2]].cast("I")
        self._records = data[ends[2] : ends[3]]
        self._text = data[ends[3] : ends[4]]
        try:
            table = json.loads(bytes(data[ends[4] :]))
            self._types: list[str] = table["types"]
            self._countries: list[str] = table["countries"]
            self._admin1: list[str] = table["admin1"]
            self._country_names: dict[str, str] = table["country_names"]
            self._division_names: dict[str, str] = table["division_names"]
            self._borders: dict[str, list[float]] = table["borders"]
        except (ValueError, KeyError, TypeError) as error:
            raise self._malformed("its tables cannot be read") from error

    def find(self, name: str) -> tuple[Entry, ...]:
        """All places that bear a name, whatever its case and accents; in no particular order."""
        return self._recent(name)

    def _looked_up(self, name: str) -> tuple[Entry, ...]:
        key = name_key(name)
        if not key:
            return ()
        wanted, hashes = key_hash(key), self._hashes
        first = last = bisect_left(hashes, wanted)
        while last < len(hashes) and hashes[last] == wanted:
            last += 1
        return tuple(self._entries(self._postings[first:last].tolist()))

    def country_name(self, code: str) -> str | None:
        """The name of the country with an ISO 3166-1 alpha-2 code."""
        return self._country_names.get(code)

    def division_name(self, country: str, admin1: str) -> str | None:
        """The name of a first-order division, by its country's code and its own."""
        return self._division_names.get(f"{country}.{admin1}")

    def border(self, one: str, other: str) -> BorderLand | None:
        """Where two countries meet, by their codes; None if they do not, or where is not known."""
        land = self._borders.get(f"{min(one, other)}-{max(one, other)}")
        return BorderLand(land[0], land[1], int(land[2])) if land else None

    def are_neighbours(self, one: str, other: str) -> bool:
        """Whether two countries have a land border."""
        return f"{min(one, other)}-{max(one, other)}" in self._borders

    def _entries(self, postings: list[int]) -> Iterator[Entry]:
        # A common name has dozens of places: what the loop needs is at hand, and entries are made without their keywords.
        unpack, records, texts = RECORD.unpack_from, self._records, self._text
        countries, types, divisions = self._countries, self._types, self._admin1
        for posting in postings:
            identifier, lat, lon, population, text, admin1, country, kind, length, radius = unpack(
                records, (posting & ~ALTERNATE) * RECORD.size
            )
            name = str(texts[text : text + length], "utf-8", "replace")
            yield tuple.__new__(
                Entry,
                (
                    identifier, name, countries[country], lat / DEGREE, lon / DEGREE, population, types[kind],
                    divisions[admin1], not posting & ALTERNATE, radius,
                ),
            )  # fmt: skip

    def _malformed(self, problem: str) -> LexiconError:
        return LexiconError(f"{self.path}: the gazetteer cannot be used, {problem}; {_REMEDY}")


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with Tocsin, opened once."""
    return Gazetteer(FILE)
