"""A copy of a case without a source: nothing of it is left, and the rest is as it was."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence
from hypothesis import given
from hypothesis import strategies as st

from tocsin.engine.case import Case
from tocsin.engine.redacting import hosts_of, identity_of
from tocsin.errors import CaseError
from tocsin.ledger.opening import open_ledger
from tocsin.model.review import Judgement
from tocsin.model.source import Reliability

OWN = a_document(
    "The mill burnt on Monday, our reporter saw. Two people left Saalbrunn.",
    name="kestrel-wire-17",
    outlet="Kestrel Wire",
    url="https://www.kestrelwire.example/2026/mill",
    title="Kestrel Wire: the mill",
)
TOLD = a_document(
    "Radio says that KESTREL WIRE's reporter saw the mill burn. The gate held.", name="radio", outlet="Radio"
)
OTHER = a_document("The harbour was closed.", name="harbour", outlet="Port Bulletin", url="https://port.example/1")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Three documents: one of the source, one that names it, one that does not; with judgements on them."""
    with Case(open_ledger(tmp_path / "case.db")) as opened:
        own = a_reading(OWN, a_claim(OWN, speaker="Kestrel Wire", standalone="The mill of Kestrel Wire burnt"))
        told = a_reading(
            TOLD, a_claim(TOLD, speaker="Radio", sources=("Kestrel Wire",)), a_claim(TOLD, "The gate held.")
        )
        other = a_reading(OTHER, a_claim(OTHER, speaker="Port Bulletin"))
        for document, reading in ((OWN, own), (TOLD, told), (OTHER, other)):
            opened.ledger.add(an_evidence(document), reading, reader="reader 1", at=AT)
        opened.grade("Kestrel Wire", Reliability.B, reason="its reporter is Ilse K.", by="ana")
        opened.review(
            own.claims[0].id, Judgement.CORRECTED, corrections={"kind": "threat"}, reason="I know her", by="ana"
        )
        opened.review(other.claims[0].id, Judgement.CONFIRMED, reason="so it says", by="ana")
        yield opened


def test_nothing_of_the_source_is_in_the_copy(case: Case, tmp_path: Path) -> None:
    done = case.redact("Kestrel Wire", tmp_path / "copy.db")
    assert done.documents == 2
    assert done.checked > 100
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if "copy.db" in str(path) and path.is_file())
    for word in (
        b"kestrel",
        b"ilse",
        b"i know her",
        OWN.id[7:].encode(),
        OWN.id[7:15].encode(),
        b"our reporter saw. two",
    ):
        assert word not in kept.lower()
    names = " ".join(str(path) for path in tmp_path.rglob("*") if "copy.db" in str(path))
    assert OWN.id[7:] not in names


def test_the_claims_stay_with_who_reviewed_them(case: Case, tmp_path: Path) -> None:
    case.redact("Kestrel Wire", tmp_path / "copy.db")
    with Case(open_ledger(tmp_path / "copy.db")) as copy:
        assert copy.verify() == []
        reports = {report.published or report.name: report for report in copy.claims()}
        assert len(list(copy.claims())) == 4
        assert "harbour" in reports
        (own,) = (report for report in copy.claims() if report.claim.kind == "threat")
        text = copy.document(own.document)[0].document.text
        assert text[own.claim.start : own.claim.end] == own.claim.text
        assert text[slice(*own.sentence_span)] == own.sentence
        assert own.claim.speaker == own.outlet
        (review,) = copy.reviews(own.claim.id)
        assert (review.by, review.reason) == ("ana", "[withheld]")
        assert text[review.start : review.end] == review.words


def test_what_does_not_name_the_source_is_as_it_was(case: Case, tmp_path: Path) -> None:
    case.redact("Kestrel Wire", tmp_path / "copy.db")
    with Case(open_ledger(tmp_path / "copy.db")) as copy:
        assert copy.ledger.raw(OTHER.id) == OTHER.text.encode()
        (kept,) = copy.ledger.claims_of(OTHER.id)
        (before,) = case.ledger.claims_of(OTHER.id)
        assert kept == replace(before)


def test_a_source_that_is_not_there_and_a_copy_that_is_are_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="nothing of such a source"):
        case.redact("Nobody at all", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    case.redact("Kestrel Wire", tmp_path / "copy.db")
    with pytest.raises(CaseError, match="is there already"):
        case.redact("Kestrel Wire", tmp_path / "copy.db")
    with pytest.raises(CaseError, match="a letter or a digit"):
        case.redact("—", tmp_path / "other.db")


def test_further_names_are_taken_out_too(case: Case, tmp_path: Path) -> None:
    case.redact("Kestrel Wire", tmp_path / "copy.db", also=["Saalbrunn", "Radio"])
    with Case(open_ledger(tmp_path / "copy.db")) as copy:
        assert not [one for one in copy.claims() if "Saalbrunn" in one.sentence or one.outlet == "Radio"]


@pytest.mark.parametrize(
    "text",
    ["KESTREL-WIRE", "kestrelwire.example/a", "Kestrel Wire’s", "kestrel_wire_17", "Késtrel  Wire", "@KestrelWire"],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert identity_of(["Kestrel Wire"], []).is_in(f"so {text} says")


@pytest.mark.parametrize("text", ["kestrels on a wire", "Kestrel, who wired"])
def test_other_words_are_no_name(text: str) -> None:
    assert not identity_of(["Kestrel Wire"], []).is_in(text)


def test_endings_of_a_long_name_are_found() -> None:
    assert identity_of(["Виктор Коваль"], []).is_in("с Виктором Ковалем")
    assert not identity_of(["Port"], []).is_in("the sport of ports")


def test_the_host_of_an_address_is_what_is_looked_for() -> None:
    assert hosts_of(["https://www.a.example/x?y", "http://m.b.example", None, "nonsense"]) == {"a.example", "b.example"}


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_masked_text_holds_no_name(before: str, after: str) -> None:
    identity = identity_of(["Kestrel Wire", "ключ"], ["kestrel.example"])
    assert not identity.is_in(identity.masked(f"{before}Kestrel Wire{after} ключ kestrel.example"))
