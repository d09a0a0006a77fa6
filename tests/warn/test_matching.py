"""Which claims match which indicators."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warn.builders import TODAY, a_ledger_claim, a_scenario, an_indicator

from tocsin.model.event import Action
from tocsin.model.factuality import Factuality
from tocsin.model.frame import Frame
from tocsin.model.kind import Kind
from tocsin.model.place import Place
from tocsin.model.quantity import FigureStatus, Quantity
from tocsin.model.query import Report
from tocsin.model.record import to_json
from tocsin.model.time import Time, TimeType
from tocsin.warn.matching import IndicatorMatcher, day_of

STRIKE = Action(lemma="strike", actor="the dockers of Korbach", type="PROTEST")


def matches(report: Report, **pattern: Any) -> bool:
    return bool(IndicatorMatcher(a_scenario(an_indicator(**pattern))).of(report))


def a_figure(low: float | None, **facts: Any) -> Quantity:
    return Quantity(**{"start": 0, "end": 1, "low": low, "high": low, "noun": "ships", **facts})


def a_time(earliest: date | None, latest: date | None) -> Time:
    return Time(start=0, end=1, type=TimeType.DATE, value="X", earliest=earliest, latest=latest)


def test_an_event_matches_by_its_plover_type_or_its_lemma() -> None:
    found = a_ledger_claim(event=STRIKE)
    assert matches(found, events=("PROTEST",))
    assert matches(found, events=("strike", "march"))
    assert not matches(found, events=("ASSAULT",))
    assert not matches(a_ledger_claim(), events=("PROTEST",))


def test_a_plan_shows_nothing_that_is_there() -> None:
    planned = a_ledger_claim(quantities=(a_figure(40, status=FigureStatus.PLANNED),))
    assert not matches(planned, least_quantity=30)
    assert matches(a_ledger_claim(quantities=(a_figure(40, status=FigureStatus.IS),)), least_quantity=30)
    coming = a_ledger_claim(event=STRIKE, frame=Frame(predicate="strike", is_coming=True))
    assert not matches(coming, events=("PROTEST",))


def test_the_thing_counted_is_found_by_its_other_names() -> None:
    counted = a_ledger_claim(quantities=(a_figure(40, noun="mountain troops"),))
    assert matches(counted, least_quantity=30, counted=("soldier",))
    assert not matches(counted, least_quantity=30, counted=("tank",))


def test_who_leaves_open_whether_it_is_so_shows_nothing() -> None:
    unsure = a_ledger_claim("There are no signs that ships lie at anchor.", factuality=Factuality.UNCOMMITTED)
    assert not matches(unsure, words=("at anchor",))


@pytest.mark.parametrize(
    ("phrase", "text", "fits"),
    [
        ("at anchor", "Forty ships lie at anchor.", True),
        ("at anchor", "They looked at the anchor.", False),
        ("anchor", "The anchorman spoke.", False),
        ("anchor*", "The anchorman spoke.", True),
        ("clos* of the port", "The CLOSING of the Port was announced.", True),
        ("clos* of the port", "The enclosing of the port.", False),
        ("Élan vital", "an elan-vital", True),
        ("порт* закры*", "Порты закрыты", True),
    ],
)
def test_words_stand_whole_next_to_each_other_in_any_case_and_accent(phrase: str, text: str, fits: bool) -> None:
    assert matches(a_ledger_claim(text), words=(phrase,)) is fits


def test_one_of_several_phrases_is_enough_and_all_that_is_asked_for_must_hold() -> None:
    found = a_ledger_claim(event=STRIKE)
    assert matches(found, words=("sailors", "dockers"), events=("PROTEST",))
    assert not matches(found, words=("dockers",), events=("AID",))


def test_a_party_takes_part_in_the_event_or_is_named_in_the_clause() -> None:
    found = a_ledger_claim("They struck on Monday.", event=STRIKE, sources=("the mayor",))
    assert matches(found, parties=("docker*",))
    assert not matches(found, parties=("mayor",))


def test_a_place_matches_by_its_name_or_its_country() -> None:
    found = a_ledger_claim(places=(Place(start=0, end=1, name="Villach", country="AT"),))
    assert matches(found, places=("villach",))
    assert matches(found, countries=("AT",))
    assert not matches(found, places=("Vill",))
    assert not matches(found, countries=("SI",))
    assert not matches(a_ledger_claim(), countries=("AT",))


def test_a_figure_reaches_the_least_by_its_lower_bound() -> None:
    assert matches(a_ledger_claim(quantities=(a_figure(40),)), least_quantity=40)
    assert not matches(a_ledger_claim(quantities=(a_figure(39),)), least_quantity=40)
    assert not matches(a_ledger_claim(quantities=(a_figure(None, high=500),)), least_quantity=40)
    assert not matches(a_ledger_claim(quantities=(a_figure(90, denied=True),)), least_quantity=40)
    assert not matches(a_ledger_claim(), least_quantity=0)


def test_it_has_to_be_a_figure_of_what_is_counted() -> None:
    found = a_ledger_claim(quantities=(a_figure(40), a_figure(500, noun="people", measure="arrived")))
    assert not matches(found, least_quantity=100, counted=("ship*",))
    assert matches(found, least_quantity=100, measures=("arrived",))
    assert not matches(found, least_quantity=100, measures=("left",))


@pytest.mark.parametrize("figure", [0.0, -5.0, 1e30])
def test_any_figure_can_be_compared(figure: float) -> None:
    assert matches(a_ledger_claim(quantities=(a_figure(figure),)), least_quantity=figure)


def test_only_statements_match_unless_another_kind_is_asked_for() -> None:
    threat = a_ledger_claim(kind=Kind.THREAT, event=STRIKE)
    assert not matches(threat, events=("PROTEST",))
    assert matches(threat, events=("PROTEST",), kinds=(Kind.THREAT,))


@pytest.mark.parametrize("value", Factuality)
def test_what_is_denied_or_left_open_does_not_match_unless_the_denial_is_asked_for(value: Factuality) -> None:
    found = a_ledger_claim(factuality=value)
    assert matches(found, words=("dockers",)) is (value.score > 0)
    assert matches(found, words=("dockers",), denied=True) is (value.score < 0)


def test_the_least_certainty_is_reached_by_the_middle_of_the_interval() -> None:
    probable = a_ledger_claim(factuality=Factuality.PROBABLE)
    assert matches(probable, words=("dockers",), least_certainty=0.75)
    assert not matches(probable, words=("dockers",), least_certainty=0.76)


def test_what_lies_before_the_scenario_begins_or_behind_its_horizon_does_not_match() -> None:
    matcher = IndicatorMatcher(a_scenario(an_indicator(words=("dockers",)), since=date(2026, 6, 1)))
    assert not matcher.of(a_ledger_claim(published=date(2026, 5, 31)))
    assert matcher.of(a_ledger_claim(published=date(2026, 6, 1)))
    assert not matcher.of(a_ledger_claim(published=date(2027, 1, 1)))
    assert matcher.of(a_ledger_claim(published=None))


@pytest.mark.parametrize(
    ("time", "published", "day"),
    [
        (None, TODAY, TODAY),
        (None, None, None),
        (a_time(date(2026, 5, 1), date(2026, 5, 3)), TODAY, date(2026, 5, 3)),
        (a_time(date(2026, 5, 1), None), TODAY, TODAY),
        (a_time(date(2026, 5, 1), None), None, date(2026, 5, 1)),
        (a_time(date(2026, 8, 1), date(2026, 8, 1)), TODAY, TODAY),
        (a_time(None, None), TODAY, TODAY),
    ],
)
def test_the_day_is_the_one_told_if_it_was_over_when_published(
    time: Time | None, published: date | None, day: date | None
) -> None:
    assert day_of(a_ledger_claim(time=time, published=published)) == day


@pytest.mark.slow
def test_ten_thousand_indicators_are_found_by_what_they_ask_for() -> None:
    many = [an_indicator(f"i{n}", words=(f"word{n}",)) for n in range(10_000)]
    matcher = IndicatorMatcher(a_scenario(*many))
    assert [one.name for one in matcher.of(a_ledger_claim("It says word77 and word7 again."))] == ["i7", "i77"]


@given(st.text(), st.text(), st.floats(allow_nan=True))
def test_any_words_and_figures_can_be_matched(phrase: str, text: str, figure: float) -> None:
    found = a_ledger_claim(f"{text}.", quantities=(a_figure(figure),), event=Action(lemma=text, actor=phrase))
    for pattern in ({"words": (phrase,)}, {"parties": (phrase,)}, {"least_quantity": 1.0, "counted": (phrase,)}):
        assert matches(found, **pattern) in (True, False)


@given(st.lists(st.sampled_from(["strike", "struck", "dock*", "the dockers", "of korbach", "ship*"]), min_size=1))
def test_the_short_cuts_lose_no_match(phrases: list[str]) -> None:
    """Each indicator alone finds what all together find."""
    indicators = [an_indicator(f"{n}", words=(phrase,)) for n, phrase in enumerate(phrases)]
    found = a_ledger_claim()
    together = [one.name for one in IndicatorMatcher(a_scenario(*indicators)).of(found)]
    assert together == [one.name for one in indicators if IndicatorMatcher(a_scenario(one)).of(found)]


patterns = st.fixed_dictionaries(
    {},
    optional={
        "words": st.sampled_from([("dockers",), ("dock*",), ("at anchor", "korbach")]),
        "events": st.sampled_from([("PROTEST",), ("strike", "march")]),
        "places": st.sampled_from([("villach",), ("lavamünd",)]),
        "countries": st.just(("AT",)),
        "least_quantity": st.sampled_from([-1.0, 0.0, 40.0]),
        "denied": st.booleans(),
    },
)
claims = st.builds(
    lambda text, facts: a_ledger_claim(text, **facts),
    st.sampled_from(["The dockers of Korbach struck.", "Forty ships lie at anchor.", "DOCKERS."]),
    st.fixed_dictionaries({}, optional={
        "event": st.just(STRIKE),
        "places": st.just((Place(start=0, end=1, name="Villach", country="AT"),)),
        "quantities": st.lists(st.sampled_from([None, -5.0, 0.0, 50.0]).map(a_figure), max_size=2).map(tuple),
        "factuality": st.sampled_from(Factuality),
    }),
)  # fmt: skip


@given(st.lists(patterns, min_size=1, max_size=3), claims)
def test_what_is_told_on_sight_loses_no_match(asked: list[dict[str, Any]], report: Report) -> None:
    matcher = IndicatorMatcher(a_scenario(*(an_indicator(f"i{n}", **pattern) for n, pattern in enumerate(asked))))
    if matcher.of(report):
        assert matcher.may_match(to_json(report.claim))
        assert report.claim.kind in matcher.kinds
        assert report.claim.factuality in matcher.certainties


def a_told(text: str, predicate: str, thing: str | None = None, **facts: Any) -> Report:
    """A claim of this verb, with what it is done to."""
    return a_ledger_claim(text, predicate=predicate, event=Action(lemma=predicate, object=thing), **facts)


@pytest.mark.parametrize(
    ("text", "predicate", "thing"),
    [
        ("The garrison needs ladders.", "need", "ladders"),
        ("Ladders are needed at the wall.", "need", "Ladders"),
        ("To scale the wall you need forty men and ladders.", "need", "forty men and ladders"),
        ("The marshal plans to bring ladders.", "plan", None),
        ("The marshal is considering bringing ladders.", "consider", None),
        ("The Beacon has withdrawn its report of ladders.", "withdraw", "its report of ladders"),
    ],
)
def test_what_is_needed_planned_or_taken_back_is_not_seen(text: str, predicate: str, thing: str | None) -> None:
    assert not matches(a_told(text, predicate, thing), words=("ladder*",))


def test_what_stands_outside_of_the_need_is_seen() -> None:
    needed = a_told("The men with the ladders need bread.", "need", "bread")
    assert matches(needed, words=("ladder*",))
    assert matches(needed, words=("need bread",))
    assert matches(a_told("The garrison needs ladders.", "need", "ladders"), words=("ladder*",), events=("need",))
    assert matches(a_told("The garrison has withdrawn its ladders.", "withdraw", "its ladders"), words=("ladder*",))


def test_a_plan_is_seen_only_by_an_indicator_of_plans() -> None:
    coming = a_told("The garrison will leave.", "leave", frame=Frame(predicate="leave", is_coming=True))
    assert not matches(coming, words=("leave",))
    assert matches(coming, words=("will leave",))


@pytest.mark.parametrize(
    ("text", "predicate", "against"),
    [
        ("We do not see any ladders.", "see", True),
        ("No ladders have arrived.", "arrive", True),
        ("The ladders have not burnt.", "burn", False),
    ],
)
def test_who_says_that_the_thing_is_not_there_bears_on_it(text: str, predicate: str, against: bool) -> None:
    matcher = IndicatorMatcher(a_scenario(an_indicator(words=("ladder*",))))
    denial = a_told(text, predicate, factuality=Factuality.CERTAINLY_NOT)
    assert not matcher.of(denial)
    assert matcher.bears_on(denial) is against
    assert matcher.may_match(to_json(denial.claim)) is against
