"""The claims nearest in meaning: their vectors are made when they are missing, kept, and taken in as they come."""

from collections.abc import Callable

import numpy as np
import pytest
from factory import AT, a_document, a_reading, an_evidence

from tocsin.engine.neighbours import Neighbours
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.encoder import encoder_for
from tocsin.meaning.index import indexer_for
from tocsin.meaning.weights import Floats

LEXICON = lexicon_for("en")
FERRY, MAYOR, PUMPS = "The ferry was held in the harbour.", "The mayor resigned.", "Forty pumps were handed over."


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


@pytest.fixture
def add(ledger: MemoryLedger) -> Callable[[str], bool]:
    def enter(text: str) -> bool:
        document = a_document(text)
        return ledger.add(an_evidence(document), a_reading(document), reader="reader", at=AT)

    return enter


def vector(text: str) -> Floats:
    made: Floats = encoder_for(LEXICON).encode([text])[0]
    return made


def found(neighbours: Neighbours, ledger: MemoryLedger, text: str) -> list[str]:
    """The sentences nearest to a text, the nearest first."""
    matches = ledger.matches_in_rows(neighbours.nearest(vector(text), limit=10))
    return [match.report.sentence for match in matches.values()]


def test_the_claim_that_means_the_same_is_the_nearest(ledger: MemoryLedger, add: Callable[[str], bool]) -> None:
    add(f"{FERRY} {MAYOR}")
    add(PUMPS)
    neighbours = Neighbours(ledger, indexer_for(LEXICON))
    neighbours.refresh()
    assert found(neighbours, ledger, "A boat is kept in port.")[0] == FERRY
    assert found(neighbours, ledger, "The head of the town stepped down.")[0] == MAYOR


def test_claims_added_later_are_found_after_a_refresh(ledger: MemoryLedger, add: Callable[[str], bool]) -> None:
    add(MAYOR)
    neighbours = Neighbours(ledger, indexer_for(LEXICON))
    neighbours.refresh()
    add(FERRY)
    assert found(neighbours, ledger, "A boat is kept in port.") == [MAYOR]
    neighbours.refresh()
    assert found(neighbours, ledger, "A boat is kept in port.") == [FERRY, MAYOR]


def test_vectors_are_made_once_and_their_making_is_told(ledger: MemoryLedger, add: Callable[[str], bool]) -> None:
    add(f"{FERRY} {MAYOR}")
    told: list[tuple[int, int]] = []
    Neighbours(ledger, indexer_for(LEXICON)).refresh(lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (2, 2)]
    Neighbours(ledger, indexer_for(LEXICON)).refresh(lambda done, total: told.append((done, total)))
    assert len(told) == 2


def test_vectors_of_another_model_are_made_again(ledger: MemoryLedger, add: Callable[[str], bool]) -> None:
    add(FERRY)
    ledger.enter_vectors("another model", {1: b"\x01" * 384})
    neighbours = Neighbours(ledger, indexer_for(LEXICON))
    neighbours.refresh()
    assert next(iter(neighbours.nearest(vector(FERRY), limit=1).values())).claim > 0.5
    assert ledger.vectors("another model") == ([], b"")


def test_a_case_that_cannot_be_written_is_searched_all_the_same(
    ledger: MemoryLedger, add: Callable[[str], bool]
) -> None:
    add(f"{FERRY} {MAYOR}")
    ledger.can_write = False
    neighbours = Neighbours(ledger, indexer_for(LEXICON))
    neighbours.refresh()
    neighbours.refresh()
    assert found(neighbours, ledger, "A boat is kept in port.") == [FERRY, MAYOR]
    assert ledger.vectors("all-MiniLM-L6-v2-int8, index 1") == ([], b"")


def test_a_document_is_as_near_as_its_claims_in_the_mean(ledger: MemoryLedger, add: Callable[[str], bool]) -> None:
    add(f"{FERRY} {MAYOR}")
    neighbours = Neighbours(ledger, indexer_for(LEXICON))
    neighbours.refresh()
    near = list(neighbours.nearest(vector(FERRY), limit=2).values())
    assert np.isclose(near[0].document, (near[0].claim + near[1].claim) / 2, atol=1e-5)
    assert near[0].document == near[1].document


def test_an_empty_case_has_no_neighbours(ledger: MemoryLedger) -> None:
    neighbours = Neighbours(ledger, indexer_for(LEXICON))
    neighbours.refresh()
    assert neighbours.nearest(vector("anything"), limit=5) == {}


def test_no_more_are_given_than_asked_for(ledger: MemoryLedger, add: Callable[[str], bool]) -> None:
    add(f"{FERRY} {MAYOR} {PUMPS}")
    neighbours = Neighbours(ledger, indexer_for(LEXICON))
    neighbours.refresh()
    assert len(neighbours.nearest(vector(FERRY), limit=2)) == 2
    assert len(neighbours.nearest(vector(FERRY), limit=50)) == 3
