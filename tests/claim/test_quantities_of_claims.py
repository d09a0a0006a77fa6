"""A claim's quantities: those of its own clause, without lengths that only say when and numbers that were set aside."""

from datetime import date

import pytest

from tocsin.engine.reader import Reader


def quantities(reader: Reader, text: str) -> dict[str, list[float | None]]:
    """The lower bounds of each claim's quantities, by the claim's words."""
    reading = reader.read_text(text, published=date(2024, 3, 6))
    return {claim.text: [quantity.low for quantity in claim.quantities] for claim in reading.claims}


def test_a_clause_that_is_a_claim_of_its_own_keeps_its_quantities(reader: Reader) -> None:
    text = "The old dam, which held 300 tonnes of water, drowned 12 cows."
    assert sorted(quantities(reader, text).values()) == [[12], [300]]


def test_joined_clauses_have_each_their_own(reader: Reader) -> None:
    text = "The storm killed 14 people and destroyed 30 barns."
    assert list(quantities(reader, text).values()) == [[14], [30]]


@pytest.mark.parametrize("text", ["They lost 200 vans, not 120.", "They lost not 120 but 200 vans."])
def test_a_number_set_aside_is_not_claimed(reader: Reader, text: str) -> None:
    assert list(quantities(reader, text).values()) == [[200]]


def test_a_length_that_only_says_when_is_not_claimed(reader: Reader) -> None:
    assert list(quantities(reader, "The storm killed 14 people five days ago.").values()) == [[14]]


def test_a_length_of_what_happened_is_claimed(reader: Reader) -> None:
    assert list(quantities(reader, "The storm raged for five hours.").values()) == [[5]]


def test_a_claim_holds_the_figure_of_the_sentence_before_that_it_puts_right(reader: Reader) -> None:
    reading = reader.read_text("On Monday we reported 23 dead. The correct figure is 21.", published=date(2024, 3, 6))
    right = reading.claims[-1]
    assert [one.low for one in right.quantities] == [21]
    assert [one.low for one in right.corrected] == [23]


@pytest.mark.parametrize(
    "text", ["That makes 16 dead.", "The number of dead climbed to 16.", "Her death takes the toll to 16."]
)
def test_what_a_toll_has_come_to_is_a_total(reader: Reader, text: str) -> None:
    assert reader.read_text(text, published=date(2026, 3, 2)).claims[0].quantities[-1].increment is False


def test_by_how_much_a_toll_rose_is_no_total(reader: Reader) -> None:
    assert [one.increment for one in reader.read_text("The toll climbed by three to 17.").claims[0].quantities] == [
        None,
        False,
    ]
