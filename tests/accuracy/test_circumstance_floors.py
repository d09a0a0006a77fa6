"""Figures, days and places of claims, on the texts of benchmarks/accuracy: no score may fall under its floor."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from benchmark_texts import entries_of

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim
from tocsin.model.place import Place

LEAST = {
    "tuned": {"figures": 0.97, "days": 0.97, "places": 0.93},
    "held": {"figures": 0.95, "days": 0.92, "places": 0.90},
}


def right_figures(gold: Mapping[str, Any], claim: Claim) -> bool:
    """Whether the claim has these figures by their bounds, with the nouns that are asked, and no others."""
    found = [(_bounds((one.low, one.high)), one.noun) for one in claim.quantities]
    wanted = [(_bounds(figure[:2]), figure[2]) for figure in gold["figures"]]
    if sorted(str(bounds) for bounds, _ in found) != sorted(str(bounds) for bounds, _ in wanted):
        return False
    return all(noun is None or (bounds, noun) in found for bounds, noun in wanted)


def _bounds(bounds: Iterable[float | None]) -> tuple[float | None, ...]:
    return tuple(bound if bound is None else float(bound) for bound in bounds)


def right_days(gold: Mapping[str, Any], claim: Claim) -> bool:
    """Whether the claim's time has these bounds; no time is the same as one without bounds."""
    time = claim.time
    bounds = [str(day) if day is not None else None for day in (time.earliest, time.latest)] if time else [None, None]
    return bounds == (gold["time"] or [None, None])


def right_places(gold: Mapping[str, Any], claim: Claim) -> bool:
    """Whether the claim has these places; besides them only the country or division in which one of them lies."""

    def fits(wanted: list[str | None], place: Place) -> bool:
        return wanted == [place.name, place.country, place.type][: len(wanted)]

    others = [place for place in claim.places if not any(fits(wanted, place) for wanted in gold["places"])]
    named = all(any(fits(wanted, place) for place in claim.places) for wanted in gold["places"])
    return named and all(place.type in ("country", "admin1") for place in others)


JUDGES = {"figures": right_figures, "days": right_days, "places": right_places}


@pytest.mark.parametrize("part", LEAST)
def test_everyday_texts_are_read_as_surely_as_before(reader: Reader, part: str) -> None:
    right = dict.fromkeys(JUDGES, 0)
    count = 0
    for entry in entries_of("circumstances", part):
        claims = reader.read_text(entry["text"], published=date.fromisoformat(entry["published"])).claims
        for gold in entry["claims"]:
            count += 1
            claim = next((one for one in claims if gold["words"] in one.text), None)
            for name, judge in JUDGES.items():
                right[name] += claim is not None and judge(gold, claim)
    scores = {name: number / count for name, number in right.items()}
    fallen = {name: score for name, score in scores.items() if score < LEAST[part][name]}
    assert not fallen
