"""What the words around a figure tell of it: of what and whose it is, whether it is a total, where it holds, and when."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.claim.circumstances import CircumstanceReader
from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.model.quantity import OwnerRule, Quantity, ThingRule

READER = Reader()
DAY = date(2024, 3, 6)


def figures(text: str) -> list[Quantity]:
    """The figures of all claims, in the order of the text."""
    reading = READER.read_text(text, published=DAY, outlet="The Daily")
    found = {quantity.start: quantity for claim in reading.claims for quantity in claim.quantities}
    return [found[start] for start in sorted(found)]


def last(text: str) -> Quantity:
    return figures(text)[-1]


def rules(quantity: Quantity) -> set[str]:
    return {reason.rule for reason in quantity.reasons}


# --- what is counted ------------------------------------------------------------------------------------------------


def test_a_figure_without_a_noun_counts_what_the_words_near_it_name() -> None:
    first, second = figures("Danish losses in buses stood at 40 and in wooden boats at 7.")
    assert (first.things[0].head, first.things[0].by) == ("bus", ThingRule.NEAR)
    assert (second.things[0].head, second.things[0].modifiers) == ("boat", ("wooden",))
    assert "bus" not in {one.head for one in second.things}


def test_a_noun_that_says_nothing_leaves_it_to_the_words_near_it() -> None:
    heads = [one.head for one in last("Of the tanks they reported 40 losses.").things]
    assert heads[0] == "loss"
    assert "tank" in heads


def test_what_them_stands_for_was_told_in_full_before() -> None:
    text = "Electric buses came in May. The buses are cheap. There are 40 of them."
    assert last(text).things[0].modifiers == ("electric",)


# --- whose it is ----------------------------------------------------------------------------------------------------


def owners(text: str) -> list[tuple[str | None, OwnerRule]]:
    return [(owner.country, owner.by) for owner in last(text).owners]


def test_a_name_with_the_figure_ends_the_search() -> None:
    assert owners("Swedish guards came. Norway has 40 Danish buses.") == [("DK", OwnerRule.FIGURE)]


def test_who_loses_is_the_one_whose_they_are() -> None:
    assert owners("Denmark lost 40 buses.") == [("DK", OwnerRule.LOSS)]


def test_a_name_in_the_clause_may_tell() -> None:
    assert owners("Denmark has 40 buses.")[0] == ("DK", OwnerRule.CLAUSE)


@pytest.mark.parametrize("text", ["They saw 40 buses in Denmark.", "Danish crews destroyed 40 buses."])
def test_a_place_and_one_who_harms_are_no_owners(text: str) -> None:
    assert owners(text) == []


def test_the_name_before_the_thing_may_stand_in_an_earlier_sentence() -> None:
    assert owners("Danish guards came in May. There are 40 of them.") == [("DK", OwnerRule.BEFORE)]


def test_the_country_of_a_source_is_not_that_of_the_things() -> None:
    assert ("DK", OwnerRule.SENTENCE) not in owners("According to the Danish guards, 40 guards have left.")


INTERVIEW = """Interview with Jon Vik, a fisherman.

– {question}
– There are 40 of them.
"""


def test_the_question_that_is_answered_tells_what_is_spoken_of() -> None:
    assert owners(INTERVIEW.format(question="How many Danish guards are there?")) == [("DK", OwnerRule.BEFORE)]


def test_what_another_speaker_said_before_does_not_tell() -> None:
    reading = READER.read_text("Danish guards came in May. There are 40 of them.", published=DAY)
    assert len(reading.claims) == 2
    told, counted = reading.claims
    bare = tuple(replace(one, owners=()) for one in counted.quantities)
    claims = replace(told, speaker="Ilse Brandt"), replace(counted, speaker="Jon Vik", quantities=bare)
    (_, found) = CircumstanceReader(lexicon_for("en")).read(claims, reading)
    assert [one.owners for one in found.quantities] == [()]


# --- total or increment ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "increment"),
    [
        ("In all 40 buses have been destroyed.", False),
        ("By the end of February 2024, 40 buses were destroyed.", False),
        ("In February, 40 buses were destroyed.", True),
        ("Another 40 buses were destroyed.", True),
        ("The fire destroyed 40 more buses, which brings the total to 90.", True),
        ("Storms destroyed more than 40 buses.", None),
        ("There were 40 buses in the yard on Monday.", None),
    ],
)
def test_words_tell_a_total_from_what_a_period_brought(text: str, increment: bool | None) -> None:
    found = figures(text)[0]
    assert found.increment is increment
    assert bool(rules(found) & {"quantity.total", "quantity.increment"}) is (increment is not None)


def test_the_clause_tells_what_a_figure_measures_where_its_own_verb_does_not() -> None:
    found = last("The ministry put losses at 40 buses.")
    assert (found.measure, found.clause_measure) == (None, "lost")


# --- where and when -------------------------------------------------------------------------------------------------


def test_a_figure_without_a_place_is_of_the_place_told_last() -> None:
    found = last("They reached Salzburg in May. Guards came. There are 40 guards.")
    assert [place.name for place in found.context_places] == ["Salzburg"]
    assert "quantity.place_by_context" in rules(found)


def test_a_place_of_its_own_needs_no_context() -> None:
    assert last("They reached Salzburg in May. There are 40 guards in Linz.").context_places == ()


def test_the_country_whose_they_are_does_not_yet_say_where_they_are() -> None:
    found = last("They reached Salzburg. Danish guards came. There are 40 Danish guards.")
    assert "Salzburg" in [place.name for place in found.context_places]


WHILE = "Guards came in June 2023. Then there were some months with 7 guards. In November 2023 there were 900 guards."


def test_a_while_is_placed_between_what_is_told_before_and_after_it() -> None:
    (found,) = (one for one in figures(WHILE) if one.low == 7)
    assert found.context_days == (date(2023, 7, 1), date(2023, 10, 31))
    assert "quantity.days_by_context" in rules(found)


def test_a_while_with_nothing_around_it_has_no_days() -> None:
    assert last("For some months there were 7 guards.").context_days is None


# --- laws -----------------------------------------------------------------------------------------------------------

WORDS = (
    "40 7 more than losses tanks buses of them in Denmark Danish Salzburg lost destroyed another total , . ? – the by Monday "
    "were there stood at some months guards who"
)


@examples(60)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join))
def test_any_run_of_words_is_read_and_every_reason_rests_on_the_text(text: str) -> None:
    for found in figures(text):
        assert all(0 <= span.start <= span.end <= len(text) for reason in found.reasons for span in reason.spans)
        assert {owner.by for owner in found.owners if owner.country} in (set(), *map(set, _levels(found)))


def _levels(found: Quantity) -> list[list[OwnerRule]]:
    """The rules by which owners may be told together: the clause's with those of one later rule."""
    return [[rule] for rule in OwnerRule] + [
        [OwnerRule.CLAUSE, OwnerRule.SENTENCE],
        [OwnerRule.CLAUSE, OwnerRule.BEFORE],
    ]


@pytest.mark.slow
def test_a_long_list_of_figures_costs_no_more_than_its_length() -> None:
    figures("Danish guards came. They counted " + ", ".join(f"{n} in yard" for n in range(100, 700)) + ".")


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("A garrison of 400 held the fort.", ["soldier"]),
        ("The contingent has grown to 800.", ["soldier"]),
        ("The fire brigade counted eight dead.", []),
        ("A task force of 12 will meet.", ["force"]),
        ("The battalion lost 40.", ["battalion"]),
        ("The circle recorded 41 deaths of children.", ["death", "child"]),
    ],
)
def test_a_body_of_soldiers_tells_whom_a_number_counts_and_who_counts_is_not_counted(
    reader: Reader, text: str, things: list[str]
) -> None:
    (claim,) = reader.read_text(text, published=date(2025, 6, 1)).claims
    assert [thing.head for thing in claim.quantities[0].things][: max(1, len(things))] == things
