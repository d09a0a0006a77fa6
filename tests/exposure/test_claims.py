"""Ties that claims tell of."""

import re
from datetime import date
from decimal import Decimal

import pytest
from factory import a_claim, a_document

from tocsin.exposure.claims import clues, may_report, ties_of
from tocsin.model.exposure import Stake, Tie
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.query import Report
from tocsin.model.span import Span


def told(text: str, **fields: object) -> list[Tie]:
    claim = a_claim(a_document(text), text, **fields)
    report = Report(
        claim=claim, document="d1", name="note", outlet="Radio Vale", published=date(2025, 3, 4), language="en",
        sentence=text, sentence_span=Span(0, len(text)),
    )  # fmt: skip
    found = list(ties_of([report]))
    # What a database is asked for, and the first look at the words, lose no tie.
    assert not found or may_report(text)
    words = set(re.findall(r"\w+", text.lower()))
    assert not found or any(words.issuperset(phrase) for phrase in clues().phrases)
    return found


@pytest.mark.parametrize(
    ("text", "source", "kind", "target"),
    [
        (
            "The Tarnovel Repair Plant repairs engines for Brelka Aviation",
            "Tarnovel Repair Plant",
            "repairs",
            "Brelka Aviation",
        ),
        (
            "Vetra Logistics LLC has supplied bearings to the 558th Plant in May",
            "Vetra Logistics LLC",
            "supplies",
            "558th Plant",
        ),
        ("Vetra Logistics supplies the Tarnovel Works with bearings", "Vetra Logistics", "supplies", "Tarnovel Works"),
        ("Nordwin Shipping may have shipped parts for Tarnovel Works", "Nordwin Shipping", "ships", "Tarnovel Works"),
        ("Kestrel Bank paid Olmar Vestrak", "Kestrel Bank", "pays", "Olmar Vestrak"),
        ("Halden Tools cooperates with Tarnovel Works", "Halden Tools", "serves", "Tarnovel Works"),
        ("Mechanics of the Dunmar Works work for Tarnovel Works", "Dunmar Works", "serves", "Tarnovel Works"),
        ("Olmar Vestrak owns 60 percent of Brelka Holding", "Olmar Vestrak", "owns", "Brelka Holding"),
        ("Brelka Holding is owned by Olmar Vestrak", "Olmar Vestrak", "owns", "Brelka Holding"),
        ("The Dunmar Works is a subsidiary of Brelka Holding", "Brelka Holding", "owns", "Dunmar Works"),
        ("Olmar Vestrak controls Vetra Logistics", "Olmar Vestrak", "controls", "Vetra Logistics"),
        ("Rosika Tolvane sits on the board of Vetra Logistics", "Rosika Tolvane", "director", "Vetra Logistics"),
    ],
)
def test_a_claim_gives_its_tie(text: str, source: str, kind: str, target: str) -> None:
    assert [(tie.source, tie.kind.value, tie.target) for tie in told(text)] == [(source, kind, target)]


@pytest.mark.parametrize(
    "text",
    [
        "The plant repairs engines", "Olmar Vestrak works on Mondays", "Halden Tools supplies bearings to many customers",
        "The mayor said that the bridge was closed", "Olmar Vestrak owns a dog",
    ],
)  # fmt: skip
def test_a_claim_that_names_only_one_of_the_two_gives_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("60 percent of", "60", "60"), ("31–64 % of", "31", "64"), ("more than 50 % of", "50", "100"),
     ("a majority of", "50", "100"), ("up to 25.5 percent of", "0", "25.5")],
)  # fmt: skip
def test_a_stake_is_what_the_words_tell(words: str, low: str, high: str) -> None:
    (tie,) = told(f"Olmar Vestrak owns {words} Brelka Holding")
    assert tie.stake == Stake(Decimal(low), Decimal(high))


def test_a_tie_has_the_certainty_passage_and_day_of_its_claim() -> None:
    (tie,) = told("Kestrel Bank paid Olmar Vestrak", factuality=Factuality.POSSIBLE, sources=("Nils Darrow",))
    (passage,) = tie.passages
    assert (tie.certainty, passage.source, passage.document) == (Factuality.POSSIBLE, "Nils Darrow", "d1")
    assert tie.term.sure_days[0] == date(2025, 3, 4)


def test_what_is_only_wished_or_asked_gives_no_tie() -> None:
    assert told("Kestrel Bank paid Olmar Vestrak", kind=Kind.QUESTION) == []
