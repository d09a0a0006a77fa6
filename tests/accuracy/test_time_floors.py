"""When, on the invented texts of benchmarks/accuracy: no score may fall under its floor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pytest
from benchmark_texts import entries_of

from tocsin.engine.reader import Reader
from tocsin.model.reading import Reading
from tocsin.model.time import Time

LEAST = {
    "tuned": {"found": 0.97, "value": 0.97, "bounds": 0.97, "edtf": 0.97, "happened": 0.95, "said": 0.95},
    "held": {"found": 0.95, "value": 0.95, "bounds": 0.95, "edtf": 0.95, "happened": 0.93, "said": 0.96},
}


@dataclass
class Scores:
    """F1 of the expressions with their very words (`found`), of these with type and value, with both bounds, with EDTF.

    `happened` and `said` are the shares of claims with the right time, or none where there must be none.
    """

    found: float
    value: float
    bounds: float
    edtf: float
    happened: float
    said: float


def scores(entries: Sequence[Mapping[str, Any]], readings: Sequence[Reading]) -> Scores:
    """The scores of what was read in each of the texts."""
    wanted = sum(len(entry["times"]) for entry in entries)
    found = sum(len(reading.times) for reading in readings)
    right: list[tuple[bool, bool, bool, bool]] = []
    claims: list[tuple[bool, bool]] = []
    for entry, reading in zip(entries, readings, strict=True):
        right += [judged(gold, reading) for gold in placed(entry)]
        claims += [judged_claim(gold, reading) for gold in entry["claims"]]
    shares = [2 * sum(column) / (wanted + found) for column in zip(*right, strict=True)]
    of_claims = [sum(column) / len(claims) for column in zip(*claims, strict=True)]
    return Scores(*shares, *of_claims)


def placed(entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The times a text should give, with where each stands."""
    at = 0
    for time in entry["times"]:
        start = entry["text"].index(time["words"], at)
        at = start + len(time["words"])
        yield {**time, "start": start, "end": at}


def judged(gold: Mapping[str, Any], reading: Reading) -> tuple[bool, bool, bool, bool]:
    """Whether an expression was found, and has its value, its bounds, its EDTF."""
    time = next((time for time in reading.times if (time.start, time.end) == (gold["start"], gold["end"])), None)
    if time is None:
        return False, False, False, False
    value = (time.type.value, time.value) == (gold["type"], gold["value"])
    bounds = (day(time.earliest), day(time.latest)) == (gold["earliest"], gold["latest"])
    return True, value, bounds, time.edtf == gold["edtf"]


def judged_claim(gold: Mapping[str, Any], reading: Reading) -> tuple[bool, bool]:
    """Whether the claim with these words has its two times. Words that no claim has are wrong twice."""
    start = reading.document.text.index(gold["words"])
    over = [claim for claim in reading.claims if claim.start <= start < claim.end]
    if not over:
        return False, False
    claim = min(over, key=lambda claim: claim.end - claim.start)
    return value_of(claim.time) == gold["time"], value_of(claim.said) == gold["said"]


def value_of(time: Time | None) -> str | None:
    return time.value if time is not None else None


def day(of: date | None) -> str | None:
    return of.isoformat() if of is not None else None


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    return entries_of("times")


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_no_score_falls_under_its_floor(part: str, entries: list[dict[str, Any]], reader: Reader) -> None:
    chosen = [entry for entry in entries if entry["part"] == part]
    readings = [reader.read_text(entry["text"], published=_day(entry["published"])) for entry in chosen]
    reached = asdict(scores(chosen, readings))
    assert {name: score for name, score in reached.items() if score < LEAST[part][name]} == {}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
