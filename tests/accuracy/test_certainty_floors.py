"""How surely things are presented, on the invented sentences of benchmarks/accuracy: no score may fall under its floor."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from benchmark_texts import entries_of

from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.model.event import Event
from tocsin.model.factuality import Factuality
from tocsin.read.certainty.events import EventFinder

LEAST_RIGHT = 0.89
MOST_APART = 0.40
LEAST_RIGHT_OF_ANY_PHENOMENON = 0.7
MOST_APART_OF_ANY_PHENOMENON = 1.0


@dataclass(frozen=True)
class Judged:
    """A predicate of a sentence: whether its value is the one a reader gives, and how far apart the scores are."""

    phenomenon: str
    right: bool
    apart: float


def judged(event: Event | None, wanted: Factuality, phenomenon: str) -> Judged:
    """A predicate that was not found counts as wrong, and as taken for certain."""
    if event is None:
        return Judged(phenomenon, False, abs(Factuality.CERTAIN.score - wanted.score))
    return Judged(phenomenon, event.factuality is wanted, abs(event.score - wanted.score))


@pytest.fixture(scope="module")
def all_judged(reader: Reader) -> list[Judged]:
    """What the words alone present: the score of an event is moved by readers, who were asked other things."""
    walk, found = EventFinder(lexicon_for("en")), list[Judged]()
    for entry in entries_of("certainty"):
        text = entry["text"]
        events = walk.find(reader.read_text(text).sentences, text)
        for word, value in entry["values"].items():
            place = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
            assert place is not None, f"{entry['id']}: no word {word!r}"
            event = next((one for one in events if one.start < place.end() and place.start() < one.end), None)
            found.append(judged(event, Factuality(value), entry["phenomenon"]))
    return found


def share_right(some: Sequence[Judged]) -> float:
    return sum(one.right for one in some) / len(some)


def mean_apart(some: Sequence[Judged]) -> float:
    return sum(one.apart for one in some) / len(some)


def test_most_values_are_those_a_careful_reader_gives(all_judged: list[Judged]) -> None:
    assert share_right(all_judged) >= LEAST_RIGHT


def test_scores_lie_near_those_a_careful_reader_gives(all_judged: list[Judged]) -> None:
    assert mean_apart(all_judged) <= MOST_APART


def test_a_claim_has_the_certainty_of_the_event_that_its_predicate_is(reader: Reader) -> None:
    """What the floors measure is what a claim says."""
    compared = 0
    for entry in entries_of("certainty"):
        reading = reader.read_text(entry["text"])
        for claim in reading.claims:
            own = [event for event in reading.events if event.lemma.lower() == claim.predicate]
            inside = [event for event in own if claim.start <= event.start < claim.end]
            certainty = (claim.factuality, claim.score, claim.steps)
            assert certainty in [(event.factuality, event.score, event.steps) for event in inside]
            assert claim.probability == claim.factuality.probability
            compared += 1
    assert compared > len(entries_of("certainty"))


def test_no_phenomenon_is_read_badly(all_judged: list[Judged]) -> None:
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in all_judged:
        groups[one.phenomenon].append(one)
    low = {
        name: (round(share_right(some), 2), round(mean_apart(some), 2))
        for name, some in groups.items()
        if share_right(some) < LEAST_RIGHT_OF_ANY_PHENOMENON or mean_apart(some) > MOST_APART_OF_ANY_PHENOMENON
    }
    assert not low
