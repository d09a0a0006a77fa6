"""Claims as flat rows of plain values."""

import json
from datetime import date

from tocsin.brief.rows import COLUMNS, claim_row, ledger_row
from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim
from tocsin.model.query import Report

READER = Reader()
TEXT = "The mayor said that more than 300 people left Linz on Monday. The dam is old."
CLAIM, BARE = READER.read_text(TEXT, published=date(2024, 3, 6), outlet="The Daily").claims


def in_case(claim: Claim) -> Report:
    return Report(
        claim=claim, document="sha256:00", name="report", outlet="The Daily", published=date(2024, 3, 6), sentence=TEXT[:61],
        sentence_span=claim.span,
    )  # fmt: skip


def test_a_row_has_the_columns_it_promises_in_their_order() -> None:
    assert tuple(claim_row(CLAIM)) == COLUMNS


def test_a_row_holds_plain_values_only() -> None:
    for row in (claim_row(CLAIM), claim_row(BARE), ledger_row(in_case(CLAIM))):
        assert all(value is None or type(value) in (str, int, float) for value in row.values())
        assert json.loads(json.dumps(row)) == row


def test_a_row_says_what_the_claim_says() -> None:
    row = claim_row(CLAIM)
    assert (row["text"], row["sources"]) == ("more than 300 people left Linz on Monday", "mayor")
    assert (row["earliest"], row["latest"], row["places"]) == ("2024-03-04", "2024-03-04", "Linz")
    assert (row["figures"], row["low"], row["high"]) == ("more than 300 people", 300, None)
    assert (row["actor"], row["action"]) == ("more than 300 people", "leave")


def test_what_a_claim_does_not_tell_is_none_in_its_row() -> None:
    row = claim_row(BARE)
    assert {name for name, value in row.items() if value is None} >= {
        "sources", "time", "earliest", "latest", "places", "figures", "low", "high", "recipient",
    }  # fmt: skip


def test_a_row_of_a_case_tells_its_document_and_sentence_too() -> None:
    row = ledger_row(in_case(CLAIM))
    assert list(row)[: len(COLUMNS)] == list(COLUMNS)
    assert (row["document"], row["name"], row["outlet"], row["published"]) == (
        "sha256:00", "report", "The Daily", "2024-03-06",
    )  # fmt: skip
    assert row["sentence"] == TEXT[:61]
