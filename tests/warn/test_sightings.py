"""Indicators seen in propositions that were weighed: by the words of their origins, each once."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples
from warn.builders import a_scenario, an_indicator
from weigh.proposition_builders import DAY, a_denial, a_proposition, a_report, a_rival, grades, same, weighed

from tocsin.model.assessment import Indication
from tocsin.model.estimate import Estimate
from tocsin.model.evidence import Shares, certainty
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Relation
from tocsin.model.scenario import Indicator
from tocsin.model.source import Reliability
from tocsin.warn.matching import IndicatorMatcher
from tocsin.warn.sightings import NOTHING, sightings

CLOSED = an_indicator("closed", words=("closed",))
OPEN = an_indicator("open", words=("closed",), denied=True)
ONE = a_proposition(a_report("Observer", key="a1"))


def indications(*estimates: Estimate, indicator: Indicator = CLOSED) -> list[Indication]:
    return list(IndicatorMatcher(a_scenario(indicator)).indications(estimates))


def seen(*estimates: Estimate, indicator: Indicator = CLOSED) -> Shares:
    found = indications(*estimates, indicator=indicator)
    return next((one.certainty for one in sightings(a_scenario(indicator), found, today=DAY)), NOTHING)


def test_an_indicator_is_as_sure_at_the_low_end_as_the_one_proposition_that_shows_it() -> None:
    both = a_proposition(a_report("Observer", key="a1"), a_report("Courier", key="a2"))
    against = a_rival(a_denial("Ledger", key="b1"), of=both)
    for rivals in ([], [against]):
        estimate = weighed(both, rivals, grades(observer="B"))
        assert estimate.probability is not None
        assert seen(estimate)[0] == pytest.approx(estimate.probability[0], abs=1e-6)


def test_the_middle_is_that_of_the_band_times_that_of_the_words() -> None:
    band, words = (0.80 * 0.85, 0.95), (0.95, 0.99)
    low, middle, high = seen(weighed(ONE, (), grades(observer="B")))
    assert low == pytest.approx(band[0] * words[0])
    assert middle == pytest.approx(sum(band) / 2 * sum(words) / 2)
    assert high == pytest.approx(band[1] * words[1])


def test_a_better_grade_is_surer_and_one_that_cannot_be_judged_is_wide() -> None:
    graded = [seen(weighed(ONE, (), grades(observer=letter))) for letter in "ABCDE"]
    assert graded == sorted(graded, reverse=True)
    low, _, high = seen(weighed(ONE))
    assert high - low > max(high - low for low, _, high in graded)


def test_a_grade_is_told_with_whose_it_is_and_what_it_leaves() -> None:
    cited = a_proposition(a_report("Observer", "the mayor", key="a1"))
    (found,) = indications(weighed(cited, (), grades(observer="B", the_mayor="E")))
    assert found.graded is not None
    assert (found.graded.source, found.graded.reliability) == ("the mayor", Reliability.E)
    (found,) = indications(weighed(cited))
    assert found.graded is None


def test_one_origin_counts_once_in_however_many_propositions() -> None:
    first = a_proposition(a_report("Observer", "the mayor", key="a1"))
    other = a_proposition(a_report("Courier", "the mayor", key="c1", text="It is still closed."))
    third = a_proposition(a_report("Courier", "the operator", key="d1", text="It is closed."))
    assert seen(weighed(first), weighed(other)) == seen(weighed(first))
    assert seen(weighed(first), weighed(third)) > seen(weighed(first))


def test_a_surer_retelling_counts_no_more_than_what_it_retells() -> None:
    first = a_report("Observer", "the mayor", key="a1", factuality=Factuality.POSSIBLE)
    later = a_report("Courier", "the mayor", key="a2", published=DAY + timedelta(days=1))
    sure = an_indicator("closed", words=("closed",), least_certainty=0.8)
    assert seen(weighed(a_proposition(first, later))) == seen(weighed(a_proposition(first)))
    assert seen(weighed(a_proposition(first, later)), indicator=sure) == NOTHING
    assert seen(weighed(a_proposition(later)), indicator=sure) > NOTHING


def test_what_is_denied_by_others_counts_with_what_speaks_against_it() -> None:
    rival = a_rival(a_denial("Courier", key="b1"), of=ONE)
    low, middle, high = seen(weighed(ONE, [rival]))
    plain = seen(weighed(ONE))
    assert (low < plain[0], middle < plain[1], high < plain[2]) == (True, True, True)
    assert low > 0


def test_who_took_it_back_no_longer_says_so() -> None:
    rival = a_rival(a_denial("Observer", key="b1", published=DAY + timedelta(days=1)), of=ONE, later=True)
    assert seen(weighed(ONE, [rival])) == NOTHING


def test_a_denial_is_as_sure_as_the_thing_is_unlikely() -> None:
    denial = a_denial("Observer", key="a1")
    assert certainty(denial.claim, denied=True) == pytest.approx((0.95, 0.99))
    assert seen(weighed(a_proposition(denial)), indicator=OPEN) == seen(weighed(ONE))
    assert seen(weighed(a_proposition(denial))) == NOTHING


def test_what_is_asked_shows_nothing_unless_questions_are_looked_for() -> None:
    asked = weighed(a_proposition(a_report("Observer", key="a1", kind=Kind.QUESTION)))
    assert seen(asked) == NOTHING
    assert seen(asked, indicator=an_indicator("closed", words=("closed",), kinds=(Kind.QUESTION,))) > NOTHING


def test_an_indication_tells_which_claim_counts_and_which_only_say_it_again() -> None:
    reports = [a_report(outlet, "the mayor", key=key) for outlet, key in (("Observer", "a1"), ("Courier", "a2"))]
    (found,) = indications(weighed(a_proposition(*reports)))
    assert (found.indicator, found.origin, found.proposition, found.day) == ("closed", "the mayor", "a1", DAY)
    assert {*found.claims, *found.echoes} == {"a1", "a2"}
    assert len(found.claims) == 1


_SURE = st.sampled_from([Factuality.CERTAIN, Factuality.PROBABLE, Factuality.POSSIBLE])
_NAMES = st.sampled_from(["the mayor", "the operator", "officials"])


@examples(100)
@given(st.lists(st.tuples(_NAMES, _SURE), min_size=1, max_size=4), st.booleans(), st.data())
def test_a_copy_raises_nothing_and_one_more_origin_lowers_nothing(
    said: list[tuple[str, Factuality]], denied: bool, data: st.DataObject
) -> None:
    reports = [a_report(f"Radio {n}x", name, key=f"a{n}", factuality=sure) for n, (name, sure) in enumerate(said)]
    proposition = a_proposition(*reports)
    rivals = [a_rival(a_denial("Ledger", key="b1"), of=proposition)] if denied else []
    first, sure = data.draw(st.sampled_from(reports)), data.draw(_SURE)
    copy = a_report("Alpine Gazette", *first.claim.sources, key="z1", published=None, factuality=sure)
    other = a_report("Alpine Gazette", key="z2", factuality=sure)
    before = seen(weighed(proposition, rivals))
    copied = seen(weighed(a_proposition(*reports, copy, links=[same(copy, first, Relation.ECHO)]), rivals))
    more = seen(weighed(a_proposition(*reports, other), rivals))
    assert all(after <= end + 1e-12 for after, end in zip(copied, before, strict=True))
    assert all(after >= end - 1e-12 for after, end in zip(more, before, strict=True))
