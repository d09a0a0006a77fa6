"""Reviews through the case: what follows for links, origins, the queue, the report and the history."""

from collections.abc import Iterator

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence

from tocsin.engine.case import Case
from tocsin.errors import CaseError, InputError, NotInCase
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.model.factuality import Factuality
from tocsin.model.history import Happening
from tocsin.model.kind import Kind
from tocsin.model.review import Judgement

POST = a_document("The mayor said that 400 people had left Saalbrunn.", name="post", outlet="Post")
RADIO = a_document("Hospital staff fear the bridge. Nobody knows.", name="radio", outlet="Radio")


@pytest.fixture
def case() -> Iterator[Case]:
    """Two documents whose claims differ in weight and in how surely they were read."""
    ledger = MemoryLedger()
    with Case(ledger) as opened:
        heavy = a_claim(POST, speaker="Post", sources=("the mayor",), weight=0.8)
        unsure = a_claim(
            RADIO,
            "Hospital staff fear the bridge.",
            factuality=Factuality.CERTAIN,
            score=-1.0,
            weight=0.8,
            kind=Kind.WISH,
        )
        light = a_claim(RADIO, "Nobody knows.", speaker="Radio", weight=0.1)
        ledger.add(an_evidence(POST), a_reading(POST, heavy), reader="reader 1", at=AT)
        ledger.add(an_evidence(RADIO), a_reading(RADIO, unsure, light), reader="reader 1", at=AT)
        yield opened


def ids(case: Case) -> dict[str, str]:
    return {report.claim.text.split()[0]: report.claim.id for report in case.claims()}


def test_the_queue_offers_first_what_matters_and_is_unsure(case: Case) -> None:
    queue = case.review_queue()
    assert [item.report.claim.text.split()[0] for item in queue] == ["Hospital", "The", "Nobody"]
    assert {reason.rule for reason in queue[0].reasons} >= {"review.certainty_apart", "review.other_kind"}
    assert case.review_queue(limit=1, skip=1) == queue[1:2]
    assert [item.report.name for item in case.review_queue(document="post")] == ["post"]


def test_what_was_reviewed_leaves_the_queue_unless_two_disagree(case: Case) -> None:
    key = ids(case)["Hospital"]
    case.review(key, Judgement.CONFIRMED, reason="so it says", by="ilse")
    assert key not in [item.report.claim.id for item in case.review_queue()]
    case.review(key, Judgement.CORRECTED, corrections={"kind": "statement"}, reason="no wish", by="karl")
    assert case.review_queue()[0].report.claim.id == key
    assert case.reviewed(key).state.is_disputed


def test_a_corrected_source_is_the_origin(case: Case) -> None:
    key = ids(case)["The"]
    case.review(key, Judgement.CORRECTED, corrections={"chain": "the deputy mayor"}, reason="misread", by="ilse")
    report = case.claim(key)
    assert case.origins([report])[key].name == "the deputy mayor"
    assert "the deputy mayor" in {party.name for party in case.parties()}


def test_a_rejected_claim_is_in_no_list_and_can_be_judged_again(case: Case) -> None:
    key = ids(case)["Nobody"]
    case.review(key, Judgement.NO_CLAIM, reason="a caption", by="ilse")
    assert "Nobody" not in ids(case)
    assert [report.claim.id for report, _ in case.rejected_claims()] == [key]
    assert case.reviewed(key).now is None
    case.review(key, Judgement.CONFIRMED, reason="no caption", by="karl")
    assert "Nobody" in ids(case)


def test_undo_takes_back_the_last_review_or_one_by_its_number(case: Case) -> None:
    key = ids(case)["The"]
    case.review(key, Judgement.CORRECTED, corrections={"kind": "promise"}, reason="one", by="ilse")
    case.review(key, Judgement.CORRECTED, corrections={"speaker": "Ada"}, reason="two", by="ilse")
    case.undo_review(key, reason="too fast")
    assert (case.claim(key).claim.kind, case.claim(key).claim.speaker) == (Kind.PROMISE, "Post")
    case.undo_review(1, reason="too fast")
    assert case.claim(key).claim.kind is Kind.STATEMENT
    with pytest.raises(CaseError, match="no review that could be taken back"):
        case.undo_review(key, reason="again")


def test_the_report_counts_each_claim_once(case: Case) -> None:
    keys = ids(case)
    case.review(keys["The"], Judgement.CORRECTED, corrections={"kind": "promise"}, reason="one", by="ilse")
    case.review(keys["Nobody"], Judgement.REJECTED, reason="one", by="ilse")
    case.review(keys["Hospital"], Judgement.CONFIRMED, reason="one", by="ilse")
    case.review(keys["Hospital"], Judgement.CONFIRMED, reason="two", by="karl")
    report = case.review_report()
    assert (report.claims, report.right[:2], report.stand[:2]) == (3, (1, 3), (2, 3))
    assert (report.fields["kind"][:2], report.fields["speaker"][:2]) == ((1, 2), (2, 2))
    assert (report.agreement[:2], report.disputed, report.reviewers) == ((1, 1), 0, {"ilse": 3, "karl": 1})
    low, high = report.right.low, report.right.high
    assert low is not None
    assert high is not None
    assert 0 < low < 1 / 3 < high < 1


def test_a_review_that_a_later_reading_has_no_claim_for_is_told(case: Case) -> None:
    key = ids(case)["Nobody"]
    case.review(key, Judgement.CORRECTED, corrections={"speaker": "Ada"}, reason="hers", by="ilse")
    assert case.lost_reviews() == []
    (kept,) = (report.claim for report in case.claims() if report.claim.text.startswith("Hospital"))
    case.ledger.add(an_evidence(RADIO), a_reading(RADIO, kept), reader="reader 2", at=AT)
    assert [review.claim for review in case.lost_reviews()] == [key]
    assert case.review_report().lost == 1
    with pytest.raises(CaseError, match="stands no longer, for its document radio was read again"):
        case.review(key, Judgement.CONFIRMED, reason="late", by="ilse")


def test_reviews_are_in_the_history_of_a_claim(case: Case) -> None:
    key = ids(case)["The"]
    case.review(key, Judgement.CORRECTED, corrections={"kind": "promise"}, reason="it is one", by="ilse")
    reviewed = [entry for entry in case.history(key) if entry.what is Happening.REVIEWED]
    assert [(entry.words, entry.by, entry.reason) for entry in reviewed] == [("corrected in kind", "ilse", "it is one")]


def test_a_review_that_says_nothing_is_refused(case: Case) -> None:
    key = ids(case)["The"]
    with pytest.raises(CaseError, match="has these values already"):
        case.review(key, Judgement.CORRECTED, corrections={"kind": "statement"}, reason="so", by="ilse")
    with pytest.raises(InputError, match="no field that can be corrected"):
        case.review(key, Judgement.CORRECTED, corrections={"id": "x"}, reason="so", by="ilse")
    with pytest.raises(NotInCase):
        case.review("ffff", Judgement.CONFIRMED, reason="so")
    assert case.reviews() == []


def test_a_sample_does_not_depend_on_what_claims_say(case: Case) -> None:
    assert case.review_sample(limit=2) == case.review_sample(limit=3)[:2]
    assert case.verify() == []
