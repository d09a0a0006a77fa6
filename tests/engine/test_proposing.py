"""Names that may be one party's are proposed with reasons, and decided by a person."""

from collections.abc import Callable

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence

from tocsin.engine.case import Case
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.lexicon.wording import reason_words

Named = Callable[..., Case]


@pytest.fixture
def named() -> Named:
    """Makes a case with a document for each speaker."""

    def make(*speakers: str) -> Case:
        ledger = MemoryLedger()
        for number, speaker in enumerate(speakers):
            document = a_document(f"Gate {number} was closed.", name=f"text {number}")
            reading = a_reading(document, a_claim(document, speaker=speaker))
            ledger.add(an_evidence(document), reading, reader="reader 1", at=AT)
        return Case(ledger)

    return make


def pairs(case: Case) -> list[set[str]]:
    return [set(one.names) for one in case.party_proposals().pairs]


def test_a_name_that_is_short_for_several_is_proposed_and_not_merged_by_itself(named: Named) -> None:
    case = named("A. Berg", "Anna Berg", "Alma Berg")
    assert sorted(map(sorted, pairs(case))) == [["A. Berg", "Alma Berg"], ["A. Berg", "Anna Berg"]]
    assert len(case.parties()) == 3
    assert all(map(reason_words, case.party_proposals().pairs[0].reasons))
    case.rule_party("A. Berg", "Anna Berg", same=True, reason="she signs so")
    anna, _ = case.party("Anna Berg")
    assert anna is not None
    assert "A. Berg" in {name.written for name in anna.names}


def test_what_was_ruled_on_is_not_proposed_again(named: Named) -> None:
    case = named("A. Berg", "Anna Berg", "Alma Berg")
    for one in case.party_proposals().pairs:
        case.rule_party(*one.names, same=False, reason="two persons")
    assert pairs(case) == []


def test_what_was_taken_back_is_proposed_again(named: Named) -> None:
    case = named("A. Berg", "Anna Berg", "Alma Berg")
    before = pairs(case)
    for same in (False, None):
        case.rule_party("A. Berg", "Anna Berg", same=same, reason="looked at")
    assert pairs(case) == before


def test_other_names_are_not_proposed(named: Named) -> None:
    assert pairs(named("Maria Berg", "Jan Dorn", "Ministry of Transport", "Ministry of Health")) == []


def test_where_too_many_are_named_alike_those_of_most_claims_are_compared_and_the_rest_is_told(
    named: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = named("A. Berg", "Anna Berg", "Alma Berg", "A. Berg")
    assert case.party_proposals().left_out == 0
    monkeypatch.setattr("tocsin.engine.proposing._MOST_COMPARED", 0)
    assert case.party_proposals().left_out == 3
