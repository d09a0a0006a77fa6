"""Counts of a part without a verb of their own: "five of them seriously"."""

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


@pytest.mark.parametrize(
    ("text", "part", "before"),
    [
        ("Thirty cows fell ill, six of them badly.", "six of them badly", "Thirty cows fell ill"),
        ("Thirty cows fell ill, of which six badly.", "of which six badly", "Thirty cows fell ill"),
        ("The hail broke 80 panes, including nine in the abbey.", "including nine in the abbey", "The hail broke 80 panes"),
        ("Hurt: 14 monks, 4 of them badly.", "4 of them badly", "Hurt: 14 monks"),
        ("Thirty cows fell ill here, six of them badly, the vet said.", "six of them badly", "Thirty cows fell ill here"),
    ],
)  # fmt: skip
def test_a_count_of_a_part_is_a_claim_with_what_is_said_of_the_whole(text: str, part: str, before: str) -> None:
    claim = next(one for one in READER.read_text(text, outlet="The Daily").claims if one.text == part)
    assert claim.standalone is not None
    assert claim.standalone.startswith(f"{part} [before: {before}")
    assert len(claim.quantities) == 1


def test_a_count_of_a_part_has_the_source_of_the_whole() -> None:
    claims = READER.read_text("Thirty cows fell ill, six of them badly, the vet said.", outlet="The Daily").claims
    assert {one.sources for one in claims} == {("vet",)}


@pytest.mark.parametrize(
    "text",
    ["Most left, six of them had been fined.", "Thirty cows fell ill, some of them badly.", "Six of the 30 cows fell ill."],
)  # fmt: skip
def test_what_has_a_verb_or_no_number_is_no_further_claim(text: str) -> None:
    claims = READER.read_text(text, outlet="The Daily").claims
    assert not any("[before: " in (one.standalone or "") and len(one.text.split()) < 5 for one in claims)
