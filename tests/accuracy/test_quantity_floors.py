"""How many, on the invented sentences of benchmarks/accuracy: no score may fall under its floor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import product
from typing import Any

import pytest
from benchmark_texts import entries_of

from tocsin.engine.reader import Reader
from tocsin.model.quantity import Quantity

LEAST = {
    "tuned": {
        "value": 0.97,
        "full": 0.97,
        "noun": 0.97,
        "measure": 0.95,
        "unit": 0.97,
        "part_of": 0.97,
        "denied": 0.97,
    },
    "held": {"value": 0.97, "full": 0.96, "noun": 0.95, "measure": 0.92, "unit": 0.95, "part_of": 0.97, "denied": 0.97},
}
_BOUNDS = ("low", "high")
_FULL = (*_BOUNDS, "low_open", "high_open", "approximate")
_NOTES = ("noun", "measure", "unit", "part_of", "denied")


@dataclass
class Tally:
    """What was wanted and found in some sentences, and how much of it is right."""

    wanted: int = 0
    found: int = 0
    value: int = 0
    full: int = 0

    def f1(self, name: str) -> float:
        right: int = getattr(self, name)
        return 2 * right / (self.wanted + self.found) if self.wanted + self.found else 1.0


@dataclass
class Scores:
    """F1 of the bounds (`value`), of these with all flags (`full`), and the share of each note that is right."""

    value: float
    full: float
    noun: float
    measure: float
    unit: float
    part_of: float
    denied: float


def scores(entries: Sequence[Mapping[str, Any]], found: Sequence[Sequence[Quantity]]) -> Scores:
    """The scores of what was found in each of the sentences."""
    tally, asked, right = Tally(), dict.fromkeys(_NOTES, 0), dict.fromkeys(_NOTES, 0)
    for entry, quantities in zip(entries, found, strict=True):
        text, wanted = entry["text"], list(placed(entry))
        tally.wanted += len(wanted)
        tally.found += len(quantities)
        for gold, quantity in pairs(wanted, quantities):
            tally.value += all(same(gold.get(name), getattr(quantity, name)) for name in _BOUNDS)
            tally.full += all(same(gold.get(name), getattr(quantity, name)) for name in _FULL)
            for name in _NOTES:
                if name in gold:
                    asked[name] += 1
                    right[name] += gold[name] == noted(quantity, name, text)
    return Scores(tally.f1("value"), tally.f1("full"), **{name: right[name] / asked[name] for name in _NOTES})


def placed(entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The quantities a sentence should give, with where each stands."""
    at = 0
    for quantity in entry["quantities"]:
        start = entry["text"].index(quantity["words"], at)
        at = start + len(quantity["words"])
        yield {"denied": False, **quantity, "start": start, "end": at}


def pairs(wanted: Sequence[dict[str, Any]], found: Sequence[Quantity]) -> list[tuple[dict[str, Any], Quantity]]:
    """Wanted and found that lie over one another, those first that share the greatest part; each is used once."""
    near = []
    for gold, quantity in product(wanted, found):
        shared = min(gold["end"], quantity.end) - max(gold["start"], quantity.start)
        if shared > 0:
            union = max(gold["end"], quantity.end) - min(gold["start"], quantity.start)
            near.append((-shared / union, gold["start"], quantity.start, gold, quantity))
    chosen: list[tuple[dict[str, Any], Quantity]] = []
    for _, _, _, gold, quantity in sorted(near, key=lambda pair: pair[:3]):
        if not any(gold is one or quantity is other for one, other in chosen):
            chosen.append((gold, quantity))
    return chosen


def same(one: float | bool | None, other: float | bool | None) -> bool:
    if isinstance(other, bool):
        return bool(one) == other
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 0.001 * max(1.0, abs(one))


def noted(quantity: Quantity, name: str, text: str) -> str | bool | None:
    """What the reading notes of a quantity; the whole it is a part of by its words."""
    if name == "part_of":
        whole = quantity.part_of
        return text[whole.start : whole.end] if whole is not None else None
    value: str | bool | None = getattr(quantity, name)
    return value


@pytest.fixture(scope="module", params=list(LEAST))
def scored(request: pytest.FixtureRequest, reader: Reader) -> tuple[str, Scores]:
    entries = entries_of("quantities", request.param)
    return request.param, scores(entries, [reader.read_text(entry["text"]).quantities for entry in entries])


@pytest.mark.parametrize("score", [field.name for field in fields(Scores)])
def test_no_score_falls_under_its_floor(scored: tuple[str, Scores], score: str) -> None:
    part, reached = scored
    assert getattr(reached, score) >= LEAST[part][score], reached
