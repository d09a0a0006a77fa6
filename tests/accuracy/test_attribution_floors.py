"""Who is cited for what, on the invented texts of benchmarks/accuracy/attribution: no score may fall under its floor."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from benchmark_texts import FOLDER, entries_of

from tocsin.engine.reader import Reader
from tocsin.model.reading import Attribution, Reading
from tocsin.model.span import Span
from tocsin.read import document_reader

FLOORS: dict[str, dict[str, dict[str, float]]] = json.loads(
    (FOLDER / "attribution" / "floors.json").read_text(encoding="utf-8")
)
ALIKE = 0.5
"""The share of all their words that two contents must have in common to be one."""


@dataclass(frozen=True)
class Cited:
    """An attribution as the words of its parts, in no order."""

    source: Counter[str]
    cue: Counter[str]
    content: Counter[str]
    party: str | None


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def wanted(entry: dict[str, Any]) -> list[Cited]:
    return [
        Cited(words(one["source"]), words(one["cue"]), words(one["content"]), one["party"])
        for one in entry["attributions"]
    ]


def given(reading: Reading) -> list[Cited]:
    def part(spans: tuple[Span, ...]) -> Counter[str]:
        return words(" ".join(reading.document.text[start:end] for start, end in spans))

    def cited(one: Attribution) -> Cited:
        return Cited(part(one.source), part(one.cue), part(one.content), one.party)

    return [cited(one) for one in reading.attributions]


def alike(one: Counter[str], other: Counter[str]) -> float:
    return (one & other).total() / max(1, (one | other).total())


def agree(one: Counter[str], other: Counter[str]) -> bool:
    """Whether two sources or two cues have a word in common, or neither has any."""
    return bool(one & other) or not (one or other)


def pairs(gold: list[Cited], found: list[Cited]) -> list[tuple[Cited, Cited]]:
    """Each attribution with its finding: those whose contents are most alike first, each used once."""
    close = [
        (alike(one.content, other.content), agree(one.source, other.source), number, place)
        for number, one in enumerate(gold)
        for place, other in enumerate(found)
        if alike(one.content, other.content) >= ALIKE
    ]
    taken: dict[int, int] = {}
    for _, _, number, place in sorted(close, key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3])):
        if number not in taken and place not in taken.values():
            taken[number] = place
    return [(gold[number], found[place]) for number, place in taken.items()]


def chain_of(reading: Reading, said: str) -> tuple[str, ...]:
    """The sources behind the first claim that holds some words."""
    return next((claim.sources for claim in reading.claims if said in claim.text), ())


def scores(entries: list[dict[str, Any]], readings: list[Reading]) -> dict[str, float]:
    count: Counter[str] = Counter()
    for entry, reading in zip(entries, readings, strict=True):
        gold, found = wanted(entry), given(reading)
        count["gold"] += len(gold)
        count["found"] += len(found)
        for one, other in pairs(gold, found):
            count["content"] += 1
            count["source"] += agree(one.source, other.source)
            count["cue"] += agree(one.cue, other.cue)
            count["relation"] += agree(one.source, other.source) and agree(one.cue, other.cue)
            count["party"] += (one.party or "").casefold() == (other.party or "").casefold()
        for chain in entry.get("chains", ()):
            count["chains"] += 1
            count["chain"] += chain_of(reading, chain["words"]) == tuple(chain["sources"])
    both = count["gold"] + count["found"]
    f1 = {part: 2 * count[part] / both for part in ("content", "source", "cue", "relation")}
    return {**f1, "party": count["party"] / count["gold"], "chain": count["chain"] / count["chains"]}


def fallen(how: str, part: str, reader: Reader) -> dict[str, float]:
    """The scores that are under their floors."""
    entries = entries_of(f"attribution/{part}")
    reached = scores(entries, [reader.read_text(entry["text"]) for entry in entries])
    return {name: score for name, score in reached.items() if score < FLOORS[how][part][name]}


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_no_score_is_under_its_floor(part: str, reader: Reader) -> None:
    assert fallen("network", part, reader) == {}


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_no_score_of_the_rules_alone_is_under_its_floor(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_reader, "weights_in", lambda folder: None)
    assert fallen("rules", part, Reader()) == {}


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_every_text_holds_the_words_of_its_attributions(part: str) -> None:
    for entry in entries_of(f"attribution/{part}"):
        for one in wanted(entry):
            for role in (one.source, one.cue, one.content):
                assert role <= words(entry["text"]), entry["id"]
