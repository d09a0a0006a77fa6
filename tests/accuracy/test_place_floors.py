"""Where, on the invented sentences of benchmarks/accuracy: no score may fall under its floor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pytest
from benchmark_texts import entries_of

from tocsin.engine.reader import Reader
from tocsin.geo.distance import kilometres
from tocsin.model.place import Place

NEAR = 161.0
"""Kilometres (100 miles) within which a point is right."""
LEAST = {
    "tuned": {"found": 0.98, "placed": 0.97, "country": 0.98, "border": 0.95, "dispute": 1.0},
    "held": {"found": 0.96, "placed": 0.95, "country": 0.98, "border": 0.8, "dispute": 1.0},
}


@dataclass
class Scores:
    """F1 of the places found by their very words (`found`), of those also near the right point (`placed`), and of the found
    ones the share with the right country, border and legal owner."""

    found: float
    placed: float
    country: float
    border: float
    dispute: float


def scores(entries: Sequence[Mapping[str, Any]], readings: Sequence[Sequence[Place]]) -> Scores:
    """The scores of what was found in each of the sentences."""
    wanted = sum(len(entry["places"]) for entry in entries)
    given = sum(map(len, readings))
    pairs = [pair for entry, places in zip(entries, readings, strict=True) for pair in matched(entry, places)]
    placed = sum(is_near(gold, place) for gold, place in pairs)
    return Scores(
        found=2 * len(pairs) / (wanted + given),
        placed=2 * placed / (wanted + given),
        country=share(gold["country"] == place.country for gold, place in pairs),
        border=share(gold["border"] == sides(place) for gold, place in pairs if "border" in gold),
        dispute=share(gold["dispute"] == owner(place) for gold, place in pairs if "dispute" in gold),
    )


def matched(entry: Mapping[str, Any], places: Sequence[Place]) -> Iterator[tuple[Mapping[str, Any], Place]]:
    at = 0
    for gold in entry["places"]:
        start = entry["text"].index(gold["words"], at)
        at = start + len(gold["words"])
        yield from ((gold, place) for place in places if (place.start, place.end) == (start, at))


def is_near(gold: Mapping[str, Any], place: Place) -> bool:
    return place.lat is not None and place.lon is not None and kilometres(*gold["near"], place.lat, place.lon) <= NEAR


def sides(place: Place) -> list[str] | None:
    return list(place.border.countries) if place.border is not None else None


def owner(place: Place) -> str | None:
    return place.dispute.de_jure if place.dispute is not None else None


def share(verdicts: Iterator[bool]) -> float:
    found = list(verdicts)
    return sum(found) / len(found)


@pytest.fixture(scope="module", params=list(LEAST))
def scored(request: pytest.FixtureRequest, reader: Reader) -> tuple[str, Scores]:
    entries = entries_of("places", request.param)
    return request.param, scores(entries, [reader.read_text(entry["text"]).places for entry in entries])


@pytest.mark.parametrize("score", [field.name for field in fields(Scores)])
def test_no_score_falls_under_its_floor(scored: tuple[str, Scores], score: str) -> None:
    part, reached = scored
    assert getattr(reached, score) >= LEAST[part][score], reached
