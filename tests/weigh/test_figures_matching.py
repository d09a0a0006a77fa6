"""Which figures of a case count what is asked for."""

from dataclasses import replace
from datetime import date

import pytest
from weigh.figure_builders import DAY, LEXICON, SAALBRUNN, a_figure, a_thing, a_time, asked, owned_by, series_of, told

from tocsin.errors import QueryError
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.place import Place
from tocsin.model.quantity import Owner, OwnerRule, Quantity, Thing, ThingRule
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.series import AccountStatus
from tocsin.weigh.figures.subject import FigureQuery, keys_of
from tocsin.weigh.figures.surroundings import Surroundings


def lows(subject: str, *claims: Report, **wanted: object) -> list[float | None]:
    return [one.quantity.low for one in series_of(subject, *claims, **wanted).accounts]


def one(text: str, words: str, number: float = 40, **facts: object) -> Report:
    return told(text, a_figure(text, words, number, **facts))


DANE = owned_by("DK")


@pytest.mark.parametrize(
    ("subject", "thing", "owner"),
    [
        ("buses", a_thing("bus"), None),
        ("bus", a_thing("bus"), None),
        ("the number of buses", a_thing("bus"), None),
        ("troops", a_thing("soldier"), None),
        ("armoured vehicles", a_thing("vehicle", "armoured"), None),
        ("armored vehicles", a_thing("vehicle", "new", "armoured"), None),
        ("enemy buses", a_thing("bus"), None),
        ("river police boats", a_thing("boat", tail=("river", "police")), None),
        ("artillery", a_thing("piece", "artillery"), None),
        ("equipment", a_thing("piece", tail=("equipment",)), None),
        ("Danish buses", a_thing("bus"), DANE),
        ("danish buses", a_thing("bus"), owned_by("DK", OwnerRule.LOSS)),
        ("buses of Denmark", a_thing("bus"), owned_by("DK", OwnerRule.CLAUSE)),
        ("Danish guards", a_thing("guard", by=ThingRule.ANTECEDENT), owned_by("DK", OwnerRule.BEFORE)),
    ],
)
def test_a_figure_is_found_by_the_thing_it_counts_and_whose_it_is(
    subject: str, thing: Thing, owner: Owner | None
) -> None:
    claim = one("There are 40.", "40", things=(thing,), owners=(owner,) if owner else ())
    assert lows(subject, claim) == [40]
    assert keys_of(FigureQuery(subject=subject), LEXICON) & claim.claim.quantities[0].counted


@pytest.mark.parametrize(
    ("subject", "thing", "owners"),
    [
        ("buses", a_thing("boat"), ()),
        ("armoured vehicles", a_thing("vehicle"), ()),
        ("armoured vehicles", a_thing("vehicle", "electric"), ()),
        ("Danish buses", a_thing("bus"), ()),
        ("Danish buses", a_thing("bus"), (owned_by("SE"),)),
        ("Danish buses", a_thing("bus"), (Owner(name="Unterdrau Guard", country=None, by=OwnerRule.FIGURE),)),
        ("Danish buses", a_thing("bus"), (owned_by("SE", OwnerRule.SENTENCE), owned_by("DK", OwnerRule.BEFORE))),
    ],
)
def test_another_thing_or_one_of_another_country_is_not_counted(
    subject: str, thing: Thing, owners: tuple[Owner, ...]
) -> None:
    assert lows(subject, one("There are 40.", "40", things=(thing,), owners=owners)) == []


def test_a_name_in_the_clause_leaves_it_open_to_the_sentence() -> None:
    owners = owned_by("SE", OwnerRule.CLAUSE), owned_by("DK", OwnerRule.SENTENCE)
    claim = one("There are 40.", "40", things=(a_thing("bus"),), owners=owners)
    assert lows("Danish buses", claim) == lows("Swedish buses", claim) == [40]


@pytest.mark.parametrize("unit", ["percent", "EUR", "kilometre", "per day"])
def test_shares_money_measures_and_rates_are_no_counts(unit: str) -> None:
    assert lows("buses", one("They have 40 buses.", "40 buses", unit=unit)) == []


def test_a_bare_figure_counts_what_the_words_near_it_name() -> None:
    text = "Losses in buses stood at 40 and in boats at 7."
    near = ThingRule.NEAR
    figures = (
        a_figure(text, "40", 40, noun=None, clause_measure="lost", things=(a_thing("bus", by=near),)),
        a_figure(text, "7", 7, noun=None, clause_measure="lost", things=(a_thing("boat", by=near),)),
    )
    assert lows("buses lost", told(text, *figures)) == [40]
    (account,) = series_of("boats lost", told(text, *figures)).accounts
    assert [reason.rule for reason in account.reasons] == ["figures.near"]


def test_a_figure_that_an_earlier_version_stored_is_found_by_its_noun() -> None:
    assert lows("buses", one("They have 40 buses.", "40 buses", things=())) == [40]


def test_a_figure_without_a_place_is_of_the_place_that_its_context_tells() -> None:
    claim = one("There are 40 guards.", "40 guards", context_places=(SAALBRUNN,))
    (account,) = series_of("guards", claim, place="saalbrunn").accounts
    assert [reason.rule for reason in account.reasons] == ["figures.place_by_context"]
    assert lows("guards", claim, place="Korbach") == []


def test_the_country_whose_they_are_does_not_yet_say_where_they_are() -> None:
    danish = Place(start=0, end=0, name="Danish", country="DK", type="country")
    text = "There are 40 Danish guards."
    figure = a_figure(text, "40 Danish guards", 40, owners=(DANE,), context_places=(SAALBRUNN,))
    assert lows("guards", told(text, figure, places=(danish,)), place="Saalbrunn") == [40]


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
    electric = a_figure(part, "40 electric buses", 40, things=(a_thing("bus", "electric"),))
    figures = told(whole, a_figure(whole, "90 buses", 90)), told(part, electric)
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
    assert asked("buses", claim).left_out == {Reason(rule="figures.to_come"): 1}


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
    assert found.left_out == {Reason(rule="figures.other_measure", facts={"measure": "bought"}): 1}


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


@pytest.mark.parametrize(
    ("subject", "measure"),
    [
        ("deaths", "killed"),
        ("losses", "destroyed"),
        ("people present", "kept"),
        ("people present", None),
    ],
)
def test_a_figure_that_answers_a_query_is_among_those_it_is_looked_for_by(subject: str, measure: str | None) -> None:
    claim = one("There are 40 people.", "40 people", measure=measure)
    assert lows(subject, claim) == [40]
    assert keys_of(FigureQuery(subject=subject), LEXICON) & claim.claim.quantities[0].counted


def test_an_hour_beside_what_is_counted_counts_nothing() -> None:
    text = "The two ships came in shortly before eight."
    hour = a_figure(text, "eight", 8, noun="ships", things=(a_thing("boat", by=ThingRule.ANTECEDENT),))
    assert lows("ships", told(text, a_figure(text, "two ships", 2), hour)) == [2]


@pytest.mark.parametrize(
    ("text", "predicate", "found"),
    [
        ("The last ship left Saalbrunn at noon.", "leave", [0]),
        ("The ships have left Saalbrunn.", "leave", [0]),
        ("No ship has been in Saalbrunn since.", "be", [0]),
        ("The ships of the last year left a mark.", "leave", []),
        ("The last ship will have left by June.", "leave", [0]),
    ],
)
def test_that_none_is_left_is_a_figure_of_none(text: str, predicate: str, found: list[float]) -> None:
    assert lows("ships", told(text, predicate=predicate)) == found


def test_that_none_will_be_left_is_a_plan() -> None:
    (account,) = series_of("ships", told("The last ship will have left by June.", predicate="leave")).accounts
    assert account.standing is AccountStatus.PLANNED


# --- names of countries that no table has ----------------------------------------------------------------------------------


def counted_of(subject: str, text: str, words: str, *, document: str = "", **facts: object) -> list[float | None]:
    """The lower bounds of the accounts in a sentence of a document that begins with another one."""
    report = told(text, a_figure(text, words, 40, **facts), document="0")
    return lows(subject, report, around={"0": Surroundings(f"{document}\n{text}")})


@pytest.mark.parametrize(
    ("document", "text", "words", "things"),
    [
        ("", "Some 40 Norlandish guards came.", "40 Norlandish guards", (a_thing("guard", "norlandish"),)),
        ("Norland sent guards.", "There are 40 guards.", "40 guards", (a_thing("guard"),)),
        ("", "Norland has 40 guards there.", "40 guards", (a_thing("guard"),)),
    ],
)
def test_a_name_that_no_table_has_is_found_in_any_of_its_forms(
    document: str, text: str, words: str, things: tuple[Thing, ...]
) -> None:
    assert counted_of("Norlandish guards", text, words, document=document, things=things) == [40]


@pytest.mark.parametrize(
    ("document", "text", "words", "facts"),
    [
        ("Sudmark sent guards.", "There are 40 guards.", "40 guards", {}),
        (
            "Norland sent guards.",
            "There are 40 Sudmarkish guards.",
            "guards",
            {"things": (a_thing("guard", "sudmarkish"),)},
        ),
        ("Norland sent guards.", "The fire killed 40 guards.", "40 guards", {"measure": "killed"}),
    ],
)
def test_things_of_another_name_are_not_counted_nor_are_the_dead_of_a_text_that_only_names_it(
    document: str, text: str, words: str, facts: dict[str, object]
) -> None:
    subject = "Norlandish guards killed" if "measure" in facts else "Norlandish guards"
    assert counted_of(subject, text, words, document=document, **facts) == []


def test_a_text_that_speaks_of_soldiers_may_call_them_men_or_by_their_country() -> None:
    text = "The mayor put the number of Norlanders at 40."
    document = "Norlandish soldiers came."
    assert counted_of("Norlandish soldiers", text, "40", document=document, noun="Norlanders") == [40]
    assert counted_of("soldiers", "There are 40 men.", "40 men", document=document) == [40]
    assert counted_of("soldiers", "There are 40 men.", "40 men", document="A choir came.") == []
    two = told("There are two men.", a_figure("There are two men.", "two men", 2), document="0")
    assert lows("soldiers", two, around={"0": Surroundings(document)}) == []


def test_the_dead_of_a_text_are_children_only_if_it_is_of_children() -> None:
    text = "The slide killed 40."
    facts: dict[str, object] = {"noun": None, "measure": "killed"}
    assert counted_of("children killed", text, "40", document="Children die in a slide", **facts) == [40]
    assert counted_of("children killed", text, "40", document="Cooks die in a slide", **facts) == []
    assert counted_of("people killed", text, "40", document="Cooks die in a slide", **facts) == [40]


def test_some_of_those_that_are_spoken_of_are_a_floor() -> None:
    text = "Three of the guards came by bus."
    report = told(text, a_figure(text, "Three", 3, noun="guards"))
    (account,) = series_of("guards", report).accounts
    assert (account.low, account.high) == (3, None)


def test_as_many_of_those_as_something_befell_are_all_whom_it_befell() -> None:
    text = "The fire killed 40 of its guards."
    report = told(text, a_figure(text, "40", 40, noun="guards", measure="killed"))
    (account,) = series_of("guards killed", report).accounts
    assert (account.low, account.high) == (40, 40)


def test_workers_are_people_whom_a_text_need_not_name() -> None:
    text = "The slide killed 40."
    facts: dict[str, object] = {"noun": None, "measure": "killed"}
    assert counted_of("workers killed", text, "40", document="Cooks die in a slide", **facts) == [40]


def test_figures_of_other_stories_are_left_out_and_told() -> None:
    text = "The fire killed 40 cooks."
    reports = [told(text, a_figure(text, "40 cooks", 40, measure="killed"), document=key) for key in "01"]
    found = asked("cooks killed", *reports, others={"1"})
    assert [one.report.document for one in found.series.accounts] == ["0"]
    assert [why.rule for why in found.left_out] == ["figures.other_story"]
