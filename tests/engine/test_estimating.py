"""A figure over time from the texts of a case: what reading stores is all that estimating needs."""

from datetime import date
from pathlib import Path

import pytest

from tocsin import Case, FigureQuery
from tocsin.collect.given import Given
from tocsin.engine.estimating import Estimator, figures_record
from tocsin.errors import QueryError
from tocsin.lexicon.wording import reason_words

SAALBRUNN = "There are 40 {} guards in Salzburg, the mayor said."


def entered(case: Case, folder: Path, *texts: str) -> Case:
    for number, text in enumerate(texts):
        (folder / f"report {number}.txt").write_text(text, encoding="utf-8")
    states = [added.state for added in case.add([folder], given=Given(published=date(2024, 3, 6)))]
    assert states == ["new"] * len(texts)
    return case


def lows(case: Case, subject: str, **wanted: str) -> list[float | None]:
    return [one.quantity.low for one in case.series(FigureQuery(subject=subject, **wanted)).accounts]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("buses", "They have 40 buses."),
        ("bus", "They have 40 buses."),
        ("troops", "They have 40 soldiers."),
        ("soldiers", "They have 40 servicemen there."),
        ("armoured vehicles", "They have 40 armored vehicles."),
        ("Danish buses", "They have 40 Danish buses."),
        ("danish buses", "Denmark has 40 buses."),
        ("buses of Denmark", "They saw 40 buses from Denmark."),
        ("artillery", "They have 40 artillery pieces."),
        ("Danish buses lost", "Danish losses in buses stood at 40 and in boats at 7."),
        ("Danish guards", "Danish guards came in May. There are 40 of them."),
        ("deaths", "The storm killed 40 villagers."),
    ],
)
def test_a_figure_is_found_by_what_was_read(case: Case, tmp_path: Path, subject: str, text: str) -> None:
    assert lows(entered(case, tmp_path, text), subject) == [40]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("buses", "They have 40 boats."),
        ("armoured vehicles", "They have 40 vehicles."),
        ("Danish buses", "They have 40 Swedish buses."),
        ("Danish buses", "They have 40 buses."),
        ("Danish buses", "They saw 40 buses in Denmark."),
        ("Danish buses", "Danish crews destroyed 40 buses."),
    ],
)
def test_other_figures_are_not_counted_and_what_is_counted_is_told(
    case: Case, tmp_path: Path, subject: str, text: str
) -> None:
    entered(case, tmp_path, text)
    assert lows(case, subject) == []
    with pytest.raises(QueryError, match=r"what it counts most: .+ \(1\)"):
        Estimator(case.ledger).figures_or_tell(FigureQuery(subject=subject))


def test_only_the_claims_that_may_count_it_are_loaded(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(case, tmp_path, "They have 40 buses.", "They have 12 boats.", "The mayor left.")
    monkeypatch.setattr(type(case.ledger), "claims", None)
    assert lows(case, "buses") == [40]


def test_of_many_documents_those_are_read_that_name_the_place_then_the_latest_and_the_rest_is_told(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.engine.estimating.MOST_DOCUMENTS", 2)
    entered(case, tmp_path, "They have 40 buses in Salzburg.", "They have 41 buses.", "They have 42 buses.")
    found = Estimator(case.ledger).figures(FigureQuery(subject="buses"))
    assert sorted(one.quantity.low or 0 for one in found.series.accounts) == [41, 42]
    assert {reason_words(why): number for why, number in found.left_out.items()} == {
        "in further documents: only 2 are read, first those that name the place, then the latest": 1
    }
    assert lows(case, "buses", place="Salzburg") == [40]


def test_every_reason_of_the_record_is_a_rule_with_facts_and_words(case: Case, tmp_path: Path) -> None:
    entered(case, tmp_path, SAALBRUNN.format("Danish"), "They saw about 30 Danish guards in Salzburg.")
    record = figures_record(Estimator(case.ledger).figures(FigureQuery(subject="Danish guards", place="Salzburg")))
    reasons = [reason for account in record["accounts"] for reason in account["reasons"]]
    assert {"figures.owner", "figures.place", "figures.rough"} <= {reason["rule"] for reason in reasons}
    assert all(reason["words"] and isinstance(reason["facts"], dict) for reason in reasons)


def test_a_claim_may_tell_a_figure_that_it_counts_however_that_is_asked_for(case: Case, tmp_path: Path) -> None:
    entered(case, tmp_path, "The storm killed 40 villagers. They have 7 buses there.")
    by_text = {report.claim.text: report for report in case.claims()}
    killed, buses = (next(one for text, one in by_text.items() if word in text) for word in ("killed", "buses"))
    estimator = Estimator(case.ledger, documents=[killed.document])
    for subject, told in (("people killed", killed), ("deaths", killed), ("buses", buses)):
        query = FigureQuery(subject=subject)
        accounts = {account.report.claim.id for account in estimator.figures(query).series.accounts}
        assert accounts == {told.claim.id}
        assert [one for one in (killed, buses) if estimator.may_tell(query, one.claim.id)] == [told]
