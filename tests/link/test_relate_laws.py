"""Laws of comparing, for any two reports."""

import math
from datetime import date

from factory import a_claim, a_document
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.lexicon.language import lexicon_for
from tocsin.link.claims import ClaimComparison
from tocsin.link.profile import ClaimText
from tocsin.link.relate import Comparison, PairRelation, Relater
from tocsin.model.event import Action
from tocsin.model.factuality import Factuality
from tocsin.model.quantity import Quantity
from tocsin.resolve.names import name_reader

RELATER = Relater(lexicon_for, names_for=name_reader)
_VOCABULARY = """
    the flood killed 40 52 people dam Saalbrunn denied planned cancelled police arrested spontaneous village country
    said not safe poll mayor operator leaked gate “ ” \u202e 9999999999
"""
_WORDS = st.sampled_from(_VOCABULARY.split())
_TEXTS = st.one_of(st.lists(_WORDS, max_size=14).map(" ".join), st.text(max_size=60))
_BOUNDS = st.one_of(st.none(), st.sampled_from([0.0, 1.0, 40.0, 52.0, 400.0]), st.floats())
_QUANTITIES = st.builds(
    Quantity,
    start=st.integers(0, 20), end=st.integers(20, 40), low=_BOUNDS, high=_BOUNDS, approximate=st.booleans(),
    noun=st.sampled_from([None, "people", "tanks", "", " ", "deaths"]),
    measure=st.sampled_from([None, "killed", "arrived"]), unit=st.sampled_from([None, "percent", "day"]),
)  # fmt: skip


@st.composite
def _reports(draw: st.DrawFn) -> ClaimText:
    text = draw(_TEXTS)
    claims = ()
    if text.strip():
        claim = a_claim(
            a_document(text), text.strip(), factuality=draw(st.sampled_from(list(Factuality))),
            sources=draw(st.sampled_from([(), ("Ilse Brandt",), ("police", "he"), ("",)])),
            event=draw(st.sampled_from([None, Action(lemma="arrest", actor="police"), Action(lemma="")])),
        )  # fmt: skip
        claims = (claim,)
    return ClaimText(
        text=text,
        context=draw(_TEXTS),
        claims=claims,
        quantities=tuple(draw(st.lists(_QUANTITIES, max_size=3))),
        outlet=draw(st.sampled_from([None, "Observer", "Courier"])),
        published=draw(st.sampled_from([None, date.min, date(2026, 3, 2), date(2026, 3, 6), date.max])),
    )


@examples(400)
@given(_reports(), _reports())
def test_swapping_the_sides_swaps_the_direction_and_nothing_else(left: ClaimText, right: ClaimText) -> None:
    assert RELATER.relate(left, right) == RELATER.relate(right, left).turned()


@given(_reports())
def test_a_report_is_an_echo_of_itself(report: ClaimText) -> None:
    assert RELATER.relate(report, report).standing is PairRelation.ECHO


@examples(300)
@given(_reports(), _reports())
def test_weights_stay_in_their_range_and_only_two_relations_have_a_direction(left: ClaimText, right: ClaimText) -> None:
    found = RELATER.relate(left, right)
    assert found.reasons
    assert all(math.isfinite(reason.weight) and 0 <= reason.weight <= 1 for reason in found.reasons)
    assert found.forward is None or found.standing in (PairRelation.REVISES, PairRelation.PART_OF)


class Strict(Comparison):
    """The questions that are asked of two sentences, with the limits that hold for two claims."""

    limits = ClaimComparison.limits


@examples(200)
@given(_reports(), _reports())
def test_stricter_limits_never_tell_two_stories_one(left: ClaimText, right: ClaimText) -> None:
    strict = Relater(lexicon_for, names_for=name_reader, comparison=Strict).relate(left, right)
    if RELATER.relate(left, right).standing is PairRelation.UNRELATED:
        assert strict.standing is PairRelation.UNRELATED


def test_hostile_texts_are_compared_without_harm() -> None:
    hostile = ["", "a" * 100_000, "\u202e\x00\ud800" * 50, "9" * 400, "killed " * 20_000, "«»" * 1000, "İ" * 500]
    for left in hostile:
        for right in hostile:
            RELATER.relate(ClaimText(text=left, context=right), ClaimText(text=right, context=left))
