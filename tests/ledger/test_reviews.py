"""Reviews of claims: what stands by them, now, before and in later readings."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence
from sqlalchemy import create_engine, text

from tocsin.errors import CaseError, NotInCase
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.ledger.postgres.connections import url_of
from tocsin.model.as_of import AsOf
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.query import ClaimFilter, Report
from tocsin.model.review import Judgement, Review

LATER = AT + timedelta(hours=1)
Add = Callable[..., bool]


def a_review(report: Report, judgement: Judgement = Judgement.CONFIRMED, **facts: Any) -> Review:
    claim = report.claim
    return Review(**{
        "claim": claim.id, "document": report.document, "start": claim.start, "end": claim.end, "words": claim.text,
        "judgement": judgement, "at": LATER, "by": "ilse", "reason": "as the text has it", **facts,
    })  # fmt: skip


def a_correction(report: Report, **facts: Any) -> Review:
    changes = {name: facts.pop(name) for name in ("kind", "speaker", "factuality") if name in facts}
    return a_review(report, Judgement.CORRECTED, changes=changes, **facts)


def test_a_correction_is_what_every_query_gives(ledger: Ledger, add: Add) -> None:
    add(a_reading())
    first, _ = ledger.claims()
    entered = ledger.enter_review(a_correction(first, kind="threat", speaker="Ada Brandt", factuality="PS+"))
    assert entered.number == 1
    stands = ledger.claim(first.claim.id)
    assert (stands.claim.kind, stands.claim.speaker) == (Kind.THREAT, "Ada Brandt")
    assert (stands.claim.factuality, stands.claim.score) == (Factuality.POSSIBLE, 1.0)
    assert stands.claim.revised == ("speaker", "certainty", "kind")
    assert (stands.sentence, stands.claim.text) == (first.sentence, first.claim.text)
    assert [one.claim.id for one in ledger.claims(ClaimFilter(speaker="brandt"))] == [first.claim.id]
    assert [one.claim.kind for one in ledger.claims_of(first.document)] == [Kind.THREAT, Kind.STATEMENT]
    assert [one.report for one in ledger.search(["Saalbrunn"], limit=5)].count(stands) == 1
    assert ledger.counts()["claims"] == 2
    assert ledger.documents()[0].claims == 2
    assert [one.written for one in ledger.party_names()] == ["Ada Brandt"]
    assert ledger.claims_as_read(first.document)[0] == first
    assert ledger.unlinked() > 0


@pytest.mark.parametrize("judgement", [Judgement.REJECTED, Judgement.NO_CLAIM])
def test_a_rejected_claim_drops_out_and_can_be_seen(ledger: Ledger, add: Add, judgement: Judgement) -> None:
    add(a_reading())
    first, second = ledger.claims()
    ledger.enter_review(a_review(first, judgement))
    assert list(ledger.claims()) == [second]
    assert ledger.claims_by_id([first.claim.id]) == {}
    with pytest.raises(NotInCase):
        ledger.claim(first.claim.id)
    assert ledger.rejected_claims() == [(first, judgement)]
    assert ledger.documents()[0].claims == 1


def test_a_confirmation_changes_no_claim(ledger: Ledger, add: Add) -> None:
    add(a_reading())
    first, second = ledger.claims()
    ledger.enter_review(a_review(first))
    assert list(ledger.claims()) == [first, second]
    assert [one.judgement for one in ledger.reviews(first.document)] == [Judgement.CONFIRMED]


def test_an_undone_correction_gives_back_what_was_read(ledger: Ledger, add: Add) -> None:
    add(a_reading())
    first, second = ledger.claims()
    corrected = ledger.enter_review(a_correction(first, kind="threat"))
    undo = a_review(first, Judgement.UNDONE, undoes=corrected.number, at=LATER + timedelta(hours=1))
    undone = ledger.enter_review(undo)
    assert list(ledger.claims()) == [first, second]
    # To take back what takes back is one more entry.
    again = a_review(first, Judgement.UNDONE, undoes=undone.number, at=LATER + timedelta(hours=2))
    ledger.enter_review(again)
    assert ledger.claim(first.claim.id).claim.kind is Kind.THREAT
    assert len(ledger.reviews()) == 3


def test_of_two_who_disagree_the_later_holds_and_both_are_kept(ledger: Ledger, add: Add) -> None:
    add(a_reading())
    first, _ = ledger.claims()
    ledger.enter_review(a_correction(first, kind="threat"))
    ledger.enter_review(a_correction(first, kind="promise", by="karl", at=LATER + timedelta(hours=1)))
    assert ledger.claim(first.claim.id).claim.kind is Kind.PROMISE
    assert [one.by for one in ledger.reviews()] == ["ilse", "karl"]
    ledger.enter_review(a_review(first, Judgement.REJECTED, at=LATER + timedelta(hours=2)))
    assert ledger.rejected_claims() == [(first, Judgement.REJECTED)]
    ledger.enter_review(a_review(first, by="karl", at=LATER + timedelta(hours=3)))
    assert ledger.claim(first.claim.id).claim.kind is Kind.PROMISE


def test_corrections_of_several_fields_add_up(ledger: Ledger, add: Add) -> None:
    add(a_reading())
    first, _ = ledger.claims()
    ledger.enter_review(a_correction(first, kind="threat"))
    ledger.enter_review(a_correction(first, speaker="Ada Brandt", by="karl", at=LATER + timedelta(hours=1)))
    stands = ledger.claim(first.claim.id).claim
    assert (stands.kind, stands.speaker) == (Kind.THREAT, "Ada Brandt")


def test_what_the_case_held_before_a_review_is_found_again(ledger: Ledger, add: Add) -> None:
    add(a_reading())
    first, second = ledger.claims()
    ledger.enter_review(a_correction(first, kind="threat"))
    ledger.enter_review(a_review(second, Judgement.REJECTED, at=LATER + timedelta(hours=1)))
    corrected = ledger.claim(first.claim.id)
    undo = a_review(first, Judgement.UNDONE, undoes=1, at=LATER + timedelta(hours=2))
    ledger.enter_review(undo)
    assert list(ledger.claims()) == [first]
    before = ledger.as_of(AsOf(known_by=LATER - timedelta(minutes=1)))
    assert list(before.claims()) == [first, second]
    assert before.reviews() == []
    then = ledger.as_of(AsOf(known_by=LATER))
    assert list(then.claims_of(first.document)) == [corrected, second]
    assert len(then.reviews()) == 1
    later = ledger.as_of(AsOf(known_by=LATER + timedelta(hours=1)))
    assert list(later.claims()) == [corrected]
    assert later.rejected_claims() == [(second, Judgement.REJECTED)]


def test_a_correction_outlives_a_re_reading(ledger: Ledger, add: Add) -> None:
    document = a_document()
    add(a_reading(document))
    first, second = ledger.claims()
    ledger.enter_review(a_correction(first, kind="threat"))
    ledger.enter_review(a_review(second, Judgement.REJECTED))
    # The later reader takes less of the sentence for the claim, which is another claim by its id.
    words = "more than 400 people had left Saalbrunn"
    shorter = a_claim(document, words, speaker="the mayor")
    same = a_claim(document, "The ministry denied it.")
    add(a_reading(document, shorter, same), reader="reader 2", at=LATER + timedelta(days=1))
    (stands,) = ledger.claims()
    assert (stands.claim.id, stands.claim.kind) == (shorter.id, Kind.THREAT)
    assert stands.claim.speaker == "the mayor"
    assert [one.claim.id for one, _ in ledger.rejected_claims()] == [same.id]


def test_a_review_is_chained(ledger: Ledger, add: Add) -> None:
    add(a_reading())
    first, _ = ledger.claims()
    before = ledger.chain_head().number
    ledger.enter_review(a_correction(first, kind="threat"))
    assert ledger.chain_head().number == before + 1
    assert ledger.flaws() == []


def test_a_review_of_what_is_not_there_is_refused(ledger: Ledger, add: Add) -> None:
    add(a_reading())
    first, _ = ledger.claims()
    for wrong in (
        a_review(first, claim="0" * 20),
        a_review(first, Judgement.UNDONE, undoes=7),
        a_review(first, reason="  "),
        a_review(first, Judgement.CORRECTED),
        a_review(first, Judgement.CORRECTED, changes={"id": "x"}),
        a_review(first, changes={"kind": "threat"}),
        a_review(first, Judgement.UNDONE),
    ):
        with pytest.raises(CaseError):
            ledger.enter_review(wrong)
    assert ledger.reviews() == []


def test_a_corrected_claim_leaves_its_proposition_until_it_is_linked_again(ledger: Ledger, add: Add) -> None:
    add(a_reading())
    first, _ = ledger.claims()
    ledger.enter_review(a_correction(first, kind="threat"))
    readings, batch = ledger.unlinked_batch()
    assert readings == [1]
    assert [one.report.claim.kind for one in batch] == [Kind.STATEMENT, Kind.THREAT]
    assert ledger.claim_history(first.claim.id).claim.kind is Kind.THREAT


@pytest.mark.parametrize("name", ["", "  ", "—…!", "x" * 10_000])
def test_a_reviewer_has_a_name(ledger: Ledger, add: Add, name: str) -> None:
    add(a_reading())
    first, _ = ledger.claims()
    with pytest.raises(CaseError, match="the name of who enters it"):
        ledger.enter_review(a_review(first, by=name))
    assert ledger.reviews() == []


@pytest.fixture(params=["sqlite", "postgres"])
def of_schema_11(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A case as it was before reviews: with a document, a grade and a standing question, which was not chained then."""
    address = str(tmp_path / "case.db") if request.param == "sqlite" else request.getfixturevalue("database")
    with open_ledger(address) as made:
        made.add(an_evidence(), a_reading(), reader="reader 1", at=AT)
        made.enter_standing_question("Who left?", ClaimFilter(), at=AT, by="ana")
    engine = create_engine(f"sqlite:///{address}" if request.param == "sqlite" else url_of(address))
    later = ("earlier_claim_out", "claim_out", "revised_claim", "review", "question_version", "advice", "merged_case")
    with engine.begin() as connection:
        for table in later:
            connection.execute(text(f"drop table {table}"))
        connection.execute(text("delete from chain where kind = 'standing_question'"))
        version = "pragma user_version = 11" if request.param == "sqlite" else "update tocsin_case set version = 11"
        connection.execute(text(version))
    engine.dispose()
    return address


def test_a_case_from_before_reviews_keeps_everything_and_takes_reviews(of_schema_11: str) -> None:
    with open_ledger(of_schema_11) as migrated:
        assert migrated.flaws() == []
        assert migrated.chain_head().number == 2
        assert [one.question for one in migrated.standing_questions()] == ["Who left?"]
        first, _ = migrated.claims()
        migrated.enter_review(a_correction(first, kind="threat"))
        assert migrated.claim(first.claim.id).claim.kind is Kind.THREAT
        assert migrated.flaws() == []
