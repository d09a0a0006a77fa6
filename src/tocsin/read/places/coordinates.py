"""Coordinates that a text gives as numbers: "53.9° N, 27.56° E", "53°54′N 27°34′E", "at 53.9017, 27.5615"."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SIGN = r"[-−+]?"
_DECIMAL = r"\d{1,3}(?:\.\d{1,8})?"
_FRACTION = r"\d{1,3}\.\d{1,8}"
_MINUTES = r"(?:\s?[0-5]?\d(?:\.\d{1,5})?\s?[′'’])?(?:\s?[0-5]?\d(?:\.\d{1,5})?\s?(?:″|\"|”|''))?"
BEFORE = 40
"""Characters before a pair of bare numbers in which a word must announce them."""
LATITUDES, LONGITUDES = 90.0, 180.0
ROUGHEST = 100.0
"""Kilometres that a whole degree leaves open, about."""


@dataclass(frozen=True, slots=True)
class Position:
    """A point that a text gives, and how many kilometres its figures leave open."""

    start: int
    end: int
    lat: float
    lon: float
    radius: float


class CoordinateFinder:
    """Finds coordinates, by a lexicon's letters for the four directions and the words that announce bare numbers."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._south, self._west = frozenset(table["south"]), frozenset(table["west"])
        upright = "|".join(map(re.escape, (*table["north"], *table["south"])))
        across = "|".join(map(re.escape, (*table["east"], *table["west"])))
        angle = rf"{_DECIMAL}\s?°?{_MINUTES}"
        self._marked = re.compile(
            rf"(?<![\w.,])({angle})\s?({upright})(?![A-Za-z])[,;/]?\s{{0,2}}({angle})\s?({across})(?!\w)", re.IGNORECASE
        )
        self._bare = re.compile(rf"(?<![\w.,-])({_SIGN}{_FRACTION})°?,\s?({_SIGN}{_FRACTION})°?(?![\w%]|[.,]\d|\s?%)")
        self._announced = re.compile(
            rf"(?:\b(?:{'|'.join(map(re.escape, table['announced']))})[\s:]*(?:\w+[\s:]+){{0,2}}|[(\[])$", re.IGNORECASE
        )

    def find(self, text: str) -> Iterator[Position]:
        """The positions that a text gives, in its order."""
        if not any(letter.isdigit() for letter in text):
            return
        found: list[tuple[re.Match[str], float, float]] = []
        for match in self._marked.finditer(text):
            if "°" in match[0] or "." in match[0]:
                lat, lon = _degrees(match[1]), _degrees(match[3])
                south, west = match[2].lower() in self._south, match[4].lower() in self._west
                found.append((match, -lat if south else lat, -lon if west else lon))
        for match in self._bare.finditer(text):
            if self._announced.search(text[max(0, match.start() - BEFORE) : match.start()]):
                lat, lon = (float(part.replace("−", "-")) for part in match.groups())
                found.append((match, lat, lon))
        end = 0
        for match, lat, lon in sorted(found, key=lambda point: point[0].start()):
            if match.start() >= end and abs(lat) <= LATITUDES and abs(lon) <= LONGITUDES:
                end = match.end()
                yield Position(match.start(), end, round(lat, 6), round(lon, 6), _openness(match[0]))


def _degrees(angle: str) -> float:
    """Degrees, minutes and seconds as degrees."""
    return math.fsum(float(part) / 60.0**power for power, part in enumerate(re.findall(r"[\d.]+", angle)[:3]))


def _openness(words: str) -> float:
    """Kilometres that the figures leave open: a minute about two, each decimal of a degree a tenth of what is before."""
    if "′" in words or "'" in words or "’" in words:
        return 0.05 if "″" in words or '"' in words or "”" in words or "''" in words else 2.0
    decimals = [len(part) for part in re.findall(r"\.(\d+)", words)]
    return float(max(0.001, round(ROUGHEST / 10 ** min(decimals, default=0), 3)))
