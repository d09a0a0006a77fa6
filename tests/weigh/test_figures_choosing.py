"""Which figures of a case count what is asked for."""

from dataclasses import replace
from datetime import date

import pytest
from weigh.figure_builders import DAY, SAALBRUNN, a_figure, a_time, asked, series_of, told

from tocsin.errors import QueryError
from tocsin.model.event import Action
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.model.series import AccountStatus


def lows(subject: str, *claims: Report, **wanted: object) -> list[float | None]:
    return [one.quantity.low for one in series_of(subject, *claims, **wanted).accounts]


def one(text: str, words: str, number: float = 40, **facts: object) -> Report:
    return told(text, a_figure(text, words, number, **facts))


@pytest.mark.parametrize(
    ("subject", "text", "words"),
    [
        ("buses", "They have 40 buses.", "40 buses"),
        ("bus", "They have 40 buses.", "40 buses"),
        ("troops", "They have 40 soldiers.", "40 soldiers"),
        ("soldiers", "They have 40 servicemen there.", "40 servicemen"),
        ("armoured vehicles", "They have 40 armored vehicles.", "40 armored vehicles"),
        ("Danish buses", "They have 40 Danish buses.", "40 Danish buses"),
        ("danish buses", "Denmark has 40 buses.", "40 buses"),
        ("buses of Denmark", "They saw 40 buses from Denmark.", "40 buses"),
        ("artillery", "They have 40 artillery pieces.", "40 artillery pieces"),
    ],
)
def test_a_figure_is_found_by_the_form_of_its_noun_and_whose_it_is(subject: str, text: str, words: str) -> None:
    assert lows(subject, one(text, words)) == [40]


@pytest.mark.parametrize(
    ("subject", "text", "words"),
    [
        ("buses", "They have 40 boats.", "40 boats"),
        ("armoured vehicles", "They have 40 vehicles.", "40 vehicles"),
        ("Danish buses", "They have 40 Swedish buses.", "40 Swedish buses"),
        ("Danish buses", "They have 40 buses.", "40 buses"),
        ("Danish buses", "They saw 40 buses in Denmark.", "40 buses"),
    ],
)
def test_another_thing_or_one_of_another_country_is_not_counted(subject: str, text: str, words: str) -> None:
    assert lows(subject, one(text, words)) == []


@pytest.mark.parametrize("unit", ["percent", "EUR", "kilometre", "per day"])
def test_shares_money_measures_and_rates_are_no_counts(unit: str) -> None:
    assert lows("buses", one("They have 40 buses.", "40 buses", unit=unit)) == []


def test_a_bare_figure_counts_what_the_words_before_it_name() -> None:
    text = "Danish losses in buses stood at 40 and in boats at 7."
    figures = (a_figure(text, "40", 40, noun=None), a_figure(text, "7", 7, noun=None))
    assert lows("Danish buses lost", told(text, *figures)) == [40]
    assert lows("Danish boats lost", told(text, *figures)) == [7]


def test_who_destroys_is_not_who_loses() -> None:
    text = "Danish crews destroyed 40 buses."
    event = Action(lemma="destroy", actor="Danish crews", object="40 buses")
    claim = told(text, a_figure(text, "40 buses", 40, measure="destroyed"), event=event)
    assert lows("Danish buses", claim) == []


def test_the_country_may_be_told_before_in_the_same_turn() -> None:
    first, second = "Danish guards came in May.", "There are 40 of them."
    before = told(first, document="d")
    them = a_figure(second, "40", 40, noun="guards")
    after = told(second, them, document="d", offset=40)
    assert lows("Danish guards", before, after) == [40]
    assert lows("Swedish guards", before, after) == []


def test_what_another_speaker_said_before_his_question_does_not_tell() -> None:
    first, second = "Danish guards came in May.", "There are 40 guards."
    before = told(first, document="d", speaker="Ilse Brandt")
    after = told(second, a_figure(second, "40 guards", 40), document="d", offset=40, speaker="Jon Vik")
    assert lows("Danish guards", before, after) == []


def test_the_question_that_is_answered_tells_what_is_spoken_of() -> None:
    first, second = "How many Danish guards are there?", "There are 40 of them."
    before = told(first, document="d", speaker="Ilse Brandt", kind=Kind.QUESTION)
    after = told(second, a_figure(second, "40", 40, noun="guards"), document="d", offset=40, speaker="Jon Vik")
    assert lows("Danish guards", before, after) == [40]


def test_a_figure_without_a_place_is_of_the_place_told_last() -> None:
    first, second = "They came to Saalbrunn.", "There are 40 guards."
    before = told(first, document="d", places=(SAALBRUNN,))
    after = told(second, a_figure(second, "40 guards", 40), document="d", offset=40)
    (account,) = series_of("guards", before, after, place="saalbrunn").accounts
    assert any("place by context" in reason for reason in account.reasons)
    assert lows("guards", before, after, place="Korbach") == []


def test_a_town_is_a_part_of_its_country_so_that_the_whole_is_at_least_that() -> None:
    text = "There are 40 guards in Saalbrunn."
    claim = told(text, a_figure(text, "40 guards", 40), places=(SAALBRUNN,))
    (account,) = series_of("guards", claim, place="Austria").accounts
    assert (account.low, account.high) == (40, None)


def test_a_figure_of_another_place_is_not_counted() -> None:
    text = "There are 40 guards in Oslo."
    oslo = Place(start=0, end=0, name="Oslo", country="NO", lat=59.9, lon=10.7, type="capital")
    assert lows("guards", told(text, a_figure(text, "40 guards", 40), places=(oslo,)), place="AT") == []


def test_a_kind_of_the_thing_bounds_the_whole_from_below_only() -> None:
    text = "The storm killed 40 villagers."
    (account,) = series_of("people killed", told(text, a_figure(text, "40 villagers", 40, measure="killed"))).accounts
    assert (account.low, account.high) == (40, None)


def test_figures_with_more_words_are_parts_where_others_have_none() -> None:
    whole, part = "They have 90 buses.", "They have 40 electric buses."
    figures = told(whole, a_figure(whole, "90 buses", 90)), told(part, a_figure(part, "40 electric buses", 40))
    assert [(one.low, one.high) for one in series_of("buses", *figures).accounts] == [(90, 90), (40, None)]
    (alone,) = series_of("buses", figures[1]).accounts
    assert (alone.low, alone.high) == (40, 40)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.STATEMENT])
def test_what_is_no_statement_is_left_out_and_told(kind: Kind) -> None:
    text = "They have 40 buses."
    found = asked("buses", told(text, a_figure(text, "40 buses", 40), kind=kind))
    assert found.series.accounts == ()
    assert sum(found.left_out.values()) == 1


def test_a_denied_figure_is_shown_and_does_not_count() -> None:
    text = "They have 40 buses."
    denied = told(text, a_figure(text, "40 buses", 40), factuality=Factuality.CERTAINLY_NOT)
    aside = told(text, a_figure(text, "40 buses", 40, denied=True))
    found = series_of("buses", denied, aside)
    assert [one.standing for one in found.accounts] == [AccountStatus.DENIED] * 2
    assert found.levels == ()


def test_what_is_still_to_come_does_not_count() -> None:
    text = "They will have 40 buses in May."
    claim = told(text, a_figure(text, "40 buses", 40), time=a_time(date(2026, 5, 1), date(2026, 5, 31)))
    assert asked("buses", claim).left_out == {"of days to come when it was said": 1}


def test_a_measure_takes_in_what_belongs_to_it() -> None:
    text = "They have 40 buses."
    claims = [told(text, a_figure(text, "40 buses", 40, measure=one)) for one in ("destroyed", "lost", "bought")]
    assert len(series_of("buses", *claims, measure="lost").accounts) == 2
    assert len(series_of("buses destroyed", *claims).accounts) == 1
    assert len(series_of("losses of buses", *claims).accounts) == 2


def test_without_a_measure_most_figures_decide_and_the_rest_is_told() -> None:
    text = "They have 40 buses."
    claims = [told(text, a_figure(text, "40 buses", 40, measure=one)) for one in ("destroyed", "lost", "bought")]
    found = asked("buses", *claims)
    assert (found.series.measure, found.series.cumulative, len(found.series.accounts)) == ("lost", True, 2)
    assert found.left_out == {"of another measure: bought": 1}


def test_only_a_source_that_is_asked_for_is_heard() -> None:
    text = "They have 40 buses."
    claims = [told(text, a_figure(text, "40 buses", 40), outlet=name) for name in ("Drau Radio", "Korbach Bote")]
    assert [one.origin for one in series_of("buses", *claims, source="drau").accounts] == ["Drau Radio"]


@pytest.mark.parametrize("subject", ["", "  ", "the", "of", "…", "Danish"])
def test_a_subject_that_names_no_thing_is_told(subject: str) -> None:
    with pytest.raises(QueryError, match="nothing that could be counted"):
        series_of(subject)


@pytest.mark.parametrize("bound", [float("inf"), float("nan"), None])
def test_numbers_that_are_none_do_no_harm(bound: float | None) -> None:
    text = "They have 40 buses."
    figure = a_figure(text, "40 buses", 40)
    claims = told(text, replace(figure, low=bound, high=bound)), told(text, replace(figure, low=-3.0, high=-1.0))
    assert series_of("buses", *claims).accounts == ()


def test_spans_beyond_the_sentence_do_no_harm() -> None:
    stray = Quantity(start=900, end=990, low=40, high=40, noun="buses")
    assert lows("buses", told("They have 40 buses.", stray), at=(DAY,)) == [40]


def test_a_number_in_words_is_no_kind_of_the_thing() -> None:
    texts = "They have forty-two buses.", "They have twelve electric buses.", "They have 90 buses."
    figures = [a_figure(text, text[10:-1], 12, noun="buses") for text in texts]
    found = series_of("buses", *(told(text, figure) for text, figure in zip(texts, figures, strict=True)))
    assert [one.high for one in found.accounts] == [12, None, 12]
