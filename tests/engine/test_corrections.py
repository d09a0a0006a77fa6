"""What a reviewer types for a field becomes a value of the claim's record, or a clear refusal."""

from datetime import date

import pytest
from factory import a_claim, a_document
from hypothesis import given
from hypothesis import strategies as st

from tocsin.engine.corrections import correction, corrections
from tocsin.errors import InputError
from tocsin.lexicon.language import lexicon_for
from tocsin.model.claim import Claim
from tocsin.model.quantity import Owner, OwnerRule, Quantity
from tocsin.model.record import from_json, to_json
from tocsin.model.review import FIELDS

OWNER = Owner(name="Norland", country=None, by=OwnerRule.CLAUSE)
CLAIM = a_claim(
    a_document(),
    quantities=(Quantity(start=25, end=35, low=400, high=None, low_open=True, noun="people", owners=(OWNER,)),),
)


def corrected(field: str, text: str, claim: Claim = CLAIM) -> Claim:
    name, value = correction(field, text, claim, lexicon_for(None))
    return from_json(Claim, {**to_json(claim), name: value})


def test_a_chain_is_given_outermost_first_and_nothing_says_that_there_is_none() -> None:
    assert corrected("chain", "Post >  the mayor").sources == ("Post", "the mayor")
    assert corrected("chain", "").sources == ()
    assert corrected("speaker", "").speaker is None


@pytest.mark.parametrize(
    ("typed", "value"), [("PS+", "PS+"), ("probable", "PR+"), ("certainly not", "CT-"), ("ct+", "CT+")]
)
def test_a_certainty_is_given_by_its_value_or_its_words(typed: str, value: str) -> None:
    assert corrected("certainty", typed).factuality == value


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("2026-03-02", date(2026, 3, 2), date(2026, 3, 2)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-03-02/2026-03-05", date(2026, 3, 2), date(2026, 3, 5)),
        ("/2026-03", None, date(2026, 3, 31)),
        ("2026-03/", date(2026, 3, 1), None),
    ],
)
def test_a_time_is_a_day_a_month_a_year_or_a_range(typed: str, earliest: date | None, latest: date | None) -> None:
    time = corrected("time", typed).time
    assert time is not None
    assert (time.earliest, time.latest) == (earliest, latest)


def test_a_figure_keeps_whose_the_things_are() -> None:
    (quantity,) = corrected("quantity", "~1,200 people").quantities
    assert (quantity.low, quantity.high, quantity.approximate, quantity.owner) == (1200, 1200, True, OWNER)
    (quantity,) = corrected("quantity", "4..6 patrol boats").quantities
    assert (quantity.low, quantity.high, quantity.noun) == (4, 6, "patrol boats")
    assert quantity.things[0].head == "boat"


def test_bounds_say_whether_the_number_itself_is_meant() -> None:
    more, most = corrected("quantity", ">10 tanks; <=5 boats").quantities
    assert (more.low, more.low_open, more.high) == (10, True, None)
    assert (most.low, most.high, most.high_open) == (None, 5, False)


def test_a_place_is_looked_up_and_its_country_decides_among_several() -> None:
    vienna, linz = corrected("place", "Vienna, AT; Nowhere upon Sea").places
    assert (vienna.country, linz.country, linz.lat) == ("AT", None, None)
    assert vienna.lat is not None


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("colour", "red"), ("kind", "shout"), ("certainty", ""), ("time", "soon"), ("time", "2026-13"), ("time", "/"),
        ("time", "2026-03-05/2026-03-02"), ("quantity", "many"), ("quantity", "6..4 boats"), ("quantity", ">4..6 boats"),
        ("speaker", "x" * 10_000), ("speaker", "—?!"), ("chain", "A > > B"), ("place", "…"), ("text", "  "),
        ("text", "x" * 10_000),
    ],
)  # fmt: skip
def test_what_is_no_value_of_a_field_is_refused_by_name(field: str, typed: str) -> None:
    with pytest.raises(InputError):
        correction(field, typed, CLAIM, lexicon_for(None))


def test_what_the_claim_says_already_is_no_correction() -> None:
    assert corrections({"kind": "statement", "speaker": "Ada"}, CLAIM, lexicon_for(None)) == {"speaker": "Ada"}


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=40))
def test_whatever_is_typed_is_a_value_or_a_refusal(field: str, typed: str) -> None:
    try:
        corrected(field, typed)
    except InputError:
        return
