"""Of figures of one thing the last one holds; no link has to say so."""

import pytest
from asked import answered, matches

from tocsin.ask.outdated import counts_the_same, is_outdated, latest
from tocsin.lexicon.language import lexicon_for
from tocsin.model.query import Report

LEXICON = lexicon_for("en")


def two(first: str, second: str) -> tuple[Report, Report]:
    """The first claim of each of two texts, the second published four days later."""
    found = matches(first, second, days=(3, 7))
    own, later = (
        min((one.report for one in found if one.report.name == name), key=lambda one: one.claim.start) for name in "01"
    )
    return own, later


FIRST = "Six sailors of the Norda were killed, the coast guard said."


def test_a_later_figure_of_the_same_source_takes_the_place_of_the_one_before() -> None:
    own, later = two(FIRST, "Nine sailors of the Norda were killed, the coast guard said.")
    assert is_outdated(own, later, LEXICON)
    assert not is_outdated(later, own, LEXICON)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param("Six sailors of the Norda were killed, the coast guard said.", id="the same figure"),
        pytest.param("Nine sailors of the Norda were wounded, the coast guard said.", id="another measure"),
        pytest.param("Nine passengers of the Norda were killed, the coast guard said.", id="another thing"),
        pytest.param("Nine sailors of the Norda will be hired, the coast guard said.", id="a plan"),
    ],
)
def test_other_figures_do_not(second: str) -> None:
    assert not is_outdated(*two(FIRST, second), LEXICON)


def test_of_another_source_only_what_answers_as_well_takes_its_place() -> None:
    own, later = two(FIRST, "Nine sailors of the Norda were killed, the owner said.")
    assert latest(own, [later], [], LEXICON) is None
    assert latest(own, [later], [later], LEXICON) == later


def test_what_two_sources_measure_may_be_two_things() -> None:
    own, later = two("The crack is six metres long, the owner said.", "The crack is nine metres long, the mayor said.")
    assert latest(own, [later], [later], LEXICON) is None


def test_figures_of_another_place_are_not_of_the_same_thing() -> None:
    assert not counts_the_same(*two("Six houses burned in Graz.", "Nine houses burned in Linz."), LEXICON)
    assert counts_the_same(*two("Six houses burned in Graz.", "Nine houses burned in Graz."), LEXICON)


def test_people_who_do_something_else_are_others() -> None:
    assert not counts_the_same(*two("Six people live in Graz.", "Nine people swam in Graz."), LEXICON)
    assert counts_the_same(*two("Six people were hurt in Graz.", "Nine people had been hurt in Graz."), LEXICON)


def test_of_figures_of_one_thing_the_latest_answers_first() -> None:
    texts = ("The police said that six houses burned in Graz.", "In Graz nine houses have burned, the police said.")
    found = answered("How many houses burned in Graz?", matches(*texts, days=(3, 7)))
    assert [item.report.name for item in found.findings[:2]] == ["1", "0"]


def test_of_two_claims_that_answer_a_question_in_full_the_later_one_goes_first() -> None:
    texts = "The ferry will sail on Monday.", "The ferry will sail on Thursday."
    found = answered("When will the ferry sail?", matches(*texts, days=(3, 4)))
    assert [item.report.name for item in found.findings] == ["1", "0"]
